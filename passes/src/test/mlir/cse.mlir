// RUN: builtin.module(func.func(cse))

// equal pure operations are merged; operands of commutative ones in any order
func.func @merge(%a: i32, %b: i32) -> (i32, i32, i32) {
  %0 = arith.addi %a, %b : i32
  %1 = arith.addi %b, %a : i32
  %2 = arith.subi %a, %b : i32
  %3 = arith.subi %b, %a : i32
  %4 = arith.muli %0, %1 : i32
  return %4, %2, %3 : i32, i32, i32
}
// =====>
func.func @merge(%a: i32, %b: i32) -> (i32, i32, i32) {
  %0 = arith.addi %a, %b : i32
  %2 = arith.subi %a, %b : i32
  %3 = arith.subi %b, %a : i32
  %4 = arith.muli %0, %0 : i32
  return %4, %2, %3 : i32, i32, i32
}
// -----
// an attribute that has its default is as good as none
func.func @defaults(%a: i32, %b: i32) -> (i32, i32) {
  %0 = arith.addi %a, %b : i32
  %1 = "arith.addi"(%a, %b) <{overflowFlags = #arith.overflow<none>}> : (i32, i32) -> i32
  return %0, %1 : i32, i32
}
// =====>
func.func @defaults(%a: i32, %b: i32) -> (i32, i32) {
  %0 = arith.addi %a, %b : i32
  return %0, %0 : i32, i32
}
// -----
// attributes count
func.func @different(%a: i32, %b: i32) -> (i1, i1) {
  %0 = arith.cmpi slt, %a, %b : i32
  %1 = arith.cmpi sle, %a, %b : i32
  return %0, %1 : i1, i1
}
// =====> same
// -----
// a loop sees what stands before it, but not what stands in another loop
func.func @loops(%m: memref<4xf32>, %a: f32, %b: f32) {
  %0 = arith.addf %a, %b : f32
  affine.store %0, %m[0] : memref<4xf32>
  affine.for %i = 0 to 4 {
    %1 = arith.addf %a, %b : f32
    %2 = arith.mulf %a, %b : f32
    affine.store %1, %m[%i] : memref<4xf32>
    affine.store %2, %m[%i] : memref<4xf32>
  }
  %3 = arith.mulf %a, %b : f32
  affine.store %3, %m[1] : memref<4xf32>
  return
}
// =====>
func.func @loops(%m: memref<4xf32>, %a: f32, %b: f32) {
  %0 = arith.addf %a, %b : f32
  affine.store %0, %m[0] : memref<4xf32>
  affine.for %i = 0 to 4 {
    %2 = arith.mulf %a, %b : f32
    affine.store %0, %m[%i] : memref<4xf32>
    affine.store %2, %m[%i] : memref<4xf32>
  }
  %3 = arith.mulf %a, %b : f32
  affine.store %3, %m[1] : memref<4xf32>
  return
}
// -----
// loads are merged until something may write
func.func @reads(%m: memref<4xf32>, %i: index) -> (f32, f32, f32) {
  %0 = memref.load %m[%i] : memref<4xf32>
  %1 = memref.load %m[%i] : memref<4xf32>
  memref.store %1, %m[%i] : memref<4xf32>
  %2 = memref.load %m[%i] : memref<4xf32>
  return %0, %1, %2 : f32, f32, f32
}
// =====>
func.func @reads(%m: memref<4xf32>, %i: index) -> (f32, f32, f32) {
  %0 = memref.load %m[%i] : memref<4xf32>
  memref.store %0, %m[%i] : memref<4xf32>
  %2 = memref.load %m[%i] : memref<4xf32>
  return %0, %0, %2 : f32, f32, f32
}
// -----
// a loop that writes, and an operation that nobody knows, end the life of a load
func.func @barriers(%m: memref<4xf32>, %i: index, %c: f32) -> (f32, f32, f32) {
  %0 = memref.load %m[%i] : memref<4xf32>
  affine.for %j = 0 to 4 {
    affine.store %c, %m[%j] : memref<4xf32>
  }
  %1 = memref.load %m[%i] : memref<4xf32>
  "test.unknown"() : () -> ()
  %2 = memref.load %m[%i] : memref<4xf32>
  return %0, %1, %2 : f32, f32, f32
}
// =====> same
// -----
// two buffers are two buffers; unknown operations may have effects
func.func @effects() -> (memref<4xf32>, memref<4xf32>, i32, i32) {
  %0 = memref.alloc() : memref<4xf32>
  %1 = memref.alloc() : memref<4xf32>
  %2 = "test.unknown"() : () -> i32
  %3 = "test.unknown"() : () -> i32
  return %0, %1, %2, %3 : memref<4xf32>, memref<4xf32>, i32, i32
}
// =====> same
