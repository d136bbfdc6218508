// RUN: zkopt %s --pass-pipeline='builtin.module(affine-to-fixed)' | FileCheck %s

// Sums that are transposed before they are a factor are rescaled on the way, once for each element, and the second product stays a
// bare sum of products.

func.func @moved(%x: memref<4x3xf32>, %y: memref<3x5xf32>, %z: memref<4x2xf32>) -> memref<5x2xf32> {
  %zero = arith.constant 0.0 : f32
  %xy = memref.alloc() : memref<4x5xf32>
  affine.for %i = 0 to 4 {
    affine.for %j = 0 to 5 {
      affine.store %zero, %xy[%i, %j] : memref<4x5xf32>
    }
  }
  affine.for %i = 0 to 4 {
    affine.for %j = 0 to 5 {
      affine.for %k = 0 to 3 {
        %a = affine.load %x[%i, %k] : memref<4x3xf32>
        %b = affine.load %y[%k, %j] : memref<3x5xf32>
        %p = arith.mulf %a, %b : f32
        %s = affine.load %xy[%i, %j] : memref<4x5xf32>
        %t = arith.addf %s, %p : f32
        affine.store %t, %xy[%i, %j] : memref<4x5xf32>
      }
    }
  }
  // CHECK: %[[TURNED:.*]] = memref.alloc() : memref<5x4x!fixed.q<25, 12>>
  // CHECK: affine.load {{.*}} : memref<4x5x!fixed.q<{{[0-9]+}}, 24>>
  // CHECK: fixed.rescale
  // CHECK: affine.store {{.*}}, %[[TURNED]]
  %turned = memref.alloc() : memref<5x4xf32>
  affine.for %j = 0 to 5 {
    affine.for %i = 0 to 4 {
      %s = affine.load %xy[%i, %j] : memref<4x5xf32>
      affine.store %s, %turned[%j, %i] : memref<5x4xf32>
    }
  }
  %result = memref.alloc() : memref<5x2xf32>
  affine.for %j = 0 to 5 {
    affine.for %n = 0 to 2 {
      affine.store %zero, %result[%j, %n] : memref<5x2xf32>
    }
  }
  affine.for %j = 0 to 5 {
    affine.for %n = 0 to 2 {
      affine.for %i = 0 to 4 {
        // CHECK: affine.load %[[TURNED]]
        // CHECK-NEXT: affine.load
        // CHECK-NEXT: fixed.mul
        %a = affine.load %turned[%j, %i] : memref<5x4xf32>
        %b = affine.load %z[%i, %n] : memref<4x2xf32>
        %p = arith.mulf %a, %b : f32
        %s = affine.load %result[%j, %n] : memref<5x2xf32>
        %t = arith.addf %s, %p : f32
        affine.store %t, %result[%j, %n] : memref<5x2xf32>
      }
    }
  }
  return %result : memref<5x2xf32>
}
