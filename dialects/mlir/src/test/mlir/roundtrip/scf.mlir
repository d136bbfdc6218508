// The operations of scf.

func.func @loops(%n: index, %t: tensor<8xf32>, %f: f32, %c: i1, %m: i32) -> f32 {
  scf.for %i = %n to %n step %n {
  }
  scf.for %i = %m to %m step %m : i32 {
    "test.use"(%i) : (i32) -> ()
  }
  %0:2 = scf.for %i = %n to %n step %n iter_args(%a = %f, %b = %m) -> (f32, i32) {
    scf.yield %a, %b : f32, i32
  } {mark}
  %1 = scf.if %c -> (f32) {
    scf.yield %f : f32
  } else {
    scf.yield %0#0 : f32
  }
  scf.if %c {
    "test.a"() : () -> ()
  } else {
  } {x}
  %2 = scf.while (%a = %f) : (f32) -> f32 {
    scf.condition(%c) %a : f32
  } do {
  ^bb0(%b: f32):
    scf.yield %b : f32
  }
  scf.while : () -> () {
    scf.condition(%c)
  } do {
    scf.yield
  } attributes {y}
  %3:2 = scf.while (%a = %f, %b = %m) : (f32, i32) -> (i32, f32) {
    scf.condition(%c) %b, %a : i32, f32
  } do {
  ^bb0(%p: i32, %q: f32):
    scf.yield %q, %p : f32, i32
  }
  %4 = scf.execute_region -> f32 {
    cf.br ^bb1
  ^bb1:
    scf.yield %f : f32
  }
  scf.execute_region {
    scf.yield
  } {z}
  %5:2 = scf.execute_region -> (f32, i32) {
    scf.yield %f, %m : f32, i32
  }
  return %4 : f32
}

func.func @switch(%n: index) -> (i32, i32) {
  %0:2 = scf.index_switch %n {hint} -> i32, i32
  case 2 {
    %a = arith.constant 1 : i32
    scf.yield %a, %a : i32, i32
  }
  case -5 {
    %a = arith.constant 2 : i32
    scf.yield %a, %a : i32, i32
  }
  default {
    %a = arith.constant 3 : i32
    scf.yield %a, %a : i32, i32
  }
  scf.index_switch %n
  default {
    scf.yield
  }
  %1 = scf.index_switch %n -> i32
  default {
    %a = arith.constant 3 : i32
    scf.yield %a : i32
  }
  return %0#0, %0#1 : i32, i32
}

func.func @parallel(%n: index, %f: f32, %m: memref<4xf32>) -> f32 {
  scf.parallel (%i, %j) = (%n, %n) to (%n, %n) step (%n, %n) {
    memref.store %f, %m[%i] : memref<4xf32>
    scf.reduce
  }
  %0 = scf.parallel (%i) = (%n) to (%n) step (%n) init (%f) -> f32 {
    scf.reduce(%f : f32) {
    ^bb0(%a: f32, %b: f32):
      %s = arith.addf %a, %b : f32
      scf.reduce.return %s : f32
    }
  } {mark}
  %1:2 = scf.parallel (%i) = (%n) to (%n) step (%n) init (%f, %n) -> (f32, index) {
    scf.reduce(%f, %i : f32, index) {
    ^bb0(%a: f32, %b: f32):
      scf.reduce.return %a : f32
    }, {
    ^bb0(%a: index, %b: index):
      scf.reduce.return %b : index
    }
  }
  return %0 : f32
}

func.func @forall(%n: index, %t: tensor<8x8xf32>, %s: tensor<1x8xf32>) -> tensor<8x8xf32> {
  scf.forall (%i, %j) in (%n, 4) {
    "test.use"(%i, %j) : (index, index) -> ()
  }
  scf.forall (%i) = (1) to (%n) step (%n) {
  }
  %0 = scf.forall (%i) in (8) shared_outs(%o = %t) -> (tensor<8x8xf32>) {
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %s into %o[%i, 0] [1, 8] [1, 1] : tensor<1x8xf32> into tensor<8x8xf32>
    }
  } {mark}
  return %0 : tensor<8x8xf32>
}
