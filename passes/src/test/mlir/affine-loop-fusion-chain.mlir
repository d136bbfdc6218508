// RUN: builtin.module(affine-loop-fusion)

// the buffers are mlir-opt's, in another order
func.func @chain(%a: memref<10x20xf32>, %b: memref<10x20xf32>) {
  %m = memref.alloc() : memref<10x20xf32>
  %n = memref.alloc() : memref<10x20xf32>
  affine.for %i = 0 to 10 {
    affine.for %j = 0 to 20 {
      %x = affine.load %a[%i, %j] : memref<10x20xf32>
      %y = arith.mulf %x, %x : f32
      affine.store %y, %m[%i, %j] : memref<10x20xf32>
    }
  }
  affine.for %i = 0 to 10 {
    affine.for %j = 0 to 20 {
      %x = affine.load %m[%i, %j] : memref<10x20xf32>
      %y = arith.addf %x, %x : f32
      affine.store %y, %n[%i, %j] : memref<10x20xf32>
    }
  }
  affine.for %i = 0 to 10 {
    affine.for %j = 0 to 20 {
      %x = affine.load %n[%i, %j] : memref<10x20xf32>
      %y = arith.addf %x, %x : f32
      affine.store %y, %b[%i, %j] : memref<10x20xf32>
    }
  }
  return
}
// =====>
func.func @chain(%arg0: memref<10x20xf32>, %arg1: memref<10x20xf32>) {
  %alloc = memref.alloc() : memref<1x1xf32>
  %alloc_0 = memref.alloc() : memref<1x1xf32>
  affine.for %arg2 = 0 to 10 {
    affine.for %arg3 = 0 to 20 {
      %0 = affine.load %arg0[%arg2, %arg3] : memref<10x20xf32>
      %1 = arith.mulf %0, %0 : f32
      affine.store %1, %alloc[0, 0] : memref<1x1xf32>
      %2 = affine.load %alloc[0, 0] : memref<1x1xf32>
      %3 = arith.addf %2, %2 : f32
      affine.store %3, %alloc_0[0, 0] : memref<1x1xf32>
      %4 = affine.load %alloc_0[0, 0] : memref<1x1xf32>
      %5 = arith.addf %4, %4 : f32
      affine.store %5, %arg1[%arg2, %arg3] : memref<10x20xf32>
    }
  }
  return
}
