// RUN: builtin.module(func.func(affine-loop-unroll{unroll-factor=5 unroll-up-to-factor=1}))

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
#map4 = affine_map<()[s0] -> ((s0 floordiv 5) * 5)>
func.func @loops(%arg0: memref<100xf32>, %arg1: f32, %arg2: index) {
  %c0 = arith.constant 0 : index
  %c0_0 = arith.constant 0 : index
  %c0_1 = arith.constant 0 : index
  affine.store %arg1, %arg0[%c0_1] : memref<100xf32>
  %0 = affine.apply #map(%c0_1)
  affine.store %arg1, %arg0[%0] : memref<100xf32>
  %1 = affine.apply #map1(%c0_1)
  affine.store %arg1, %arg0[%1] : memref<100xf32>
  affine.for %arg3 = 0 to 10 step 5 {
    affine.store %arg1, %arg0[%arg3] : memref<100xf32>
    %2 = affine.apply #map(%arg3)
    affine.store %arg1, %arg0[%2] : memref<100xf32>
    %3 = affine.apply #map1(%arg3)
    affine.store %arg1, %arg0[%3] : memref<100xf32>
    %4 = affine.apply #map2(%arg3)
    affine.store %arg1, %arg0[%4] : memref<100xf32>
    %5 = affine.apply #map3(%arg3)
    affine.store %arg1, %arg0[%5] : memref<100xf32>
  }
  affine.for %arg3 = 0 to 2 {
    affine.store %arg1, %arg0[%arg3 + %c0_0] : memref<100xf32>
    %2 = affine.apply #map(%c0_0)
    affine.store %arg1, %arg0[%arg3 + %2] : memref<100xf32>
  }
  affine.for %arg3 = 0 to %arg2 {
    affine.store %arg1, %arg0[%arg3 + %c0] : memref<100xf32>
    %2 = affine.apply #map1(%c0)
    affine.store %arg1, %arg0[%arg3 + %2] : memref<100xf32>
    %3 = affine.apply #map3(%c0)
    affine.store %arg1, %arg0[%arg3 + %3] : memref<100xf32>
  }
  affine.for %arg3 = 0 to #map4()[%arg2] step 5 {
    affine.store %arg1, %arg0[%arg3] : memref<100xf32>
    %2 = affine.apply #map(%arg3)
    affine.store %arg1, %arg0[%2] : memref<100xf32>
    %3 = affine.apply #map1(%arg3)
    affine.store %arg1, %arg0[%3] : memref<100xf32>
    %4 = affine.apply #map2(%arg3)
    affine.store %arg1, %arg0[%4] : memref<100xf32>
    %5 = affine.apply #map3(%arg3)
    affine.store %arg1, %arg0[%5] : memref<100xf32>
  }
  affine.for %arg3 = #map4()[%arg2] to %arg2 {
    affine.store %arg1, %arg0[%arg3] : memref<100xf32>
  }
  return
}
