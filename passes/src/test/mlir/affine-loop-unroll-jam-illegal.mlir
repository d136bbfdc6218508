// RUN: builtin.module(func.func(affine-loop-unroll-jam))

// what the next iteration of the outer loop reads was to be written further on in the inner one (mlir-opt 19 jams)
func.func @backwards(%m: memref<100x100xf32>) {
  affine.for %i = 1 to 65 {
    affine.for %j = 1 to 64 {
      %x = affine.load %m[%i - 1, %j + 1] : memref<100x100xf32>
      affine.store %x, %m[%i, %j] : memref<100x100xf32>
    }
  }
  return
}
// =====>
func.func @backwards(%arg0: memref<100x100xf32>) {
  affine.for %arg1 = 1 to 65 {
    affine.for %arg2 = 1 to 64 {
      %0 = affine.load %arg0[%arg1 - 1, %arg2 + 1] : memref<100x100xf32>
      affine.store %0, %arg0[%arg1, %arg2] : memref<100x100xf32>
    }
  }
  return
}
