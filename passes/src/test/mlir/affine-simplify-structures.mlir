// RUN: builtin.module(func.func(affine-simplify-structures))

// terms in order, common parts, quotients and remainders
func.func @maps(%m: memref<100xf32>, %i: index, %j: index) -> (index, index) {
  affine.for %k = 0 to 10 {
    affine.for %l = 0 to 10 {
      %x = affine.load %m[%k + %l * 2 + %k] : memref<100xf32>
      affine.store %x, %m[(%l + %k * 4) mod 2 + %k - %k] : memref<100xf32>
      affine.store %x, %m[(%k * 6 + 3) floordiv 3 + %l] : memref<100xf32>
      affine.store %x, %m[%k - (%k floordiv 4) * 4 + (%l ceildiv 2)] : memref<100xf32>
    }
  }
  %a = affine.apply affine_map<(d0, d1) -> (d1 * 2 + d0 - d1 + 3)>(%i, %j)
  %b = affine.apply affine_map<(d0) -> (d0 mod 4 + (d0 floordiv 4) * 4)>(%a)
  return %a, %b : index, index
}
// =====>
#map = affine_map<()[s0, s1] -> (s0 + s1 + 3)>
func.func @maps(%arg0: memref<100xf32>, %arg1: index, %arg2: index) -> (index, index) {
  affine.for %arg3 = 0 to 10 {
    affine.for %arg4 = 0 to 10 {
      %1 = affine.load %arg0[%arg3 * 2 + %arg4 * 2] : memref<100xf32>
      affine.store %1, %arg0[%arg4 mod 2] : memref<100xf32>
      affine.store %1, %arg0[%arg3 * 2 + %arg4 + 1] : memref<100xf32>
      affine.store %1, %arg0[%arg3 mod 4 + %arg4 ceildiv 2] : memref<100xf32>
    }
  }
  %0 = affine.apply #map()[%arg1, %arg2]
  return %0, %0 : index, index
}
// -----
// conditions that never hold
func.func @sets(%m: memref<100xf32>, %v: f32, %n: index) {
  affine.for %k = 0 to 10 {
    affine.if affine_set<(d0) : (d0 - 5 >= 0, -d0 + 3 >= 0)>(%k) {
      affine.store %v, %m[%k] : memref<100xf32>
    }
    affine.if affine_set<(d0)[s0] : (d0 * 2 - s0 * 4 + 1 == 0)>(%k)[%n] {
      affine.store %v, %m[%k] : memref<100xf32>
    }
    affine.if affine_set<(d0)[s0] : (d0 * 2 - s0 == 0)>(%k)[%n] {
      affine.store %v, %m[%k] : memref<100xf32>
    }
  }
  return
}
// =====>
#set = affine_set<(d0)[s0] : (d0 * 2 - s0 == 0)>
func.func @sets(%arg0: memref<100xf32>, %arg1: f32, %arg2: index) {
  affine.for %arg3 = 0 to 10 {
    affine.if #set(%arg3)[%arg2] {
      affine.store %arg1, %arg0[%arg3] : memref<100xf32>
    }
  }
  return
}
