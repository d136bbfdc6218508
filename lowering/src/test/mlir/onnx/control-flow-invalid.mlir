// RUN: zkopt %s --pass-pipeline='builtin.module(shape-inference-onnx)' --split-input-file --verify-diagnostics

func.func @f(%count: tensor<i64>, %x: tensor<f32>) -> tensor<f32> {
  %none = "onnx.NoValue"() <{value}> : () -> none
  // expected-error@+1 {{'onnx.Loop' op has a number of iterations that depends on data, which is not supported}}
  %0 = "onnx.Loop"(%count, %none, %x) ({
  ^bb0(%i: tensor<i64>, %goes_on: tensor<i1>, %state: tensor<f32>):
    onnx.Yield %goes_on, %state : tensor<i1>, tensor<f32>
  }) : (tensor<i64>, none, tensor<f32>) -> tensor<f32>
  return %0 : tensor<f32>
}
// -----
func.func @f(%x: tensor<f32>) -> tensor<f32> {
  %none = "onnx.NoValue"() <{value}> : () -> none
  // expected-error@+1 {{'onnx.Loop' op has no largest number of iterations; loops that run until a condition fails are not supported}}
  %0 = "onnx.Loop"(%none, %none, %x) ({
  ^bb0(%i: tensor<i64>, %goes_on: tensor<i1>, %state: tensor<f32>):
    onnx.Yield %goes_on, %state : tensor<i1>, tensor<f32>
  }) : (none, none, tensor<f32>) -> tensor<f32>
  return %0 : tensor<f32>
}
// -----
func.func @f(%x: tensor<f32>) -> tensor<f32> {
  %count = onnx.Constant dense<4> : tensor<i64>
  %none = "onnx.NoValue"() <{value}> : () -> none
  // expected-error@+1 {{'onnx.Loop' op has a condition to go on that depends on data, which is not supported}}
  %0 = "onnx.Loop"(%count, %none, %x) ({
  ^bb0(%i: tensor<i64>, %goes_on: tensor<i1>, %state: tensor<f32>):
    %1 = "onnx.Less"(%state, %x) : (tensor<f32>, tensor<f32>) -> tensor<i1>
    onnx.Yield %1, %state : tensor<i1>, tensor<f32>
  }) : (tensor<i64>, none, tensor<f32>) -> tensor<f32>
  return %0 : tensor<f32>
}
// -----
func.func @f(%x: tensor<2xf32>, %y: tensor<3x2xf32>) -> tensor<2xf32> {
  %none = "onnx.NoValue"() <{value}> : () -> none
  // expected-error@+1 {{'onnx.Scan' op has a state of type 'tensor<2xf32>', but its body yields 'tensor<f32>' for it}}
  %0 = "onnx.Scan"(%x, %y) <{num_scan_inputs = 1 : si64}> ({
  ^bb0(%a: tensor<2xf32>, %b: tensor<2xf32>):
    %1 = "onnx.ReduceSum"(%a, %none) <{keepdims = 0 : si64}> : (tensor<2xf32>, none) -> tensor<f32>
    onnx.Yield %1 : tensor<f32>
  }) : (tensor<2xf32>, tensor<3x2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}
// -----
func.func @f(%c: tensor<i1>, %x: tensor<2xf32>, %y: tensor<3xf32>) -> tensor<*xf32> {
  // expected-error@+1 {{'onnx.If' op has a condition that depends on data, and branches that give [tensor<2xf32>] and [tensor<3xf32>]}}
  %0 = "onnx.If"(%c) ({
    onnx.Yield %x : tensor<2xf32>
  }, {
    onnx.Yield %y : tensor<3xf32>
  }) : (tensor<i1>) -> tensor<*xf32>
  return %0 : tensor<*xf32>
}
