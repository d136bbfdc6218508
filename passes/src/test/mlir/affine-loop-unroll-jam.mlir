// RUN: builtin.module(func.func(affine-loop-unroll-jam))

// the remainder behind; copies of what stands inside the inner loop
func.func @nest(%m: memref<103x100xf32>, %v: f32) {
  affine.for %i = 0 to 103 {
    affine.for %j = 0 to 100 {
      %x = affine.load %m[%i, %j] : memref<103x100xf32>
      %y = arith.addf %x, %v : f32
      affine.store %y, %m[%i, %j] : memref<103x100xf32>
    }
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0 + 1)>
#map1 = affine_map<(d0) -> (d0 + 2)>
#map2 = affine_map<(d0) -> (d0 + 3)>
func.func @nest(%arg0: memref<103x100xf32>, %arg1: f32) {
  affine.for %arg2 = 0 to 100 step 4 {
    affine.for %arg3 = 0 to 100 {
      %0 = affine.load %arg0[%arg2, %arg3] : memref<103x100xf32>
      %1 = arith.addf %0, %arg1 : f32
      affine.store %1, %arg0[%arg2, %arg3] : memref<103x100xf32>
      %2 = affine.apply #map(%arg2)
      %3 = affine.load %arg0[%2, %arg3] : memref<103x100xf32>
      %4 = arith.addf %3, %arg1 : f32
      affine.store %4, %arg0[%2, %arg3] : memref<103x100xf32>
      %5 = affine.apply #map1(%arg2)
      %6 = affine.load %arg0[%5, %arg3] : memref<103x100xf32>
      %7 = arith.addf %6, %arg1 : f32
      affine.store %7, %arg0[%5, %arg3] : memref<103x100xf32>
      %8 = affine.apply #map2(%arg2)
      %9 = affine.load %arg0[%8, %arg3] : memref<103x100xf32>
      %10 = arith.addf %9, %arg1 : f32
      affine.store %10, %arg0[%8, %arg3] : memref<103x100xf32>
    }
  }
  affine.for %arg2 = 100 to 103 {
    affine.for %arg3 = 0 to 100 {
      %0 = affine.load %arg0[%arg2, %arg3] : memref<103x100xf32>
      %1 = arith.addf %0, %arg1 : f32
      affine.store %1, %arg0[%arg2, %arg3] : memref<103x100xf32>
    }
  }
  return
}
// -----
func.func @around(%m: memref<100x100xf32>, %b: memref<100xf32>, %v: f32, %n: index) {
  affine.for %i = 0 to %n {
    %a = affine.load %b[%i] : memref<100xf32>
    affine.for %j = 0 to 100 {
      affine.store %a, %m[%i, %j] : memref<100x100xf32>
    }
    %c = affine.load %m[%i, 3] : memref<100x100xf32>
    affine.store %c, %b[%i] : memref<100xf32>
  }
  return
}
// =====>
#map = affine_map<()[s0] -> ((s0 floordiv 4) * 4)>
#map1 = affine_map<(d0) -> (d0 + 1)>
#map2 = affine_map<(d0) -> (d0 + 2)>
#map3 = affine_map<(d0) -> (d0 + 3)>
func.func @around(%arg0: memref<100x100xf32>, %arg1: memref<100xf32>, %arg2: f32, %arg3: index) {
  affine.for %arg4 = 0 to #map()[%arg3] step 4 {
    %0 = affine.load %arg1[%arg4] : memref<100xf32>
    %1 = affine.apply #map1(%arg4)
    %2 = affine.load %arg1[%1] : memref<100xf32>
    %3 = affine.apply #map2(%arg4)
    %4 = affine.load %arg1[%3] : memref<100xf32>
    %5 = affine.apply #map3(%arg4)
    %6 = affine.load %arg1[%5] : memref<100xf32>
    affine.for %arg5 = 0 to 100 {
      affine.store %0, %arg0[%arg4, %arg5] : memref<100x100xf32>
      %14 = affine.apply #map1(%arg4)
      affine.store %2, %arg0[%14, %arg5] : memref<100x100xf32>
      %15 = affine.apply #map2(%arg4)
      affine.store %4, %arg0[%15, %arg5] : memref<100x100xf32>
      %16 = affine.apply #map3(%arg4)
      affine.store %6, %arg0[%16, %arg5] : memref<100x100xf32>
    }
    %7 = affine.load %arg0[%arg4, 3] : memref<100x100xf32>
    affine.store %7, %arg1[%arg4] : memref<100xf32>
    %8 = affine.apply #map1(%arg4)
    %9 = affine.load %arg0[%8, 3] : memref<100x100xf32>
    affine.store %9, %arg1[%8] : memref<100xf32>
    %10 = affine.apply #map2(%arg4)
    %11 = affine.load %arg0[%10, 3] : memref<100x100xf32>
    affine.store %11, %arg1[%10] : memref<100xf32>
    %12 = affine.apply #map3(%arg4)
    %13 = affine.load %arg0[%12, 3] : memref<100x100xf32>
    affine.store %13, %arg1[%12] : memref<100xf32>
  }
  affine.for %arg4 = #map()[%arg3] to %arg3 {
    %0 = affine.load %arg1[%arg4] : memref<100xf32>
    affine.for %arg5 = 0 to 100 {
      affine.store %0, %arg0[%arg4, %arg5] : memref<100x100xf32>
    }
    %1 = affine.load %arg0[%arg4, 3] : memref<100x100xf32>
    affine.store %1, %arg1[%arg4] : memref<100xf32>
  }
  return
}
