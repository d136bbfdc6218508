// RUN: builtin.module(func.func(affine-loop-unroll{unroll-factor=4 cleanup-unroll=1}))

func.func @loops(%m: memref<100xf32>, %v: f32, %n: index) {
  affine.for %i = 0 to 3 {
    affine.store %v, %m[%i] : memref<100xf32>
  }
  affine.for %i = 0 to 10 {
    affine.store %v, %m[%i] : memref<100xf32>
  }
  affine.for %i = 0 to 2 {
    affine.for %j = 0 to 2 {
      affine.store %v, %m[%i + %j] : memref<100xf32>
    }
  }
  affine.for %i = 0 to %n {
    affine.for %j = 0 to 6 step 2 {
      affine.store %v, %m[%i + %j] : memref<100xf32>
    }
  }
  affine.for %i = 0 to %n {
    affine.store %v, %m[%i] : memref<100xf32>
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0 + 1)>
#map1 = affine_map<(d0) -> (d0 + 2)>
#map2 = affine_map<(d0) -> (d0 + 3)>
#map3 = affine_map<(d0) -> (d0 + 4)>
#map4 = affine_map<(d0) -> (d0 + 5)>
#map5 = affine_map<(d0) -> (d0 + 6)>
#map6 = affine_map<(d0) -> (d0 + 7)>
#map7 = affine_map<(d0) -> (d0 + 8)>
#map8 = affine_map<(d0) -> (d0 + 9)>
func.func @loops(%arg0: memref<100xf32>, %arg1: f32, %arg2: index) {
  %c0 = arith.constant 0 : index
  %c0_0 = arith.constant 0 : index
  %c0_1 = arith.constant 0 : index
  %c0_2 = arith.constant 0 : index
  affine.store %arg1, %arg0[%c0_2] : memref<100xf32>
  %0 = affine.apply #map(%c0_2)
  affine.store %arg1, %arg0[%0] : memref<100xf32>
  %1 = affine.apply #map1(%c0_2)
  affine.store %arg1, %arg0[%1] : memref<100xf32>
  affine.store %arg1, %arg0[%c0_1] : memref<100xf32>
  %2 = affine.apply #map(%c0_1)
  affine.store %arg1, %arg0[%2] : memref<100xf32>
  %3 = affine.apply #map1(%c0_1)
  affine.store %arg1, %arg0[%3] : memref<100xf32>
  %4 = affine.apply #map2(%c0_1)
  affine.store %arg1, %arg0[%4] : memref<100xf32>
  %5 = affine.apply #map3(%c0_1)
  affine.store %arg1, %arg0[%5] : memref<100xf32>
  %6 = affine.apply #map4(%c0_1)
  affine.store %arg1, %arg0[%6] : memref<100xf32>
  %7 = affine.apply #map5(%c0_1)
  affine.store %arg1, %arg0[%7] : memref<100xf32>
  %8 = affine.apply #map6(%c0_1)
  affine.store %arg1, %arg0[%8] : memref<100xf32>
  %9 = affine.apply #map7(%c0_1)
  affine.store %arg1, %arg0[%9] : memref<100xf32>
  %10 = affine.apply #map8(%c0_1)
  affine.store %arg1, %arg0[%10] : memref<100xf32>
  affine.for %arg3 = 0 to 2 {
    affine.store %arg1, %arg0[%arg3 + %c0_0] : memref<100xf32>
    %11 = affine.apply #map(%c0_0)
    affine.store %arg1, %arg0[%arg3 + %11] : memref<100xf32>
  }
  affine.for %arg3 = 0 to %arg2 {
    affine.store %arg1, %arg0[%arg3 + %c0] : memref<100xf32>
    %11 = affine.apply #map1(%c0)
    affine.store %arg1, %arg0[%arg3 + %11] : memref<100xf32>
    %12 = affine.apply #map3(%c0)
    affine.store %arg1, %arg0[%arg3 + %12] : memref<100xf32>
  }
  affine.for %arg3 = 0 to %arg2 {
    affine.store %arg1, %arg0[%arg3] : memref<100xf32>
  }
  return
}
