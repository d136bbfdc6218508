// RUN: zkopt %s --pass-pipeline='builtin.module(lower-by-cost)' | FileCheck %s
// RUN: zkopt %s --pass-pipeline='builtin.module(fixed-to-plonk)' | FileCheck %s --check-prefix=ALL

// Twelve products are fewer cells than the running values of a contraction.
// CHECK-NOT: plonk.contract
// CHECK: plonk.apply @mul
// ALL: plonk.contract
memref.global "private" constant @w : memref<4x3x!fixed.q<13, 12>> = dense<-3>
func.func @main_graph(%x: memref<4x!fixed.q<25, 12>>) -> memref<3x!fixed.q<25, 12>> {
  %c0 = fixed.constant 0 : !fixed.q<48, 24>
  %w = memref.get_global @w : memref<4x3x!fixed.q<13, 12>>
  %sums = memref.alloc() : memref<3x!fixed.q<48, 24>>
  affine.for %j = 0 to 3 {
    affine.store %c0, %sums[%j] : memref<3x!fixed.q<48, 24>>
  }
  affine.for %j = 0 to 3 {
    affine.for %k = 0 to 4 {
      %0 = affine.load %w[%k, %j] : memref<4x3x!fixed.q<13, 12>>
      %1 = affine.load %x[%k] : memref<4x!fixed.q<25, 12>>
      %2 = fixed.mul %0, %1 : (!fixed.q<13, 12>, !fixed.q<25, 12>) -> !fixed.q<37, 24>
      %3 = affine.load %sums[%j] : memref<3x!fixed.q<48, 24>>
      %4 = fixed.add %2, %3 : (!fixed.q<37, 24>, !fixed.q<48, 24>) -> !fixed.q<48, 24>
      affine.store %4, %sums[%j] : memref<3x!fixed.q<48, 24>>
    }
  }
  %out = memref.alloc() : memref<3x!fixed.q<25, 12>>
  affine.for %j = 0 to 3 {
    %0 = affine.load %sums[%j] : memref<3x!fixed.q<48, 24>>
    %1 = fixed.rescale %0 : !fixed.q<48, 24> to !fixed.q<25, 12>
    affine.store %1, %out[%j] : memref<3x!fixed.q<25, 12>>
  }
  return %out : memref<3x!fixed.q<25, 12>>
}
