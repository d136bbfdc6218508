// RUN: builtin.module(func.func(affine-loop-invariant-code-motion))

func.func @hoist(%a: memref<10xf32>, %b: memref<10xf32>, %v: f32, %n: index) {
  affine.for %i = 0 to 10 {
    %c = arith.constant 2.0 : f32
    %x = arith.addf %v, %c : f32
    %l = affine.load %b[3] : memref<10xf32>
    %y = arith.mulf %x, %l : f32
    affine.store %y, %a[%i] : memref<10xf32>
    %z = affine.load %a[2] : memref<10xf32>
    affine.for %j = 0 to 10 {
      %w = affine.load %a[%i] : memref<10xf32>
      %u = arith.addf %w, %y : f32
      affine.store %u, %a[%j] : memref<10xf32>
    }
  }
  return
}
// =====>
func.func @hoist(%arg0: memref<10xf32>, %arg1: memref<10xf32>, %arg2: f32, %arg3: index) {
  %cst = arith.constant 2.000000e+00 : f32
  %0 = arith.addf %arg2, %cst : f32
  %1 = affine.load %arg1[3] : memref<10xf32>
  %2 = arith.mulf %0, %1 : f32
  affine.for %arg4 = 0 to 10 {
    affine.store %2, %arg0[%arg4] : memref<10xf32>
    %3 = affine.load %arg0[2] : memref<10xf32>
    affine.for %arg5 = 0 to 10 {
      %4 = affine.load %arg0[%arg4] : memref<10xf32>
      %5 = arith.addf %4, %2 : f32
      affine.store %5, %arg0[%arg5] : memref<10xf32>
    }
  }
  return
}
// -----
func.func @carried(%a: memref<10xf32>, %v: f32) -> f32 {
  %r = affine.for %i = 0 to 10 iter_args(%s = %v) -> (f32) {
    %x = affine.load %a[0] : memref<10xf32>
    %d = arith.addf %x, %v : f32
    %t = arith.addf %s, %d : f32
    affine.yield %t : f32
  }
  return %r : f32
}
// =====>
func.func @carried(%arg0: memref<10xf32>, %arg1: f32) -> f32 {
  %0 = affine.load %arg0[0] : memref<10xf32>
  %1 = arith.addf %0, %arg1 : f32
  %2 = affine.for %arg2 = 0 to 10 iter_args(%arg3 = %arg1) -> (f32) {
    %3 = arith.addf %arg3, %1 : f32
    affine.yield %3 : f32
  }
  return %2 : f32
}
