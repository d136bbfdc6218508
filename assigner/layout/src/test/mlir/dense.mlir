// A dense layer with bias and relu over 4-bit limbs, then the maximum of its outputs: every kind of block that the layout places.
plonk.table @range4 range(4)
plonk.gate @input : (!fixed.q<9, 4>) -> !fixed.q<9, 4> cells(mag0, mag1, neg) virtual(0) witness(%x) {
  %c0 = arith.constant 0 : i64
  %c15 = arith.constant 15 : i64
  %c4 = arith.constant 4 : i64
  %n = arith.cmpi slt, %x, %c0 : i64
  %minus = arith.subi %c0, %x : i64
  %mag = arith.maxsi %x, %minus : i64
  %mag0 = arith.andi %mag, %c15 : i64
  %mag1 = arith.shrsi %mag, %c4 : i64
  %one = arith.constant 1 : i64
  %neg = arith.select %n, %one, %c0 : i64
  plonk.yield %x, %mag0, %mag1, %neg
} constraints(%x, %y, %mag0, %mag1, %neg) {
  plonk.lookup @range4(%mag0)
  plonk.lookup @range4(%mag1)
  %1 = plonk.constant 1
  %2 = plonk.constant 2
  %16 = plonk.constant 16
  %3 = plonk.sub %1, %neg
  %4 = plonk.mul %neg, %3
  plonk.constrain %4 "neg is a bit"
  %5 = plonk.mul %16, %mag1
  %6 = plonk.add %mag0, %5
  %7 = plonk.mul %2, %neg
  %8 = plonk.sub %1, %7
  %9 = plonk.mul %8, %6
  plonk.define %x, %9
  %10 = plonk.sub %9, %y
  plonk.constrain %10 "y is x"
}
plonk.gate @relu : (!fixed.q<20, 8>, !fixed.q<12, 8>) -> !fixed.q<9, 4> cells(mag0, mag1, neg, r) virtual(0) witness(%acc, %b) {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c4 = arith.constant 4 : i64
  %c8 = arith.constant 8 : i64
  %c15 = arith.constant 15 : i64
  %s = arith.addi %acc, %b : i64
  %t = arith.addi %s, %c8 : i64
  %q = arith.shrsi %t, %c4 : i64
  %r = arith.andi %t, %c15 : i64
  %n = arith.cmpi slt, %q, %c0 : i64
  %neg = arith.select %n, %c1, %c0 : i64
  %minus = arith.subi %c0, %q : i64
  %mag = arith.maxsi %q, %minus : i64
  %mag0 = arith.andi %mag, %c15 : i64
  %mag1 = arith.shrsi %mag, %c4 : i64
  %y = arith.maxsi %q, %c0 : i64
  plonk.yield %y, %mag0, %mag1, %neg, %r
} constraints(%acc, %b, %y, %mag0, %mag1, %neg, %r) {
  plonk.lookup @range4(%mag0)
  plonk.lookup @range4(%mag1)
  plonk.lookup @range4(%r)
  %1 = plonk.constant 1
  %2 = plonk.constant 2
  %8 = plonk.constant 8
  %16 = plonk.constant 16
  %3 = plonk.sub %1, %neg
  %4 = plonk.mul %neg, %3
  plonk.constrain %4 "neg is a bit"
  %5 = plonk.mul %16, %mag1
  %6 = plonk.add %mag0, %5
  %7 = plonk.mul %2, %neg
  %9 = plonk.sub %1, %7
  %10 = plonk.mul %9, %6
  %11 = plonk.mul %10, %16
  %12 = plonk.add %11, %r
  %13 = plonk.sub %12, %8
  %14 = plonk.sub %13, %b
  plonk.define %acc, %14
  %15 = plonk.mul %3, %6
  %17 = plonk.sub %15, %y
  plonk.constrain %17 "y is relu"
}
plonk.gate @max : (!fixed.q<9, 4>, !fixed.q<9, 4>) -> !fixed.q<9, 4> cells(d0, d1, neg) witness(%a, %b) {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c4 = arith.constant 4 : i64
  %c15 = arith.constant 15 : i64
  %d = arith.subi %a, %b : i64
  %n = arith.cmpi slt, %d, %c0 : i64
  %neg = arith.select %n, %c1, %c0 : i64
  %minus = arith.subi %c0, %d : i64
  %mag = arith.maxsi %d, %minus : i64
  %d0 = arith.andi %mag, %c15 : i64
  %d1 = arith.shrsi %mag, %c4 : i64
  %y = arith.maxsi %a, %b : i64
  plonk.yield %y, %d0, %d1, %neg
} constraints(%a, %b, %y, %d0, %d1, %neg) {
  plonk.lookup @range4(%d0)
  plonk.lookup @range4(%d1)
  %1 = plonk.constant 1
  %2 = plonk.constant 2
  %16 = plonk.constant 16
  %3 = plonk.sub %1, %neg
  %4 = plonk.mul %neg, %3
  plonk.constrain %4 "neg is a bit"
  %5 = plonk.mul %16, %d1
  %6 = plonk.add %d0, %5
  %7 = plonk.mul %2, %neg
  %8 = plonk.sub %1, %7
  %9 = plonk.sub %a, %b
  %10 = plonk.mul %8, %9
  %11 = plonk.sub %10, %6
  plonk.constrain %11 "the difference has this magnitude"
  %12 = plonk.mul %neg, %9
  %13 = plonk.sub %a, %12
  %14 = plonk.sub %13, %y
  plonk.constrain %14 "y is the larger"
}
memref.global "private" constant @weights : memref<4x3x!fixed.q<9, 4>> = dense<[[16, -8, 3], [5, 16, -16], [-7, 2, 9], [1, 1, -30]]>
memref.global "private" constant @bias : memref<3x!fixed.q<12, 8>> = dense<[100, -200, 17]>
func.func @main_graph(%arg0: memref<2x4x!fixed.q<9, 4>> {onnx.name = "x"}) -> (memref<2x!fixed.q<9, 4>> {onnx.name = "y"}) {
  %w = memref.get_global @weights : memref<4x3x!fixed.q<9, 4>>
  %b = memref.get_global @bias : memref<3x!fixed.q<12, 8>>
  %x = memref.alloc() : memref<2x4x!fixed.q<9, 4>>
  affine.for %i = 0 to 2 {
    affine.for %j = 0 to 4 {
      %0 = affine.load %arg0[%i, %j] : memref<2x4x!fixed.q<9, 4>>
      %1 = plonk.apply @input(%0) : (!fixed.q<9, 4>) -> !fixed.q<9, 4>
      affine.store %1, %x[%i, %j] : memref<2x4x!fixed.q<9, 4>>
    }
  }
  %acc = memref.alloc() : memref<2x3x!fixed.q<20, 8>>
  plonk.contract ins(%x, %w : memref<2x4x!fixed.q<9, 4>>, memref<4x3x!fixed.q<9, 4>>) outs(%acc : memref<2x3x!fixed.q<20, 8>>) {bounds = array<i64: 2, 3, 4>, maps = [affine_map<(d0, d1, d2) -> (d0, d2)>, affine_map<(d0, d1, d2) -> (d2, d1)>, affine_map<(d0, d1, d2) -> (d0, d1)>]}
  %h = memref.alloc() : memref<2x3x!fixed.q<9, 4>>
  affine.for %i = 0 to 2 {
    affine.for %j = 0 to 3 {
      %0 = affine.load %acc[%i, %j] : memref<2x3x!fixed.q<20, 8>>
      %1 = affine.load %b[%j] : memref<3x!fixed.q<12, 8>>
      %2 = plonk.apply @relu(%0, %1) : (!fixed.q<20, 8>, !fixed.q<12, 8>) -> !fixed.q<9, 4>
      affine.store %2, %h[%i, %j] : memref<2x3x!fixed.q<9, 4>>
    }
  }
  %y = memref.alloc() : memref<2x!fixed.q<9, 4>>
  %least = fixed.constant 0 : !fixed.q<9, 4>
  affine.for %i = 0 to 2 {
    affine.store %least, %y[%i] : memref<2x!fixed.q<9, 4>>
    affine.for %j = 0 to 3 {
      %0 = affine.load %y[%i] : memref<2x!fixed.q<9, 4>>
      %1 = affine.load %h[%i, %j] : memref<2x3x!fixed.q<9, 4>>
      %2 = plonk.apply @max(%0, %1) : (!fixed.q<9, 4>, !fixed.q<9, 4>) -> !fixed.q<9, 4>
      affine.store %2, %y[%i] : memref<2x!fixed.q<9, 4>>
    }
  }
  return %y : memref<2x!fixed.q<9, 4>>
}
