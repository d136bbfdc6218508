// RUN: builtin.module(func.func(affine-loop-tile{tile-size=5}))

// bounds, remainders and steps
func.func @nest(%m: memref<100x100xf32>, %v: f32, %n: index) {
  affine.for %i = 0 to 64 {
    affine.for %j = 3 to 50 step 2 {
      affine.store %v, %m[%i, %j] : memref<100x100xf32>
    }
  }
  affine.for %i = 0 to %n {
    affine.for %j = 0 to min affine_map<()[s0] -> (s0, 50)>()[%n] {
      affine.store %v, %m[%i, %j] : memref<100x100xf32>
    }
  }
  affine.for %i = 0 to 2 {
    affine.store %v, %m[%i, 0] : memref<100x100xf32>
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0) -> (d0 + 5, 64)>
#map2 = affine_map<(d0) -> (d0 + 10, 50)>
#map3 = affine_map<()[s0] -> (s0, 50)>
#map4 = affine_map<(d0)[s0] -> (d0 + 5, s0)>
#map5 = affine_map<(d0)[s0] -> (d0 + 5, s0, 50)>
#map6 = affine_map<(d0) -> (d0 + 2)>
func.func @nest(%arg0: memref<100x100xf32>, %arg1: f32, %arg2: index) {
  affine.for %arg3 = 0 to 64 step 5 {
    affine.for %arg4 = 3 to 50 step 10 {
      affine.for %arg5 = #map(%arg3) to min #map1(%arg3) {
        affine.for %arg6 = #map(%arg4) to min #map2(%arg4) step 2 {
          affine.store %arg1, %arg0[%arg5, %arg6] : memref<100x100xf32>
        }
      }
    }
  }
  affine.for %arg3 = 0 to %arg2 step 5 {
    affine.for %arg4 = 0 to min #map3()[%arg2] step 5 {
      affine.for %arg5 = #map(%arg3) to min #map4(%arg3)[%arg2] {
        affine.for %arg6 = #map(%arg4) to min #map5(%arg4)[%arg2] {
          affine.store %arg1, %arg0[%arg5, %arg6] : memref<100x100xf32>
        }
      }
    }
  }
  affine.for %arg3 = 0 to 2 step 5 {
    affine.for %arg4 = #map(%arg3) to #map6(%arg3) {
      affine.store %arg1, %arg0[%arg4, 0] : memref<100x100xf32>
    }
  }
  return
}
// -----
// a triangle, carried values and an imperfect nest: the outer loop alone, or nothing
func.func @others(%m: memref<100x100xf32>, %v: f32) -> f32 {
  affine.for %i = 0 to 64 {
    affine.for %j = 0 to affine_map<(d0) -> (d0)>(%i) {
      affine.store %v, %m[%i, %j] : memref<100x100xf32>
    }
  }
  %r = affine.for %i = 0 to 64 iter_args(%a = %v) -> (f32) {
    %s = arith.addf %a, %v : f32
    affine.yield %s : f32
  }
  affine.for %i = 0 to 64 {
    affine.store %v, %m[%i, 0] : memref<100x100xf32>
    affine.for %j = 0 to 64 {
      affine.store %v, %m[%i, %j] : memref<100x100xf32>
    }
  }
  return %r : f32
}
// =====>
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0) -> (d0 + 5, 64)>
func.func @others(%arg0: memref<100x100xf32>, %arg1: f32) -> f32 {
  affine.for %arg2 = 0 to 64 {
    affine.for %arg3 = 0 to #map(%arg2) {
      affine.store %arg1, %arg0[%arg2, %arg3] : memref<100x100xf32>
    }
  }
  %0 = affine.for %arg2 = 0 to 64 iter_args(%arg3 = %arg1) -> (f32) {
    %1 = arith.addf %arg3, %arg1 : f32
    affine.yield %1 : f32
  }
  affine.for %arg2 = 0 to 64 step 5 {
    affine.for %arg3 = #map(%arg2) to min #map1(%arg2) {
      affine.store %arg1, %arg0[%arg3, 0] : memref<100x100xf32>
      affine.for %arg4 = 0 to 64 {
        affine.store %arg1, %arg0[%arg3, %arg4] : memref<100x100xf32>
      }
    }
  }
  return %0 : f32
}
