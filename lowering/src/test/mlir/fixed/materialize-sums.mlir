// RUN: zkopt %s --pass-pipeline='builtin.module(func.func(materialize-sums))' --split-input-file | FileCheck %s

// Sums that are read twice get a buffer where each is rescaled once.
// CHECK-LABEL: @twice
// CHECK: %[[SUMS:.*]] = memref.alloc() : memref<4xf32>
// CHECK: affine.store %{{.*}}, %[[SUMS]]
// CHECK: %[[SETTLED:.*]] = memref.alloc() {fixed.settled} : memref<4xf32>
// CHECK-NEXT: affine.for %[[I:.*]] = 0 to 4 {
// CHECK-NEXT: %[[S:.*]] = affine.load %[[SUMS]][%[[I]]]
// CHECK-NEXT: affine.store %[[S]], %[[SETTLED]][%[[I]]]
// CHECK-NEXT: }
// CHECK-NOT: %[[SUMS]]
// CHECK: affine.load %[[SETTLED]]
// CHECK-NOT: %[[SUMS]]
// CHECK: affine.load %[[SETTLED]]
// CHECK: return
func.func @twice(%x: memref<4x3xf32>, %y: memref<4xf32>, %z: memref<4xf32>) {
  %sums = memref.alloc() : memref<4xf32>
  affine.for %i = 0 to 4 {
    affine.for %k = 0 to 3 {
      %a = affine.load %x[%i, %k] : memref<4x3xf32>
      %s = affine.load %sums[%i] : memref<4xf32>
      %t = arith.addf %s, %a : f32
      affine.store %t, %sums[%i] : memref<4xf32>
    }
  }
  affine.for %i = 0 to 4 {
    %a = affine.load %sums[%i] : memref<4xf32>
    %b = arith.negf %a : f32
    affine.store %b, %y[%i] : memref<4xf32>
  }
  affine.for %i = 0 to 4 {
    %a = affine.load %sums[%i] : memref<4xf32>
    %b = arith.mulf %a, %a : f32
    affine.store %b, %z[%i] : memref<4xf32>
  }
  return
}

// -----

// One reader of each element rescales it itself.
// CHECK-LABEL: @once
// CHECK-NOT: fixed.settled
// CHECK: return
func.func @once(%x: memref<4x3xf32>, %y: memref<4xf32>) {
  %sums = memref.alloc() : memref<4xf32>
  affine.for %i = 0 to 4 {
    affine.for %k = 0 to 3 {
      %a = affine.load %x[%i, %k] : memref<4x3xf32>
      %s = affine.load %sums[%i] : memref<4xf32>
      %t = arith.addf %s, %a : f32
      affine.store %t, %sums[%i] : memref<4xf32>
    }
  }
  affine.for %i = 0 to 4 {
    %a = affine.load %sums[%i] : memref<4xf32>
    %b = arith.negf %a : f32
    affine.store %b, %y[%i] : memref<4xf32>
  }
  return
}

// -----

// Sums are moved, beside padding, to where each is read more than once: they are rescaled on the way.
// CHECK-LABEL: @padded
// CHECK: memref.alloc() : memref<4xf32>
// CHECK: memref.alloc() {fixed.settled} : memref<6xf32>
// CHECK-NOT: memref.alloc
// CHECK: return
func.func @padded(%x: memref<4x3xf32>, %y: memref<4xf32>) {
  %zero = arith.constant 0.0 : f32
  %sums = memref.alloc() : memref<4xf32>
  affine.for %i = 0 to 4 {
    affine.for %k = 0 to 3 {
      %a = affine.load %x[%i, %k] : memref<4x3xf32>
      %s = affine.load %sums[%i] : memref<4xf32>
      %t = arith.addf %s, %a : f32
      affine.store %t, %sums[%i] : memref<4xf32>
    }
  }
  %padded = memref.alloc() : memref<6xf32>
  affine.for %i = 0 to 6 {
    affine.store %zero, %padded[%i] : memref<6xf32>
  }
  affine.for %i = 0 to 4 {
    %a = affine.load %sums[%i] : memref<4xf32>
    affine.store %a, %padded[%i + 1] : memref<6xf32>
  }
  affine.for %i = 0 to 4 {
    affine.for %k = 0 to 3 {
      %a = affine.load %padded[%i + %k] : memref<6xf32>
      %s = affine.load %y[%i] : memref<4xf32>
      %t = arith.maximumf %s, %a : f32
      affine.store %t, %y[%i] : memref<4xf32>
    }
  }
  return
}
