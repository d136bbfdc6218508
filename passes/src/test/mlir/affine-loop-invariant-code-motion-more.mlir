// RUN: builtin.module(func.func(affine-loop-invariant-code-motion))

// mlir-opt moves the loop that is left empty too
func.func @store(%a: memref<10xf32>, %b: memref<10xf32>, %v: f32) {
  affine.for %i = 0 to 10 {
    affine.for %j = 0 to 10 {
      affine.store %v, %a[%i] : memref<10xf32>
    }
  }
  affine.for %i = 0 to 10 {
    affine.store %v, %b[4] : memref<10xf32>
    affine.for %j = 0 to 10 {
      %x = affine.load %b[%j] : memref<10xf32>
      affine.store %x, %a[%i] : memref<10xf32>
    }
  }
  return
}
// =====>
func.func @store(%arg0: memref<10xf32>, %arg1: memref<10xf32>, %arg2: f32) {
  affine.for %arg3 = 0 to 10 {
    affine.store %arg2, %arg0[%arg3] : memref<10xf32>
    affine.for %arg4 = 0 to 10 {
    }
  }
  affine.for %arg3 = 0 to 10 {
    affine.store %arg2, %arg1[4] : memref<10xf32>
    affine.for %arg4 = 0 to 10 {
      %0 = affine.load %arg1[%arg4] : memref<10xf32>
      affine.store %0, %arg0[%arg3] : memref<10xf32>
    }
  }
  return
}
// -----
// a loop that may not run keeps its stores and loads; what nobody knows may write
func.func @guarded(%a: memref<10xf32>, %b: memref<10xf32>, %v: f32, %n: index) {
  affine.for %i = 0 to %n {
    affine.store %v, %a[0] : memref<10xf32>
    %x = affine.load %b[3] : memref<10xf32>
  }
  affine.for %i = 0 to 10 {
    %x = affine.load %b[3] : memref<10xf32>
    "test.use"(%x, %b) : (f32, memref<10xf32>) -> ()
  }
  return
}
// =====>
func.func @guarded(%arg0: memref<10xf32>, %arg1: memref<10xf32>, %arg2: f32, %arg3: index) {
  affine.for %arg4 = 0 to %arg3 {
    affine.store %arg2, %arg0[0] : memref<10xf32>
    %0 = affine.load %arg1[3] : memref<10xf32>
  }
  affine.for %arg4 = 0 to 10 {
    %0 = affine.load %arg1[3] : memref<10xf32>
    "test.use"(%0, %arg1) : (f32, memref<10xf32>) -> ()
  }
  return
}
