// RUN: builtin.module(canonicalize)

// What a while loop need not carry or hand on.
func.func @w1(%a: i32, %n: i32) -> (i32, i32) {
  %r:2 = scf.while (%x = %a, %y = %n) : (i32, i32) -> (i32, i32) {
    %c = arith.cmpi slt, %x, %y : i32
    scf.condition(%c) %x, %y : i32, i32
  } do {
  ^bb0(%x: i32, %y: i32):
    %s = "test.next"(%x, %y) : (i32, i32) -> i32
    scf.yield %s, %y : i32, i32
  }
  return %r#0, %r#1 : i32, i32
}
// =====>
module {
  func.func @w1(%arg0: i32, %arg1: i32) -> (i32, i32) {
    %0 = scf.while (%arg2 = %arg0) : (i32) -> i32 {
      %1 = arith.cmpi slt, %arg2, %arg1 : i32
      scf.condition(%1) %arg2 : i32
    } do {
    ^bb0(%arg2: i32):
      %1 = "test.next"(%arg2, %arg1) : (i32, i32) -> i32
      scf.yield %1 : i32
    }
    return %0, %arg1 : i32, i32
  }
}

// -----

func.func @w2(%a: i32, %n: i32) -> (i32, i32) {
  %r:2 = scf.while (%x = %a, %y = %n) : (i32, i32) -> (i32, i32) {
    %c = arith.cmpi slt, %x, %y : i32
    scf.condition(%c) %x, %x : i32, i32
  } do {
  ^bb0(%x: i32, %y: i32):
    %s = "test.next"(%x, %y) : (i32, i32) -> i32
    scf.yield %s, %y : i32, i32
  }
  return %r#0, %r#1 : i32, i32
}
// =====>
module {
  func.func @w2(%arg0: i32, %arg1: i32) -> (i32, i32) {
    %0 = scf.while (%arg2 = %arg0, %arg3 = %arg1) : (i32, i32) -> i32 {
      %1 = arith.cmpi slt, %arg2, %arg3 : i32
      scf.condition(%1) %arg2 : i32
    } do {
    ^bb0(%arg2: i32):
      %1 = "test.next"(%arg2, %arg2) : (i32, i32) -> i32
      scf.yield %1, %arg2 : i32, i32
    }
    return %0, %0 : i32, i32
  }
}

// -----

func.func @w3(%a: i32, %n: i32) -> (i32) {
  %r:2 = scf.while (%x = %a) : (i32) -> (i32, i32) {
    %c = arith.cmpi slt, %x, %n : i32
    scf.condition(%c) %x, %n : i32, i32
  } do {
  ^bb0(%x: i32, %y: i32):
    %d = arith.cmpi slt, %x, %n : i32
    %e = arith.cmpi sge, %x, %n : i32
    %f = arith.cmpi sgt, %n, %x : i32
    %s = "test.next"(%x, %y, %d, %e, %f) : (i32, i32, i1, i1, i1) -> i32
    scf.yield %s : i32
  }
  return %r#1 : i32
}
// =====>
module {
  func.func @w3(%arg0: i32, %arg1: i32) -> i32 {
    %true = arith.constant true
    %false = arith.constant false
    %0 = scf.while (%arg2 = %arg0) : (i32) -> i32 {
      %1 = arith.cmpi slt, %arg2, %arg1 : i32
      scf.condition(%1) %arg2 : i32
    } do {
    ^bb0(%arg2: i32):
      %1 = arith.cmpi sgt, %arg1, %arg2 : i32
      %2 = "test.next"(%arg2, %arg1, %true, %false, %1) : (i32, i32, i1, i1, i1) -> i32
      scf.yield %2 : i32
    }
    return %arg1 : i32
  }
}

// -----

func.func @w4(%a: i32, %n: i32) -> (i32) {
  %r = scf.while (%x = %a, %u = %n) : (i32, i32) -> (i32) {
    %c = "test.c"(%x) : (i32) -> i1
    scf.condition(%c) %x : i32
  } do {
  ^bb0(%x: i32):
    %s = "test.next"(%x) : (i32) -> i32
    scf.yield %s, %s : i32, i32
  }
  return %r : i32
}
// =====>
module {
  func.func @w4(%arg0: i32, %arg1: i32) -> i32 {
    %0 = scf.while (%arg2 = %arg0) : (i32) -> i32 {
      %1 = "test.c"(%arg2) : (i32) -> i1
      scf.condition(%1) %arg2 : i32
    } do {
    ^bb0(%arg2: i32):
      %1 = "test.next"(%arg2) : (i32) -> i32
      scf.yield %1 : i32
    }
    return %0 : i32
  }
}

// -----

func.func @w5(%a: i32, %n: i32) {
  scf.while : () -> () {
    %c = "test.c"() : () -> i1
    scf.condition(%c)
  } do {
    scf.yield
  }
  %t = arith.constant true
  scf.while : () -> () {
    scf.condition(%t)
  } do {
    scf.yield
  }
  return
}
// =====>
module {
  func.func @w5(%arg0: i32, %arg1: i32) {
    scf.while : () -> () {
      %0 = "test.c"() : () -> i1
      scf.condition(%0)
    } do {
      scf.yield
    }
    return
  }
}

// -----

func.func @w6(%a: i32, %n: i32) -> (i32, i1) {
  %f = arith.constant false
  %r:2 = scf.while (%x = %a, %u = %n) : (i32, i32) -> (i32, i1) {
    scf.condition(%f) %x, %f : i32, i1
  } do {
  ^bb0(%x: i32, %z: i1):
    %s = "test.next"(%x, %z) : (i32, i1) -> i32
    scf.yield %s, %s : i32, i32
  }
  return %r#0, %r#1 : i32, i1
}
// =====>
module {
  func.func @w6(%arg0: i32, %arg1: i32) -> (i32, i1) {
    %false = arith.constant false
    %0 = scf.while (%arg2 = %arg0) : (i32) -> i32 {
      scf.condition(%false) %arg2 : i32
    } do {
    ^bb0(%arg2: i32):
      %1 = "test.next"(%arg2, %false) : (i32, i1) -> i32
      scf.yield %1 : i32
    }
    return %0, %false : i32, i1
  }
}

// -----

func.func @w7(%a: i32, %n: i32) {
  %r:2 = scf.while (%x = %a, %u = %n) : (i32, i32) -> (i32, i32) {
    %c = arith.cmpi ult, %x, %u : i32
    scf.condition(%c) %x, %u : i32, i32
  } do {
  ^bb0(%x: i32, %z: i32):
    %s = arith.addi %x, %z : i32
    scf.yield %s, %x : i32, i32
  }
  return
}
// =====>
module {
  func.func @w7(%arg0: i32, %arg1: i32) {
    return
  }
}

// -----

func.func @w8(%a: i32, %n: i32) -> (i32, i32, i32) {
  %r:3 = scf.while (%x = %a, %u = %n, %w = %n) : (i32, i32, i32) -> (i32, i32, i32) {
    %c = arith.cmpi ult, %x, %u : i32
    scf.condition(%c) %u, %x, %w : i32, i32, i32
  } do {
  ^bb0(%u: i32, %x: i32, %z: i32):
    %s = arith.addi %x, %z : i32
    scf.yield %s, %u, %n : i32, i32, i32
  }
  return %r#0, %r#1, %r#2 : i32, i32, i32
}
// =====>
module {
  func.func @w8(%arg0: i32, %arg1: i32) -> (i32, i32, i32) {
    %0 = scf.while (%arg2 = %arg0) : (i32) -> i32 {
      %1 = arith.cmpi ult, %arg2, %arg1 : i32
      scf.condition(%1) %arg2 : i32
    } do {
    ^bb0(%arg2: i32):
      %1 = arith.addi %arg2, %arg1 : i32
      scf.yield %1 : i32
    }
    return %arg1, %0, %arg1 : i32, i32, i32
  }
}
