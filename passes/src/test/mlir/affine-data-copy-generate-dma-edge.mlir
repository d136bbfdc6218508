// RUN: builtin.module(func.func(affine-data-copy-generate{skip-non-unit-stride-loops=1}))

// the last tile ends in the buffer: a box for each
func.func @inside(%a: memref<64xf32>, %v: f32) {
  affine.for %i = 0 to 60 step 16 {
    affine.for %k = affine_map<(d0) -> (d0)>(%i) to min affine_map<(d0) -> (d0 + 16, 60)>(%i) {
      %x = affine.load %a[%k] : memref<64xf32>
      %y = arith.addf %x, %v : f32
      affine.store %y, %a[%k] : memref<64xf32>
    }
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0) -> (d0 + 16, 60)>
func.func @inside(%arg0: memref<64xf32>, %arg1: f32) {
  %c16 = arith.constant 16 : index
  %c0 = arith.constant 0 : index
  %c16_0 = arith.constant 16 : index
  %c0_1 = arith.constant 0 : index
  %c0_2 = arith.constant 0 : index
  affine.for %arg2 = 0 to 60 step 16 {
    %0 = affine.apply #map(%arg2)
    %alloc = memref.alloc() : memref<16xf32, 1>
    %alloc_3 = memref.alloc() : memref<1xi32>
    affine.dma_start %arg0[%arg2], %alloc[%c0_1], %alloc_3[%c0_1], %c16_0 : memref<64xf32>, memref<16xf32, 1>, memref<1xi32>
    affine.dma_wait %alloc_3[%c0_1], %c16_0 : memref<1xi32>
    %alloc_4 = memref.alloc() : memref<1xi32>
    affine.for %arg3 = #map(%arg2) to min #map1(%arg2) {
      %2 = affine.load %alloc[-%arg2 + %arg3] : memref<16xf32, 1>
      %3 = arith.addf %2, %arg1 : f32
      affine.store %3, %alloc[-%arg2 + %arg3] : memref<16xf32, 1>
    }
    %1 = affine.apply #map(%arg2)
    affine.dma_start %alloc[%c0], %arg0[%arg2], %alloc_4[%c0], %c16 : memref<16xf32, 1>, memref<64xf32>, memref<1xi32>
    affine.dma_wait %alloc_4[%c0], %c16 : memref<1xi32>
    memref.dealloc %alloc_4 : memref<1xi32>
    memref.dealloc %alloc_3 : memref<1xi32>
    memref.dealloc %alloc : memref<16xf32, 1>
  }
  return
}
// -----
// the box of the last tile would end behind the buffer: all of it (LLVM 19 transfers what is behind)
func.func @beyond(%a: memref<60xf32>, %v: f32) {
  affine.for %i = 0 to 60 step 16 {
    affine.for %k = affine_map<(d0) -> (d0)>(%i) to min affine_map<(d0) -> (d0 + 16, 60)>(%i) {
      %x = affine.load %a[%k] : memref<60xf32>
      %y = arith.addf %x, %v : f32
      affine.store %y, %a[%k] : memref<60xf32>
    }
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0) -> (d0 + 16, 60)>
func.func @beyond(%arg0: memref<60xf32>, %arg1: f32) {
  %c60 = arith.constant 60 : index
  %c0 = arith.constant 0 : index
  %c60_0 = arith.constant 60 : index
  %c0_1 = arith.constant 0 : index
  %c0_2 = arith.constant 0 : index
  affine.for %arg2 = 0 to 60 step 16 {
    %alloc = memref.alloc() : memref<60xf32, 1>
    %alloc_3 = memref.alloc() : memref<1xi32>
    affine.dma_start %arg0[%c0_1], %alloc[%c0_1], %alloc_3[%c0_1], %c60_0 : memref<60xf32>, memref<60xf32, 1>, memref<1xi32>
    affine.dma_wait %alloc_3[%c0_1], %c60_0 : memref<1xi32>
    %alloc_4 = memref.alloc() : memref<1xi32>
    affine.for %arg3 = #map(%arg2) to min #map1(%arg2) {
      %0 = affine.load %alloc[%arg3] : memref<60xf32, 1>
      %1 = arith.addf %0, %arg1 : f32
      affine.store %1, %alloc[%arg3] : memref<60xf32, 1>
    }
    affine.dma_start %alloc[%c0], %arg0[%c0], %alloc_4[%c0], %c60 : memref<60xf32, 1>, memref<60xf32>, memref<1xi32>
    affine.dma_wait %alloc_4[%c0], %c60 : memref<1xi32>
    memref.dealloc %alloc_4 : memref<1xi32>
    memref.dealloc %alloc_3 : memref<1xi32>
    memref.dealloc %alloc : memref<60xf32, 1>
  }
  return
}
