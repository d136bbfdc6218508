// RUN: zkopt %s --pass-pipeline='builtin.module(raise-affine-to-contract,canonicalize)' | FileCheck %s

// CHECK-DAG: #[[A:.*]] = affine_map<(d0, d1, d2) -> (d0, d2)>
// CHECK-DAG: #[[B:.*]] = affine_map<(d0, d1, d2) -> (d2, d1)>
// CHECK-DAG: #[[C:.*]] = affine_map<(d0, d1, d2) -> (d0, d1)>

// The order of loops and operands does not matter.
// CHECK-LABEL: func.func @outer_product_order
// CHECK: %[[OUT:.*]] = memref.alloc()
// CHECK-NEXT: plonk.contract ins(%{{.*}}, %{{.*}} : memref<4x5xf32>, memref<5x6xf32>) outs(%[[OUT]] : memref<4x6xf32>) {bounds = array<i64: 4, 6, 5>, maps = [#[[A]], #[[B]], #[[C]]]}
// CHECK-NEXT: return
func.func @outer_product_order(%lhs: memref<4x5xf32>, %rhs: memref<5x6xf32>) {
  %zero = arith.constant 0.0 : f32
  %out = memref.alloc() : memref<4x6xf32>
  affine.for %r = 0 to 6 {
    affine.for %q = 0 to 4 {
      affine.store %zero, %out[%q, %r] : memref<4x6xf32>
    }
  }
  affine.for %n = 0 to 5 {
    affine.for %j = 0 to 6 {
      affine.for %i = 0 to 4 {
        %sum = affine.load %out[%i, %j] : memref<4x6xf32>
        %x = affine.load %lhs[%i, %n] : memref<4x5xf32>
        %y = affine.load %rhs[%n, %j] : memref<5x6xf32>
        %xy = arith.mulf %x, %y : f32
        %next = arith.addf %xy, %sum : f32
        affine.store %next, %out[%i, %j] : memref<4x6xf32>
      }
    }
  }
  return
}

// CHECK-LABEL: func.func @scalar_accumulator
// CHECK: %[[OUT:.*]] = memref.alloc()
// CHECK-NEXT: plonk.contract ins(%{{.*}}, %{{.*}} : memref<4x5xf32>, memref<5xf32>) outs(%[[OUT]] : memref<4xf32>) {bounds = array<i64: 4, 5>
// CHECK-NEXT: return
func.func @scalar_accumulator(%m: memref<4x5xf32>, %v: memref<5xf32>) {
  %zero = arith.constant 0.0 : f32
  %out = memref.alloc() : memref<4xf32>
  %acc = memref.alloca() : memref<f32>
  affine.for %i = 0 to 4 {
    affine.store %zero, %acc[] : memref<f32>
    affine.for %k = 0 to 5 {
      %a = affine.load %m[%i, %k] : memref<4x5xf32>
      %b = affine.load %v[%k] : memref<5xf32>
      %ab = arith.mulf %a, %b : f32
      %s = affine.load %acc[] : memref<f32>
      %t = arith.addf %s, %ab : f32
      affine.store %t, %acc[] : memref<f32>
    }
    %total = affine.load %acc[] : memref<f32>
    affine.store %total, %out[%i] : memref<4xf32>
  }
  return
}
