// RUN: zkopt %s --pass-pipeline='builtin.module(func.func(split-index-sets))' --split-input-file | FileCheck %s

// A causal mask: the scores behind it are not read, and their exponentials not computed.
// CHECK: #[[NEXT:.*]] = affine_map<(d0) -> (d0 + 1)>
// CHECK-LABEL: @causal
// CHECK-DAG: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: affine.for %[[H:.*]] = 0 to 2 {
// CHECK-NEXT: affine.for %[[I:.*]] = 0 to 4 {
// CHECK-NEXT: affine.for %[[J:.*]] = 0 to #[[NEXT]](%[[I]]) {
// CHECK-NEXT: %[[S:.*]] = affine.load %{{.*}}[%[[H]], %[[I]], %[[J]]]
// CHECK-NEXT: %[[E:.*]] = math.exp %[[S]]
// CHECK-NEXT: affine.store %[[E]], %{{.*}}[%[[H]], %[[I]], %[[J]]]
// CHECK-NEXT: }
// CHECK-NEXT: affine.for %[[J:.*]] = #[[NEXT]](%[[I]]) to 4 {
// CHECK-NEXT: affine.store %[[ZERO]], %{{.*}}[%[[H]], %[[I]], %[[J]]]
// CHECK-NEXT: }
// CHECK-NEXT: }
// CHECK-NEXT: }
// CHECK-NEXT: return
memref.global "private" constant @mask : memref<1x4x4xf32> = dense<[[[0.0, 1.0, 1.0, 1.0], [0.0, 0.0, 1.0, 1.0], [0.0, 0.0, 0.0, 1.0], [0.0, 0.0, 0.0, 0.0]]]> {plonk.public}
func.func @causal(%s: memref<2x4x4xf32>, %y: memref<2x4x4xf32>) {
  %zero = arith.constant 0.0 : f32
  %m = memref.get_global @mask : memref<1x4x4xf32>
  affine.for %h = 0 to 2 {
    affine.for %i = 0 to 4 {
      affine.for %j = 0 to 4 {
        %v = affine.load %s[%h, %i, %j] : memref<2x4x4xf32>
        %e = math.exp %v : f32
        %t = affine.load %m[0, %i, %j] : memref<1x4x4xf32>
        %hidden = arith.cmpf ogt, %t, %zero : f32
        %w = arith.select %hidden, %zero, %e : f32
        affine.store %w, %y[%h, %i, %j] : memref<2x4x4xf32>
      }
    }
  }
  return
}

// -----

// The last two of the past, in a window that begins before the first and ends behind the last: the bounds stay in the loop.
// CHECK-DAG: #[[TO:.*]] = affine_map<(d0) -> (d0 - 1, 0)>
// CHECK-DAG: #[[FROM:.*]] = affine_map<(d0) -> (d0 - 1)>
// CHECK-LABEL: @past
// CHECK: affine.for %[[I:.*]] = 0 to 4 {
// CHECK-NEXT: affine.for %[[J:.*]] = 0 to #[[FROM]](%[[I]]) {
// CHECK-NEXT: affine.load %arg1[%[[I]], %[[J]]]
// CHECK: affine.for %[[J:.*]] = max #[[TO]](%[[I]]) to 4 {
// CHECK-NEXT: affine.load %arg0[%[[I]], %[[J]]]
memref.global "private" constant @old : memref<4x4xf32> = dense<[[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0]]> {plonk.public}
func.func @past(%a: memref<4x4xf32>, %b: memref<4x4xf32>, %y: memref<4x4xf32>) {
  %zero = arith.constant 0.0 : f32
  %m = memref.get_global @old : memref<4x4xf32>
  affine.for %i = 0 to 4 {
    affine.for %j = 0 to 4 {
      %v = affine.load %a[%i, %j] : memref<4x4xf32>
      %u = affine.load %b[%i, %j] : memref<4x4xf32>
      %t = affine.load %m[%i, %j] : memref<4x4xf32>
      %is = arith.cmpf ogt, %t, %zero : f32
      %w = arith.select %is, %u, %v : f32
      affine.store %w, %y[%i, %j] : memref<4x4xf32>
    }
  }
  return
}

// -----

// What is after the boundary is at the end in every row: no counter is needed.
// CHECK-LABEL: @padding
// CHECK: affine.for %{{.*}} = 0 to 4 {
// CHECK-NEXT: affine.for %{{.*}} = 0 to 3 {
// CHECK: math.exp
// CHECK: affine.for %{{.*}} = 3 to 4 {
// CHECK-NOT: math.exp
// CHECK: return
memref.global "private" constant @used : memref<4xf32> = dense<[1.0, 1.0, 1.0, 0.0]> {plonk.public}
func.func @padding(%a: memref<4x4xf32>, %y: memref<4x4xf32>) {
  %zero = arith.constant 0.0 : f32
  %m = memref.get_global @used : memref<4xf32>
  affine.for %i = 0 to 4 {
    affine.for %j = 0 to 4 {
      %v = affine.load %a[%i, %j] : memref<4x4xf32>
      %e = math.exp %v : f32
      %t = affine.load %m[%j] : memref<4xf32>
      %is = arith.cmpf ogt, %t, %zero : f32
      %w = arith.select %is, %e, %zero : f32
      affine.store %w, %y[%i, %j] : memref<4x4xf32>
    }
  }
  return
}

// -----

// Data that is not public says nothing about the circuit; a boundary that is not affine, or two of them, are left, as is a loop of whose sides each
// reads what the other does, and one that carries a value.
// CHECK-LABEL: @left
// CHECK: affine.for
// CHECK-NEXT: affine.for
// CHECK: affine.for
// CHECK-NEXT: affine.for
// CHECK: affine.for
// CHECK-NEXT: affine.for
// CHECK: affine.for
// CHECK-NEXT: affine.for
// CHECK: affine.for
// CHECK-NEXT: affine.for
// CHECK-NOT: affine.for
memref.global "private" constant @secret : memref<4xf32> = dense<[1.0, 1.0, 1.0, 0.0]>
memref.global "private" constant @squares : memref<4x4xf32> = dense<[[1.0, 0.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0], [1.0, 1.0, 1.0, 0.0]]> {plonk.public}
memref.global "private" constant @band : memref<4xf32> = dense<[0.0, 1.0, 1.0, 0.0]> {plonk.public}
memref.global "private" constant @used : memref<4xf32> = dense<[1.0, 1.0, 1.0, 0.0]> {plonk.public}
func.func @left(%a: memref<4x4xf32>, %y: memref<4x4xf32>) {
  %zero = arith.constant 0.0 : f32
  %m0 = memref.get_global @secret : memref<4xf32>
  affine.for %i = 0 to 4 {
    affine.for %j = 0 to 4 {
      %v = affine.load %a[%i, %j] : memref<4x4xf32>
      %t = affine.load %m0[%j] : memref<4xf32>
      %is = arith.cmpf ogt, %t, %zero : f32
      %w = arith.select %is, %v, %zero : f32
      affine.store %w, %y[%i, %j] : memref<4x4xf32>
    }
  }
  %m1 = memref.get_global @squares : memref<4x4xf32>
  affine.for %i = 0 to 4 {
    affine.for %j = 0 to 4 {
      %v = affine.load %a[%i, %j] : memref<4x4xf32>
      %t = affine.load %m1[%i, %j] : memref<4x4xf32>
      %is = arith.cmpf ogt, %t, %zero : f32
      %w = arith.select %is, %v, %zero : f32
      affine.store %w, %y[%i, %j] : memref<4x4xf32>
    }
  }
  %m2 = memref.get_global @band : memref<4xf32>
  affine.for %i = 0 to 4 {
    affine.for %j = 0 to 4 {
      %v = affine.load %a[%i, %j] : memref<4x4xf32>
      %t = affine.load %m2[%j] : memref<4xf32>
      %is = arith.cmpf ogt, %t, %zero : f32
      %w = arith.select %is, %v, %zero : f32
      affine.store %w, %y[%i, %j] : memref<4x4xf32>
    }
  }
  %m3 = memref.get_global @used : memref<4xf32>
  affine.for %i = 0 to 4 {
    affine.for %j = 0 to 4 {
      %v = affine.load %a[%i, %j] : memref<4x4xf32>
      %n = arith.negf %v : f32
      %t = affine.load %m3[%j] : memref<4xf32>
      %is = arith.cmpf ogt, %t, %zero : f32
      %w = arith.select %is, %v, %n : f32
      affine.store %w, %y[%i, %j] : memref<4x4xf32>
    }
  }
  affine.for %i = 0 to 4 {
    %sum = affine.for %j = 0 to 4 iter_args(%s = %zero) -> (f32) {
      %v = affine.load %a[%i, %j] : memref<4x4xf32>
      %t = affine.load %m3[%j] : memref<4xf32>
      %is = arith.cmpf ogt, %t, %zero : f32
      %w = arith.select %is, %v, %zero : f32
      %next = arith.addf %s, %w : f32
      affine.yield %next : f32
    }
    affine.store %sum, %y[%i, 0] : memref<4x4xf32>
  }
  return
}
