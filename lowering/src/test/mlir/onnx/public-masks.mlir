// RUN: zkopt %s --pass-pipeline='builtin.module(convert-onnx-to-affine)' | FileCheck %s
// RUN: zkopt %s --pass-pipeline='builtin.module(convert-onnx-to-affine{public-masks=false})' | FileCheck %s --check-prefix=OFF

// Truth values are structure of the circuit, other data are weights.
// CHECK-DAG: memref.global "private" constant @{{.*}} : memref<4xf32> = dense<[0.000000e+00, 1.000000e+00, 1.000000e+00, 0.000000e+00]> {plonk.public}
// CHECK-DAG: memref.global "private" constant @{{.*}} : memref<4xf32> = dense<[1.000000e+00, 2.000000e+00, 3.000000e+00, 4.000000e+00]>{{$}}
// OFF-NOT: plonk.public
func.func @main_graph(%x: tensor<4xf32>) -> tensor<4xf32> {
  %mask = onnx.Constant dense<[false, true, true, false]> : tensor<4xi1>
  %w = onnx.Constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
  %y = "onnx.Where"(%mask, %x, %w) : (tensor<4xi1>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}
