// RUN: builtin.module(func.func(affine-data-copy-generate{fast-mem-capacity=9 fast-mem-space=3 tag-mem-space=2}))

func.func @tiles(%a: memref<64x64xf32>, %b: memref<64x64xf32>) {
  affine.for %i = 0 to 64 step 16 {
    affine.for %j = 0 to 64 {
      affine.for %k = affine_map<(d0) -> (d0)>(%i) to affine_map<(d0) -> (d0 + 16)>(%i) {
        %x = affine.load %a[%k, %j] : memref<64x64xf32>
        affine.store %x, %b[%j, %k] : memref<64x64xf32>
      }
    }
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0) -> (d0 + 16)>
func.func @tiles(%arg0: memref<64x64xf32>, %arg1: memref<64x64xf32>) {
  %c1024 = arith.constant 1024 : index
  %c64 = arith.constant 64 : index
  %c16 = arith.constant 16 : index
  %c0 = arith.constant 0 : index
  %c1024_0 = arith.constant 1024 : index
  %c0_1 = arith.constant 0 : index
  %c0_2 = arith.constant 0 : index
  affine.for %arg2 = 0 to 64 step 16 {
    %0 = affine.apply #map(%arg2)
    %alloc = memref.alloc() : memref<16x64xf32, 3>
    %alloc_3 = memref.alloc() : memref<1xi32, 2>
    affine.dma_start %arg0[%arg2, 0], %alloc[%c0_1, %c0_1], %alloc_3[%c0_1], %c1024_0 : memref<64x64xf32>, memref<16x64xf32, 3>, memref<1xi32, 2>
    affine.dma_wait %alloc_3[%c0_1], %c1024_0 : memref<1xi32, 2>
    %alloc_4 = memref.alloc() : memref<64x16xf32, 3>
    %alloc_5 = memref.alloc() : memref<1xi32, 2>
    affine.for %arg3 = 0 to 64 {
      affine.for %arg4 = #map(%arg2) to #map1(%arg2) {
        %2 = affine.load %alloc[-%arg2 + %arg4, %arg3] : memref<16x64xf32, 3>
        affine.store %2, %alloc_4[%arg3, -%arg2 + %arg4] : memref<64x16xf32, 3>
      }
    }
    %1 = affine.apply #map(%arg2)
    affine.dma_start %alloc_4[%c0, %c0], %arg1[0, %arg2], %alloc_5[%c0], %c1024, %c64, %c16 : memref<64x16xf32, 3>, memref<64x64xf32>, memref<1xi32, 2>
    affine.dma_wait %alloc_5[%c0], %c1024 : memref<1xi32, 2>
    memref.dealloc %alloc_5 : memref<1xi32, 2>
    memref.dealloc %alloc_4 : memref<64x16xf32, 3>
    memref.dealloc %alloc_3 : memref<1xi32, 2>
    memref.dealloc %alloc : memref<16x64xf32, 3>
  }
  return
}
// -----
func.func @min(%a: memref<64xf32>, %b: memref<64x64xf32>) {
  affine.for %i = 0 to 64 {
    affine.for %k = affine_map<(d0) -> (d0)>(%i) to affine_map<(d0) -> (d0 + 1)>(%i) {
      %x = affine.load %a[%k] : memref<64xf32>
      affine.for %j = 0 to 60 {
        affine.store %x, %b[%k, %j] : memref<64x64xf32>
      }
    }
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0) -> (d0 + 1)>
func.func @min(%arg0: memref<64xf32>, %arg1: memref<64x64xf32>) {
  %c60 = arith.constant 60 : index
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c0_0 = arith.constant 0 : index
  %c0_1 = arith.constant 0 : index
  affine.for %arg2 = 0 to 64 {
    %0 = affine.apply #map(%arg2)
    %alloc = memref.alloc() : memref<1xf32, 3>
    %alloc_2 = memref.alloc() : memref<1xi32, 2>
    affine.dma_start %arg0[%arg2], %alloc[%c0_0], %alloc_2[%c0_0], %c1 : memref<64xf32>, memref<1xf32, 3>, memref<1xi32, 2>
    affine.dma_wait %alloc_2[%c0_0], %c1 : memref<1xi32, 2>
    %alloc_3 = memref.alloc() : memref<1x60xf32, 3>
    %alloc_4 = memref.alloc() : memref<1xi32, 2>
    affine.for %arg3 = #map(%arg2) to #map1(%arg2) {
      %2 = affine.load %alloc[-%arg2 + %arg3] : memref<1xf32, 3>
      affine.for %arg4 = 0 to 60 {
        affine.store %2, %alloc_3[-%arg2 + %arg3, %arg4] : memref<1x60xf32, 3>
      }
    }
    %1 = affine.apply #map(%arg2)
    affine.dma_start %alloc_3[%c0, %c0], %arg1[%arg2, 0], %alloc_4[%c0], %c60 : memref<1x60xf32, 3>, memref<64x64xf32>, memref<1xi32, 2>
    affine.dma_wait %alloc_4[%c0], %c60 : memref<1xi32, 2>
    memref.dealloc %alloc_4 : memref<1xi32, 2>
    memref.dealloc %alloc_3 : memref<1x60xf32, 3>
    memref.dealloc %alloc_2 : memref<1xi32, 2>
    memref.dealloc %alloc : memref<1xf32, 3>
  }
  return
}
