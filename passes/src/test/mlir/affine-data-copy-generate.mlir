// RUN: builtin.module(func.func(affine-data-copy-generate{generate-dma=false}))

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
  affine.for %arg3 = 0 to 8 {
    affine.for %arg4 = 0 to 8 {
      %0 = affine.load %arg0[%arg3, %arg4] : memref<8x8xf32>
      affine.store %0, %alloc[%arg3, %arg4] : memref<8x8xf32, 1>
    }
  }
  %alloc_7 = memref.alloc() : memref<8x8xf32, 1>
  affine.for %arg3 = 0 to 8 {
    affine.for %arg4 = 0 to 8 {
      %0 = affine.load %arg1[%arg3, %arg4] : memref<8x8xf32>
      affine.store %0, %alloc_7[%arg3, %arg4] : memref<8x8xf32, 1>
    }
  }
  %alloc_8 = memref.alloc() : memref<8x8xf32, 1>
  affine.for %arg3 = 0 to 8 {
    affine.for %arg4 = 0 to 8 {
      %0 = affine.load %arg2[%arg3, %arg4] : memref<8x8xf32>
      affine.store %0, %alloc_8[%arg3, %arg4] : memref<8x8xf32, 1>
    }
  }
  affine.for %arg3 = 0 to 8 {
    affine.for %arg4 = 0 to 8 {
      affine.for %arg5 = 0 to 8 {
        %0 = affine.load %alloc[%arg3, %arg5] : memref<8x8xf32, 1>
        %1 = affine.load %alloc_7[%arg5, %arg4] : memref<8x8xf32, 1>
        %2 = affine.load %alloc_8[%arg3, %arg4] : memref<8x8xf32, 1>
        %3 = arith.mulf %0, %1 : f32
        %4 = arith.addf %2, %3 : f32
        affine.store %4, %alloc_8[%arg3, %arg4] : memref<8x8xf32, 1>
      }
    }
  }
  affine.for %arg3 = 0 to 8 {
    affine.for %arg4 = 0 to 8 {
      %0 = affine.load %alloc_8[%arg3, %arg4] : memref<8x8xf32, 1>
      affine.store %0, %arg2[%arg3, %arg4] : memref<8x8xf32>
    }
  }
  memref.dealloc %alloc_8 : memref<8x8xf32, 1>
  memref.dealloc %alloc_7 : memref<8x8xf32, 1>
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
  affine.for %arg2 = 10 to 26 {
    %0 = affine.load %arg0[%arg2] : memref<64xf32>
    affine.store %0, %alloc[%arg2 - 10] : memref<16xf32, 1>
  }
  %alloc_3 = memref.alloc() : memref<16xf32, 1>
  affine.for %arg2 = 8 to 24 {
    %0 = affine.apply #map(%arg2)
    %1 = affine.load %alloc[%arg2 - 8] : memref<16xf32, 1>
    %2 = affine.apply #map1(%arg2)
    affine.store %1, %alloc_3[%arg2 - 8] : memref<16xf32, 1>
  }
  affine.for %arg2 = 4 to 20 {
    %0 = affine.load %alloc_3[%arg2 - 4] : memref<16xf32, 1>
    affine.store %0, %arg1[%arg2] : memref<64xf32>
  }
  memref.dealloc %alloc_3 : memref<16xf32, 1>
  memref.dealloc %alloc : memref<16xf32, 1>
  return
}
// -----
func.func @fast(%a: memref<16xf32, 1>, %b: memref<16xf32>) {
  affine.for %i = 0 to 16 {
    %x = affine.load %a[%i] : memref<16xf32, 1>
    affine.store %x, %b[%i] : memref<16xf32>
  }
  return
}
// =====>
func.func @fast(%arg0: memref<16xf32, 1>, %arg1: memref<16xf32>) {
  %c16 = arith.constant 16 : index
  %c0 = arith.constant 0 : index
  %c0_0 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<16xf32, 1>
  affine.for %arg2 = 0 to 16 {
    %0 = affine.load %arg0[%arg2] : memref<16xf32, 1>
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
  %c5 = arith.constant 5 : index
  %c16 = arith.constant 16 : index
  %c0 = arith.constant 0 : index
  %c5_0 = arith.constant 5 : index
  %c1 = arith.constant 1 : index
  %c0_1 = arith.constant 0 : index
  %c0_2 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<1xf32, 1>
  %0 = affine.load %arg0[5] : memref<16xf32>
  affine.store %0, %alloc[0] : memref<1xf32, 1>
  %alloc_3 = memref.alloc() : memref<16xf32, 1>
  affine.for %arg2 = 0 to 16 {
    %1 = affine.apply #map()
    %2 = affine.load %alloc[0] : memref<1xf32, 1>
    affine.store %2, %alloc_3[%arg2] : memref<16xf32, 1>
  }
  affine.for %arg2 = 0 to 16 {
    %1 = affine.load %alloc_3[%arg2] : memref<16xf32, 1>
    affine.store %1, %arg1[%arg2] : memref<16xf32>
  }
  memref.dealloc %alloc_3 : memref<16xf32, 1>
  memref.dealloc %alloc : memref<1xf32, 1>
  return
}
