// RUN: zkopt %s --pass-pipeline='builtin.module(shape-inference-onnx,decompose-onnx)' --split-input-file | FileCheck %s

// Level by level: the questions of a level are asked together; the second child of a node is reached by what the first one leaves.
// CHECK-LABEL: func.func @tree
func.func @tree(%x: tensor<4x2xf32>) -> tensor<4x1xf32> {
  // CHECK: %[[F0:.*]] = "onnx.Gather"(%arg0, %{{.*}}) <{axis = 1 : si64}> : (tensor<4x2xf32>, tensor<1xi64>) -> tensor<4x1xf32>
  // CHECK: %[[Q0:.*]] = "onnx.LessOrEqual"(%[[F0]], %{{.*}})
  // CHECK: %[[Y0:.*]] = "onnx.Cast"(%[[Q0]])
  // CHECK: %[[N0:.*]] = "onnx.Sub"(%{{.*}}, %[[Y0]])
  // CHECK: "onnx.Concat"(%[[Y0]], %[[N0]])
  // CHECK: %[[Q1:.*]] = "onnx.LessOrEqual"
  // CHECK: %[[A1:.*]] = "onnx.Cast"(%[[Q1]])
  // CHECK: %[[Y1:.*]] = "onnx.Mul"(%[[R1:.*]], %[[A1]])
  // CHECK: %[[N1:.*]] = "onnx.Sub"(%[[R1]], %[[Y1]])
  // CHECK: "onnx.MatMul"(%{{.*}}, %{{.*}}) : (tensor<4x3xf32>, tensor<3x1xf32>) -> tensor<4x1xf32>
  %0 = "onnx.TreeEnsembleRegressor"(%x) <{n_targets = 1 : si64, nodes_falsenodeids = [2, 4, 0, 0, 0], nodes_featureids = [0, 1, 0, 0, 0],
      nodes_modes = ["BRANCH_LEQ", "BRANCH_LEQ", "LEAF", "LEAF", "LEAF"], nodes_nodeids = [0, 1, 2, 3, 4], nodes_treeids = [0, 0, 0, 0, 0],
      nodes_truenodeids = [1, 3, 0, 0, 0], nodes_values = [1.0 : f32, 2.0 : f32, 0.0 : f32, 0.0 : f32, 0.0 : f32], target_ids = [0, 0, 0],
      target_nodeids = [2, 3, 4], target_treeids = [0, 0, 0], target_weights = [5.0 : f32, 6.0 : f32, 7.0 : f32]}> : (tensor<4x2xf32>) -> tensor<4x1xf32>
  return %0 : tensor<4x1xf32>
}
