// RUN: zkopt %s --pass-pipeline='builtin.module(onnx-to-affine)' --split-input-file | FileCheck %s

// One loop over time; the states are handed on in buffers, what swaps by way of a third one.
// CHECK-LABEL: func.func @swap
func.func @swap(%a: tensor<f32>, %b: tensor<f32>, %x: tensor<5xf32>) -> (tensor<f32>, tensor<f32>, tensor<5xf32>) {
  // CHECK: %[[A:.*]] = memref.alloc() : memref<f32>
  // CHECK: affine.store %{{.*}}, %[[A]][]
  // CHECK: %[[B:.*]] = memref.alloc() : memref<f32>
  // CHECK: affine.store %{{.*}}, %[[B]][]
  // CHECK: affine.for %[[T:.*]] = 0 to 5 {
  // CHECK:   %[[PART:.*]] = affine.load %arg2[-%[[T]] + 4]
  // CHECK:   %[[SUM:.*]] = arith.addf %{{.*}}, %{{.*}}
  // CHECK:   affine.store %{{.*}}, %[[Y:.*]][%[[T]]]
  // CHECK-DAG: affine.store %{{.*}}, %[[A]][]
  // CHECK-DAG: affine.store %{{.*}}, %[[B]][]
  // CHECK: }
  // CHECK: return %[[A]], %[[B]]
  %0:3 = "onnx.Scan"(%a, %b, %x) <{num_scan_inputs = 1 : si64, scan_input_directions = [1]}> ({
  ^bb0(%s: tensor<f32>, %t: tensor<f32>, %next: tensor<f32>):
    %1 = "onnx.Add"(%t, %next) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    onnx.Yield %t, %s, %1 : tensor<f32>, tensor<f32>, tensor<f32>
  }) : (tensor<f32>, tensor<f32>, tensor<5xf32>) -> (tensor<f32>, tensor<f32>, tensor<5xf32>)
  return %0#0, %0#1, %0#2 : tensor<f32>, tensor<f32>, tensor<5xf32>
}
