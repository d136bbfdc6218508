// RUN: zkopt %s --pass-pipeline='builtin.module(raise-sums-to-contract{min-terms=8 min-sums=4})' | FileCheck %s
// RUN: zkopt %s --pass-pipeline='builtin.module(raise-sums-to-contract)' | FileCheck %s --check-prefix=FEW

// CHECK: memref.global "private" constant @one : memref<1x!fixed.q<2, 0>> = dense<1>
// FEW-NOT: plonk.contract

// The sum of each row, kept in a cell on the way; the loop that runs once chooses nothing.
func.func @rows(%x: memref<6x9x!fixed.q<25, 12>>) -> memref<6x1x!fixed.q<25, 12>> {
  %zero = fixed.constant 0 : !fixed.q<30, 12>
  // CHECK: %[[SUMS:.*]] = memref.alloc() : memref<6x1x!fixed.q<30, 12>>
  // CHECK: plonk.contract ins(%{{.*}}, %{{.*}} : memref<6x9x!fixed.q<25, 12>>, memref<1x!fixed.q<2, 0>>) outs(%[[SUMS]] : memref<6x1x!fixed.q<30, 12>>) {bounds = array<i64: 6, 1, 9>
  // CHECK: affine.for
  // CHECK: fixed.rescale
  %sums = memref.alloc() : memref<6x1x!fixed.q<30, 12>>
  %acc = memref.alloca() : memref<!fixed.q<30, 12>>
  affine.for %i = 0 to 6 {
    affine.for %j = 0 to 1 {
      affine.store %zero, %acc[] : memref<!fixed.q<30, 12>>
      affine.for %k = 0 to 9 {
        %a = affine.load %x[%i, %k] : memref<6x9x!fixed.q<25, 12>>
        %s = affine.load %acc[] : memref<!fixed.q<30, 12>>
        %t = fixed.add %s, %a : (!fixed.q<30, 12>, !fixed.q<25, 12>) -> !fixed.q<30, 12>
        affine.store %t, %acc[] : memref<!fixed.q<30, 12>>
      }
      %s = affine.load %acc[] : memref<!fixed.q<30, 12>>
      affine.store %s, %sums[%i, %j] : memref<6x1x!fixed.q<30, 12>>
    }
  }
  %y = memref.alloc() : memref<6x1x!fixed.q<25, 12>>
  affine.for %i = 0 to 6 {
    affine.for %j = 0 to 1 {
      %s = affine.load %sums[%i, %j] : memref<6x1x!fixed.q<30, 12>>
      %r = fixed.rescale %s : !fixed.q<30, 12> to !fixed.q<25, 12>
      affine.store %r, %y[%i, %j] : memref<6x1x!fixed.q<25, 12>>
    }
  }
  return %y : memref<6x1x!fixed.q<25, 12>>
}
