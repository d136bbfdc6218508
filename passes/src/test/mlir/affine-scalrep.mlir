// RUN: builtin.module(func.func(affine-scalrep))

func.func @forward(%a: memref<10xf32>) -> f32 {
  %c = arith.constant 7.0 : f32
  %m = memref.alloc() : memref<10xf32>
  affine.for %i = 0 to 10 {
    affine.store %c, %m[%i] : memref<10xf32>
    %v = affine.load %m[%i] : memref<10xf32>
    %w = arith.addf %v, %v : f32
    affine.store %w, %a[%i] : memref<10xf32>
    %x = affine.load %a[%i] : memref<10xf32>
    affine.store %x, %a[%i] : memref<10xf32>
  }
  %r = affine.load %a[3] : memref<10xf32>
  %q = affine.load %a[3] : memref<10xf32>
  %s = arith.addf %r, %q : f32
  return %s : f32
}
// =====>
func.func @forward(%arg0: memref<10xf32>) -> f32 {
  %cst = arith.constant 7.000000e+00 : f32
  affine.for %arg1 = 0 to 10 {
    %2 = arith.addf %cst, %cst : f32
    affine.store %2, %arg0[%arg1] : memref<10xf32>
  }
  %0 = affine.load %arg0[3] : memref<10xf32>
  %1 = arith.addf %0, %0 : f32
  return %1 : f32
}
// -----
func.func @notforward(%a: memref<10xf32>, %b: memref<10xf32>, %c: f32) {
  %m = memref.alloc() : memref<10xf32>
  %n = memref.alloc() : memref<10xf32>
  affine.for %i = 0 to 9 {
    affine.store %c, %m[%i] : memref<10xf32>
    affine.store %c, %m[%i + 1] : memref<10xf32>
    %v = affine.load %m[%i] : memref<10xf32>
    affine.store %v, %n[%i] : memref<10xf32>
    affine.store %v, %b[%i] : memref<10xf32>
    %w = affine.load %n[%i] : memref<10xf32>
    affine.for %j = 0 to 3 {
      %u = affine.load %m[%i + 1] : memref<10xf32>
      affine.store %u, %a[%j] : memref<10xf32>
      %t = affine.load %m[%i + 1] : memref<10xf32>
      affine.store %t, %m[%j] : memref<10xf32>
    }
    affine.store %w, %a[%i] : memref<10xf32>
  }
  return
}
// =====>
func.func @notforward(%arg0: memref<10xf32>, %arg1: memref<10xf32>, %arg2: f32) {
  %alloc = memref.alloc() : memref<10xf32>
  affine.for %arg3 = 0 to 9 {
    affine.store %arg2, %alloc[%arg3] : memref<10xf32>
    affine.store %arg2, %alloc[%arg3 + 1] : memref<10xf32>
    affine.store %arg2, %arg1[%arg3] : memref<10xf32>
    affine.for %arg4 = 0 to 3 {
      %0 = affine.load %alloc[%arg3 + 1] : memref<10xf32>
      affine.store %0, %arg0[%arg4] : memref<10xf32>
      affine.store %0, %alloc[%arg4] : memref<10xf32>
    }
    affine.store %arg2, %arg0[%arg3] : memref<10xf32>
  }
  return
}
// -----
func.func @unused(%a: memref<10xf32>, %b: memref<10xf32>, %c: f32, %d: f32) -> f32 {
  affine.for %i = 0 to 10 {
    affine.store %c, %a[%i] : memref<10xf32>
    affine.store %d, %a[%i] : memref<10xf32>
  }
  affine.store %c, %a[1] : memref<10xf32>
  %x = affine.load %b[1] : memref<10xf32>
  affine.store %x, %a[1] : memref<10xf32>
  affine.store %c, %b[1] : memref<10xf32>
  affine.for %i = 0 to 10 {
    %l = affine.load %b[%i] : memref<10xf32>
    affine.if affine_set<(d0) : (d0 - 3 >= 0)>(%i) {
      affine.store %l, %a[%i] : memref<10xf32>
      %k = affine.load %b[%i] : memref<10xf32>
      affine.store %k, %a[%i] : memref<10xf32>
    }
  }
  affine.store %d, %b[1] : memref<10xf32>
  %y = affine.load %a[1] : memref<10xf32>
  return %y : f32
}
// =====>
#set = affine_set<(d0) : (d0 - 3 >= 0)>
func.func @unused(%arg0: memref<10xf32>, %arg1: memref<10xf32>, %arg2: f32, %arg3: f32) -> f32 {
  affine.for %arg4 = 0 to 10 {
    affine.store %arg3, %arg0[%arg4] : memref<10xf32>
  }
  affine.store %arg2, %arg0[1] : memref<10xf32>
  %0 = affine.load %arg1[1] : memref<10xf32>
  affine.store %0, %arg0[1] : memref<10xf32>
  affine.store %arg2, %arg1[1] : memref<10xf32>
  affine.for %arg4 = 0 to 10 {
    %2 = affine.load %arg1[%arg4] : memref<10xf32>
    affine.if #set(%arg4) {
      affine.store %2, %arg0[%arg4] : memref<10xf32>
      %3 = affine.load %arg1[%arg4] : memref<10xf32>
      affine.store %3, %arg0[%arg4] : memref<10xf32>
    }
  }
  affine.store %arg3, %arg1[1] : memref<10xf32>
  %1 = affine.load %arg0[1] : memref<10xf32>
  return %1 : f32
}
