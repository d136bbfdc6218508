// RUN: builtin.module(dce)

// chains of unused operations, unused loads and unused buffers go
func.func @chain(%a: i32, %m: memref<4xi32>, %i: index) {
  %0 = arith.addi %a, %a : i32
  %1 = arith.muli %0, %0 : i32
  %2 = memref.load %m[%i] : memref<4xi32>
  %3 = arith.addi %1, %2 : i32
  %4 = memref.alloc() : memref<4xi32>
  return
}
// =====>
func.func @chain(%a: i32, %m: memref<4xi32>, %i: index) {
  return
}
// -----
// a loop that computes nothing that is used goes; one that stores stays
func.func @loops(%m: memref<4xf32>, %a: f32) {
  affine.for %i = 0 to 4 {
    %0 = affine.load %m[%i] : memref<4xf32>
    %1 = arith.addf %0, %a : f32
  }
  affine.for %i = 0 to 4 {
    %0 = arith.addf %a, %a : f32
    affine.store %a, %m[%i] : memref<4xf32>
  }
  return
}
// =====>
func.func @loops(%m: memref<4xf32>, %a: f32) {
  affine.for %i = 0 to 4 {
    affine.store %a, %m[%i] : memref<4xf32>
  }
  return
}
// -----
// what is not known to be harmless stays
func.func @unknown() {
  %0 = "test.unknown"() : () -> i32
  return
}
// =====> same
