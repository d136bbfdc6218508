// RUN: zkopt %s --pass-pipeline='builtin.module(fixed-to-plonk)' | FileCheck %s

// A dense layer: contraction, then one nest of bias, rescale and relu.
module {
  memref.global "private" constant @w : memref<5x6x!fixed.q<13, 12>> = dense<-3>
  memref.global "private" constant @bias : memref<6x!fixed.q<30, 24>> = dense<[1, -2, 3, -4, 5, -6]>
  func.func @main_graph(%arg0: memref<1x5x!fixed.q<25, 12>>) -> memref<1x6x!fixed.q<25, 12>> {
    %c0 = fixed.constant 0 : !fixed.q<40, 24>
    %zero = fixed.constant 0 : !fixed.q<25, 12>
    %w = memref.get_global @w : memref<5x6x!fixed.q<13, 12>>
    %bias = memref.get_global @bias : memref<6x!fixed.q<30, 24>>
    %sums = memref.alloc() : memref<1x6x!fixed.q<40, 24>>
    affine.for %i = 0 to 1 {
      affine.for %j = 0 to 6 {
        affine.store %c0, %sums[%i, %j] : memref<1x6x!fixed.q<40, 24>>
      }
    }
    affine.for %i = 0 to 1 {
      affine.for %k = 0 to 5 {
        affine.for %j = 0 to 6 {
          %0 = affine.load %w[%k, %j] : memref<5x6x!fixed.q<13, 12>>
          %1 = affine.load %arg0[%i, %k] : memref<1x5x!fixed.q<25, 12>>
          %2 = fixed.mul %0, %1 : (!fixed.q<13, 12>, !fixed.q<25, 12>) -> !fixed.q<37, 24>
          %3 = affine.load %sums[%i, %j] : memref<1x6x!fixed.q<40, 24>>
          %4 = fixed.add %2, %3 : (!fixed.q<37, 24>, !fixed.q<40, 24>) -> !fixed.q<40, 24>
          affine.store %4, %sums[%i, %j] : memref<1x6x!fixed.q<40, 24>>
        }
      }
    }
    %out = memref.alloc() : memref<1x6x!fixed.q<25, 12>>
    affine.for %i = 0 to 1 {
      affine.for %j = 0 to 6 {
        %0 = affine.load %bias[%j] : memref<6x!fixed.q<30, 24>>
        %1 = affine.load %sums[%i, %j] : memref<1x6x!fixed.q<40, 24>>
        %2 = fixed.add %0, %1 : (!fixed.q<30, 24>, !fixed.q<40, 24>) -> !fixed.q<41, 24>
        %3 = fixed.rescale %2 : !fixed.q<41, 24> to !fixed.q<25, 12>
        %4 = fixed.max %3, %zero : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>
        affine.store %4, %out[%i, %j] : memref<1x6x!fixed.q<25, 12>>
      }
    }
    return %out : memref<1x6x!fixed.q<25, 12>>
  }
}

// CHECK: plonk.gate @rescale_add_relu_s12_q25_12 : (!fixed.q<62, 24>, !fixed.q<62, 24>) -> !fixed.q<25, 12> cells(mag0, mag1, neg, r0) virtual(0) witness
// CHECK: plonk.define
// CHECK: plonk.constrain %{{.*}} "y is the positive part"
// CHECK: plonk.contract ins(%{{.*}}, %{{.*}} : memref<1x5x!fixed.q<25, 12>>, memref<5x6x!fixed.q<13, 12>>) outs(%[[SUMS:.*]] : memref<1x6x!fixed.q<40, 24>>) {bounds = array<i64: 1, 6, 5>
// CHECK-NOT: fixed.mul
// CHECK: %[[SUM:.*]] = affine.load %[[SUMS]]
// CHECK-NEXT: plonk.apply @rescale_add_relu_s12_q25_12(%[[SUM]], %{{.*}}) : (!fixed.q<40, 24>, !fixed.q<30, 24>) -> !fixed.q<25, 12>
