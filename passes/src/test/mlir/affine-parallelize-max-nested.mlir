// RUN: builtin.module(func.func(affine-parallelize{max-nested=2}))

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
      affine.for %arg4 = 0 to 10 {
        affine.store %arg1, %arg0[%arg2, %arg3, %arg4] : memref<10x10x10xf32>
      }
    }
  }
  return
}
