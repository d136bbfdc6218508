// RUN: builtin.module(canonicalize)

// affine.apply and constants are composed into subscripts
func.func @subscripts(%m: memref<8x8xf32>, %n: memref<8x8xf32>) {
  %c1 = arith.constant 1 : index
  affine.for %i = 0 to 4 {
    %0 = affine.apply affine_map<(d0) -> (d0 * 2)>(%i)
    %1 = affine.load %m[%0 + 1, %c1] : memref<8x8xf32>
    affine.store %1, %n[%0, symbol(%c1) + 2] : memref<8x8xf32>
  }
  return
}
// =====>
func.func @subscripts(%m: memref<8x8xf32>, %n: memref<8x8xf32>) {
  affine.for %i = 0 to 4 {
    %1 = affine.load %m[%i * 2 + 1, 1] : memref<8x8xf32>
    affine.store %1, %n[%i * 2, 3] : memref<8x8xf32>
  }
  return
}
// -----
// applies of applies; an unused operand goes, one used twice stands once
func.func @applies(%i: index, %j: index) -> (index, index) {
  %0 = affine.apply affine_map<(d0, d1) -> (d0 + d1)>(%i, %j)
  %1 = affine.apply affine_map<(d0, d1, d2) -> (d0 * 4 + d2)>(%0, %j, %i)
  %2 = affine.apply affine_map<(d0, d1) -> (d0 - d1)>(%i, %i)
  return %1, %2 : index, index
}
// =====>
func.func @applies(%i: index, %j: index) -> (index, index) {
  %c0 = arith.constant 0 : index
  %1 = affine.apply affine_map<()[s0, s1] -> (s0 * 5 + s1 * 4)>()[%i, %j]
  return %1, %c0 : index, index
}
// -----
// bounds: constants into the map; of several constants the one that counts; equal results once
func.func @bounds(%m: memref<64xf32>, %a: f32) {
  %c28 = arith.constant 28 : index
  %c2 = arith.constant 2 : index
  affine.for %i = 0 to 14 {
    affine.for %j = max affine_map<(d0)[s0] -> (0, d0 * 2, s0, -1)>(%i)[%c2] to min affine_map<(d0)[s0, s1] -> (s0, d0 * s1 + 2, d0 * 2 + s1, 30)>(%i)[%c28, %c2] {
      affine.store %a, %m[%j] : memref<64xf32>
    }
  }
  return
}
// =====>
func.func @bounds(%m: memref<64xf32>, %a: f32) {
  affine.for %i = 0 to 14 {
    affine.for %j = max affine_map<(d0) -> (d0 * 2, 2)>(%i) to affine_map<(d0) -> (d0 * 2 + 2)>(%i) {
      affine.store %a, %m[%j] : memref<64xf32>
    }
  }
  return
}
// -----
// min and max of one result are applies, of constants a constant; others in the order of their coefficients
func.func @minmax(%i: index) -> (index, index, index) {
  %0 = affine.min affine_map<(d0) -> (d0 + 1, d0 + 1)>(%i)
  %1 = affine.max affine_map<(d0) -> (d0 * 2, 3, 5)>(%i)
  %2 = affine.max affine_map<() -> (3, 5)>()
  return %0, %1, %2 : index, index, index
}
// =====>
func.func @minmax(%i: index) -> (index, index, index) {
  %c5 = arith.constant 5 : index
  %0 = affine.apply affine_map<()[s0] -> (s0 + 1)>()[%i]
  %1 = affine.max affine_map<()[s0] -> (3, 5, s0 * 2)>()[%i]
  return %0, %1, %c5 : index, index, index
}
// -----
// a loop of no iterations
func.func @empty(%m: memref<4xf32>, %a: f32) -> f32 {
  affine.for %i = 4 to 4 {
    affine.store %a, %m[%i] : memref<4xf32>
  }
  %0 = affine.for %i = 3 to 1 iter_args(%x = %a) -> (f32) {
    %1 = arith.addf %x, %x : f32
    affine.yield %1 : f32
  }
  return %0 : f32
}
// =====>
func.func @empty(%m: memref<4xf32>, %a: f32) -> f32 {
  return %a : f32
}
// -----
// buffers that are only written to go with the writes
func.func @buffers(%a: f32, %m: memref<4xf32>) -> f32 {
  %0 = memref.alloc() : memref<4xf32>
  affine.for %i = 0 to 4 {
    affine.store %a, %0[%i] : memref<4xf32>
  }
  memref.copy %m, %0 : memref<4xf32> to memref<4xf32>
  memref.dealloc %0 : memref<4xf32>
  %1 = memref.alloca() : memref<4xf32>
  affine.store %a, %1[0] : memref<4xf32>
  %2 = affine.load %1[1] : memref<4xf32>
  return %2 : f32
}
// =====>
func.func @buffers(%a: f32, %m: memref<4xf32>) -> f32 {
  %1 = memref.alloca() : memref<4xf32>
  affine.store %a, %1[0] : memref<4xf32>
  %2 = affine.load %1[1] : memref<4xf32>
  return %2 : f32
}
