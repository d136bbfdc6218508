// RUN: zkopt %s --pass-pipeline='builtin.module(raise-affine-to-contract)' --split-input-file --verify-diagnostics --remarks-filter=raise-affine-to-contract

// A running sum is not a sum: each element is stored on the way.
func.func @prefix(%a: memref<5xf32>, %b: memref<5xf32>, %out: memref<5xf32>) {
  %zero = arith.constant 0.0 : f32
  %acc = memref.alloca() : memref<f32>
  affine.store %zero, %acc[] : memref<f32>
  // expected-remark@+1 {{not a contraction: the sum does not start from zero}}
  affine.for %k = 0 to 5 {
    %x = affine.load %a[%k] : memref<5xf32>
    %y = affine.load %b[%k] : memref<5xf32>
    %xy = arith.mulf %x, %y : f32
    %s = affine.load %acc[] : memref<f32>
    %t = arith.addf %s, %xy : f32
    affine.store %t, %acc[] : memref<f32>
    affine.store %t, %out[%k] : memref<5xf32>
  }
  return
}

// -----

// Only the upper triangle is multiplied.
func.func @triangle(%a: memref<5x5xf32>, %b: memref<5x5xf32>) {
  %zero = arith.constant 0.0 : f32
  %out = memref.alloc() : memref<5x5xf32>
  affine.for %i = 0 to 5 {
    affine.for %j = 0 to 5 {
      affine.store %zero, %out[%i, %j] : memref<5x5xf32>
      // expected-remark@+1 {{not a contraction: a loop has bounds that are not constant}}
      affine.for %k = affine_map<(d0) -> (d0)>(%i) to 5 {
        %x = affine.load %a[%i, %k] : memref<5x5xf32>
        %y = affine.load %b[%k, %j] : memref<5x5xf32>
        %xy = arith.mulf %x, %y : f32
        %s = affine.load %out[%i, %j] : memref<5x5xf32>
        %t = arith.addf %s, %xy : f32
        affine.store %t, %out[%i, %j] : memref<5x5xf32>
      }
    }
  }
  return
}
