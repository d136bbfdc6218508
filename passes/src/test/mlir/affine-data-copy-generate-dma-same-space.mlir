// RUN: builtin.module(func.func(affine-data-copy-generate{fast-mem-space=0}))

// strides are in the memory with the lower number: none between equal ones (LLVM 19 makes such a transfer)
func.func @runs(%a: memref<16x16xf32>, %b: memref<16xf32>) {
  affine.for %i = 0 to 16 {
    affine.for %j = 0 to 4 {
      %x = affine.load %a[%i, %j] : memref<16x16xf32>
      affine.store %x, %b[%i] : memref<16xf32>
    }
  }
  return
}
// =====>
func.func @runs(%arg0: memref<16x16xf32>, %arg1: memref<16xf32>) {
  %c16 = arith.constant 16 : index
  %c0 = arith.constant 0 : index
  %c0_0 = arith.constant 0 : index
  %c0_1 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<16xf32>
  %alloc_2 = memref.alloc() : memref<1xi32>
  affine.for %arg2 = 0 to 16 {
    affine.for %arg3 = 0 to 4 {
      %0 = affine.load %arg0[%arg2, %arg3] : memref<16x16xf32>
      affine.store %0, %alloc[%arg2] : memref<16xf32>
    }
  }
  affine.dma_start %alloc[%c0], %arg1[%c0], %alloc_2[%c0], %c16 : memref<16xf32>, memref<16xf32>, memref<1xi32>
  affine.dma_wait %alloc_2[%c0], %c16 : memref<1xi32>
  memref.dealloc %alloc_2 : memref<1xi32>
  memref.dealloc %alloc : memref<16xf32>
  return
}
