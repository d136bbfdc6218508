// RUN: zkopt %s --pass-pipeline='builtin.module(shape-inference-onnx,decompose-onnx)' --split-input-file | FileCheck %s

// The types of a body follow from the operands.
// CHECK-LABEL: func.func @scan
// CHECK-SAME: -> (tensor<2xf32>, tensor<2x3xf32>)
func.func @scan(%initial: tensor<2xf32>, %x: tensor<3x2xf32>) -> (tensor<*xf32>, tensor<*xf32>) {
  // CHECK: "onnx.Scan"(%{{.*}}, %{{.*}}) <{num_scan_inputs = 1 : si64, scan_output_axes = [1]}> ({
  // CHECK-NEXT: ^bb0(%{{.*}}: tensor<2xf32>, %{{.*}}: tensor<2xf32>):
  %0:2 = "onnx.Scan"(%initial, %x) <{num_scan_inputs = 1 : si64, scan_output_axes = [1]}> ({
  ^bb0(%sum: tensor<*xf32>, %next: tensor<*xf32>):
    %1 = "onnx.Add"(%sum, %next) : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
    // CHECK: onnx.Yield %[[SUM:.*]], %[[SUM]] : tensor<2xf32>, tensor<2xf32>
    onnx.Yield %1, %1 : tensor<*xf32>, tensor<*xf32>
  }) : (tensor<2xf32>, tensor<3x2xf32>) -> (tensor<*xf32>, tensor<*xf32>)
  return %0#0, %0#1 : tensor<*xf32>, tensor<*xf32>
}

// -----

// A loop that runs a known number of times is a scan over the numbers of its iterations.
// CHECK-LABEL: func.func @loop
func.func @loop(%x: tensor<f32>) -> tensor<*xf32> {
  %count = onnx.Constant dense<4> : tensor<i64>
  %none = "onnx.NoValue"() <{value}> : () -> none
  // CHECK: %[[NUMBERS:.*]] = onnx.Constant dense<[0, 1, 2, 3]> : tensor<4xi64>
  // CHECK: "onnx.Scan"(%{{.*}}, %[[NUMBERS]]) <{num_scan_inputs = 1 : si64}> ({
  // CHECK-NEXT: ^bb0(%{{.*}}: tensor<f32>, %{{.*}}: tensor<i64>):
  %0 = "onnx.Loop"(%count, %none, %x) ({
  ^bb0(%i: tensor<i64>, %goes_on: tensor<i1>, %state: tensor<*xf32>):
    %1 = "onnx.Add"(%state, %state) : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
    onnx.Yield %goes_on, %1 : tensor<i1>, tensor<*xf32>
  }) : (tensor<i64>, none, tensor<f32>) -> tensor<*xf32>
  return %0 : tensor<*xf32>
}

// -----

// Where the end depends on the number of the iteration, the copies of the body follow each other.
// CHECK-LABEL: func.func @ends
func.func @ends(%x: tensor<f32>) -> tensor<*xf32> {
  %count = onnx.Constant dense<4> : tensor<i64>
  %last = onnx.Constant dense<1> : tensor<i64>
  %none = "onnx.NoValue"() <{value}> : () -> none
  // CHECK: "onnx.Add"
  // CHECK: "onnx.Add"
  // CHECK-NOT: "onnx.Add"
  // CHECK-NOT: "onnx.Loop"
  %0 = "onnx.Loop"(%count, %none, %x) ({
  ^bb0(%i: tensor<i64>, %goes_on: tensor<i1>, %state: tensor<*xf32>):
    %1 = "onnx.Add"(%state, %state) : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
    %2 = "onnx.Less"(%i, %last) : (tensor<i64>, tensor<i64>) -> tensor<i1>
    onnx.Yield %2, %1 : tensor<i1>, tensor<*xf32>
  }) : (tensor<i64>, none, tensor<f32>) -> tensor<*xf32>
  return %0 : tensor<*xf32>
}

// -----

// CHECK-LABEL: func.func @known
func.func @known(%x: tensor<3xf32>) -> tensor<*xf32> {
  %condition = onnx.Constant dense<false> : tensor<i1>
  // CHECK-NOT: "onnx.Abs"
  // CHECK: %[[R:.*]] = "onnx.Neg"(%arg0) : (tensor<3xf32>) -> tensor<3xf32>
  %0 = "onnx.If"(%condition) ({
    %1 = "onnx.Abs"(%x) : (tensor<3xf32>) -> tensor<3xf32>
    onnx.Yield %1 : tensor<3xf32>
  }, {
    %1 = "onnx.Neg"(%x) : (tensor<3xf32>) -> tensor<3xf32>
    onnx.Yield %1 : tensor<3xf32>
  }) : (tensor<i1>) -> tensor<*xf32>
  // CHECK: return %[[R]]
  return %0 : tensor<*xf32>
}

// -----

// A private condition chooses between what both branches give.
// CHECK-LABEL: func.func @private
func.func @private(%condition: tensor<1xi1>, %x: tensor<3xf32>) -> tensor<*xf32> {
  // CHECK: %[[YES:.*]] = "onnx.Abs"
  // CHECK: %[[NO:.*]] = "onnx.Neg"
  // CHECK: %[[C:.*]] = "onnx.Reshape"(%arg0, %{{.*}}) {{.*}} -> tensor<i1>
  // CHECK: "onnx.Where"(%[[C]], %[[YES]], %[[NO]])
  %0 = "onnx.If"(%condition) ({
    %1 = "onnx.Abs"(%x) : (tensor<3xf32>) -> tensor<3xf32>
    onnx.Yield %1 : tensor<3xf32>
  }, {
    %1 = "onnx.Neg"(%x) : (tensor<3xf32>) -> tensor<3xf32>
    onnx.Yield %1 : tensor<3xf32>
  }) : (tensor<1xi1>) -> tensor<*xf32>
  return %0 : tensor<*xf32>
}
