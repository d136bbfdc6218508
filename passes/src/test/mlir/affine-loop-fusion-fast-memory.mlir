// RUN: builtin.module(func.func(affine-loop-fusion{fusion-fast-mem-space=2 fusion-local-buf-threshold=1}))

func.func @fuse(%a: memref<16xf32>, %b: memref<16xf32>) {
  %t = memref.alloc() : memref<16xf32>
  affine.for %i = 0 to 16 {
    %x = affine.load %a[%i] : memref<16xf32>
    affine.store %x, %t[%i] : memref<16xf32>
  }
  affine.for %i = 0 to 16 {
    %x = affine.load %t[%i] : memref<16xf32>
    affine.store %x, %b[%i] : memref<16xf32>
  }
  return
}
// =====>
func.func @fuse(%arg0: memref<16xf32>, %arg1: memref<16xf32>) {
  %alloc = memref.alloc() : memref<1xf32, 2>
  affine.for %arg2 = 0 to 16 {
    %0 = affine.load %arg0[%arg2] : memref<16xf32>
    affine.store %0, %alloc[0] : memref<1xf32, 2>
    %1 = affine.load %alloc[0] : memref<1xf32, 2>
    affine.store %1, %arg1[%arg2] : memref<16xf32>
  }
  return
}
