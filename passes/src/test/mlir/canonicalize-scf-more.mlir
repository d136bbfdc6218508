// RUN: builtin.module(canonicalize)

// carried twice, once is enough
func.func @carried(%m: memref<10xf32>, %v: f32, %u: f32, %n: index) -> (f32, f32, f32, f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r:5 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %v, %b = %u, %c = %v, %d = %v, %e = %v) -> (f32, f32, f32, f32, f32) {
    %x = memref.load %m[%i] : memref<10xf32>
    %s = arith.addf %a, %x : f32
    %t = arith.mulf %c, %x : f32
    %y = arith.mulf %s, %b : f32
    %z = arith.mulf %d, %y : f32
    memref.store %z, %m[%i] : memref<10xf32>
    scf.yield %s, %b, %s, %z, %v : f32, f32, f32, f32, f32
  }
  return %r#0, %r#1, %r#2, %r#4 : f32, f32, f32, f32
}
// =====>
func.func @carried(%arg0: memref<10xf32>, %arg1: f32, %arg2: f32, %arg3: index) -> (f32, f32, f32, f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0:2 = scf.for %arg4 = %c0 to %arg3 step %c1 iter_args(%arg5 = %arg1, %arg6 = %arg1) -> (f32, f32) {
    %1 = memref.load %arg0[%arg4] : memref<10xf32>
    %2 = arith.addf %arg5, %1 : f32
    %3 = arith.mulf %2, %arg2 : f32
    %4 = arith.mulf %arg6, %3 : f32
    memref.store %4, %arg0[%arg4] : memref<10xf32>
    scf.yield %2, %4 : f32, f32
  }
  return %0#0, %arg2, %0#0, %arg1 : f32, f32, f32, f32
}
// -----
// conditions in a row, and nested ones
func.func @branches(%c: i1, %d: i1, %x: f32, %m: memref<f32>) {
  scf.if %c {
    memref.store %x, %m[] : memref<f32>
  } else {
  }
  scf.if %c {
    scf.if %d {
      memref.store %x, %m[] : memref<f32>
    }
  }
  scf.if %c {
    "test.use"(%c) : (i1) -> ()
  } else {
    "test.use"(%c) : (i1) -> ()
  }
  return
}
// =====>
func.func @branches(%arg0: i1, %arg1: i1, %arg2: f32, %arg3: memref<f32>) {
  %false = arith.constant false
  %true = arith.constant true
  scf.if %arg0 {
    memref.store %arg2, %arg3[] : memref<f32>
    scf.if %arg1 {
      memref.store %arg2, %arg3[] : memref<f32>
    }
    "test.use"(%true) : (i1) -> ()
  } else {
    "test.use"(%false) : (i1) -> ()
  }
  return
}
