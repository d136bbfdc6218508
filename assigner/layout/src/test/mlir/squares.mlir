// A gate whose cell is looked up twice: in the range table, which makes it a limb cell, and in a table of its own.
plonk.table @range4 range(4)
plonk.table @squares rows(dense<[[0], [1], [4], [9]]> : tensor<4x1xi64>)
plonk.gate @square : (!fixed.q<5, 0>) -> !fixed.q<5, 0> cells(mag) virtual(0) witness(%x) {
  plonk.yield %x, %x
} constraints(%x, %y, %mag) {
  plonk.lookup @range4(%mag)
  plonk.lookup @squares(%mag)
  plonk.define %x, %mag
  %0 = plonk.sub %y, %mag
  plonk.constrain %0 "y is x"
}
func.func @main_graph(%arg0: memref<1x!fixed.q<5, 0>> {onnx.name = "x"}) -> (memref<1x!fixed.q<5, 0>> {onnx.name = "y"}) {
  %y = memref.alloc() : memref<1x!fixed.q<5, 0>>
  affine.for %i = 0 to 1 {
    %0 = affine.load %arg0[%i] : memref<1x!fixed.q<5, 0>>
    %1 = plonk.apply @square(%0) : (!fixed.q<5, 0>) -> !fixed.q<5, 0>
    affine.store %1, %y[%i] : memref<1x!fixed.q<5, 0>>
  }
  return %y : memref<1x!fixed.q<5, 0>>
}
