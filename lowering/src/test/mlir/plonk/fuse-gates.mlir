// RUN: zkopt %s --pass-pipeline='builtin.module(convert-fixed-to-plonk,fuse-gates,canonicalize,symbol-dce)' | FileCheck %s
// RUN: zkopt %s --pass-pipeline='builtin.module(convert-fixed-to-plonk,fuse-gates{max-cells=0},canonicalize,symbol-dce)' | FileCheck %s --check-prefix=OFF
// RUN: zkopt %s --pass-pipeline='builtin.module(convert-fixed-to-plonk,fuse-gates{fuse-polynomials=true},canonicalize,symbol-dce)' | FileCheck %s --check-prefix=LINEAR

// CHECK: plonk.gate @tanh_q26_12_to_q25_12_then_mul_rescale_q26_12_q25_12_s12_q25_12 : (!fixed.q<26, 12>) -> !fixed.q<25, 12> cells(between, p_segment,
// CHECK: func.func @main_graph
// CHECK: plonk.apply @input_q25_12
// CHECK: %[[D:.*]] = plonk.apply @sub_q25_12_q25_12_to_q26_12(
// CHECK-NEXT: %[[Y:.*]] = plonk.apply @tanh_q26_12_to_q25_12_then_mul_rescale_q26_12_q25_12_s12_q25_12(%[[D]]) : (!fixed.q<26, 12>) -> !fixed.q<25, 12>
// CHECK-NEXT: affine.store %[[Y]]

// OFF: %[[D:.*]] = plonk.apply @sub_q25_12_q25_12_to_q26_12(
// OFF-NEXT: %[[T:.*]] = plonk.apply @tanh_q26_12_to_q25_12(%[[D]])
// OFF-NEXT: plonk.apply @mul_rescale_q26_12_q25_12_s12_q25_12(%[[D]], %[[T]])

// The difference is read twice, by one instance once the others are fused: it is a form and has no cell.
// LINEAR: %[[W:.*]] = affine.load %{{.*}}[0]
// LINEAR-NEXT: plonk.apply @sub_q25_12_q25_12_to_q26_12_then_tanh_q26_12_to_q25_12_then_mul_rescale_q26_12_q25_12_s12_q25_12(%{{.*}}, %[[W]])
func.func @main_graph(%x: memref<4x!fixed.q<25, 12>>) -> memref<4x!fixed.q<25, 12>> {
  %r = memref.alloc() : memref<4x!fixed.q<25, 12>>
  affine.for %i = 0 to 4 {
    %v = affine.load %x[%i] : memref<4x!fixed.q<25, 12>>
    %w = affine.load %x[0] : memref<4x!fixed.q<25, 12>>
    %d = fixed.sub %v, %w : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<26, 12>
    %t = fixed.tanh %d : !fixed.q<26, 12> -> !fixed.q<25, 12>
    %p = fixed.mul %d, %t : (!fixed.q<26, 12>, !fixed.q<25, 12>) -> !fixed.q<50, 24>
    %y = fixed.rescale %p : !fixed.q<50, 24> to !fixed.q<25, 12>
    affine.store %y, %r[%i] : memref<4x!fixed.q<25, 12>>
  }
  return %r : memref<4x!fixed.q<25, 12>>
}
