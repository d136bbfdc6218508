// RUN: zkopt %s --pass-pipeline='builtin.module(affine-to-fixed{limb-bits=16})' | FileCheck %s
// RUN: zkopt %s --pass-pipeline='builtin.module(affine-to-fixed{limb-bits=0})' | FileCheck %s --check-prefix=WIDE

// Values that calibration observed fill a cell of 16 bits, and the weights have as many fraction bits as make the remainder one, too.
// CHECK: memref.global "private" constant @w_q16 : memref<2x2x!fixed.q<17, 16>>
// CHECK: func.func @main_graph(%arg0: memref<1x2x!fixed.q<16, 13>>
// CHECK-SAME: -> memref<1x2x!fixed.q<16, 13>>
// CHECK: fixed.rescale %{{.*}} : !fixed.q<32, 29> to !fixed.q<16, 13>
// WIDE: memref.global "private" constant @w_q24 : memref<2x2x!fixed.q<25, 24>>
// WIDE: func.func @main_graph(%arg0: memref<1x2x!fixed.q<25, 12>>
// WIDE-SAME: -> memref<1x2x!fixed.q<25, 12>>
// WIDE: fixed.rescale %{{.*}} : !fixed.q<49, 36> to !fixed.q<25, 12>
memref.global "private" constant @w : memref<2x2xf32> = dense<[[0.5, 0.3], [-0.25, 0.7]]>
func.func @main_graph(%x: memref<1x2xf32> {fixed.range = [-0.9 : f64, 0.9 : f64]}) -> memref<1x2xf32> {
  %zero = arith.constant 0.0 : f32
  %w = memref.get_global @w : memref<2x2xf32>
  %y = memref.alloc() {fixed.range = [-0.8 : f64, 0.8 : f64]} : memref<1x2xf32>
  affine.for %i = 0 to 1 {
    affine.for %j = 0 to 2 {
      affine.store %zero, %y[%i, %j] : memref<1x2xf32>
      affine.for %k = 0 to 2 {
        %a = affine.load %x[%i, %k] : memref<1x2xf32>
        %b = affine.load %w[%k, %j] : memref<2x2xf32>
        %p = arith.mulf %a, %b : f32
        %s = affine.load %y[%i, %j] : memref<1x2xf32>
        %t = arith.addf %s, %p : f32
        affine.store %t, %y[%i, %j] : memref<1x2xf32>
      }
    }
  }
  return %y : memref<1x2xf32>
}
