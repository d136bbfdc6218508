// RUN: zkopt %s --pass-pipeline='builtin.module(decompose-onnx,convert-onnx-to-affine)' --split-input-file --verify-diagnostics

// Shapes that were not inferred.

func.func @f(%x: tensor<*xf32>) -> tensor<*xf32> {
  // expected-error@+1 {{works on 'tensor<*xf32>'; infer shapes first}}
  %0 = "onnx.Hardmax"(%x) : (tensor<*xf32>) -> tensor<*xf32>
  return %0 : tensor<*xf32>
}
// -----
func.func @like(%x: tensor<2xf32>, %y: tensor<4xi32>) -> tensor<*xf32> {
  // expected-error@+1 {{'onnx.CastLike' op gives 'tensor<*xf32>'; infer shapes first}}
  %0 = "onnx.CastLike"(%x, %y) : (tensor<2xf32>, tensor<4xi32>) -> tensor<*xf32>
  return %0 : tensor<*xf32>
}
// -----
func.func @f(%c: tensor<i1>, %x: tensor<2xf32>, %y: tensor<3xf32>) -> tensor<*xf32> {
  // expected-error@+1 {{'onnx.If' op cannot broadcast the shapes [2] and [3]}}
  %0 = "onnx.If"(%c) ({
    onnx.Yield %x : tensor<2xf32>
  }, {
    onnx.Yield %y : tensor<3xf32>
  }) : (tensor<i1>) -> tensor<*xf32>
  return %0 : tensor<*xf32>
}
// -----
func.func @scan(%initial: tensor<2xf32>, %x: tensor<3x2xf32>) -> (tensor<*xf32>, tensor<*xf32>) {
  // expected-error@+1 {{'onnx.Scan' op gives 'tensor<*xf32>'; infer shapes first}}
  %0:2 = "onnx.Scan"(%initial, %x) <{num_scan_inputs = 1 : si64, scan_output_axes = [1]}> ({
  ^bb0(%sum: tensor<2xf32>, %next: tensor<2xf32>):
    onnx.Yield %sum, %sum : tensor<2xf32>, tensor<2xf32>
  }) : (tensor<2xf32>, tensor<3x2xf32>) -> (tensor<*xf32>, tensor<*xf32>)
  return %0#0, %0#1 : tensor<*xf32>, tensor<*xf32>
}
// -----
// expected-error@+1 {{'func.func' op must be one block to be lowered to loops, but has 2}}
func.func @f(%x: tensor<3xf32>) -> tensor<3xf32> {
  cf.br ^bb1
^bb1:
  return %x : tensor<3xf32>
}
