// RUN: zkopt %s --pass-pipeline='builtin.module(convert-fixed-to-plonk,canonicalize,symbol-dce)' | FileCheck %s
// RUN: zkopt %s --pass-pipeline='builtin.module(convert-fixed-to-plonk{fuse-rounding=false},canonicalize,symbol-dce)' | FileCheck %s --check-prefix=APART
// RUN: zkopt %s --pass-pipeline='builtin.module(convert-fixed-to-plonk{narrow-divisors=false narrow-maxima=false},canonicalize,symbol-dce)' | FileCheck %s --check-prefix=WIDE
// RUN: zkopt %s --pass-pipeline='builtin.module(convert-fixed-to-plonk{fold-instances=false},canonicalize,symbol-dce)' | FileCheck %s --check-prefix=KEEP

// What the layout does with instances whose outputs are known is told it by the module.
// CHECK-NOT: plonk.keep_instances
// KEEP: module attributes {plonk.keep_instances}

// A product, its rounding and a ReLU are one gate.
// CHECK-LABEL: @rounding
// CHECK: plonk.apply @mul_rescale_q25_12_q25_12_relu_s12_q25_12
// CHECK-NEXT: affine.store
// APART-LABEL: @rounding
// APART: plonk.apply @mul_q25_12_q25_12_to_q49_24
// APART-NEXT: plonk.apply @rescale_s12_q25_12
// APART-NEXT: plonk.apply @relu_q25_12
// APART-NEXT: affine.store
func.func @rounding(%x: memref<4x!fixed.q<25, 12>>, %y: memref<4x!fixed.q<25, 12>>) -> memref<4x!fixed.q<25, 12>> {
  %z = memref.alloc() : memref<4x!fixed.q<25, 12>>
  %zero = fixed.constant 0 : !fixed.q<25, 12>
  affine.for %i = 0 to 4 {
    %a = affine.load %x[%i] : memref<4x!fixed.q<25, 12>>
    %b = affine.load %y[%i] : memref<4x!fixed.q<25, 12>>
    %p = fixed.mul %a, %b : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<49, 24>
    %r = fixed.rescale %p : !fixed.q<49, 24> to !fixed.q<25, 12>
    %m = fixed.max %r, %zero : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>
    affine.store %m, %z[%i] : memref<4x!fixed.q<25, 12>>
  }
  return %z : memref<4x!fixed.q<25, 12>>
}

// The remainder is checked to ten bits, as the divisor is expected to have no more.
// CHECK-LABEL: @divisor
// CHECK: plonk.apply @div_q25_12_q25_12_to_q25_12_b10(
// WIDE-LABEL: @divisor
// WIDE: plonk.apply @div_q25_12_q25_12_to_q25_12(
func.func @divisor(%x: memref<4x!fixed.q<25, 12>>, %y: memref<4x!fixed.q<25, 12>>) -> memref<4x!fixed.q<25, 12>> {
  %z = memref.alloc() : memref<4x!fixed.q<25, 12>>
  affine.for %i = 0 to 4 {
    %a = affine.load %x[%i] : memref<4x!fixed.q<25, 12>>
    %b = affine.load %y[%i] {fixed.bounds = array<i64: 1, 1000>} : memref<4x!fixed.q<25, 12>>
    %q = fixed.div %a, %b : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>
    affine.store %q, %z[%i] : memref<4x!fixed.q<25, 12>>
  }
  return %z : memref<4x!fixed.q<25, 12>>
}

// What comes from ReLUs cannot be negative.
// CHECK-LABEL: @maxima
// CHECK: plonk.apply @max_nonneg_q25_12(
// WIDE-LABEL: @maxima
// WIDE: plonk.apply @max_q25_12(
func.func @maxima(%x: memref<4x!fixed.q<25, 12>>) -> memref<3x!fixed.q<25, 12>> {
  %z = memref.alloc() : memref<3x!fixed.q<25, 12>>
  %zero = fixed.constant 0 : !fixed.q<25, 12>
  %t = memref.alloc() : memref<4x!fixed.q<25, 12>>
  affine.for %i = 0 to 4 {
    %a = affine.load %x[%i] : memref<4x!fixed.q<25, 12>>
    %m = fixed.max %a, %zero : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>
    affine.store %m, %t[%i] : memref<4x!fixed.q<25, 12>>
  }
  affine.for %i = 0 to 3 {
    %a = affine.load %t[%i] : memref<4x!fixed.q<25, 12>>
    %b = affine.load %t[%i + 1] : memref<4x!fixed.q<25, 12>>
    %m = fixed.max %a, %b : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>
    affine.store %m, %z[%i] : memref<3x!fixed.q<25, 12>>
  }
  return %z : memref<3x!fixed.q<25, 12>>
}
