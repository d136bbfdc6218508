// RUN: builtin.module(func.func(affine-loop-unroll{unroll-full=1 unroll-full-threshold=2}))

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
func.func @loops(%arg0: memref<100xf32>, %arg1: f32, %arg2: index) {
  %c0 = arith.constant 0 : index
  %c0_0 = arith.constant 0 : index
  affine.for %arg3 = 0 to 3 {
    affine.store %arg1, %arg0[%arg3] : memref<100xf32>
  }
  affine.for %arg3 = 0 to 10 {
    affine.store %arg1, %arg0[%arg3] : memref<100xf32>
  }
  affine.store %arg1, %arg0[%c0 + %c0_0] : memref<100xf32>
  %0 = affine.apply #map(%c0_0)
  affine.store %arg1, %arg0[%c0 + %0] : memref<100xf32>
  %1 = affine.apply #map(%c0)
  affine.store %arg1, %arg0[%1 + %c0_0] : memref<100xf32>
  %2 = affine.apply #map(%c0_0)
  affine.store %arg1, %arg0[%1 + %2] : memref<100xf32>
  affine.for %arg3 = 0 to %arg2 {
    affine.for %arg4 = 0 to 6 step 2 {
      affine.store %arg1, %arg0[%arg3 + %arg4] : memref<100xf32>
    }
  }
  affine.for %arg3 = 0 to %arg2 {
    affine.store %arg1, %arg0[%arg3] : memref<100xf32>
  }
  return
}
