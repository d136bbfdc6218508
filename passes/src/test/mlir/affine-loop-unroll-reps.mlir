// RUN: builtin.module(func.func(affine-loop-unroll{unroll-factor=2 unroll-num-reps=2}))

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
#map2 = affine_map<()[s0] -> ((s0 floordiv 2) * 2)>
#map3 = affine_map<()[s0] -> (((s0 floordiv 2) floordiv 2) * 4)>
func.func @loops(%arg0: memref<100xf32>, %arg1: f32, %arg2: index) {
  %c0 = arith.constant 0 : index
  %c8 = arith.constant 8 : index
  %c0_0 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  %c0_1 = arith.constant 0 : index
  %c0_2 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  affine.store %arg1, %arg0[%c0_2] : memref<100xf32>
  %0 = affine.apply #map(%c0_2)
  affine.store %arg1, %arg0[%0] : memref<100xf32>
  affine.store %arg1, %arg0[%c2] : memref<100xf32>
  affine.for %arg3 = 0 to 8 step 4 {
    affine.store %arg1, %arg0[%arg3] : memref<100xf32>
    %5 = affine.apply #map(%arg3)
    affine.store %arg1, %arg0[%5] : memref<100xf32>
    %6 = affine.apply #map1(%arg3)
    affine.store %arg1, %arg0[%6] : memref<100xf32>
    %7 = affine.apply #map(%6)
    affine.store %arg1, %arg0[%7] : memref<100xf32>
  }
  affine.store %arg1, %arg0[%c8] : memref<100xf32>
  %1 = affine.apply #map(%c8)
  affine.store %arg1, %arg0[%1] : memref<100xf32>
  affine.store %arg1, %arg0[%c0 + %c0_1] : memref<100xf32>
  %2 = affine.apply #map(%c0_1)
  affine.store %arg1, %arg0[%c0 + %2] : memref<100xf32>
  %3 = affine.apply #map(%c0)
  affine.store %arg1, %arg0[%3 + %c0_1] : memref<100xf32>
  %4 = affine.apply #map(%c0_1)
  affine.store %arg1, %arg0[%3 + %4] : memref<100xf32>
  affine.for %arg3 = 0 to #map2()[%arg2] step 2 {
    affine.store %arg1, %arg0[%arg3 + %c0_0] : memref<100xf32>
    %5 = affine.apply #map1(%c0_0)
    affine.store %arg1, %arg0[%arg3 + %5] : memref<100xf32>
    affine.store %arg1, %arg0[%arg3 + %c4] : memref<100xf32>
    %6 = affine.apply #map(%arg3)
    affine.store %arg1, %arg0[%6 + %c0_0] : memref<100xf32>
    %7 = affine.apply #map1(%c0_0)
    affine.store %arg1, %arg0[%6 + %7] : memref<100xf32>
    affine.store %arg1, %arg0[%6 + %c4] : memref<100xf32>
  }
  affine.for %arg3 = #map2()[%arg2] to %arg2 {
    affine.store %arg1, %arg0[%arg3 + %c0_0] : memref<100xf32>
    %5 = affine.apply #map1(%c0_0)
    affine.store %arg1, %arg0[%arg3 + %5] : memref<100xf32>
    affine.store %arg1, %arg0[%arg3 + %c4] : memref<100xf32>
  }
  affine.for %arg3 = 0 to #map3()[%arg2] step 4 {
    affine.store %arg1, %arg0[%arg3] : memref<100xf32>
    %5 = affine.apply #map(%arg3)
    affine.store %arg1, %arg0[%5] : memref<100xf32>
    %6 = affine.apply #map1(%arg3)
    affine.store %arg1, %arg0[%6] : memref<100xf32>
    %7 = affine.apply #map(%6)
    affine.store %arg1, %arg0[%7] : memref<100xf32>
  }
  affine.for %arg3 = #map3()[%arg2] to #map2()[%arg2] step 2 {
    affine.store %arg1, %arg0[%arg3] : memref<100xf32>
    %5 = affine.apply #map(%arg3)
    affine.store %arg1, %arg0[%5] : memref<100xf32>
  }
  affine.for %arg3 = #map2()[%arg2] to #map2()[%arg2] step 2 {
    affine.store %arg1, %arg0[%arg3] : memref<100xf32>
    %5 = affine.apply #map(%arg3)
    affine.store %arg1, %arg0[%5] : memref<100xf32>
  }
  affine.for %arg3 = #map2()[%arg2] to %arg2 {
    affine.store %arg1, %arg0[%arg3] : memref<100xf32>
  }
  return
}
