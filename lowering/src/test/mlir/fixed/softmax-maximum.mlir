// RUN: zkopt %s --pass-pipeline='builtin.module(func.func(drop-softmax-maximum))' --split-input-file | FileCheck %s
// RUN: zkopt %s --pass-pipeline='builtin.module(func.func(drop-softmax-maximum{max-score=0}))' --split-input-file | FileCheck %s --check-prefix=OFF

// Scores near zero: the maximum goes, the mask comes after the exponential.
// CHECK-LABEL: @near
// CHECK-NOT: arith.maximumf
// CHECK: %[[C:.*]] = arith.cmpf
// CHECK: %[[E:.*]] = math.exp %{{.*}} {fixed.range = [0.000000e+00, 1.6487212707001282]}
// CHECK-NEXT: arith.select %[[C]], %{{.*}}, %[[E]]
// CHECK-NOT: arith.maximumf
// CHECK: arith.divf
// OFF-LABEL: @near
// OFF: arith.maximumf
// OFF: arith.subf
// OFF: math.exp
func.func @near(%s: memref<2x4xf32>, %mask: memref<2x4xf32>) -> memref<2x4xf32> {
  %zero = arith.constant 0.0 : f32
  %low = arith.constant -10.0 : f32
  %least = arith.constant 0xFF800000 : f32
  %x = memref.alloc() : memref<2x4xf32>
  affine.for %i = 0 to 2 {
    affine.for %j = 0 to 4 {
      %v = affine.load %s[%i, %j] {fixed.range = [-0.25 : f64, 0.5 : f64]} : memref<2x4xf32>
      %m = affine.load %mask[%i, %j] : memref<2x4xf32>
      %c = arith.cmpf ogt, %m, %zero : f32
      %w = arith.select %c, %low, %v : f32
      affine.store %w, %x[%i, %j] : memref<2x4xf32>
    }
  }
  %max = memref.alloc() : memref<2xf32>
  %cell = memref.alloca() : memref<f32>
  affine.for %i = 0 to 2 {
    affine.store %least, %cell[] : memref<f32>
    affine.for %j = 0 to 4 {
      %a = affine.load %x[%i, %j] : memref<2x4xf32>
      %b = affine.load %cell[] : memref<f32>
      %c = arith.maximumf %b, %a : f32
      affine.store %c, %cell[] : memref<f32>
    }
    %l = affine.load %cell[] : memref<f32>
    affine.store %l, %max[%i] : memref<2xf32>
  }
  %e = memref.alloc() : memref<2x4xf32>
  affine.for %i = 0 to 2 {
    affine.for %j = 0 to 4 {
      %a = affine.load %x[%i, %j] : memref<2x4xf32>
      %b = affine.load %max[%i] : memref<2xf32>
      %d = arith.subf %a, %b : f32
      %y = math.exp %d : f32
      affine.store %y, %e[%i, %j] : memref<2x4xf32>
    }
  }
  %sum = memref.alloc() : memref<2xf32>
  %acc = memref.alloca() : memref<f32>
  affine.for %i = 0 to 2 {
    affine.store %zero, %acc[] : memref<f32>
    affine.for %j = 0 to 4 {
      %a = affine.load %e[%i, %j] : memref<2x4xf32>
      %b = affine.load %acc[] : memref<f32>
      %c = arith.addf %b, %a : f32
      affine.store %c, %acc[] : memref<f32>
    }
    %l = affine.load %acc[] : memref<f32>
    affine.store %l, %sum[%i] : memref<2xf32>
  }
  %r = memref.alloc() : memref<2x4xf32>
  affine.for %i = 0 to 2 {
    affine.for %j = 0 to 4 {
      %a = affine.load %e[%i, %j] : memref<2x4xf32>
      %b = affine.load %sum[%i] : memref<2xf32>
      %q = arith.divf %a, %b : f32
      affine.store %q, %r[%i, %j] : memref<2x4xf32>
    }
  }
  return %r : memref<2x4xf32>
}

// -----

// What is subtracted is not one number for each group of the sum: it is of columns, the sum of rows.
// CHECK-LABEL: @otherGroups
// CHECK: arith.subf
// CHECK: math.exp
func.func @otherGroups(%x: memref<4x4xf32>) -> memref<4x4xf32> {
  %zero = arith.constant 0.0 : f32
  %max = memref.alloc() : memref<4xf32>
  affine.for %i = 0 to 4 {
    %a = affine.load %x[0, %i] {fixed.range = [-0.25 : f64, 0.5 : f64]} : memref<4x4xf32>
    affine.store %a, %max[%i] : memref<4xf32>
  }
  %e = memref.alloc() : memref<4x4xf32>
  affine.for %i = 0 to 4 {
    affine.for %j = 0 to 4 {
      %a = affine.load %x[%i, %j] {fixed.range = [-0.25 : f64, 0.5 : f64]} : memref<4x4xf32>
      %b = affine.load %max[%j] : memref<4xf32>
      %d = arith.subf %a, %b : f32
      %y = math.exp %d : f32
      affine.store %y, %e[%i, %j] : memref<4x4xf32>
    }
  }
  %sum = memref.alloc() : memref<4xf32>
  %acc = memref.alloca() : memref<f32>
  affine.for %i = 0 to 4 {
    affine.store %zero, %acc[] : memref<f32>
    affine.for %j = 0 to 4 {
      %a = affine.load %e[%i, %j] : memref<4x4xf32>
      %b = affine.load %acc[] : memref<f32>
      %c = arith.addf %b, %a : f32
      affine.store %c, %acc[] : memref<f32>
    }
    %l = affine.load %acc[] : memref<f32>
    affine.store %l, %sum[%i] : memref<4xf32>
  }
  %r = memref.alloc() : memref<4x4xf32>
  affine.for %i = 0 to 4 {
    affine.for %j = 0 to 4 {
      %a = affine.load %e[%i, %j] : memref<4x4xf32>
      %b = affine.load %sum[%i] : memref<4xf32>
      %q = arith.divf %a, %b : f32
      affine.store %q, %r[%i, %j] : memref<4x4xf32>
    }
  }
  return %r : memref<4x4xf32>
}

// -----

// The exponentials are factors, and the products are divided.
// CHECK-LABEL: @product
// CHECK-NOT: arith.maximumf
// CHECK: math.exp
// CHECK-NOT: arith.subf
// CHECK: arith.mulf
// CHECK: arith.divf
func.func @product(%x: memref<2x4xf32>, %v: memref<4x3xf32>) -> memref<2x3xf32> {
  %zero = arith.constant 0.0 : f32
  %least = arith.constant 0xFF800000 : f32
  %max = memref.alloc() : memref<2x1xf32>
  %cell = memref.alloca() : memref<f32>
  affine.for %i = 0 to 2 {
    affine.for %o = 0 to 1 {
      affine.store %least, %cell[] : memref<f32>
      affine.for %j = 0 to 4 {
        %a = affine.load %x[%i, %j] {fixed.range = [-0.25 : f64, 0.5 : f64]} : memref<2x4xf32>
        %b = affine.load %cell[] : memref<f32>
        %c = arith.maximumf %b, %a : f32
        affine.store %c, %cell[] : memref<f32>
      }
      %l = affine.load %cell[] : memref<f32>
      affine.store %l, %max[%i, %o] : memref<2x1xf32>
    }
  }
  %e = memref.alloc() : memref<2x4xf32>
  affine.for %i = 0 to 2 {
    affine.for %j = 0 to 4 {
      %a = affine.load %x[%i, %j] {fixed.range = [-0.25 : f64, 0.5 : f64]} : memref<2x4xf32>
      %b = affine.load %max[%i, 0] : memref<2x1xf32>
      %d = arith.subf %a, %b : f32
      %y = math.exp %d : f32
      affine.store %y, %e[%i, %j] : memref<2x4xf32>
    }
  }
  %sum = memref.alloc() : memref<2x1xf32>
  %acc = memref.alloca() : memref<f32>
  affine.for %i = 0 to 2 {
    affine.for %o = 0 to 1 {
      affine.store %zero, %acc[] : memref<f32>
      affine.for %j = 0 to 4 {
        %a = affine.load %e[%i, %j] : memref<2x4xf32>
        %b = affine.load %acc[] : memref<f32>
        %c = arith.addf %b, %a : f32
        affine.store %c, %acc[] : memref<f32>
      }
      %l = affine.load %acc[] : memref<f32>
      affine.store %l, %sum[%i, %o] : memref<2x1xf32>
    }
  }
  %p = memref.alloc() : memref<2x3xf32>
  affine.for %i = 0 to 2 {
    affine.for %n = 0 to 3 {
      affine.store %zero, %p[%i, %n] : memref<2x3xf32>
    }
  }
  affine.for %i = 0 to 2 {
    affine.for %n = 0 to 3 {
      affine.for %j = 0 to 4 {
        %a = affine.load %e[%i, %j] : memref<2x4xf32>
        %b = affine.load %v[%j, %n] : memref<4x3xf32>
        %c = arith.mulf %a, %b : f32
        %s = affine.load %p[%i, %n] : memref<2x3xf32>
        %t = arith.addf %s, %c : f32
        affine.store %t, %p[%i, %n] : memref<2x3xf32>
      }
    }
  }
  %r = memref.alloc() : memref<2x3xf32>
  affine.for %i = 0 to 2 {
    affine.for %n = 0 to 3 {
      %a = affine.load %p[%i, %n] : memref<2x3xf32>
      %b = affine.load %sum[%i, 0] : memref<2x1xf32>
      %q = arith.divf %a, %b : f32
      affine.store %q, %r[%i, %n] : memref<2x3xf32>
    }
  }
  return %r : memref<2x3xf32>
}

// -----

// Rows of products are divided by sums of other groups: the maximum stays.
// CHECK-LABEL: @mixed
// CHECK: arith.maximumf
func.func @mixed(%x: memref<3x3xf32>, %v: memref<3x3xf32>) -> memref<3x3xf32> {
  %zero = arith.constant 0.0 : f32
  %least = arith.constant 0xFF800000 : f32
  %max = memref.alloc() : memref<3xf32>
  %cell = memref.alloca() : memref<f32>
  affine.for %i = 0 to 3 {
    affine.store %least, %cell[] : memref<f32>
    affine.for %j = 0 to 3 {
      %a = affine.load %x[%i, %j] {fixed.range = [-0.25 : f64, 0.5 : f64]} : memref<3x3xf32>
      %b = affine.load %cell[] : memref<f32>
      %c = arith.maximumf %b, %a : f32
      affine.store %c, %cell[] : memref<f32>
    }
    %l = affine.load %cell[] : memref<f32>
    affine.store %l, %max[%i] : memref<3xf32>
  }
  %e = memref.alloc() : memref<3x3xf32>
  affine.for %i = 0 to 3 {
    affine.for %j = 0 to 3 {
      %a = affine.load %x[%i, %j] {fixed.range = [-0.25 : f64, 0.5 : f64]} : memref<3x3xf32>
      %b = affine.load %max[%i] : memref<3xf32>
      %d = arith.subf %a, %b : f32
      %y = math.exp %d : f32
      affine.store %y, %e[%i, %j] : memref<3x3xf32>
    }
  }
  %sum = memref.alloc() : memref<3xf32>
  %acc = memref.alloca() : memref<f32>
  affine.for %i = 0 to 3 {
    affine.store %zero, %acc[] : memref<f32>
    affine.for %j = 0 to 3 {
      %a = affine.load %e[%i, %j] : memref<3x3xf32>
      %b = affine.load %acc[] : memref<f32>
      %c = arith.addf %b, %a : f32
      affine.store %c, %acc[] : memref<f32>
    }
    %l = affine.load %acc[] : memref<f32>
    affine.store %l, %sum[%i] : memref<3xf32>
  }
  %p = memref.alloc() : memref<3x3xf32>
  affine.for %i = 0 to 3 {
    affine.for %n = 0 to 3 {
      affine.store %zero, %p[%i, %n] : memref<3x3xf32>
    }
  }
  affine.for %i = 0 to 3 {
    affine.for %n = 0 to 3 {
      affine.for %j = 0 to 3 {
        %a = affine.load %e[%i, %j] : memref<3x3xf32>
        %b = affine.load %v[%j, %n] : memref<3x3xf32>
        %c = arith.mulf %a, %b : f32
        %s = affine.load %p[%i, %n] : memref<3x3xf32>
        %t = arith.addf %s, %c : f32
        affine.store %t, %p[%i, %n] : memref<3x3xf32>
      }
    }
  }
  %r = memref.alloc() : memref<3x3xf32>
  affine.for %i = 0 to 3 {
    affine.for %n = 0 to 3 {
      %a = affine.load %p[%i, %n] : memref<3x3xf32>
      %b = affine.load %sum[%n] : memref<3xf32>
      %q = arith.divf %a, %b : f32
      affine.store %q, %r[%i, %n] : memref<3x3xf32>
    }
  }
  return %r : memref<3x3xf32>
}
