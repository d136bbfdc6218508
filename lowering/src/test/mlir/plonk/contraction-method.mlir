// RUN: zkopt %s --pass-pipeline='builtin.module(choose-contraction-method)' | FileCheck %s
// RUN: zkopt %s --pass-pipeline='builtin.module(choose-contraction-method)' --verify-diagnostics --remarks-filter=.*
// RUN: zkopt %s --pass-pipeline='builtin.module(choose-contraction-method{polynomial=false})' | FileCheck %s --check-prefix=OFF

// OFF-NOT: method = "polynomial"

// A kernel of 5 by 5 reads each element of its input 25 times.
// CHECK-LABEL: func.func @conv
// CHECK: plonk.contract {{.*}}method = "polynomial"
func.func @conv(%x: memref<1x32x32x!fixed.q<25, 12>>, %w: memref<8x1x5x5x!fixed.q<13, 12>>, %y: memref<8x28x28x!fixed.q<54, 24>>) {
  // expected-remark@+1 {{checked as a product of polynomials: 19600 cells as matrices}}
  plonk.contract ins(%x, %w : memref<1x32x32x!fixed.q<25, 12>>, memref<8x1x5x5x!fixed.q<13, 12>>) outs(%y : memref<8x28x28x!fixed.q<54, 24>>) {bounds = array<i64: 8, 28, 28, 1, 5, 5>, maps = [affine_map<(d0, d1, d2, d3, d4, d5) -> (d3, d1 + d4, d2 + d5)>, affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d3, d4, d5)>, affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1, d2)>]}
  return
}

// Where windows do not overlap, nothing is gathered twice.
// CHECK-LABEL: func.func @patches
// CHECK-NOT: method
func.func @patches(%x: memref<1x8x8x!fixed.q<25, 12>>, %w: memref<4x1x4x4x!fixed.q<13, 12>>, %y: memref<4x2x2x!fixed.q<54, 24>>) {
  // expected-remark@+1 {{checked as a product of matrices: 64 cells as matrices}}
  plonk.contract ins(%x, %w : memref<1x8x8x!fixed.q<25, 12>>, memref<4x1x4x4x!fixed.q<13, 12>>) outs(%y : memref<4x2x2x!fixed.q<54, 24>>) {bounds = array<i64: 4, 2, 2, 1, 4, 4>, maps = [affine_map<(d0, d1, d2, d3, d4, d5) -> (d3, d1 * 4 + d4, d2 * 4 + d5)>, affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d3, d4, d5)>, affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1, d2)>]}
  return
}
