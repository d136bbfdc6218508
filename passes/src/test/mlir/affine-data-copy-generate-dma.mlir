// RUN: builtin.module(func.func(affine-data-copy-generate))

func.func @matmul(%a: memref<8x8xf32>, %b: memref<8x8xf32>, %c: memref<8x8xf32>) {
  affine.for %i = 0 to 8 {
    affine.for %j = 0 to 8 {
      affine.for %k = 0 to 8 {
        %x = affine.load %a[%i, %k] : memref<8x8xf32>
        %y = affine.load %b[%k, %j] : memref<8x8xf32>
        %z = affine.load %c[%i, %j] : memref<8x8xf32>
        %p = arith.mulf %x, %y : f32
        %s = arith.addf %z, %p : f32
        affine.store %s, %c[%i, %j] : memref<8x8xf32>
      }
    }
  }
  return
}
// =====>
func.func @matmul(%arg0: memref<8x8xf32>, %arg1: memref<8x8xf32>, %arg2: memref<8x8xf32>) {
  %c64 = arith.constant 64 : index
  %c0 = arith.constant 0 : index
  %c64_0 = arith.constant 64 : index
  %c0_1 = arith.constant 0 : index
  %c64_2 = arith.constant 64 : index
  %c0_3 = arith.constant 0 : index
  %c64_4 = arith.constant 64 : index
  %c0_5 = arith.constant 0 : index
  %c0_6 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<8x8xf32, 1>
  %alloc_7 = memref.alloc() : memref<1xi32>
  affine.dma_start %arg0[%c0_5, %c0_5], %alloc[%c0_5, %c0_5], %alloc_7[%c0_5], %c64_4 : memref<8x8xf32>, memref<8x8xf32, 1>, memref<1xi32>
  affine.dma_wait %alloc_7[%c0_5], %c64_4 : memref<1xi32>
  %alloc_8 = memref.alloc() : memref<8x8xf32, 1>
  %alloc_9 = memref.alloc() : memref<1xi32>
  affine.dma_start %arg1[%c0_3, %c0_3], %alloc_8[%c0_3, %c0_3], %alloc_9[%c0_3], %c64_2 : memref<8x8xf32>, memref<8x8xf32, 1>, memref<1xi32>
  affine.dma_wait %alloc_9[%c0_3], %c64_2 : memref<1xi32>
  %alloc_10 = memref.alloc() : memref<8x8xf32, 1>
  %alloc_11 = memref.alloc() : memref<1xi32>
  affine.dma_start %arg2[%c0_1, %c0_1], %alloc_10[%c0_1, %c0_1], %alloc_11[%c0_1], %c64_0 : memref<8x8xf32>, memref<8x8xf32, 1>, memref<1xi32>
  affine.dma_wait %alloc_11[%c0_1], %c64_0 : memref<1xi32>
  %alloc_12 = memref.alloc() : memref<1xi32>
  affine.for %arg3 = 0 to 8 {
    affine.for %arg4 = 0 to 8 {
      affine.for %arg5 = 0 to 8 {
        %0 = affine.load %alloc[%arg3, %arg5] : memref<8x8xf32, 1>
        %1 = affine.load %alloc_8[%arg5, %arg4] : memref<8x8xf32, 1>
        %2 = affine.load %alloc_10[%arg3, %arg4] : memref<8x8xf32, 1>
        %3 = arith.mulf %0, %1 : f32
        %4 = arith.addf %2, %3 : f32
        affine.store %4, %alloc_10[%arg3, %arg4] : memref<8x8xf32, 1>
      }
    }
  }
  affine.dma_start %alloc_10[%c0, %c0], %arg2[%c0, %c0], %alloc_12[%c0], %c64 : memref<8x8xf32, 1>, memref<8x8xf32>, memref<1xi32>
  affine.dma_wait %alloc_12[%c0], %c64 : memref<1xi32>
  memref.dealloc %alloc_12 : memref<1xi32>
  memref.dealloc %alloc_11 : memref<1xi32>
  memref.dealloc %alloc_10 : memref<8x8xf32, 1>
  memref.dealloc %alloc_9 : memref<1xi32>
  memref.dealloc %alloc_8 : memref<8x8xf32, 1>
  memref.dealloc %alloc_7 : memref<1xi32>
  memref.dealloc %alloc : memref<8x8xf32, 1>
  return
}
// -----
func.func @part(%a: memref<64xf32>, %b: memref<64xf32>) {
  affine.for %i = 8 to 24 {
    %x = affine.load %a[%i + 2] : memref<64xf32>
    affine.store %x, %b[%i - 4] : memref<64xf32>
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0 + 2)>
#map1 = affine_map<(d0) -> (d0 - 4)>
func.func @part(%arg0: memref<64xf32>, %arg1: memref<64xf32>) {
  %c4 = arith.constant 4 : index
  %c16 = arith.constant 16 : index
  %c0 = arith.constant 0 : index
  %c10 = arith.constant 10 : index
  %c16_0 = arith.constant 16 : index
  %c0_1 = arith.constant 0 : index
  %c0_2 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<16xf32, 1>
  %alloc_3 = memref.alloc() : memref<1xi32>
  affine.dma_start %arg0[%c10], %alloc[%c0_1], %alloc_3[%c0_1], %c16_0 : memref<64xf32>, memref<16xf32, 1>, memref<1xi32>
  affine.dma_wait %alloc_3[%c0_1], %c16_0 : memref<1xi32>
  %alloc_4 = memref.alloc() : memref<16xf32, 1>
  %alloc_5 = memref.alloc() : memref<1xi32>
  affine.for %arg2 = 8 to 24 {
    %0 = affine.apply #map(%arg2)
    %1 = affine.load %alloc[%arg2 - 8] : memref<16xf32, 1>
    %2 = affine.apply #map1(%arg2)
    affine.store %1, %alloc_4[%arg2 - 8] : memref<16xf32, 1>
  }
  affine.dma_start %alloc_4[%c0], %arg1[%c4], %alloc_5[%c0], %c16 : memref<16xf32, 1>, memref<64xf32>, memref<1xi32>
  affine.dma_wait %alloc_5[%c0], %c16 : memref<1xi32>
  memref.dealloc %alloc_5 : memref<1xi32>
  memref.dealloc %alloc_4 : memref<16xf32, 1>
  memref.dealloc %alloc_3 : memref<1xi32>
  memref.dealloc %alloc : memref<16xf32, 1>
  return
}
// -----
func.func @one(%a: memref<16xf32>, %b: memref<16xf32>) {
  affine.for %i = 0 to 16 {
    %x = affine.load %a[5] : memref<16xf32>
    affine.store %x, %b[%i] : memref<16xf32>
  }
  return
}
// =====>
#map = affine_map<() -> (5)>
func.func @one(%arg0: memref<16xf32>, %arg1: memref<16xf32>) {
  %c16 = arith.constant 16 : index
  %c0 = arith.constant 0 : index
  %c5 = arith.constant 5 : index
  %c1 = arith.constant 1 : index
  %c0_0 = arith.constant 0 : index
  %c0_1 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<1xf32, 1>
  %alloc_2 = memref.alloc() : memref<1xi32>
  affine.dma_start %arg0[%c5], %alloc[%c0_0], %alloc_2[%c0_0], %c1 : memref<16xf32>, memref<1xf32, 1>, memref<1xi32>
  affine.dma_wait %alloc_2[%c0_0], %c1 : memref<1xi32>
  %alloc_3 = memref.alloc() : memref<16xf32, 1>
  %alloc_4 = memref.alloc() : memref<1xi32>
  affine.for %arg2 = 0 to 16 {
    %0 = affine.apply #map()
    %1 = affine.load %alloc[0] : memref<1xf32, 1>
    affine.store %1, %alloc_3[%arg2] : memref<16xf32, 1>
  }
  affine.dma_start %alloc_3[%c0], %arg1[%c0], %alloc_4[%c0], %c16 : memref<16xf32, 1>, memref<16xf32>, memref<1xi32>
  affine.dma_wait %alloc_4[%c0], %c16 : memref<1xi32>
  memref.dealloc %alloc_4 : memref<1xi32>
  memref.dealloc %alloc_3 : memref<16xf32, 1>
  memref.dealloc %alloc_2 : memref<1xi32>
  memref.dealloc %alloc : memref<1xf32, 1>
  return
}
// -----
// a run in each row
func.func @strided(%a: memref<64x64xf32>, %b: memref<64x64xf32>) {
  affine.for %i = 0 to 32 {
    affine.for %j = 8 to 24 {
      %x = affine.load %a[%i, %j] : memref<64x64xf32>
      affine.store %x, %b[%i + 2, %j] : memref<64x64xf32>
    }
  }
  return
}
// =====>
#map = affine_map<(d0, d1) -> (d0 + 2)>
#map1 = affine_map<(d0, d1) -> (d1)>
func.func @strided(%arg0: memref<64x64xf32>, %arg1: memref<64x64xf32>) {
  %c2 = arith.constant 2 : index
  %c8 = arith.constant 8 : index
  %c512 = arith.constant 512 : index
  %c64 = arith.constant 64 : index
  %c16 = arith.constant 16 : index
  %c0 = arith.constant 0 : index
  %c8_0 = arith.constant 8 : index
  %c512_1 = arith.constant 512 : index
  %c64_2 = arith.constant 64 : index
  %c16_3 = arith.constant 16 : index
  %c0_4 = arith.constant 0 : index
  %c0_5 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<32x16xf32, 1>
  %alloc_6 = memref.alloc() : memref<1xi32>
  affine.dma_start %arg0[%c0_4, %c8_0], %alloc[%c0_4, %c0_4], %alloc_6[%c0_4], %c512_1, %c64_2, %c16_3 : memref<64x64xf32>, memref<32x16xf32, 1>, memref<1xi32>
  affine.dma_wait %alloc_6[%c0_4], %c512_1 : memref<1xi32>
  %alloc_7 = memref.alloc() : memref<32x16xf32, 1>
  %alloc_8 = memref.alloc() : memref<1xi32>
  affine.for %arg2 = 0 to 32 {
    affine.for %arg3 = 8 to 24 {
      %0 = affine.load %alloc[%arg2, %arg3 - 8] : memref<32x16xf32, 1>
      %1 = affine.apply #map(%arg2, %arg3)
      %2 = affine.apply #map1(%arg2, %arg3)
      affine.store %0, %alloc_7[%arg2, %arg3 - 8] : memref<32x16xf32, 1>
    }
  }
  affine.dma_start %alloc_7[%c0, %c0], %arg1[%c2, %c8], %alloc_8[%c0], %c512, %c64, %c16 : memref<32x16xf32, 1>, memref<64x64xf32>, memref<1xi32>
  affine.dma_wait %alloc_8[%c0], %c512 : memref<1xi32>
  memref.dealloc %alloc_8 : memref<1xi32>
  memref.dealloc %alloc_7 : memref<32x16xf32, 1>
  memref.dealloc %alloc_6 : memref<1xi32>
  memref.dealloc %alloc : memref<32x16xf32, 1>
  return
}
// -----
// elements in a row of each plane; whole planes
func.func @planes(%a: memref<8x4x8xf32>, %b: memref<8x4x8xf32>) {
  affine.for %i = 0 to 6 {
    affine.for %j = 0 to 4 {
      affine.for %k = 0 to 8 {
        %x = affine.load %a[%i, 3, %k] : memref<8x4x8xf32>
        affine.store %x, %b[%i, %j, %k] : memref<8x4x8xf32>
      }
    }
  }
  return
}
// =====>
#map = affine_map<(d0, d1) -> (d0)>
#map1 = affine_map<(d0, d1) -> (3)>
#map2 = affine_map<(d0, d1) -> (d1)>
func.func @planes(%arg0: memref<8x4x8xf32>, %arg1: memref<8x4x8xf32>) {
  %c192 = arith.constant 192 : index
  %c0 = arith.constant 0 : index
  %c3 = arith.constant 3 : index
  %c48 = arith.constant 48 : index
  %c32 = arith.constant 32 : index
  %c8 = arith.constant 8 : index
  %c0_0 = arith.constant 0 : index
  %c0_1 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<6x1x8xf32, 1>
  %alloc_2 = memref.alloc() : memref<1xi32>
  affine.dma_start %arg0[%c0_0, %c3, %c0_0], %alloc[%c0_0, %c0_0, %c0_0], %alloc_2[%c0_0], %c48, %c32, %c8 : memref<8x4x8xf32>, memref<6x1x8xf32, 1>, memref<1xi32>
  affine.dma_wait %alloc_2[%c0_0], %c48 : memref<1xi32>
  %alloc_3 = memref.alloc() : memref<6x4x8xf32, 1>
  %alloc_4 = memref.alloc() : memref<1xi32>
  affine.for %arg2 = 0 to 6 {
    affine.for %arg3 = 0 to 4 {
      affine.for %arg4 = 0 to 8 {
        %0 = affine.apply #map(%arg2, %arg4)
        %1 = affine.apply #map1(%arg2, %arg4)
        %2 = affine.apply #map2(%arg2, %arg4)
        %3 = affine.load %alloc[%arg2, 0, %arg4] : memref<6x1x8xf32, 1>
        affine.store %3, %alloc_3[%arg2, %arg3, %arg4] : memref<6x4x8xf32, 1>
      }
    }
  }
  affine.dma_start %alloc_3[%c0, %c0, %c0], %arg1[%c0, %c0, %c0], %alloc_4[%c0], %c192 : memref<6x4x8xf32, 1>, memref<8x4x8xf32>, memref<1xi32>
  affine.dma_wait %alloc_4[%c0], %c192 : memref<1xi32>
  memref.dealloc %alloc_4 : memref<1xi32>
  memref.dealloc %alloc_3 : memref<6x4x8xf32, 1>
  memref.dealloc %alloc_2 : memref<1xi32>
  memref.dealloc %alloc : memref<6x1x8xf32, 1>
  return
}
// -----
// a box that is not filled
func.func @some(%a: memref<16xf32>, %v: f32, %n: index) -> f32 {
  %r = affine.for %i = 0 to min affine_map<()[s0] -> (s0, 12)>()[%n] iter_args(%s = %v) -> (f32) {
    %x = affine.load %a[%i] : memref<16xf32>
    %t = arith.addf %s, %x : f32
    affine.yield %t : f32
  }
  return %r : f32
}
// =====>
#map = affine_map<()[s0] -> (s0, 12)>
func.func @some(%arg0: memref<16xf32>, %arg1: f32, %arg2: index) -> f32 {
  %c12 = arith.constant 12 : index
  %c0 = arith.constant 0 : index
  %c0_0 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<12xf32, 1>
  %alloc_1 = memref.alloc() : memref<1xi32>
  affine.dma_start %arg0[%c0], %alloc[%c0], %alloc_1[%c0], %c12 : memref<16xf32>, memref<12xf32, 1>, memref<1xi32>
  affine.dma_wait %alloc_1[%c0], %c12 : memref<1xi32>
  %0 = affine.for %arg3 = 0 to min #map()[%arg2] iter_args(%arg4 = %arg1) -> (f32) {
    %1 = affine.load %alloc[%arg3] : memref<12xf32, 1>
    %2 = arith.addf %arg4, %1 : f32
    affine.yield %2 : f32
  }
  memref.dealloc %alloc_1 : memref<1xi32>
  memref.dealloc %alloc : memref<12xf32, 1>
  return %0 : f32
}
// -----
// accesses between loops
func.func @straight(%a: memref<16xf32>, %b: memref<16xf32>) {
  %x = affine.load %a[3] : memref<16xf32>
  affine.store %x, %b[4] : memref<16xf32>
  affine.for %i = 0 to 16 {
    %y = affine.load %b[%i] : memref<16xf32>
    affine.store %y, %a[%i] : memref<16xf32>
  }
  %z = affine.load %a[7] : memref<16xf32>
  affine.store %z, %b[7] : memref<16xf32>
  return
}
// =====>
#map = affine_map<() -> (3)>
#map1 = affine_map<() -> (4)>
#map2 = affine_map<() -> (7)>
func.func @straight(%arg0: memref<16xf32>, %arg1: memref<16xf32>) {
  %c7 = arith.constant 7 : index
  %c1 = arith.constant 1 : index
  %c0 = arith.constant 0 : index
  %c7_0 = arith.constant 7 : index
  %c1_1 = arith.constant 1 : index
  %c0_2 = arith.constant 0 : index
  %c16 = arith.constant 16 : index
  %c0_3 = arith.constant 0 : index
  %c16_4 = arith.constant 16 : index
  %c0_5 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  %c1_6 = arith.constant 1 : index
  %c0_7 = arith.constant 0 : index
  %c3 = arith.constant 3 : index
  %c1_8 = arith.constant 1 : index
  %c0_9 = arith.constant 0 : index
  %c0_10 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<1xf32, 1>
  %alloc_11 = memref.alloc() : memref<1xi32>
  affine.dma_start %arg0[%c3], %alloc[%c0_9], %alloc_11[%c0_9], %c1_8 : memref<16xf32>, memref<1xf32, 1>, memref<1xi32>
  affine.dma_wait %alloc_11[%c0_9], %c1_8 : memref<1xi32>
  %alloc_12 = memref.alloc() : memref<1xf32, 1>
  %alloc_13 = memref.alloc() : memref<1xi32>
  %0 = affine.apply #map()
  %1 = affine.load %alloc[0] : memref<1xf32, 1>
  %2 = affine.apply #map1()
  affine.store %1, %alloc_12[0] : memref<1xf32, 1>
  affine.dma_start %alloc_12[%c0_7], %arg1[%c4], %alloc_13[%c0_7], %c1_6 : memref<1xf32, 1>, memref<16xf32>, memref<1xi32>
  affine.dma_wait %alloc_13[%c0_7], %c1_6 : memref<1xi32>
  memref.dealloc %alloc_13 : memref<1xi32>
  memref.dealloc %alloc_12 : memref<1xf32, 1>
  memref.dealloc %alloc_11 : memref<1xi32>
  memref.dealloc %alloc : memref<1xf32, 1>
  %alloc_14 = memref.alloc() : memref<16xf32, 1>
  %alloc_15 = memref.alloc() : memref<1xi32>
  affine.dma_start %arg1[%c0_5], %alloc_14[%c0_5], %alloc_15[%c0_5], %c16_4 : memref<16xf32>, memref<16xf32, 1>, memref<1xi32>
  affine.dma_wait %alloc_15[%c0_5], %c16_4 : memref<1xi32>
  %alloc_16 = memref.alloc() : memref<16xf32, 1>
  %alloc_17 = memref.alloc() : memref<1xi32>
  affine.for %arg2 = 0 to 16 {
    %6 = affine.load %alloc_14[%arg2] : memref<16xf32, 1>
    affine.store %6, %alloc_16[%arg2] : memref<16xf32, 1>
  }
  affine.dma_start %alloc_16[%c0_3], %arg0[%c0_3], %alloc_17[%c0_3], %c16 : memref<16xf32, 1>, memref<16xf32>, memref<1xi32>
  affine.dma_wait %alloc_17[%c0_3], %c16 : memref<1xi32>
  memref.dealloc %alloc_17 : memref<1xi32>
  memref.dealloc %alloc_16 : memref<16xf32, 1>
  memref.dealloc %alloc_15 : memref<1xi32>
  memref.dealloc %alloc_14 : memref<16xf32, 1>
  %alloc_18 = memref.alloc() : memref<1xf32, 1>
  %alloc_19 = memref.alloc() : memref<1xi32>
  affine.dma_start %arg0[%c7_0], %alloc_18[%c0_2], %alloc_19[%c0_2], %c1_1 : memref<16xf32>, memref<1xf32, 1>, memref<1xi32>
  affine.dma_wait %alloc_19[%c0_2], %c1_1 : memref<1xi32>
  %alloc_20 = memref.alloc() : memref<1xf32, 1>
  %alloc_21 = memref.alloc() : memref<1xi32>
  %3 = affine.apply #map2()
  %4 = affine.load %alloc_18[0] : memref<1xf32, 1>
  %5 = affine.apply #map2()
  affine.store %4, %alloc_20[0] : memref<1xf32, 1>
  affine.dma_start %alloc_20[%c0], %arg1[%c7], %alloc_21[%c0], %c1 : memref<1xf32, 1>, memref<16xf32>, memref<1xi32>
  affine.dma_wait %alloc_21[%c0], %c1 : memref<1xi32>
  memref.dealloc %alloc_21 : memref<1xi32>
  memref.dealloc %alloc_20 : memref<1xf32, 1>
  memref.dealloc %alloc_19 : memref<1xi32>
  memref.dealloc %alloc_18 : memref<1xf32, 1>
  return
}
