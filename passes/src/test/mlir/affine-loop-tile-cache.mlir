// RUN: builtin.module(func.func(affine-loop-tile{cache-size=4}))

func.func @nest(%a: memref<64x64xf32>, %b: memref<64x64xf32>, %c: memref<64x64xf32>) {
  affine.for %i = 0 to 64 {
    affine.for %j = 0 to 64 {
      affine.for %k = 0 to 60 {
        %x = affine.load %a[%i, %k] : memref<64x64xf32>
        %y = affine.load %b[%k, %j] : memref<64x64xf32>
        %p = arith.mulf %x, %y : f32
        affine.store %p, %c[%i, %j] : memref<64x64xf32>
      }
    }
  }
  affine.for %i = 0 to 64 {
    %x = affine.load %a[%i, 0] : memref<64x64xf32>
    affine.store %x, %c[%i, 0] : memref<64x64xf32>
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0) -> (d0 + 2)>
#map2 = affine_map<(d0) -> (d0 + 3)>
#map3 = affine_map<(d0) -> (d0 + 1)>
func.func @nest(%arg0: memref<64x64xf32>, %arg1: memref<64x64xf32>, %arg2: memref<64x64xf32>) {
  affine.for %arg3 = 0 to 64 step 2 {
    affine.for %arg4 = 0 to 64 step 2 {
      affine.for %arg5 = 0 to 60 step 3 {
        affine.for %arg6 = #map(%arg3) to #map1(%arg3) {
          affine.for %arg7 = #map(%arg4) to #map1(%arg4) {
            affine.for %arg8 = #map(%arg5) to #map2(%arg5) {
              %0 = affine.load %arg0[%arg6, %arg8] : memref<64x64xf32>
              %1 = affine.load %arg1[%arg8, %arg7] : memref<64x64xf32>
              %2 = arith.mulf %0, %1 : f32
              affine.store %2, %arg2[%arg6, %arg7] : memref<64x64xf32>
            }
          }
        }
      }
    }
  }
  affine.for %arg3 = 0 to 64 {
    affine.for %arg4 = #map(%arg3) to #map3(%arg3) {
      %0 = affine.load %arg0[%arg4, 0] : memref<64x64xf32>
      affine.store %0, %arg2[%arg4, 0] : memref<64x64xf32>
    }
  }
  return
}
