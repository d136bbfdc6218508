// RUN: zkopt %s --pass-pipeline='builtin.module(affine-to-fixed{weight-frac-bits=12})' | FileCheck %s
// A padded convolution with bias, relu and a max pool. The padding keeps the format of what is copied; the sums are typed by the weights
// and rescaled once, after the bias; the start of the maximum is the least value of the format.

// CHECK: memref.global "private" constant @w_q12 : memref<1x1x2x2x!fixed.q<15, 12>> = dense<{{\[\[\[\[}}4096, -2048], [8192, 1024]]]]> : tensor<1x1x2x2xi32>
// CHECK: memref.global "private" constant @b_q24 : memref<1x!fixed.q<25, 24>> = dense<8388608>
memref.global "private" constant @w : memref<1x1x2x2xf32> = dense<[[[[1.0, -0.5], [2.0, 0.25]]]]>
memref.global "private" constant @b : memref<1xf32> = dense<0.5>

// CHECK: func.func @main_graph(%{{.*}}: memref<1x1x4x4x!fixed.q<25, 12>> {onnx.name = "x"}) -> memref<1x1x2x2x!fixed.q<25, 12>>
func.func @main_graph(%x: memref<1x1x4x4xf32> {onnx.name = "x"}) -> memref<1x1x2x2xf32> {
  // CHECK: %[[LEAST:.*]] = fixed.constant -16777215 : !fixed.q<25, 12>
  %zero = arith.constant 0.0 : f32
  %least = arith.constant 0xFF800000 : f32
  %w = memref.get_global @w : memref<1x1x2x2xf32>
  %b = memref.get_global @b : memref<1xf32>
  // CHECK: memref.alloc() : memref<1x1x5x5x!fixed.q<25, 12>>
  %padded = memref.alloc() : memref<1x1x5x5xf32>
  affine.for %i = 0 to 5 {
    affine.for %j = 0 to 5 {
      affine.store %zero, %padded[0, 0, %i, %j] : memref<1x1x5x5xf32>
    }
  }
  affine.for %i = 0 to 4 {
    affine.for %j = 0 to 4 {
      %0 = affine.load %x[0, 0, %i, %j] : memref<1x1x4x4xf32>
      affine.store %0, %padded[0, 0, %i, %j] : memref<1x1x5x5xf32>
    }
  }
  // (2^24 - 1) * (4096 + 2048 + 8192 + 1024) has 38 bits
  // CHECK: %[[ACC:.*]] = memref.alloc() : memref<1x1x4x4x!fixed.q<39, 24>>
  %acc = memref.alloc() : memref<1x1x4x4xf32>
  affine.for %i = 0 to 4 {
    affine.for %j = 0 to 4 {
      affine.store %zero, %acc[0, 0, %i, %j] : memref<1x1x4x4xf32>
    }
  }
  affine.for %i = 0 to 4 {
    affine.for %j = 0 to 4 {
      affine.for %m = 0 to 2 {
        affine.for %n = 0 to 2 {
          // CHECK: %[[X:.*]] = affine.load {{.*}} : memref<1x1x5x5x!fixed.q<25, 12>>
          // CHECK-NEXT: %[[W:.*]] = affine.load {{.*}} {fixed.bounds = array<i64: -2048, 8192>} : memref<1x1x2x2x!fixed.q<15, 12>>
          // CHECK-NEXT: %[[P:.*]] = fixed.mul %[[X]], %[[W]] {{.*}} -> !fixed.q<38, 24>
          // CHECK-NEXT: %[[C:.*]] = affine.load %[[ACC]]
          // CHECK-NEXT: %[[S:.*]] = fixed.add %[[C]], %[[P]] {{.*}} -> !fixed.q<39, 24>
          // CHECK-NEXT: affine.store %[[S]], %[[ACC]]
          %0 = affine.load %padded[0, 0, %i + %m, %j + %n] : memref<1x1x5x5xf32>
          %1 = affine.load %w[0, 0, %m, %n] : memref<1x1x2x2xf32>
          %2 = arith.mulf %0, %1 : f32
          %3 = affine.load %acc[0, 0, %i, %j] : memref<1x1x4x4xf32>
          %4 = arith.addf %3, %2 : f32
          affine.store %4, %acc[0, 0, %i, %j] : memref<1x1x4x4xf32>
        }
      }
    }
  }
  %relu = memref.alloc() : memref<1x1x4x4xf32>
  affine.for %i = 0 to 4 {
    affine.for %j = 0 to 4 {
      // CHECK: %[[A:.*]] = affine.load %[[ACC]]
      // CHECK-NEXT: %[[B:.*]] = affine.load {{.*}} : memref<1x!fixed.q<25, 24>>
      // CHECK-NEXT: %[[AB:.*]] = fixed.add %[[A]], %[[B]]
      // CHECK-NEXT: %[[R:.*]] = fixed.rescale %[[AB]] : !fixed.q<39, 24> to !fixed.q<25, 12>
      // CHECK-NEXT: fixed.max %[[R]], %[[ZERO:.*]] {fixed.bounds = array<i64: 0, 16777215>}
      %0 = affine.load %acc[0, 0, %i, %j] : memref<1x1x4x4xf32>
      %1 = affine.load %b[0] : memref<1xf32>
      %2 = arith.addf %0, %1 : f32
      %3 = arith.maximumf %2, %zero : f32
      affine.store %3, %relu[0, 0, %i, %j] : memref<1x1x4x4xf32>
    }
  }
  %pool = memref.alloc() : memref<1x1x2x2xf32>
  %cell = memref.alloca() : memref<f32>
  affine.for %i = 0 to 2 {
    affine.for %j = 0 to 2 {
      // CHECK: affine.store %[[LEAST]], %{{.*}}[] : memref<!fixed.q<25, 12>>
      affine.store %least, %cell[] : memref<f32>
      affine.for %m = 0 to 2 {
        affine.for %n = 0 to 2 {
          %0 = affine.load %relu[0, 0, %i * 2 + %m, %j * 2 + %n] : memref<1x1x4x4xf32>
          %1 = affine.load %cell[] : memref<f32>
          // CHECK: fixed.max {{.*}} {fixed.bounds = array<i64: 0, 16777215>}
          %2 = arith.cmpf ogt, %1, %0 : f32
          %3 = arith.select %2, %1, %0 : f32
          affine.store %3, %cell[] : memref<f32>
        }
      }
      %5 = affine.load %cell[] : memref<f32>
      affine.store %5, %pool[0, 0, %i, %j] : memref<1x1x2x2xf32>
    }
  }
  return %pool : memref<1x1x2x2xf32>
}
