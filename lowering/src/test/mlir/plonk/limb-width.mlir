// RUN: zkopt %s --pass-pipeline='builtin.module(convert-fixed-to-plonk{limb-bits=16},canonicalize,symbol-dce)' | FileCheck %s
// RUN: zkopt %s --pass-pipeline='builtin.module(convert-fixed-to-plonk{limb-bits=12},canonicalize,symbol-dce)' | FileCheck %s --check-prefix=NARROW
// RUN: zkopt %s --pass-pipeline='builtin.module(convert-fixed-to-plonk,canonicalize,symbol-dce)' | FileCheck %s --check-prefix=NARROW

// The difference of two values of 32 bits takes two limbs of 16 bits or three of 12; four maxima alone do not pay for a table of 2^16 rows.
// CHECK: plonk.table @range16 range(16)
// CHECK: plonk.gate @max_q32_16 {{.*}} cells(neg, d0, d1) neutral
// CHECK: plonk.lookup @range16
// CHECK-NEXT: plonk.lookup @range16
// CHECK-NEXT: plonk.sub
// NARROW: plonk.table @range12 range(12)
// NARROW: plonk.gate @max_q32_16 {{.*}} cells(neg, d0, d1, d2) neutral
// NARROW: plonk.lookup @range12
// NARROW-NEXT: plonk.lookup @range12
// NARROW-NEXT: plonk.lookup @range12
func.func @maximum(%x: memref<4x!fixed.q<32, 16>>, %y: memref<4x!fixed.q<32, 16>>) -> memref<4x!fixed.q<32, 16>> {
  %z = memref.alloc() : memref<4x!fixed.q<32, 16>>
  affine.for %i = 0 to 4 {
    %a = affine.load %x[%i] : memref<4x!fixed.q<32, 16>>
    %b = affine.load %y[%i] : memref<4x!fixed.q<32, 16>>
    %m = fixed.max %a, %b : (!fixed.q<32, 16>, !fixed.q<32, 16>) -> !fixed.q<32, 16>
    affine.store %m, %z[%i] : memref<4x!fixed.q<32, 16>>
  }
  return %z : memref<4x!fixed.q<32, 16>>
}
