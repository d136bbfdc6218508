// RUN: builtin.module(canonicalize)

// constants fold, are shared, and stand at the start
func.func @fold(%a: i32) -> (i32, i32) {
  %c2 = arith.constant 2 : i32
  %c3 = arith.constant 3 : i32
  %0 = arith.addi %c2, %c3 : i32
  %1 = arith.muli %a, %0 : i32
  %c5 = arith.constant 5 : i32
  %2 = arith.addi %c5, %a : i32
  return %1, %2 : i32, i32
}
// =====>
func.func @fold(%a: i32) -> (i32, i32) {
  %c5 = arith.constant 5 : i32
  %1 = arith.muli %a, %c5 : i32
  %2 = arith.addi %a, %c5 : i32
  return %1, %2 : i32, i32
}
// -----
// out of loops, up to the function
func.func @hoist(%m: memref<4xf32>) {
  affine.for %i = 0 to 4 {
    %cst = arith.constant 1.0 : f32
    affine.store %cst, %m[%i] : memref<4xf32>
  }
  return
}
// =====>
func.func @hoist(%m: memref<4xf32>) {
  %cst = arith.constant 1.0 : f32
  affine.for %i = 0 to 4 {
    affine.store %cst, %m[%i] : memref<4xf32>
  }
  return
}
// -----
// addi(addi(x, c0), c1) -> addi(x, c0 + c1), likewise muli
func.func @reassociate(%x: index) -> (index, index) {
  %c2 = arith.constant 2 : index
  %c3 = arith.constant 3 : index
  %0 = arith.addi %x, %c2 : index
  %1 = arith.addi %0, %c3 : index
  %2 = arith.muli %x, %c2 : index
  %3 = arith.muli %c3, %2 : index
  return %1, %3 : index, index
}
// =====>
func.func @reassociate(%x: index) -> (index, index) {
  %c6 = arith.constant 6 : index
  %c5 = arith.constant 5 : index
  %1 = arith.addi %x, %c5 : index
  %3 = arith.muli %x, %c6 : index
  return %1, %3 : index, index
}
// -----
// select(cmpi sgt a b, a, b) -> maxsi(a, b) and its relatives
func.func @integers(%a: i32, %b: i32) -> (i32, i32, i32, i32) {
  %0 = arith.cmpi sgt, %a, %b : i32
  %1 = arith.select %0, %a, %b : i32
  %2 = arith.select %0, %b, %a : i32
  %3 = arith.cmpi ule, %a, %b : i32
  %4 = arith.select %3, %a, %b : i32
  %5 = arith.select %3, %b, %a : i32
  return %1, %2, %4, %5 : i32, i32, i32, i32
}
// =====>
func.func @integers(%a: i32, %b: i32) -> (i32, i32, i32, i32) {
  %1 = arith.maxsi %a, %b : i32
  %2 = arith.minsi %a, %b : i32
  %4 = arith.minui %a, %b : i32
  %5 = arith.maxui %a, %b : i32
  return %1, %2, %4, %5 : i32, i32, i32, i32
}
// -----
// on floats only where NaN and the sign of zero are declared not to matter
func.func @floats(%a: f32, %b: f32) -> (f32, f32, f32) {
  %0 = arith.cmpf ogt, %a, %b fastmath<nnan,nsz> : f32
  %1 = arith.select %0, %a, %b : f32
  %2 = arith.cmpf ogt, %a, %b : f32
  %3 = arith.select %2, %a, %b : f32
  %4 = arith.cmpf ogt, %a, %b fastmath<nnan> : f32
  %5 = arith.select %4, %a, %b : f32
  return %1, %3, %5 : f32, f32, f32
}
// =====>
func.func @floats(%a: f32, %b: f32) -> (f32, f32, f32) {
  %1 = arith.maximumf %a, %b : f32
  %2 = arith.cmpf ogt, %a, %b : f32
  %3 = arith.select %2, %a, %b : f32
  %4 = arith.cmpf ogt, %a, %b fastmath<nnan> : f32
  %5 = arith.select %4, %a, %b : f32
  return %1, %3, %5 : f32, f32, f32
}
// -----
// x + 0.0 is not x for x = -0.0
func.func @zero(%a: f32) -> (f32, f32) {
  %cst = arith.constant 0.0 : f32
  %cst_0 = arith.constant -0.0 : f32
  %0 = arith.addf %a, %cst : f32
  %1 = arith.addf %a, %cst_0 : f32
  return %0, %1 : f32, f32
}
// =====>
func.func @zero(%a: f32) -> (f32, f32) {
  %cst = arith.constant 0.0 : f32
  %0 = arith.addf %a, %cst : f32
  return %0, %a : f32, f32
}
