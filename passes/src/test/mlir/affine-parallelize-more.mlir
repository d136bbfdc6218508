// RUN: builtin.module(func.func(affine-parallelize{parallel-reductions=1}))

// the largest of integers: mlir-opt 19 makes a loop that it then rejects
func.func @signed(%b: memref<100xi32>, %w: i32) -> i32 {
  %q = affine.for %i = 0 to 100 iter_args(%x = %w) -> (i32) {
    %l = affine.load %b[%i] : memref<100xi32>
    %s = arith.maxsi %x, %l : i32
    affine.yield %s : i32
  }
  return %q : i32
}
// =====>
func.func @signed(%arg0: memref<100xi32>, %arg1: i32) -> i32 {
  %0 = affine.for %arg2 = 0 to 100 iter_args(%arg3 = %arg1) -> (i32) {
    %1 = affine.load %arg0[%arg2] : memref<100xi32>
    %2 = arith.maxsi %arg3, %1 : i32
    affine.yield %2 : i32
  }
  return %0 : i32
}
// -----
// steps from a lower bound that varies are exact: the inner loop runs once, at 2 * %i
func.func @strided(%m: memref<100xf32>, %v: f32) {
  affine.for %i = 0 to 4 {
    affine.for %j = affine_map<(d0) -> (d0 * 2)>(%i) to affine_map<(d0) -> (d0 * 2 + 3)>(%i) step 4 {
      affine.store %v, %m[%j] : memref<100xf32>
    }
  }
  return
}
// =====>
func.func @strided(%arg0: memref<100xf32>, %arg1: f32) {
  affine.parallel (%arg2) = (0) to (4) {
    affine.parallel (%arg3) = (%arg2 * 2) to (%arg2 * 2 + 3) step (4) {
      affine.store %arg1, %arg0[%arg3] : memref<100xf32>
    }
  }
  return
}
