// RUN: zkopt %s --pass-pipeline='builtin.module(affine-to-fixed,raise-fixed-to-poly,canonicalize,convert-poly-to-plonk,fixed-to-plonk)' | FileCheck %s

// y = x * x, as an affine nest on floats.
module {
  func.func @main_graph(%arg0: memref<1x8xf32> {onnx.name = "x"}) -> (memref<1x8xf32> {onnx.name = "y"}) {
    %out = memref.alloc() : memref<1x8xf32>
    affine.for %i = 0 to 1 {
      affine.for %j = 0 to 8 {
        %x = affine.load %arg0[%i, %j] : memref<1x8xf32>
        %y = arith.mulf %x, %x : f32
        affine.store %y, %out[%i, %j] : memref<1x8xf32>
      }
    }
    return %out : memref<1x8xf32>
  }
}

// CHECK: plonk.gate @poly_0_0_1_q25_12_to_q25_12 : (!fixed.q<25, 12>) -> !fixed.q<25, 12>
// CHECK: plonk.constrain %{{.*}} "the polynomial is rounded"
// CHECK-NOT: mul_rescale
// CHECK: func.func @main_graph
// CHECK: plonk.apply @input_q25_12
// CHECK: plonk.apply @poly_0_0_1_q25_12_to_q25_12(%{{.*}}) : (!fixed.q<25, 12>) -> !fixed.q<25, 12>
