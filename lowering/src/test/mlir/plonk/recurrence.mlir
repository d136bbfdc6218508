// RUN: zkopt %s --pass-pipeline='builtin.module(affine-to-fixed,fixed-to-plonk)' | FileCheck %s

// A state that depends on itself is held in the format of activations, and each write to it is shown to be in range. The product inside of
// the loop over time is a contraction of each iteration.
memref.global "private" constant @w : memref<2x2xf32> = dense<[[0.5, -0.25], [0.125, 1.0]]>
// CHECK: plonk.gate @rescale_s{{[0-9]+}}_q25_12
// CHECK-LABEL: func.func @f
func.func @f(%x: memref<2xf32>) -> memref<2xf32> {
  %zero = arith.constant 0.0 : f32
  %w = memref.get_global @w : memref<2x2xf32>
  %state = memref.alloc() : memref<2xf32>
  affine.for %i = 0 to 2 {
    %0 = affine.load %x[%i] : memref<2xf32>
    affine.store %0, %state[%i] : memref<2xf32>
  }
  // CHECK: affine.for %{{.*}} = 0 to 9 {
  affine.for %t = 0 to 9 {
    // CHECK: %[[SUM:.*]] = memref.alloc() : memref<2x!fixed.q<{{.*}}>>
    %sum = memref.alloc() : memref<2xf32>
    affine.for %i = 0 to 2 {
      affine.store %zero, %sum[%i] : memref<2xf32>
    }
    // CHECK: plonk.contract ins(%[[STATE:.*]], %{{.*}} : memref<2x!fixed.q<25, 12>>, memref<2x2x!fixed.q<{{.*}}>>) outs(%[[SUM]] :
    affine.for %i = 0 to 2 {
      affine.for %k = 0 to 2 {
        %0 = affine.load %state[%k] : memref<2xf32>
        %1 = affine.load %w[%k, %i] : memref<2x2xf32>
        %2 = arith.mulf %0, %1 : f32
        %3 = affine.load %sum[%i] : memref<2xf32>
        %4 = arith.addf %3, %2 : f32
        affine.store %4, %sum[%i] : memref<2xf32>
      }
    }
    affine.for %i = 0 to 2 {
      // CHECK: plonk.apply @rescale_s{{[0-9]+}}_q25_12
      %0 = affine.load %sum[%i] : memref<2xf32>
      // CHECK: affine.store %{{.*}}, %[[STATE]]
      affine.store %0, %state[%i] : memref<2xf32>
    }
  }
  return %state : memref<2xf32>
}
