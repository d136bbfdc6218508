// RUN: builtin.module(int-range-optimizations)

// constants that mlir-opt makes in another order
func.func @loop(%m: memref<8xi32>) -> i1 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %c20 = arith.constant 20 : index
  scf.for %i = %c0 to %c8 step %c1 {
    %t = arith.cmpi slt, %i, %c20 : index
    "test.use"(%t) : (i1) -> ()
    %u = arith.cmpi slt, %i, %c1 : index
    "test.use"(%u) : (i1) -> ()
    %r = arith.remsi %i, %c8 : index
    "test.use"(%r) : (index) -> ()
    %s = arith.addi %i, %c8 : index
    %v = arith.cmpi uge, %s, %c8 : index
    "test.use"(%v) : (i1) -> ()
  }
  %f = arith.constant false
  return %f : i1
}
// =====>
func.func @loop(%arg0: memref<8xi32>) -> i1 {
  %false = arith.constant false
  %true = arith.constant true
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  scf.for %arg1 = %c0 to %c8 step %c1 {
    "test.use"(%true) : (i1) -> ()
    %0 = arith.cmpi slt, %arg1, %c1 : index
    "test.use"(%0) : (i1) -> ()
    "test.use"(%arg1) : (index) -> ()
    "test.use"(%true) : (i1) -> ()
  }
  return %false : i1
}
// -----
func.func @select(%c: i1, %x: i32) -> (i1, i1, i32) {
  %c3 = arith.constant 3 : i32
  %c7 = arith.constant 7 : i32
  %c9 = arith.constant 9 : i32
  %a = arith.select %c, %c3, %c7 : i32
  %t = arith.cmpi slt, %a, %c9 : i32
  %u = arith.cmpi slt, %a, %c7 : i32
  %m = arith.maxsi %x, %c9 : i32
  %n = arith.minsi %m, %c3 : i32
  return %t, %u, %n : i1, i1, i32
}
// =====>
func.func @select(%arg0: i1, %arg1: i32) -> (i1, i1, i32) {
  %c3_i32 = arith.constant 3 : i32
  %true = arith.constant true
  %c7_i32 = arith.constant 7 : i32
  %0 = arith.select %arg0, %c3_i32, %c7_i32 : i32
  %1 = arith.cmpi slt, %0, %c7_i32 : i32
  return %true, %1, %c3_i32 : i1, i1, i32
}
