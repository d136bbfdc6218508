// RUN: builtin.module(canonicalize)

func.func @trips(%m: memref<10xf32>, %v: f32, %n: index) -> (f32, f32, f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c5 = arith.constant 5 : index
  scf.for %i = %c5 to %c0 step %c1 {
    memref.store %v, %m[%i] : memref<10xf32>
  }
  scf.for %i = %n to %n step %c1 {
    memref.store %v, %m[%i] : memref<10xf32>
  }
  scf.for %i = %c0 to %c5 step %c5 {
    memref.store %v, %m[%i] : memref<10xf32>
  }
  %n1 = arith.addi %n, %c1 : index
  %r = scf.for %i = %n to %n1 step %c1 iter_args(%a = %v) -> (f32) {
    %x = memref.load %m[%i] : memref<10xf32>
    %s = arith.addf %a, %x : f32
    scf.yield %s : f32
  }
  %q = scf.for %i = %c1 to %c0 step %c1 iter_args(%a = %v) -> (f32) {
    %x = memref.load %m[%i] : memref<10xf32>
    scf.yield %x : f32
  }
  %w = arith.addf %v, %v : f32
  %p = scf.for %i = %c0 to %c5 step %c1 iter_args(%a = %v) -> (f32) {
    scf.yield %w : f32
  }
  return %r, %q, %p : f32, f32, f32
}
// =====>
func.func @trips(%arg0: memref<10xf32>, %arg1: f32, %arg2: index) -> (f32, f32, f32) {
  %c0 = arith.constant 0 : index
  memref.store %arg1, %arg0[%c0] : memref<10xf32>
  %0 = memref.load %arg0[%arg2] : memref<10xf32>
  %1 = arith.addf %arg1, %0 : f32
  %2 = arith.addf %arg1, %arg1 : f32
  return %1, %arg1, %2 : f32, f32, f32
}
// -----
func.func @ifs(%c: i1, %d: i1, %x: f32, %y: f32, %m: memref<f32>) -> (f32, f32, f32, f32) {
  %true = arith.constant true
  %false = arith.constant false
  %a = scf.if %true -> (f32) {
    %s = arith.addf %x, %y : f32
    scf.yield %s : f32
  } else {
    scf.yield %x : f32
  }
  scf.if %false {
    memref.store %x, %m[] : memref<f32>
  }
  scf.if %false {
    memref.store %x, %m[] : memref<f32>
  } else {
    memref.store %y, %m[] : memref<f32>
  }
  %b = scf.if %c -> (f32) {
    scf.yield %x : f32
  } else {
    scf.yield %y : f32
  }
  %e:2 = scf.if %c -> (f32, f32) {
    %s = arith.addf %x, %y : f32
    memref.store %s, %m[] : memref<f32>
    scf.yield %s, %x : f32, f32
  } else {
    scf.yield %y, %y : f32, f32
  }
  %f:2 = scf.if %d -> (f32, f32) {
    %s = arith.addf %x, %y : f32
    memref.store %s, %m[] : memref<f32>
    scf.yield %s, %x : f32, f32
  } else {
    %t = arith.mulf %x, %y : f32
    scf.yield %t, %t : f32, f32
  }
  return %a, %b, %e#0, %f#0 : f32, f32, f32, f32
}
// =====>
func.func @ifs(%arg0: i1, %arg1: i1, %arg2: f32, %arg3: f32, %arg4: memref<f32>) -> (f32, f32, f32, f32) {
  %0 = arith.addf %arg2, %arg3 : f32
  memref.store %arg3, %arg4[] : memref<f32>
  %1 = arith.select %arg0, %arg2, %arg3 : f32
  %2 = scf.if %arg0 -> (f32) {
    %4 = arith.addf %arg2, %arg3 : f32
    memref.store %4, %arg4[] : memref<f32>
    scf.yield %4 : f32
  } else {
    scf.yield %arg3 : f32
  }
  %3 = scf.if %arg1 -> (f32) {
    %4 = arith.addf %arg2, %arg3 : f32
    memref.store %4, %arg4[] : memref<f32>
    scf.yield %4 : f32
  } else {
    %4 = arith.mulf %arg2, %arg3 : f32
    scf.yield %4 : f32
  }
  return %0, %1, %2, %3 : f32, f32, f32, f32
}
// -----
func.func @switch(%x: f32, %y: f32, %i: index) -> (f32, f32) {
  %c2 = arith.constant 2 : index
  %a = scf.index_switch %c2 -> f32
  case 1 {
    scf.yield %x : f32
  }
  case 2 {
    scf.yield %y : f32
  }
  default {
    %z = arith.addf %x, %y : f32
    scf.yield %z : f32
  }
  %b = scf.execute_region -> f32 {
    %z = arith.mulf %x, %y : f32
    scf.yield %z : f32
  }
  return %a, %b : f32, f32
}
// =====>
func.func @switch(%arg0: f32, %arg1: f32, %arg2: index) -> (f32, f32) {
  %0 = arith.mulf %arg0, %arg1 : f32
  return %arg1, %0 : f32, f32
}
// -----
func.func @while(%n: i32, %x: f32) -> i32 {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %r:2 = scf.while (%i = %c0) : (i32) -> (i32, f32) {
    %t = arith.cmpi slt, %i, %n : i32
    scf.condition(%t) %i, %x : i32, f32
  } do {
  ^bb0(%j: i32, %y: f32):
    %k = arith.addi %j, %c1 : i32
    scf.yield %k : i32
  }
  return %r#0 : i32
}
// =====>
func.func @while(%arg0: i32, %arg1: f32) -> i32 {
  %c0_i32 = arith.constant 0 : i32
  %c1_i32 = arith.constant 1 : i32
  %0 = scf.while (%arg2 = %c0_i32) : (i32) -> i32 {
    %1 = arith.cmpi slt, %arg2, %arg0 : i32
    scf.condition(%1) %arg2 : i32
  } do {
  ^bb0(%arg2: i32):
    %1 = arith.addi %arg2, %c1_i32 : i32
    scf.yield %1 : i32
  }
  return %0 : i32
}
// -----
func.func @condition(%n: i32) -> i1 {
  %c0 = arith.constant 0 : i32
  %r = scf.while (%i = %c0) : (i32) -> i1 {
    %t = "test.more"(%i) : (i32) -> i1
    scf.condition(%t) %t : i1
  } do {
  ^bb0(%j: i1):
    %k = "test.next"(%j) : (i1) -> i32
    scf.yield %k : i32
  }
  return %r : i1
}
// =====>
func.func @condition(%arg0: i32) -> i1 {
  %c0_i32 = arith.constant 0 : i32
  %true = arith.constant true
  %0 = scf.while (%arg1 = %c0_i32) : (i32) -> i1 {
    %1 = "test.more"(%arg1) : (i32) -> i1
    scf.condition(%1) %1 : i1
  } do {
  ^bb0(%arg1: i1):
    %1 = "test.next"(%true) : (i1) -> i32
    scf.yield %1 : i32
  }
  return %0 : i1
}
