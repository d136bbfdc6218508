// RUN: builtin.module(func.func(affine-parallelize{parallel-reductions=1}))

// no dependences; one along the outer loop; one along the inner loop
func.func @nests(%a: memref<100x100xf32>, %b: memref<100x100xf32>) {
  affine.for %i = 0 to 100 {
    affine.for %j = 0 to 100 {
      %x = affine.load %a[%i, %j] : memref<100x100xf32>
      affine.store %x, %b[%j, %i] : memref<100x100xf32>
    }
  }
  affine.for %i = 1 to 100 {
    affine.for %j = 0 to 100 {
      %x = affine.load %a[%i - 1, %j] : memref<100x100xf32>
      affine.store %x, %a[%i, %j] : memref<100x100xf32>
    }
  }
  affine.for %i = 0 to 100 {
    affine.for %j = 1 to 100 {
      %x = affine.load %a[%i, %j - 1] : memref<100x100xf32>
      affine.store %x, %a[%i, %j] : memref<100x100xf32>
    }
  }
  return
}
// =====>
func.func @nests(%arg0: memref<100x100xf32>, %arg1: memref<100x100xf32>) {
  affine.parallel (%arg2) = (0) to (100) {
    affine.parallel (%arg3) = (0) to (100) {
      %0 = affine.load %arg0[%arg2, %arg3] : memref<100x100xf32>
      affine.store %0, %arg1[%arg3, %arg2] : memref<100x100xf32>
    }
  }
  affine.for %arg2 = 1 to 100 {
    affine.parallel (%arg3) = (0) to (100) {
      %0 = affine.load %arg0[%arg2 - 1, %arg3] : memref<100x100xf32>
      affine.store %0, %arg0[%arg2, %arg3] : memref<100x100xf32>
    }
  }
  affine.parallel (%arg2) = (0) to (100) {
    affine.for %arg3 = 1 to 100 {
      %0 = affine.load %arg0[%arg2, %arg3 - 1] : memref<100x100xf32>
      affine.store %0, %arg0[%arg2, %arg3] : memref<100x100xf32>
    }
  }
  return
}
// -----
// even and odd elements; a far enough shift; a buffer of each iteration; a condition
func.func @exact(%a: memref<100xf32>, %n: index) {
  affine.for %i = 0 to 40 {
    %x = affine.load %a[%i * 2] : memref<100xf32>
    affine.store %x, %a[%i * 2 + 1] : memref<100xf32>
  }
  affine.for %i = 0 to 40 {
    %x = affine.load %a[%i + 40] : memref<100xf32>
    affine.store %x, %a[%i] : memref<100xf32>
  }
  affine.for %i = 0 to 40 {
    %x = affine.load %a[%i + 39] : memref<100xf32>
    affine.store %x, %a[%i] : memref<100xf32>
  }
  affine.for %i = 0 to 40 {
    %t = memref.alloc() : memref<1xf32>
    %x = affine.load %a[%i + 40] : memref<100xf32>
    affine.store %x, %t[0] : memref<1xf32>
    %y = affine.load %t[0] : memref<1xf32>
    affine.store %y, %a[%i] : memref<100xf32>
  }
  affine.for %i = 0 to 80 {
    affine.if affine_set<(d0) : (d0 - 40 >= 0)>(%i) {
      %x = affine.load %a[%i - 40] : memref<100xf32>
      affine.store %x, %a[%i] : memref<100xf32>
    }
  }
  affine.for %i = 0 to %n {
    "test.use"(%i) : (index) -> ()
  }
  return
}
// =====>
#set = affine_set<(d0) : (d0 - 40 >= 0)>
func.func @exact(%arg0: memref<100xf32>, %arg1: index) {
  affine.parallel (%arg2) = (0) to (40) {
    %0 = affine.load %arg0[%arg2 * 2] : memref<100xf32>
    affine.store %0, %arg0[%arg2 * 2 + 1] : memref<100xf32>
  }
  affine.parallel (%arg2) = (0) to (40) {
    %0 = affine.load %arg0[%arg2 + 40] : memref<100xf32>
    affine.store %0, %arg0[%arg2] : memref<100xf32>
  }
  affine.for %arg2 = 0 to 40 {
    %0 = affine.load %arg0[%arg2 + 39] : memref<100xf32>
    affine.store %0, %arg0[%arg2] : memref<100xf32>
  }
  affine.parallel (%arg2) = (0) to (40) {
    %alloc = memref.alloc() : memref<1xf32>
    %0 = affine.load %arg0[%arg2 + 40] : memref<100xf32>
    affine.store %0, %alloc[0] : memref<1xf32>
    %1 = affine.load %alloc[0] : memref<1xf32>
    affine.store %1, %arg0[%arg2] : memref<100xf32>
  }
  affine.parallel (%arg2) = (0) to (80) {
    affine.if #set(%arg2) {
      %0 = affine.load %arg0[%arg2 - 40] : memref<100xf32>
      affine.store %0, %arg0[%arg2] : memref<100xf32>
    }
  }
  affine.for %arg2 = 0 to %arg1 {
    "test.use"(%arg2) : (index) -> ()
  }
  return
}
// -----
// sums and products, a carried value that is used otherwise
func.func @reductions(%a: memref<100xf32>, %b: memref<100xi32>, %v: f32, %w: i32) -> (f32, f32, i32, f32) {
  %r:2 = affine.for %i = 0 to 100 iter_args(%x = %v, %y = %v) -> (f32, f32) {
    %l = affine.load %a[%i] : memref<100xf32>
    %s = arith.addf %x, %l : f32
    %p = arith.maximumf %l, %y : f32
    affine.yield %s, %p : f32, f32
  }
  %q = affine.for %i = 0 to 100 iter_args(%x = %w) -> (i32) {
    %l = affine.load %b[%i] : memref<100xi32>
    %s = arith.addi %x, %l : i32
    affine.yield %s : i32
  }
  %t = affine.for %i = 0 to 100 iter_args(%x = %v) -> (f32) {
    affine.store %x, %a[%i] : memref<100xf32>
    %s = arith.addf %x, %v : f32
    affine.yield %s : f32
  }
  return %r#0, %r#1, %q, %t : f32, f32, i32, f32
}
// =====>
func.func @reductions(%arg0: memref<100xf32>, %arg1: memref<100xi32>, %arg2: f32, %arg3: i32) -> (f32, f32, i32, f32) {
  %0:2 = affine.parallel (%arg4) = (0) to (100) reduce ("addf", "maximumf") -> (f32, f32) {
    %6 = affine.load %arg0[%arg4] : memref<100xf32>
    affine.yield %6, %6 : f32, f32
  }
  %1 = arith.addf %arg2, %0#0 : f32
  %2 = arith.maximumf %arg2, %0#1 : f32
  %3 = affine.parallel (%arg4) = (0) to (100) reduce ("addi") -> (i32) {
    %6 = affine.load %arg1[%arg4] : memref<100xi32>
    affine.yield %6 : i32
  }
  %4 = arith.addi %arg3, %3 : i32
  %5 = affine.for %arg4 = 0 to 100 iter_args(%arg5 = %arg2) -> (f32) {
    affine.store %arg5, %arg0[%arg4] : memref<100xf32>
    %6 = arith.addf %arg5, %arg2 : f32
    affine.yield %6 : f32
  }
  return %1, %2, %4, %5 : f32, f32, i32, f32
}
