// RUN: builtin.module(func.func(affine-data-copy-generate))

// rows between are copied in first, for they are copied out too (LLVM 19 copies out what the buffer happened to hold)
func.func @rows(%v: f32, %b: memref<64x64xf32>) {
  affine.for %i = 0 to 64 step 4 {
    affine.for %j = 8 to 24 {
      affine.store %v, %b[%i, %j] : memref<64x64xf32>
    }
  }
  return
}
// =====>
func.func @rows(%arg0: f32, %arg1: memref<64x64xf32>) {
  %c8 = arith.constant 8 : index
  %c976 = arith.constant 976 : index
  %c64 = arith.constant 64 : index
  %c16 = arith.constant 16 : index
  %c0 = arith.constant 0 : index
  %c8_0 = arith.constant 8 : index
  %c976_1 = arith.constant 976 : index
  %c64_2 = arith.constant 64 : index
  %c16_3 = arith.constant 16 : index
  %c0_4 = arith.constant 0 : index
  %c0_5 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<61x16xf32, 1>
  %alloc_6 = memref.alloc() : memref<1xi32>
  affine.dma_start %arg1[%c0_4, %c8_0], %alloc[%c0_4, %c0_4], %alloc_6[%c0_4], %c976_1, %c64_2, %c16_3 : memref<64x64xf32>, memref<61x16xf32, 1>, memref<1xi32>
  affine.dma_wait %alloc_6[%c0_4], %c976_1 : memref<1xi32>
  %alloc_7 = memref.alloc() : memref<1xi32>
  affine.for %arg2 = 0 to 64 step 4 {
    affine.for %arg3 = 8 to 24 {
      affine.store %arg0, %alloc[%arg2, %arg3 - 8] : memref<61x16xf32, 1>
    }
  }
  affine.dma_start %alloc[%c0, %c0], %arg1[%c0, %c8], %alloc_7[%c0], %c976, %c64, %c16 : memref<61x16xf32, 1>, memref<64x64xf32>, memref<1xi32>
  affine.dma_wait %alloc_7[%c0], %c976 : memref<1xi32>
  memref.dealloc %alloc_7 : memref<1xi32>
  memref.dealloc %alloc_6 : memref<1xi32>
  memref.dealloc %alloc : memref<61x16xf32, 1>
  return
}
// -----
// runs in rows of planes: no transfer (LLVM 19 leaves a buffer behind)
func.func @two_levels(%a: memref<8x8x8xf32>, %v: f32) -> f32 {
  %r = affine.for %i = 0 to 4 iter_args(%s = %v) -> (f32) {
    %t = affine.for %j = 0 to 4 iter_args(%u = %s) -> (f32) {
      %x = affine.load %a[%i, %j, 0] : memref<8x8x8xf32>
      %y = arith.addf %u, %x : f32
      affine.yield %y : f32
    }
    affine.yield %t : f32
  }
  return %r : f32
}
// =====>
func.func @two_levels(%arg0: memref<8x8x8xf32>, %arg1: f32) -> f32 {
  %c0 = arith.constant 0 : index
  %c0_0 = arith.constant 0 : index
  %0 = affine.for %arg2 = 0 to 4 iter_args(%arg3 = %arg1) -> (f32) {
    %1 = affine.for %arg4 = 0 to 4 iter_args(%arg5 = %arg3) -> (f32) {
      %2 = affine.load %arg0[%arg2, %arg4, 0] : memref<8x8x8xf32>
      %3 = arith.addf %arg5, %2 : f32
      affine.yield %3 : f32
    }
    affine.yield %1 : f32
  }
  return %0 : f32
}
// -----
// rows around a dimension of size 1 (LLVM 19 takes them for one run)
func.func @unit(%a: memref<8x1x8xf32>, %v: f32) -> f32 {
  %r = affine.for %i = 0 to 4 iter_args(%s = %v) -> (f32) {
    %t = affine.for %j = 0 to 3 iter_args(%u = %s) -> (f32) {
      %x = affine.load %a[%i, 0, %j] : memref<8x1x8xf32>
      %y = arith.addf %u, %x : f32
      affine.yield %y : f32
    }
    affine.yield %t : f32
  }
  return %r : f32
}
// =====>
func.func @unit(%arg0: memref<8x1x8xf32>, %arg1: f32) -> f32 {
  %c12 = arith.constant 12 : index
  %c8 = arith.constant 8 : index
  %c3 = arith.constant 3 : index
  %c0 = arith.constant 0 : index
  %c0_0 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<4x1x3xf32, 1>
  %alloc_1 = memref.alloc() : memref<1xi32>
  affine.dma_start %arg0[%c0, %c0, %c0], %alloc[%c0, %c0, %c0], %alloc_1[%c0], %c12, %c8, %c3 : memref<8x1x8xf32>, memref<4x1x3xf32, 1>, memref<1xi32>
  affine.dma_wait %alloc_1[%c0], %c12 : memref<1xi32>
  %0 = affine.for %arg2 = 0 to 4 iter_args(%arg3 = %arg1) -> (f32) {
    %1 = affine.for %arg4 = 0 to 3 iter_args(%arg5 = %arg3) -> (f32) {
      %2 = affine.load %alloc[%arg2, 0, %arg4] : memref<4x1x3xf32, 1>
      %3 = arith.addf %arg5, %2 : f32
      affine.yield %3 : f32
    }
    affine.yield %1 : f32
  }
  memref.dealloc %alloc_1 : memref<1xi32>
  memref.dealloc %alloc : memref<4x1x3xf32, 1>
  return %0 : f32
}
// -----
// a buffer that somebody else transfers
func.func @in_flight(%a: memref<16xf32>, %f: memref<16xf32, 1>, %tag: memref<1xi32>, %v: f32) -> f32 {
  %c0 = arith.constant 0 : index
  %c8 = arith.constant 8 : index
  affine.dma_start %f[%c0], %a[%c8], %tag[%c0], %c8 : memref<16xf32, 1>, memref<16xf32>, memref<1xi32>
  affine.for %i = 0 to 8 {
    affine.store %v, %a[%i] : memref<16xf32>
  }
  affine.dma_wait %tag[%c0], %c8 : memref<1xi32>
  return %v : f32
}
// =====>
func.func @in_flight(%arg0: memref<16xf32>, %arg1: memref<16xf32, 1>, %arg2: memref<1xi32>, %arg3: f32) -> f32 {
  %c0 = arith.constant 0 : index
  %c0_0 = arith.constant 0 : index
  %c8 = arith.constant 8 : index
  affine.dma_start %arg1[%c0_0], %arg0[%c8], %arg2[%c0_0], %c8 : memref<16xf32, 1>, memref<16xf32>, memref<1xi32>
  affine.for %arg4 = 0 to 8 {
    affine.store %arg3, %arg0[%arg4] : memref<16xf32>
  }
  affine.dma_wait %arg2[%c0_0], %c8 : memref<1xi32>
  return %arg3 : f32
}
