// RUN: zkopt %s --pass-pipeline='builtin.module(raise-fixed-to-poly,canonicalize)' | FileCheck %s

// x * x * x, exactly, then rounded once: one polynomial of degree 3.
module {
  func.func @main_graph(%arg0: memref<8x!fixed.q<14, 8>>) -> memref<8x!fixed.q<30, 12>> {
    %out = memref.alloc() : memref<8x!fixed.q<30, 12>>
    affine.for %i = 0 to 8 {
      %x = affine.load %arg0[%i] : memref<8x!fixed.q<14, 8>>
      %xx = fixed.mul %x, %x : (!fixed.q<14, 8>, !fixed.q<14, 8>) -> !fixed.q<27, 16>
      %xxx = fixed.mul %xx, %x : (!fixed.q<27, 16>, !fixed.q<14, 8>) -> !fixed.q<40, 24>
      %y = fixed.rescale %xxx : !fixed.q<40, 24> to !fixed.q<30, 12>
      affine.store %y, %out[%i] : memref<8x!fixed.q<30, 12>>
    }
    return %out : memref<8x!fixed.q<30, 12>>
  }
}

// CHECK: %[[P:.*]] = poly.constant #poly.coefficients<[0, 0, 0, 1]> : !poly.polynomial<3>
// CHECK: %[[X:.*]] = affine.load
// CHECK-NEXT: %[[Y:.*]] = poly.eval %[[P]] at %[[X]] : !poly.polynomial<3>, !fixed.q<14, 8> -> !fixed.q<30, 12>
// CHECK-NEXT: affine.store %[[Y]]
