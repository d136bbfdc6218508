// RUN: builtin.module(func.func(affine-loop-coalescing))

func.func @nest(%m: memref<64x64x4xf32>, %n: index) {
  affine.for %i = 0 to 16 {
    affine.for %j = 0 to 8 {
      affine.for %k = 0 to 4 {
        %0 = affine.load %m[%i, %j, %k] : memref<64x64x4xf32>
        "test.use"(%0, %i) : (f32, index) -> ()
      }
    }
  }
  affine.for %i = 0 to %n {
    affine.for %j = 2 to 8 step 3 {
      "test.use"(%i, %j) : (index, index) -> ()
    }
  }
  return
}
// =====>
#map = affine_map<() -> (16)>
#map1 = affine_map<() -> (8)>
#map2 = affine_map<(d0)[s0] -> (d0 * s0)>
#map3 = affine_map<() -> (4)>
#map4 = affine_map<(d0)[s0] -> (d0 mod s0)>
#map5 = affine_map<(d0)[s0] -> (d0 floordiv s0)>
module {
  func.func @nest(%arg0: memref<64x64x4xf32>, %arg1: index) {
    %0 = affine.apply #map()
    %1 = affine.apply #map1()
    %2 = affine.apply #map2(%0)[%1]
    %3 = affine.apply #map3()
    %4 = affine.apply #map2(%2)[%3]
    affine.for %arg2 = 0 to %4 {
      %5 = affine.apply #map4(%arg2)[%3]
      %6 = affine.apply #map5(%arg2)[%3]
      %7 = affine.apply #map4(%6)[%1]
      %8 = affine.apply #map5(%6)[%1]
      %9 = affine.load %arg0[%8, %7, %5] : memref<64x64x4xf32>
      "test.use"(%9, %8) : (f32, index) -> ()
    }
    affine.for %arg2 = 0 to %arg1 {
      affine.for %arg3 = 2 to 8 step 3 {
        "test.use"(%arg2, %arg3) : (index, index) -> ()
      }
    }
    return
  }
}
