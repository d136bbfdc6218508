// RUN: builtin.module(func.func(affine-parallelize{parallel-reductions=1}))

func.func @nest(%m: memref<10x10x10xf32>, %v: f32) {
  affine.for %i = 0 to 10 {
    affine.for %j = 0 to 10 {
      affine.for %k = 0 to 10 {
        affine.store %v, %m[%i, %j, %k] : memref<10x10x10xf32>
      }
    }
  }
  return
}
// =====>
func.func @nest(%arg0: memref<10x10x10xf32>, %arg1: f32) {
  affine.parallel (%arg2) = (0) to (10) {
    affine.parallel (%arg3) = (0) to (10) {
      affine.parallel (%arg4) = (0) to (10) {
        affine.store %arg1, %arg0[%arg2, %arg3, %arg4] : memref<10x10x10xf32>
      }
    }
  }
  return
}
// -----
func.func @sums(%m: memref<10x10xf32>, %n: memref<10xi32>, %v: f32, %w: i32) -> (f32, i32, f32) {
  %s = affine.for %i = 0 to 10 iter_args(%a = %v) -> (f32) {
    %t = affine.for %j = 0 to 10 iter_args(%b = %v) -> (f32) {
      %x = affine.load %m[%i, %j] : memref<10x10xf32>
      %y = arith.addf %b, %x : f32
      affine.yield %y : f32
    }
    %z = arith.mulf %a, %t : f32
    affine.yield %z : f32
  }
  %p:2 = affine.for %i = 0 to 10 iter_args(%a = %w, %b = %v) -> (i32, f32) {
    %x = affine.load %n[%i] : memref<10xi32>
    %y = arith.muli %x, %a : i32
    %z = affine.load %m[%i, 0] : memref<10x10xf32>
    %q = arith.maximumf %b, %z : f32
    affine.yield %y, %q : i32, f32
  }
  %d = affine.for %i = 0 to 10 iter_args(%a = %v) -> (f32) {
    %x = affine.load %m[%i, %i] : memref<10x10xf32>
    %y = arith.subf %a, %x : f32
    affine.yield %y : f32
  }
  return %s, %p#0, %d : f32, i32, f32
}
// =====>
func.func @sums(%arg0: memref<10x10xf32>, %arg1: memref<10xi32>, %arg2: f32, %arg3: i32) -> (f32, i32, f32) {
  %0 = affine.parallel (%arg4) = (0) to (10) reduce ("mulf") -> (f32) {
    %6 = affine.parallel (%arg5) = (0) to (10) reduce ("addf") -> (f32) {
      %8 = affine.load %arg0[%arg4, %arg5] : memref<10x10xf32>
      affine.yield %8 : f32
    }
    %7 = arith.addf %arg2, %6 : f32
    affine.yield %7 : f32
  }
  %1 = arith.mulf %arg2, %0 : f32
  %2:2 = affine.parallel (%arg4) = (0) to (10) reduce ("muli", "maximumf") -> (i32, f32) {
    %6 = affine.load %arg1[%arg4] : memref<10xi32>
    %7 = affine.load %arg0[%arg4, 0] : memref<10x10xf32>
    affine.yield %6, %7 : i32, f32
  }
  %3 = arith.muli %arg3, %2#0 : i32
  %4 = arith.maximumf %arg2, %2#1 : f32
  %5 = affine.for %arg4 = 0 to 10 iter_args(%arg5 = %arg2) -> (f32) {
    %6 = affine.load %arg0[%arg4, %arg4] : memref<10x10xf32>
    %7 = arith.subf %arg5, %6 : f32
    affine.yield %7 : f32
  }
  return %1, %3, %5 : f32, i32, f32
}
