// RUN: builtin.module(loop-invariant-code-motion)

// through all loops on which it does not depend
func.func @nest(%m: memref<4x4xf32>, %a: f32) {
  affine.for %i = 0 to 4 {
    affine.for %j = 0 to 4 {
      %0 = arith.addf %a, %a : f32
      %1 = affine.apply affine_map<(d0) -> (d0 * 2)>(%i)
      %2 = arith.mulf %0, %0 : f32
      memref.store %2, %m[%1, %j] : memref<4x4xf32>
    }
  }
  return
}
// =====>
func.func @nest(%m: memref<4x4xf32>, %a: f32) {
  %0 = arith.addf %a, %a : f32
  %2 = arith.mulf %0, %0 : f32
  affine.for %i = 0 to 4 {
    %1 = affine.apply affine_map<(d0) -> (d0 * 2)>(%i)
    affine.for %j = 0 to 4 {
      memref.store %2, %m[%1, %j] : memref<4x4xf32>
    }
  }
  return
}
// -----
// a division may be undefined, a load may be out of bounds, when the loop runs zero times
func.func @stays(%m: memref<4xi32>, %a: i32, %b: i32, %i: index, %n: index) {
  affine.for %j = 0 to %n {
    %0 = arith.divsi %a, %b : i32
    %1 = memref.load %m[%i] : memref<4xi32>
    %2 = arith.addi %0, %1 : i32
    affine.store %2, %m[%j] : memref<4xi32>
  }
  return
}
// =====> same
