// RUN: builtin.module(canonicalize)

// Regions of several blocks, negated and nested conditions.
func.func @er1(%a: i32, %c: i1) -> i32 {
  %r = scf.execute_region -> i32 {
    cf.cond_br %c, ^a, ^b
  ^a:
    %x = arith.addi %a, %a : i32
    scf.yield %x : i32
  ^b:
    %y = arith.muli %a, %a : i32
    scf.yield %y : i32
  }
  return %r : i32
}
// =====>
module {
  func.func @er1(%arg0: i32, %arg1: i1) -> i32 {
    cf.cond_br %arg1, ^bb1, ^bb2
  ^bb1:  // pred: ^bb0
    %0 = arith.addi %arg0, %arg0 : i32
    cf.br ^bb3(%0 : i32)
  ^bb2:  // pred: ^bb0
    %1 = arith.muli %arg0, %arg0 : i32
    cf.br ^bb3(%1 : i32)
  ^bb3(%2: i32):  // 2 preds: ^bb1, ^bb2
    return %2 : i32
  }
}

// -----

func.func @er2(%a: i32, %c: i1) {
  scf.execute_region {
    cf.cond_br %c, ^a, ^b
  ^a:
    "test.use"(%a) : (i32) -> ()
    scf.yield
  ^b:
    cf.br ^a
  }
  return
}
// =====>
module {
  func.func @er2(%arg0: i32, %arg1: i1) {
    "test.use"(%arg0) : (i32) -> ()
    return
  }
}

// -----

func.func @er3(%a: i32, %c: i1) {
  scf.if %c {
  scf.execute_region {
    cf.cond_br %c, ^a, ^b
  ^a:
    "test.use"(%a) : (i32) -> ()
    scf.yield
  ^b:
    cf.br ^a
  }
  }
  return
}
// =====>
module {
  func.func @er3(%arg0: i32, %arg1: i1) {
    scf.if %arg1 {
      "test.use"(%arg0) : (i32) -> ()
    }
    return
  }
}

// -----

func.func @er4(%a: i32, %c: i1) -> (i32, i32) {
  %r:2 = scf.execute_region -> (i32, i32) {
    cf.cond_br %c, ^a(%a : i32), ^b
  ^a(%k: i32):
    %x = arith.addi %k, %a : i32
    scf.yield %x, %a : i32, i32
  ^b:
    %y = arith.muli %a, %a : i32
    cf.br ^a(%y : i32)
  }
  "test.use"(%r#0) : (i32) -> ()
  return %r#0, %r#1 : i32, i32
}
// =====>
module {
  func.func @er4(%arg0: i32, %arg1: i1) -> (i32, i32) {
    cf.cond_br %arg1, ^bb1(%arg0 : i32), ^bb2
  ^bb1(%0: i32):  // 2 preds: ^bb0, ^bb2
    %1 = arith.addi %0, %arg0 : i32
    "test.use"(%1) : (i32) -> ()
    return %1, %arg0 : i32, i32
  ^bb2:  // pred: ^bb0
    %2 = arith.muli %arg0, %arg0 : i32
    cf.br ^bb1(%2 : i32)
  }
}

// -----

func.func @if_not(%a: i32, %c: i1) -> i32 {
  %t = arith.constant true
  %n = arith.xori %c, %t : i1
  %r = scf.if %n -> i32 {
    %y = "test.a"() : () -> i32
    scf.yield %y : i32
  } else {
    %y = "test.b"() : () -> i32
    scf.yield %y : i32
  }
  scf.if %n {
    "test.c"() : () -> ()
  }
  return %r : i32
}
// =====>
module {
  func.func @if_not(%arg0: i32, %arg1: i1) -> i32 {
    %0 = scf.if %arg1 -> (i32) {
      %1 = "test.b"() : () -> i32
      scf.yield %1 : i32
    } else {
      %1 = "test.a"() : () -> i32
      "test.c"() : () -> ()
      scf.yield %1 : i32
    }
    return %0 : i32
  }
}

// -----

func.func @if_cond_yield(%c: i1) -> (i1, i1, i32) {
  %t = arith.constant true
  %f = arith.constant false
  %r:3 = scf.if %c -> (i1, i1, i32) {
    %y = "test.a"() : () -> i32
    scf.yield %t, %f, %y : i1, i1, i32
  } else {
    %y = "test.b"() : () -> i32
    scf.yield %f, %t, %y: i1, i1, i32
  }
  return %r#0, %r#1, %r#2 : i1, i1, i32
}
// =====>
module {
  func.func @if_cond_yield(%arg0: i1) -> (i1, i1, i32) {
    %true = arith.constant true
    %0 = arith.xori %arg0, %true : i1
    %1 = scf.if %arg0 -> (i32) {
      %2 = "test.a"() : () -> i32
      scf.yield %2 : i32
    } else {
      %2 = "test.b"() : () -> i32
      scf.yield %2 : i32
    }
    return %arg0, %0, %1 : i1, i1, i32
  }
}

// -----

func.func @if_else_nested(%c: i1, %d: i1, %a: i32, %b: i32) -> i32 {
  %r = scf.if %c -> i32 {
    %q = scf.if %d -> i32 {
      "test.a"() : () -> ()
      scf.yield %a : i32
    } else {
      scf.yield %b : i32
    }
    scf.yield %q : i32
  } else {
    scf.yield %b : i32
  }
  return %r : i32
}
// =====>
module {
  func.func @if_else_nested(%arg0: i1, %arg1: i1, %arg2: i32, %arg3: i32) -> i32 {
    %0 = arith.andi %arg0, %arg1 : i1
    %1 = arith.select %0, %arg2, %arg3 : i32
    scf.if %0 {
      "test.a"() : () -> ()
    }
    return %1 : i32
  }
}

// -----

func.func @if_else_nested2(%c: i1, %d: i1, %a: i32, %b: i32) -> (i32, i32) {
  %r:2 = scf.if %c -> (i32, i32) {
    %q = scf.if %d -> i32 {
      "test.a"() : () -> ()
      scf.yield %a : i32
    } else {
      scf.yield %b : i32
    }
    scf.yield %a, %q : i32, i32
  } else {
    scf.yield %a, %b : i32, i32
  }
  return %r#0, %r#1 : i32, i32
}
// =====>
module {
  func.func @if_else_nested2(%arg0: i1, %arg1: i1, %arg2: i32, %arg3: i32) -> (i32, i32) {
    %0 = arith.andi %arg0, %arg1 : i1
    %1 = arith.select %0, %arg2, %arg3 : i32
    scf.if %0 {
      "test.a"() : () -> ()
    }
    return %arg2, %1 : i32, i32
  }
}

// -----

func.func @combine_not(%c: i1) {
  %t = arith.constant true
  %n = arith.xori %c, %t : i1
  scf.if %c {
    "test.a"() : () -> ()
  }
  scf.if %n {
    "test.b"() : () -> ()
  }
  return
}
// =====>
module {
  func.func @combine_not(%arg0: i1) {
    scf.if %arg0 {
      "test.a"() : () -> ()
    } else {
      "test.b"() : () -> ()
    }
    return
  }
}

// -----

func.func @combine_else(%c: i1) -> (i32) {
  %r = scf.if %c -> i32 {
    %y = "test.a"() : () -> i32
    scf.yield %y : i32
  } else {
    %y = "test.b"() : () -> i32
    scf.yield %y : i32
  }
  %q = scf.if %c -> i32 {
    scf.yield %r : i32
  } else {
    %y = "test.d"(%r) : (i32) -> i32
    scf.yield %y : i32
  }
  return %q : i32
}
// =====>
module {
  func.func @combine_else(%arg0: i1) -> i32 {
    %0 = scf.if %arg0 -> (i32) {
      %1 = "test.a"() : () -> i32
      scf.yield %1 : i32
    } else {
      %1 = "test.b"() : () -> i32
      %2 = "test.d"(%1) : (i32) -> i32
      scf.yield %2 : i32
    }
    return %0 : i32
  }
}
