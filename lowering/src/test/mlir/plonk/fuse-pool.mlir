// RUN: zkopt %s --pass-pipeline='builtin.module(convert-fixed-to-plonk,canonicalize,symbol-dce)' | FileCheck %s
// RUN: zkopt %s --pass-pipeline='builtin.module(convert-fixed-to-plonk{fuse-pool=false},canonicalize,symbol-dce)' | FileCheck %s --check-prefix=OFF

// The windows of 2 share no element: one gate rounds, rectifies and takes the maximum.
// CHECK: plonk.gate @rescale_add_relu_max2_s12_q25_12
// CHECK-LABEL: func.func @main_graph
// CHECK: affine.for %[[I:.*]] = 0 to 2
// CHECK-DAG: affine.load %{{.*}}[%[[I]] * 2]
// CHECK-DAG: affine.load %{{.*}}[%[[I]] * 2 + 1]
// CHECK: plonk.apply @rescale_add_relu_max2_s12_q25_12
// CHECK-NOT: plonk.apply @max
// OFF: plonk.apply @rescale_add_relu_s12_q25_12
// OFF: plonk.apply @max
memref.global "private" constant @w : memref<4x3x!fixed.q<13, 12>> = dense<1000>
memref.global "private" constant @b : memref<1x!fixed.q<25, 24>> = dense<70>
func.func @main_graph(%x: memref<3x!fixed.q<25, 12>>) -> memref<2x!fixed.q<25, 12>> {
  %w = memref.get_global @w : memref<4x3x!fixed.q<13, 12>>
  %b = memref.get_global @b : memref<1x!fixed.q<25, 24>>
  %zero = fixed.constant 0 : !fixed.q<25, 12>
  %least = fixed.constant -16777215 : !fixed.q<25, 12>
  %s = memref.alloc() : memref<4x!fixed.q<45, 24>>
  plonk.contract ins(%x, %w : memref<3x!fixed.q<25, 12>>, memref<4x3x!fixed.q<13, 12>>) outs(%s : memref<4x!fixed.q<45, 24>>) {bounds = array<i64: 4, 3>, maps = [affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>]}
  %h = memref.alloc() : memref<4x!fixed.q<25, 12>>
  affine.for %i = 0 to 4 {
    %0 = affine.load %s[%i] : memref<4x!fixed.q<45, 24>>
    %1 = affine.load %b[0] : memref<1x!fixed.q<25, 24>>
    %2 = fixed.add %0, %1 : (!fixed.q<45, 24>, !fixed.q<25, 24>) -> !fixed.q<46, 24>
    %3 = fixed.rescale %2 : !fixed.q<46, 24> to !fixed.q<25, 12>
    %4 = fixed.max %3, %zero : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>
    affine.store %4, %h[%i] : memref<4x!fixed.q<25, 12>>
  }
  %y = memref.alloc() : memref<2x!fixed.q<25, 12>>
  %m = memref.alloca() : memref<!fixed.q<25, 12>>
  affine.for %i = 0 to 2 {
    affine.store %least, %m[] : memref<!fixed.q<25, 12>>
    affine.for %j = 0 to 2 {
      %0 = affine.load %h[%i * 2 + %j] : memref<4x!fixed.q<25, 12>>
      %1 = affine.load %m[] : memref<!fixed.q<25, 12>>
      %2 = fixed.max %1, %0 : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>
      affine.store %2, %m[] : memref<!fixed.q<25, 12>>
    }
    %5 = affine.load %m[] : memref<!fixed.q<25, 12>>
    affine.store %5, %y[%i] : memref<2x!fixed.q<25, 12>>
  }
  return %y : memref<2x!fixed.q<25, 12>>
}
