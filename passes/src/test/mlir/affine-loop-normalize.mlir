// RUN: builtin.module(func.func(affine-loop-normalize))

func.func @a(%m: memref<100xf32>, %n: index, %v: f32) {
  affine.for %i = 3 to 11 step 2 {
    affine.store %v, %m[%i] : memref<100xf32>
  }
  affine.for %i = 0 to %n {
    affine.store %v, %m[%i] : memref<100xf32>
  }
  affine.for %i = 5 to %n step 3 {
    affine.for %j = affine_map<(d0) -> (d0)>(%i) to min affine_map<(d0)[s0] -> (d0 + 7, s0)>(%i)[%n] {
      affine.store %v, %m[%i + %j] : memref<100xf32>
    }
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0 * 2 + 3)>
#map1 = affine_map<()[s0] -> ((s0 - 5) ceildiv 3)>
#map2 = affine_map<(d0) -> (d0 * 3 + 5)>
#map3 = affine_map<(d0)[s0] -> (7, -d0 + s0)>
#map4 = affine_map<(d0, d1) -> (d0 + d1)>
func.func @a(%arg0: memref<100xf32>, %arg1: index, %arg2: f32) {
  affine.for %arg3 = 0 to 4 {
    %0 = affine.apply #map(%arg3)
    affine.store %arg2, %arg0[%0] : memref<100xf32>
  }
  affine.for %arg3 = 0 to %arg1 {
    affine.store %arg2, %arg0[%arg3] : memref<100xf32>
  }
  affine.for %arg3 = 0 to #map1()[%arg1] {
    %0 = affine.apply #map2(%arg3)
    affine.for %arg4 = 0 to min #map3(%0)[%arg1] {
      %1 = affine.apply #map4(%0, %arg4)
      affine.store %arg2, %arg0[%0 + %1] : memref<100xf32>
    }
  }
  return
}
// -----
func.func @carried(%m: memref<100xf32>, %v: f32) -> f32 {
  %r = affine.for %i = 0 to 10 iter_args(%a = %v) -> (f32) {
    %x = affine.load %m[%i] : memref<100xf32>
    %s = arith.addf %a, %x : f32
    affine.yield %s : f32
  }
  %q = affine.for %i = 2 to 8 step 3 iter_args(%a = %r) -> (f32) {
    %x = affine.load %m[%i * 2 + 1] : memref<100xf32>
    %s = arith.mulf %a, %x : f32
    affine.yield %s : f32
  }
  return %q : f32
}
// =====>
#map = affine_map<(d0) -> (d0 * 3 + 2)>
func.func @carried(%arg0: memref<100xf32>, %arg1: f32) -> f32 {
  %0 = affine.for %arg2 = 0 to 10 iter_args(%arg3 = %arg1) -> (f32) {
    %2 = affine.load %arg0[%arg2] : memref<100xf32>
    %3 = arith.addf %arg3, %2 : f32
    affine.yield %3 : f32
  }
  %1 = affine.for %arg2 = 0 to 2 iter_args(%arg3 = %0) -> (f32) {
    %2 = affine.apply #map(%arg2)
    %3 = affine.load %arg0[%2 * 2 + 1] : memref<100xf32>
    %4 = arith.mulf %arg3, %3 : f32
    affine.yield %4 : f32
  }
  return %1 : f32
}
// -----
func.func @nest(%a: memref<64x64xf32>, %b: memref<64x64xf32>, %c: memref<64x64xf32>) {
  affine.for %i = 0 to 64 {
    affine.for %j = 0 to 64 {
      affine.for %k = 0 to 64 {
        %x = affine.load %a[%i, %k] : memref<64x64xf32>
        %y = affine.load %b[%k, %j] : memref<64x64xf32>
        %z = affine.load %c[%i, %j] : memref<64x64xf32>
        %p = arith.mulf %x, %y : f32
        %s = arith.addf %z, %p : f32
        affine.store %s, %c[%i, %j] : memref<64x64xf32>
      }
    }
  }
  return
}
// =====>
func.func @nest(%arg0: memref<64x64xf32>, %arg1: memref<64x64xf32>, %arg2: memref<64x64xf32>) {
  affine.for %arg3 = 0 to 64 {
    affine.for %arg4 = 0 to 64 {
      affine.for %arg5 = 0 to 64 {
        %0 = affine.load %arg0[%arg3, %arg5] : memref<64x64xf32>
        %1 = affine.load %arg1[%arg5, %arg4] : memref<64x64xf32>
        %2 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
        %3 = arith.mulf %0, %1 : f32
        %4 = arith.addf %2, %3 : f32
        affine.store %4, %arg2[%arg3, %arg4] : memref<64x64xf32>
      }
    }
  }
  return
}
// -----
func.func @single(%m: memref<100xf32>, %v: f32, %n: index) {
  affine.for %i = 3 to 4 {
    affine.store %v, %m[%i] : memref<100xf32>
  }
  affine.for %i = %n to affine_map<(d0) -> (d0 + 1)>(%n) {
    affine.store %v, %m[%i] : memref<100xf32>
  }
  affine.for %i = 0 to 4 {
    affine.for %j = affine_map<(d0) -> (d0 * 2)>(%i) to affine_map<(d0) -> (d0 * 2 + 3)>(%i) step 4 {
      affine.store %v, %m[%j] : memref<100xf32>
    }
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0 + 3)>
#map1 = affine_map<(d0)[s0] -> (d0 + s0)>
#map2 = affine_map<(d0, d1) -> (d0 * 2 + d1 * 4)>
func.func @single(%arg0: memref<100xf32>, %arg1: f32, %arg2: index) {
  affine.for %arg3 = 0 to 1 {
    %0 = affine.apply #map(%arg3)
    affine.store %arg1, %arg0[%0] : memref<100xf32>
  }
  affine.for %arg3 = 0 to 1 {
    %0 = affine.apply #map1(%arg3)[%arg2]
    affine.store %arg1, %arg0[%0] : memref<100xf32>
  }
  affine.for %arg3 = 0 to 4 {
    affine.for %arg4 = 0 to 1 {
      %0 = affine.apply #map2(%arg3, %arg4)
      affine.store %arg1, %arg0[%0] : memref<100xf32>
    }
  }
  return
}
// -----
func.func @parallel(%m: memref<100x100xf32>, %v: f32, %n: index) {
  affine.parallel (%i, %j) = (%n, 2) to (100, 50) step (1, 3) {
    affine.store %v, %m[%i, %j] : memref<100x100xf32>
  }
  return
}
// =====>
#map = affine_map<(d0, d1) -> (d0 + d1)>
#map1 = affine_map<(d0, d1) -> (d1 * 3 + 2)>
func.func @parallel(%arg0: memref<100x100xf32>, %arg1: f32, %arg2: index) {
  affine.parallel (%arg3, %arg4) = (0, 0) to (-symbol(%arg2) + 100, 16) {
    %0 = affine.apply #map(%arg2, %arg3)
    %1 = affine.apply #map1(%arg2, %arg4)
    affine.store %arg1, %arg0[%0, %1] : memref<100x100xf32>
  }
  return
}
// -----
func.func @odd(%m: memref<100xf32>, %v: f32, %n: index) {
  affine.for %i = 0 to 7 {
    affine.for %j = 1 to 6 step 2 {
      affine.store %v, %m[%i * 2 + %j] : memref<100xf32>
    }
  }
  affine.for %i = 0 to min affine_map<()[s0] -> (s0, 50)>()[%n] {
    affine.store %v, %m[%i] : memref<100xf32>
  }
  affine.for %i = 2 to %n step 5 {
    "test.use"(%i) : (index) -> ()
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0 * 2 + 1)>
#map1 = affine_map<()[s0] -> (s0, 50)>
#map2 = affine_map<()[s0] -> ((s0 - 2) ceildiv 5)>
#map3 = affine_map<(d0) -> (d0 * 5 + 2)>
func.func @odd(%arg0: memref<100xf32>, %arg1: f32, %arg2: index) {
  affine.for %arg3 = 0 to 7 {
    affine.for %arg4 = 0 to 3 {
      %0 = affine.apply #map(%arg4)
      affine.store %arg1, %arg0[%arg3 * 2 + %0] : memref<100xf32>
    }
  }
  affine.for %arg3 = 0 to min #map1()[%arg2] {
    affine.store %arg1, %arg0[%arg3] : memref<100xf32>
  }
  affine.for %arg3 = 0 to #map2()[%arg2] {
    %0 = affine.apply #map3(%arg3)
    "test.use"(%0) : (index) -> ()
  }
  return
}
