// RUN: builtin.module(func.func(affine-data-copy-generate{generate-dma=false skip-non-unit-stride-loops=1}))

func.func @tiled(%a: memref<32x16xf32>, %b: memref<32x16xf32>) {
  affine.for %i = 0 to 32 step 4 {
    affine.for %j = 0 to 16 {
      affine.for %k = affine_map<(d0) -> (d0)>(%i) to affine_map<(d0) -> (d0 + 4)>(%i) {
        %x = affine.load %a[%k, %j] : memref<32x16xf32>
        affine.store %x, %b[%k, %j] : memref<32x16xf32>
      }
    }
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0) -> (d0 + 4)>
func.func @tiled(%arg0: memref<32x16xf32>, %arg1: memref<32x16xf32>) {
  %c64 = arith.constant 64 : index
  %c0 = arith.constant 0 : index
  %c64_0 = arith.constant 64 : index
  %c0_1 = arith.constant 0 : index
  %c0_2 = arith.constant 0 : index
  affine.for %arg2 = 0 to 32 step 4 {
    %0 = affine.apply #map(%arg2)
    %alloc = memref.alloc() : memref<4x16xf32, 1>
    affine.for %arg3 = #map(%arg2) to #map1(%arg2) {
      affine.for %arg4 = 0 to 16 {
        %2 = affine.load %arg0[%arg3, %arg4] : memref<32x16xf32>
        affine.store %2, %alloc[%arg3 - %arg2, %arg4] : memref<4x16xf32, 1>
      }
    }
    %alloc_3 = memref.alloc() : memref<4x16xf32, 1>
    affine.for %arg3 = 0 to 16 {
      affine.for %arg4 = #map(%arg2) to #map1(%arg2) {
        %2 = affine.load %alloc[-%arg2 + %arg4, %arg3] : memref<4x16xf32, 1>
        affine.store %2, %alloc_3[-%arg2 + %arg4, %arg3] : memref<4x16xf32, 1>
      }
    }
    %1 = affine.apply #map(%arg2)
    affine.for %arg3 = #map(%arg2) to #map1(%arg2) {
      affine.for %arg4 = 0 to 16 {
        %2 = affine.load %alloc_3[%arg3 - %arg2, %arg4] : memref<4x16xf32, 1>
        affine.store %2, %arg1[%arg3, %arg4] : memref<32x16xf32>
      }
    }
    memref.dealloc %alloc_3 : memref<4x16xf32, 1>
    memref.dealloc %alloc : memref<4x16xf32, 1>
  }
  return
}
// -----
func.func @reused(%a: memref<16xf32>, %b: memref<32x16xf32>, %c: memref<64xf32>) {
  affine.for %i = 0 to 32 step 4 {
    affine.for %j = 0 to 16 {
      %x = affine.load %a[%j] : memref<16xf32>
      %y = affine.load %c[%i + %j] : memref<64xf32>
      %z = arith.addf %x, %y : f32
      affine.store %z, %b[%i, %j] : memref<32x16xf32>
    }
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0) -> (d0 + 16)>
#map2 = affine_map<(d0, d1) -> (d0 + d1)>
func.func @reused(%arg0: memref<16xf32>, %arg1: memref<32x16xf32>, %arg2: memref<64xf32>) {
  %c16 = arith.constant 16 : index
  %c0 = arith.constant 0 : index
  %c16_0 = arith.constant 16 : index
  %c0_1 = arith.constant 0 : index
  %c16_2 = arith.constant 16 : index
  %c0_3 = arith.constant 0 : index
  %c0_4 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<16xf32, 1>
  affine.for %arg3 = 0 to 16 {
    %0 = affine.load %arg0[%arg3] : memref<16xf32>
    affine.store %0, %alloc[%arg3] : memref<16xf32, 1>
  }
  affine.for %arg3 = 0 to 32 step 4 {
    %0 = affine.apply #map(%arg3)
    %alloc_5 = memref.alloc() : memref<16xf32, 1>
    affine.for %arg4 = #map(%arg3) to #map1(%arg3) {
      %2 = affine.load %arg2[%arg4] : memref<64xf32>
      affine.store %2, %alloc_5[%arg4 - %arg3] : memref<16xf32, 1>
    }
    %alloc_6 = memref.alloc() : memref<1x16xf32, 1>
    affine.for %arg4 = 0 to 16 {
      %2 = affine.load %alloc[%arg4] : memref<16xf32, 1>
      %3 = affine.apply #map2(%arg3, %arg4)
      %4 = affine.load %alloc_5[%arg4] : memref<16xf32, 1>
      %5 = arith.addf %2, %4 : f32
      affine.store %5, %alloc_6[0, %arg4] : memref<1x16xf32, 1>
    }
    %1 = affine.apply #map(%arg3)
    affine.for %arg4 = 0 to 16 {
      %2 = affine.load %alloc_6[0, %arg4] : memref<1x16xf32, 1>
      affine.store %2, %arg1[%arg3, %arg4] : memref<32x16xf32>
    }
    memref.dealloc %alloc_6 : memref<1x16xf32, 1>
    memref.dealloc %alloc_5 : memref<16xf32, 1>
  }
  memref.dealloc %alloc : memref<16xf32, 1>
  return
}
// -----
func.func @single(%a: memref<16xf32>, %b: memref<16xf32>, %n: index) {
  %x = affine.load %a[3] : memref<16xf32>
  affine.store %x, %b[symbol(%n)] : memref<16xf32>
  affine.for %j = 0 to 16 step 2 {
    %y = affine.load %a[%j] : memref<16xf32>
    affine.store %y, %b[%j] : memref<16xf32>
  }
  return
}
// =====>
#map = affine_map<() -> (3)>
#map1 = affine_map<()[s0] -> (s0)>
#map2 = affine_map<(d0) -> (d0)>
func.func @single(%arg0: memref<16xf32>, %arg1: memref<16xf32>, %arg2: index) {
  %c3 = arith.constant 3 : index
  %c1 = arith.constant 1 : index
  %c0 = arith.constant 0 : index
  %c1_0 = arith.constant 1 : index
  %c0_1 = arith.constant 0 : index
  %c1_2 = arith.constant 1 : index
  %c0_3 = arith.constant 0 : index
  %c3_4 = arith.constant 3 : index
  %c1_5 = arith.constant 1 : index
  %c0_6 = arith.constant 0 : index
  %c0_7 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<1xf32, 1>
  %0 = affine.load %arg0[3] : memref<16xf32>
  affine.store %0, %alloc[0] : memref<1xf32, 1>
  %alloc_8 = memref.alloc() : memref<1xf32, 1>
  %1 = affine.apply #map()
  %2 = affine.load %alloc[0] : memref<1xf32, 1>
  %3 = affine.apply #map1()[%arg2]
  affine.store %2, %alloc_8[0] : memref<1xf32, 1>
  %4 = affine.apply #map2(%arg2)
  %5 = affine.apply #map1()[%arg2]
  %6 = affine.load %alloc_8[0] : memref<1xf32, 1>
  affine.store %6, %arg1[symbol(%arg2)] : memref<16xf32>
  memref.dealloc %alloc_8 : memref<1xf32, 1>
  memref.dealloc %alloc : memref<1xf32, 1>
  affine.for %arg3 = 0 to 16 step 2 {
    %7 = affine.apply #map2(%arg3)
    %alloc_9 = memref.alloc() : memref<1xf32, 1>
    %8 = affine.load %arg0[%arg3] : memref<16xf32>
    affine.store %8, %alloc_9[0] : memref<1xf32, 1>
    %alloc_10 = memref.alloc() : memref<1xf32, 1>
    %9 = affine.load %alloc_9[0] : memref<1xf32, 1>
    affine.store %9, %alloc_10[0] : memref<1xf32, 1>
    %10 = affine.apply #map2(%arg3)
    %11 = affine.load %alloc_10[0] : memref<1xf32, 1>
    affine.store %11, %arg1[%arg3] : memref<16xf32>
    memref.dealloc %alloc_10 : memref<1xf32, 1>
    memref.dealloc %alloc_9 : memref<1xf32, 1>
  }
  return
}
// -----
func.func @spaces(%a: memref<16xf32, 3>, %b: memref<16xf32>) {
  affine.for %j = 0 to 16 {
    %y = affine.load %a[%j] : memref<16xf32, 3>
    affine.store %y, %b[%j] : memref<16xf32>
  }
  return
}
// =====>
func.func @spaces(%arg0: memref<16xf32, 3>, %arg1: memref<16xf32>) {
  %c16 = arith.constant 16 : index
  %c0 = arith.constant 0 : index
  %c0_0 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<16xf32, 1>
  affine.for %arg2 = 0 to 16 {
    %0 = affine.load %arg0[%arg2] : memref<16xf32, 3>
    affine.store %0, %alloc[%arg2] : memref<16xf32, 1>
  }
  affine.for %arg2 = 0 to 16 {
    %0 = affine.load %alloc[%arg2] : memref<16xf32, 1>
    affine.store %0, %arg1[%arg2] : memref<16xf32>
  }
  memref.dealloc %alloc : memref<16xf32, 1>
  return
}
// -----
func.func @dynamic(%a: memref<?xf32>, %b: memref<16xf32>, %n: index) {
  affine.for %i = 0 to 8 {
    %y = affine.load %a[%i + symbol(%n)] : memref<?xf32>
    affine.store %y, %b[%i] : memref<16xf32>
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<()[s0] -> (s0 + 8)>
#map2 = affine_map<(d0)[s0] -> (d0 + s0)>
func.func @dynamic(%arg0: memref<?xf32>, %arg1: memref<16xf32>, %arg2: index) {
  %c8 = arith.constant 8 : index
  %c0 = arith.constant 0 : index
  %c8_0 = arith.constant 8 : index
  %c0_1 = arith.constant 0 : index
  %c0_2 = arith.constant 0 : index
  %0 = affine.apply #map(%arg2)
  %alloc = memref.alloc() : memref<8xf32, 1>
  affine.for %arg3 = %arg2 to #map1()[%arg2] {
    %1 = affine.load %arg0[%arg3] : memref<?xf32>
    affine.store %1, %alloc[%arg3 - symbol(%arg2)] : memref<8xf32, 1>
  }
  %alloc_3 = memref.alloc() : memref<8xf32, 1>
  affine.for %arg3 = 0 to 8 {
    %1 = affine.apply #map2(%arg3)[%arg2]
    %2 = affine.load %alloc[%arg3] : memref<8xf32, 1>
    affine.store %2, %alloc_3[%arg3] : memref<8xf32, 1>
  }
  affine.for %arg3 = 0 to 8 {
    %1 = affine.load %alloc_3[%arg3] : memref<8xf32, 1>
    affine.store %1, %arg1[%arg3] : memref<16xf32>
  }
  memref.dealloc %alloc_3 : memref<8xf32, 1>
  memref.dealloc %alloc : memref<8xf32, 1>
  return
}
