// RUN: builtin.module(func.func(affine-loop-tile{tile-size=5}))

// a dependence that runs backwards along the inner loop: no tiling (LLVM 19 tiles)
func.func @backwards(%m: memref<100x100xf32>) {
  affine.for %i = 1 to 64 {
    affine.for %j = 1 to 64 {
      %x = affine.load %m[%i - 1, %j + 1] : memref<100x100xf32>
      affine.store %x, %m[%i, %j] : memref<100x100xf32>
    }
  }
  return
}
// =====>
func.func @backwards(%arg0: memref<100x100xf32>) {
  affine.for %arg1 = 1 to 64 {
    affine.for %arg2 = 1 to 64 {
      %0 = affine.load %arg0[%arg1 - 1, %arg2 + 1] : memref<100x100xf32>
      affine.store %0, %arg0[%arg1, %arg2] : memref<100x100xf32>
    }
  }
  return
}
// -----
// an operation that nobody knows may depend on the order
func.func @unknown(%m: memref<100x100xf32>) {
  affine.for %i = 1 to 64 {
    affine.for %j = 1 to 64 {
      "test.print"(%i, %j) : (index, index) -> ()
    }
  }
  return
}
// =====>
func.func @unknown(%arg0: memref<100x100xf32>) {
  affine.for %arg1 = 1 to 64 {
    affine.for %arg2 = 1 to 64 {
      "test.print"(%arg1, %arg2) : (index, index) -> ()
    }
  }
  return
}
