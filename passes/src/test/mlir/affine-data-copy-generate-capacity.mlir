// RUN: builtin.module(func.func(affine-data-copy-generate{generate-dma=false fast-mem-capacity=1 fast-mem-space=2}))

func.func @rows(%a: memref<64x64xf32>, %b: memref<64x64xf32>) {
  affine.for %i = 0 to 64 {
    affine.for %j = 0 to 64 {
      %x = affine.load %a[%i, %j] : memref<64x64xf32>
      affine.store %x, %b[%i, %j] : memref<64x64xf32>
    }
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0)>
func.func @rows(%arg0: memref<64x64xf32>, %arg1: memref<64x64xf32>) {
  %c64 = arith.constant 64 : index
  %c0 = arith.constant 0 : index
  %c64_0 = arith.constant 64 : index
  %c0_1 = arith.constant 0 : index
  %c0_2 = arith.constant 0 : index
  affine.for %arg2 = 0 to 64 {
    %0 = affine.apply #map(%arg2)
    %alloc = memref.alloc() : memref<1x64xf32, 2>
    affine.for %arg3 = 0 to 64 {
      %2 = affine.load %arg0[%arg2, %arg3] : memref<64x64xf32>
      affine.store %2, %alloc[0, %arg3] : memref<1x64xf32, 2>
    }
    %alloc_3 = memref.alloc() : memref<1x64xf32, 2>
    affine.for %arg3 = 0 to 64 {
      %2 = affine.load %alloc[0, %arg3] : memref<1x64xf32, 2>
      affine.store %2, %alloc_3[0, %arg3] : memref<1x64xf32, 2>
    }
    %1 = affine.apply #map(%arg2)
    affine.for %arg3 = 0 to 64 {
      %2 = affine.load %alloc_3[0, %arg3] : memref<1x64xf32, 2>
      affine.store %2, %arg1[%arg2, %arg3] : memref<64x64xf32>
    }
    memref.dealloc %alloc_3 : memref<1x64xf32, 2>
    memref.dealloc %alloc : memref<1x64xf32, 2>
  }
  return
}
// -----
func.func @matmul(%a: memref<64x8xf32>, %b: memref<8x8xf32>, %c: memref<64x8xf32>) {
  affine.for %i = 0 to 64 {
    affine.for %j = 0 to 8 {
      affine.for %k = 0 to 8 {
        %x = affine.load %a[%i, %k] : memref<64x8xf32>
        %y = affine.load %b[%k, %j] : memref<8x8xf32>
        %z = affine.load %c[%i, %j] : memref<64x8xf32>
        %p = arith.mulf %x, %y : f32
        %s = arith.addf %z, %p : f32
        affine.store %s, %c[%i, %j] : memref<64x8xf32>
      }
    }
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0)>
func.func @matmul(%arg0: memref<64x8xf32>, %arg1: memref<8x8xf32>, %arg2: memref<64x8xf32>) {
  %c8 = arith.constant 8 : index
  %c0 = arith.constant 0 : index
  %c8_0 = arith.constant 8 : index
  %c0_1 = arith.constant 0 : index
  %c64 = arith.constant 64 : index
  %c0_2 = arith.constant 0 : index
  %c8_3 = arith.constant 8 : index
  %c0_4 = arith.constant 0 : index
  %c0_5 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<8x8xf32, 2>
  affine.for %arg3 = 0 to 8 {
    affine.for %arg4 = 0 to 8 {
      %0 = affine.load %arg1[%arg3, %arg4] : memref<8x8xf32>
      affine.store %0, %alloc[%arg3, %arg4] : memref<8x8xf32, 2>
    }
  }
  affine.for %arg3 = 0 to 64 {
    %0 = affine.apply #map(%arg3)
    %alloc_6 = memref.alloc() : memref<1x8xf32, 2>
    affine.for %arg4 = 0 to 8 {
      %3 = affine.load %arg0[%arg3, %arg4] : memref<64x8xf32>
      affine.store %3, %alloc_6[0, %arg4] : memref<1x8xf32, 2>
    }
    %1 = affine.apply #map(%arg3)
    %alloc_7 = memref.alloc() : memref<1x8xf32, 2>
    affine.for %arg4 = 0 to 8 {
      %3 = affine.load %arg2[%arg3, %arg4] : memref<64x8xf32>
      affine.store %3, %alloc_7[0, %arg4] : memref<1x8xf32, 2>
    }
    affine.for %arg4 = 0 to 8 {
      affine.for %arg5 = 0 to 8 {
        %3 = affine.load %alloc_6[0, %arg5] : memref<1x8xf32, 2>
        %4 = affine.load %alloc[%arg5, %arg4] : memref<8x8xf32, 2>
        %5 = affine.load %alloc_7[0, %arg4] : memref<1x8xf32, 2>
        %6 = arith.mulf %3, %4 : f32
        %7 = arith.addf %5, %6 : f32
        affine.store %7, %alloc_7[0, %arg4] : memref<1x8xf32, 2>
      }
    }
    %2 = affine.apply #map(%arg3)
    affine.for %arg4 = 0 to 8 {
      %3 = affine.load %alloc_7[0, %arg4] : memref<1x8xf32, 2>
      affine.store %3, %arg2[%arg3, %arg4] : memref<64x8xf32>
    }
    memref.dealloc %alloc_7 : memref<1x8xf32, 2>
    memref.dealloc %alloc_6 : memref<1x8xf32, 2>
  }
  memref.dealloc %alloc : memref<8x8xf32, 2>
  return
}
// -----
func.func @other_space(%a: memref<16xf32>, %b: memref<16xf32, 3>) {
  affine.for %i = 0 to 16 {
    %x = affine.load %a[%i] : memref<16xf32>
    affine.store %x, %b[%i] : memref<16xf32, 3>
  }
  return
}
// =====>
func.func @other_space(%arg0: memref<16xf32>, %arg1: memref<16xf32, 3>) {
  %c16 = arith.constant 16 : index
  %c0 = arith.constant 0 : index
  %c0_0 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<16xf32, 2>
  affine.for %arg2 = 0 to 16 {
    %0 = affine.load %arg0[%arg2] : memref<16xf32>
    affine.store %0, %alloc[%arg2] : memref<16xf32, 2>
  }
  affine.for %arg2 = 0 to 16 {
    %0 = affine.load %alloc[%arg2] : memref<16xf32, 2>
    affine.store %0, %arg1[%arg2] : memref<16xf32, 3>
  }
  memref.dealloc %alloc : memref<16xf32, 2>
  return
}
