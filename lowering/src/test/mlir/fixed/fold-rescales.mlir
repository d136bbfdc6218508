// RUN: zkopt %s --pass-pipeline='builtin.module(fold-rescales,canonicalize)' | FileCheck %s

// Two roundings are one of the value and half a unit of the first.
// CHECK-LABEL: func.func @roundings
// CHECK-DAG: %[[HALF:.*]] = fixed.constant 8 : !fixed.q<30, 12>
// CHECK: %[[SUM:.*]] = fixed.add %arg0, %[[HALF]] : (!fixed.q<30, 12>, !fixed.q<30, 12>) -> !fixed.q<31, 12>
// CHECK-NEXT: %[[Y:.*]] = fixed.rescale %[[SUM]] : !fixed.q<31, 12> to !fixed.q<25, 3>
// CHECK-NEXT: return %[[Y]]
func.func @roundings(%x: !fixed.q<30, 12>) -> !fixed.q<25, 3> {
  %0 = fixed.rescale %x : !fixed.q<30, 12> to !fixed.q<26, 8>
  %1 = fixed.rescale %0 : !fixed.q<26, 8> to !fixed.q<25, 3>
  return %1 : !fixed.q<25, 3>
}

// What is shifted to the left first is exact.
// CHECK-LABEL: func.func @shifted
// CHECK-NEXT: %[[Y:.*]] = fixed.rescale %arg0 : !fixed.q<20, 4> to !fixed.q<25, 3>
// CHECK-NEXT: return %[[Y]]
func.func @shifted(%x: !fixed.q<20, 4>) -> !fixed.q<25, 3> {
  %0 = fixed.rescale %x : !fixed.q<20, 4> to !fixed.q<36, 12>
  %1 = fixed.rescale %0 : !fixed.q<36, 12> to !fixed.q<25, 3>
  return %1 : !fixed.q<25, 3>
}

// Somebody else needs what is rounded first.
// CHECK-LABEL: func.func @shared
// CHECK-NEXT: fixed.rescale
// CHECK-NEXT: fixed.rescale
// CHECK-NEXT: return
func.func @shared(%x: !fixed.q<30, 12>) -> (!fixed.q<26, 8>, !fixed.q<25, 3>) {
  %0 = fixed.rescale %x : !fixed.q<30, 12> to !fixed.q<26, 8>
  %1 = fixed.rescale %0 : !fixed.q<26, 8> to !fixed.q<25, 3>
  return %0, %1 : !fixed.q<26, 8>, !fixed.q<25, 3>
}

// Rounded, then shifted back: bits are gone.
// CHECK-LABEL: func.func @back
// CHECK-NEXT: fixed.rescale
// CHECK-NEXT: fixed.rescale
// CHECK-NEXT: return
func.func @back(%x: !fixed.q<30, 12>) -> !fixed.q<30, 12> {
  %0 = fixed.rescale %x : !fixed.q<30, 12> to !fixed.q<26, 8>
  %1 = fixed.rescale %0 : !fixed.q<26, 8> to !fixed.q<30, 12>
  return %1 : !fixed.q<30, 12>
}
