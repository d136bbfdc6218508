// RUN: zkopt %s --pass-pipeline='builtin.module(shape-inference-onnx,decompose-onnx)' --split-input-file --verify-diagnostics

func.func @f(%x: tensor<4x2xf32>) -> tensor<*xf32> {
  // expected-error@+1 {{'onnx.TreeEnsembleRegressor' op has a node that is reached in two ways}}
  %0 = "onnx.TreeEnsembleRegressor"(%x) <{n_targets = 1 : si64, nodes_falsenodeids = [1, 2, 0], nodes_featureids = [0, 0, 0],
      nodes_modes = ["BRANCH_LEQ", "BRANCH_LEQ", "LEAF"], nodes_nodeids = [0, 1, 2], nodes_treeids = [0, 0, 0], nodes_truenodeids = [1, 2, 0],
      nodes_values = [1.0 : f32, 2.0 : f32, 0.0 : f32], target_ids = [0], target_nodeids = [2], target_treeids = [0],
      target_weights = [5.0 : f32]}> : (tensor<4x2xf32>) -> tensor<*xf32>
  return %0 : tensor<*xf32>
}
// -----
func.func @f(%x: tensor<4xi64>) -> tensor<*xf32> {
  // expected-error@+1 {{'onnx.LabelEncoder' op gives strings, which are not supported}}
  %0 = "onnx.LabelEncoder"(%x) <{keys_int64s = [1], values_strings = ["a"]}> : (tensor<4xi64>) -> tensor<*xf32>
  return %0 : tensor<*xf32>
}
// -----
func.func @f(%x: tensor<4x2xf32>) -> tensor<*xf32> {
  // expected-error@+1 {{'onnx.LinearRegressor' op has the post-transform 'PROBIT', which is not supported}}
  %0 = "onnx.LinearRegressor"(%x) <{coefficients = [1.0 : f32, 2.0 : f32], post_transform = "PROBIT"}> : (tensor<4x2xf32>) -> tensor<*xf32>
  return %0 : tensor<*xf32>
}
