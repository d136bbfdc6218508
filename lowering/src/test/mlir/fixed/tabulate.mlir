// RUN: zkopt %s --pass-pipeline='builtin.module(tabulate-functions,canonicalize)' --split-input-file | FileCheck %s

// A polynomial of few values, as calibration observed them, becomes a table: of twice the range on both sides, so 13 values.
// CHECK-LABEL: @polynomial
// CHECK: %[[V:.*]] = affine.load
// CHECK-NEXT: %[[Y:.*]] = fixed.table %[[V]] {first = -6 : i64, values = dense_resource<tanh_table0> : tensor<13xi64>} : !fixed.q<25, 12> -> !fixed.q<25, 12>
// CHECK-NEXT: affine.store %[[Y]]
func.func @polynomial(%x: memref<64x!fixed.q<25, 12>>) -> memref<64x!fixed.q<25, 12>> {
  %one = fixed.constant 4096 : !fixed.q<25, 12>
  %r = memref.alloc() : memref<64x!fixed.q<25, 12>>
  affine.for %i = 0 to 64 {
    %v = affine.load %x[%i] {fixed.range = [-0.000732421875 : f64, 0.0 : f64]} : memref<64x!fixed.q<25, 12>>
    %square = fixed.mul %v, %v : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<49, 24>
    %s = fixed.rescale %square : !fixed.q<49, 24> to !fixed.q<25, 12>
    %t = fixed.tanh %s : !fixed.q<25, 12> -> !fixed.q<25, 12>
    %y = fixed.add %t, %one : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>
    affine.store %y, %r[%i] : memref<64x!fixed.q<25, 12>>
  }
  return %r : memref<64x!fixed.q<25, 12>>
}

// -----

// What another operation needs is not taken in.
// CHECK-LABEL: @shared
// CHECK: fixed.tanh
// CHECK-NOT: fixed.table
func.func @shared(%x: memref<64x!fixed.q<25, 12>>) -> (memref<64x!fixed.q<25, 12>>, memref<64x!fixed.q<25, 12>>) {
  %r = memref.alloc() : memref<64x!fixed.q<25, 12>>
  %s = memref.alloc() : memref<64x!fixed.q<25, 12>>
  affine.for %i = 0 to 64 {
    %v = affine.load %x[%i] : memref<64x!fixed.q<25, 12>>
    %t = fixed.tanh %v : !fixed.q<25, 12> -> !fixed.q<25, 12>
    affine.store %t, %r[%i] : memref<64x!fixed.q<25, 12>>
    %w = fixed.mul %t, %v : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<49, 24>
    %y = fixed.rescale %w : !fixed.q<49, 24> to !fixed.q<25, 12>
    affine.store %y, %s[%i] : memref<64x!fixed.q<25, 12>>
  }
  return %r, %s : memref<64x!fixed.q<25, 12>>, memref<64x!fixed.q<25, 12>>
}

// -----

// An exponential of anything, often enough: its table goes down to where it is zero.
// CHECK-LABEL: @exponential
// CHECK: %[[LEAST:.*]] = fixed.constant -36910 : !fixed.q<25, 12>
// CHECK: %[[M:.*]] = fixed.max %{{.*}}, %[[LEAST]]
// CHECK-NEXT: fixed.table %[[M]] {first = -36910 : i64, values = dense_resource<exp_table0> : tensor<36911xi64>}
func.func @exponential(%x: memref<65536x!fixed.q<25, 12>>) -> memref<65536x!fixed.q<25, 12>> {
  %r = memref.alloc() : memref<65536x!fixed.q<25, 12>>
  affine.for %i = 0 to 65536 {
    %v = affine.load %x[%i] : memref<65536x!fixed.q<25, 12>>
    %y = fixed.exp %v : !fixed.q<25, 12> -> !fixed.q<25, 12>
    affine.store %y, %r[%i] : memref<65536x!fixed.q<25, 12>>
  }
  return %r : memref<65536x!fixed.q<25, 12>>
}

// -----

// A table of more rows than it saves cells is not made.
// CHECK-LABEL: @seldom
// CHECK: fixed.exp
func.func @seldom(%x: memref<64x!fixed.q<25, 12>>) -> memref<64x!fixed.q<25, 12>> {
  %r = memref.alloc() : memref<64x!fixed.q<25, 12>>
  affine.for %i = 0 to 64 {
    %v = affine.load %x[%i] : memref<64x!fixed.q<25, 12>>
    %y = fixed.exp %v : !fixed.q<25, 12> -> !fixed.q<25, 12>
    affine.store %y, %r[%i] : memref<64x!fixed.q<25, 12>>
  }
  return %r : memref<64x!fixed.q<25, 12>>
}
