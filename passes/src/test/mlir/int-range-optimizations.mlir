// RUN: builtin.module(int-range-optimizations)

func.func @masks(%x: i32) -> (i1, i32, i1) {
  %c15 = arith.constant 15 : i32
  %c16 = arith.constant 16 : i32
  %c4 = arith.constant 4 : i32
  %a = arith.andi %x, %c15 : i32
  %t = arith.cmpi ult, %a, %c16 : i32
  %b = arith.shrui %a, %c4 : i32
  %q = arith.muli %a, %c16 : i32
  %u = arith.cmpi sgt, %q, %c4 : i32
  return %t, %b, %u : i1, i32, i1
}
// =====>
func.func @masks(%arg0: i32) -> (i1, i32, i1) {
  %c0_i32 = arith.constant 0 : i32
  %true = arith.constant true
  %c15_i32 = arith.constant 15 : i32
  %c16_i32 = arith.constant 16 : i32
  %c4_i32 = arith.constant 4 : i32
  %0 = arith.andi %arg0, %c15_i32 : i32
  %1 = arith.muli %0, %c16_i32 : i32
  %2 = arith.cmpi sgt, %1, %c4_i32 : i32
  return %true, %c0_i32, %2 : i1, i32, i1
}
// -----
func.func @counted(%n: i32) -> i32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %z = arith.constant 0 : i32
  %o = arith.constant 1 : i32
  %r = scf.for %i = %c0 to %c8 step %c1 iter_args(%a = %z) -> (i32) {
    %b = arith.addi %a, %o : i32
    scf.yield %b : i32
  }
  return %r : i32
}
// =====>
func.func @counted(%arg0: i32) -> i32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %c0_i32 = arith.constant 0 : i32
  %c1_i32 = arith.constant 1 : i32
  %0 = scf.for %arg1 = %c0 to %c8 step %c1 iter_args(%arg2 = %c0_i32) -> (i32) {
    %1 = arith.addi %arg2, %c1_i32 : i32
    scf.yield %1 : i32
  }
  return %0 : i32
}
