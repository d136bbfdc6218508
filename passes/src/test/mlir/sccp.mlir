// RUN: builtin.module(sccp)

// Branches, loops, conditions and calls.
func.func @simple(%arg0: i32) -> i32 {
  %cond = arith.constant true
  %cst = arith.constant 1 : i32
  cf.cond_br %cond, ^bb1, ^bb2(%arg0 : i32)
^bb1:
  %cst2 = arith.constant 1 : i32
  cf.br ^bb2(%cst2 : i32)
^bb2(%x: i32):
  %y = arith.addi %x, %cst : i32
  return %y : i32
}
func.func @loop(%arg0: i32, %n: index) -> (i32, i32) {
  %c1 = arith.constant 1 : i32
  %c0 = arith.constant 0 : index
  %s = arith.constant 1 : index
  %r:2 = scf.for %i = %c0 to %n step %s iter_args(%a = %c1, %b = %c1) -> (i32, i32) {
    %m = arith.muli %a, %c1 : i32
    %p = arith.addi %b, %m : i32
    scf.yield %m, %p : i32, i32
  }
  return %r#0, %r#1 : i32, i32
}
func.func @ifs(%c: i1) -> (i32, i32) {
  %c1 = arith.constant 1 : i32
  %c2 = arith.constant 2 : i32
  %t = arith.constant true
  %r = scf.if %t -> i32 {
    scf.yield %c1 : i32
  } else {
    scf.yield %c2 : i32
  }
  %q = scf.if %c -> i32 {
    %o = arith.addi %r, %c1 : i32
    scf.yield %o : i32
  } else {
    scf.yield %c2 : i32
  }
  return %r, %q : i32, i32
}
func.func private @callee(%a: i32) -> i32 {
  %c1 = arith.constant 1 : i32
  %s = arith.addi %a, %c1 : i32
  return %s : i32
}
func.func @caller() -> i32 {
  %c1 = arith.constant 1 : i32
  %0 = func.call @callee(%c1) : (i32) -> i32
  %1 = func.call @callee(%c1) : (i32) -> i32
  %2 = arith.addi %0, %1 : i32
  return %2 : i32
}
// =====>
module {
  func.func @simple(%arg0: i32) -> i32 {
    %c2_i32 = arith.constant 2 : i32
    %c1_i32 = arith.constant 1 : i32
    %true = arith.constant true
    cf.cond_br %true, ^bb1, ^bb2(%arg0 : i32)
  ^bb1:  // pred: ^bb0
    cf.br ^bb2(%c1_i32 : i32)
  ^bb2(%0: i32):  // 2 preds: ^bb0, ^bb1
    return %c2_i32 : i32
  }
  func.func @loop(%arg0: i32, %arg1: index) -> (i32, i32) {
    %c1 = arith.constant 1 : index
    %c0 = arith.constant 0 : index
    %c1_i32 = arith.constant 1 : i32
    %0:2 = scf.for %arg2 = %c0 to %arg1 step %c1 iter_args(%arg3 = %c1_i32, %arg4 = %c1_i32) -> (i32, i32) {
      %1 = arith.addi %arg4, %c1_i32 : i32
      scf.yield %c1_i32, %1 : i32, i32
    }
    return %c1_i32, %0#1 : i32, i32
  }
  func.func @ifs(%arg0: i1) -> (i32, i32) {
    %true = arith.constant true
    %c2_i32 = arith.constant 2 : i32
    %c1_i32 = arith.constant 1 : i32
    return %c1_i32, %c2_i32 : i32, i32
  }
  func.func private @callee(%arg0: i32) -> i32 {
    %c2_i32 = arith.constant 2 : i32
    %c1_i32 = arith.constant 1 : i32
    return %c2_i32 : i32
  }
  func.func @caller() -> i32 {
    %c4_i32 = arith.constant 4 : i32
    %c2_i32 = arith.constant 2 : i32
    %c1_i32 = arith.constant 1 : i32
    %0 = call @callee(%c1_i32) : (i32) -> i32
    %1 = call @callee(%c1_i32) : (i32) -> i32
    return %c4_i32 : i32
  }
}

// -----

// While loops, switches, back edges, regions that nobody knows, callers that disagree.
func.func @while(%n: i32) -> i32 {
  %c5 = arith.constant 5 : i32
  %r:2 = scf.while (%a = %c5, %b = %n) : (i32, i32) -> (i32, i32) {
    %c = arith.cmpi slt, %b, %a : i32
    scf.condition(%c) %a, %b : i32, i32
  } do {
  ^bb0(%x: i32, %y: i32):
    %s = arith.addi %x, %y : i32
    scf.yield %x, %s : i32, i32
  }
  return %r#0 : i32
}
func.func @switch(%n: i32) -> i32 {
  %c2 = arith.constant 2 : i32
  %c7 = arith.constant 7 : i32
  cf.switch %c2 : i32, [
    default: ^bb1(%n : i32),
    2: ^bb2(%c7 : i32),
    3: ^bb1(%c2 : i32)
  ]
^bb1(%a: i32):
  %t = arith.addi %a, %a : i32
  return %t : i32
^bb2(%b: i32):
  %u = arith.addi %b, %b : i32
  return %u : i32
}
func.func @backedge(%c: i1) -> i32 {
  %z = arith.constant 0 : i32
  cf.br ^loop(%z : i32)
^loop(%i: i32):
  %one = arith.constant 0 : i32
  %j = arith.addi %i, %one : i32
  cf.cond_br %c, ^loop(%j : i32), ^exit
^exit:
  return %j : i32
}
func.func @unknown(%m: memref<4xi32>) -> i32 {
  %c1 = arith.constant 1 : i32
  %0 = "test.region"(%c1) ({
  ^bb0(%a: i32):
    %s = arith.addi %a, %c1 : i32
    %t = arith.addi %c1, %c1 : i32
    "test.yield"(%s, %t) : (i32, i32) -> ()
  }) : (i32) -> i32
  affine.for %i = 0 to 4 {
    %v = arith.addi %c1, %c1 : i32
    affine.store %v, %m[%i] : memref<4xi32>
  }
  return %0 : i32
}
func.func private @g(%a: i32, %b: i32) -> (i32, i32) {
  return %a, %b : i32, i32
}
func.func @callers(%x: i32) -> (i32, i32) {
  %c1 = arith.constant 1 : i32
  %0:2 = func.call @g(%c1, %c1) : (i32, i32) -> (i32, i32)
  %1:2 = func.call @g(%c1, %x) : (i32, i32) -> (i32, i32)
  return %1#0, %1#1 : i32, i32
}
func.func private @never(%a: i32) -> i32 {
  %c1 = arith.constant 1 : i32
  %0 = arith.addi %c1, %c1 : i32
  return %0 : i32
}
// =====>
module {
  func.func @while(%arg0: i32) -> i32 {
    %c5_i32 = arith.constant 5 : i32
    %0:2 = scf.while (%arg1 = %c5_i32, %arg2 = %arg0) : (i32, i32) -> (i32, i32) {
      %1 = arith.cmpi slt, %arg2, %c5_i32 : i32
      scf.condition(%1) %c5_i32, %arg2 : i32, i32
    } do {
    ^bb0(%arg1: i32, %arg2: i32):
      %1 = arith.addi %c5_i32, %arg2 : i32
      scf.yield %c5_i32, %1 : i32, i32
    }
    return %c5_i32 : i32
  }
  func.func @switch(%arg0: i32) -> i32 {
    %c14_i32 = arith.constant 14 : i32
    %c7_i32 = arith.constant 7 : i32
    %c2_i32 = arith.constant 2 : i32
    cf.switch %c2_i32 : i32, [
      default: ^bb1(%arg0 : i32),
      2: ^bb2(%c7_i32 : i32),
      3: ^bb1(%c2_i32 : i32)
    ]
  ^bb1(%0: i32):  // 2 preds: ^bb0, ^bb0
    %1 = arith.addi %0, %0 : i32
    return %1 : i32
  ^bb2(%2: i32):  // pred: ^bb0
    return %c14_i32 : i32
  }
  func.func @backedge(%arg0: i1) -> i32 {
    %c0_i32 = arith.constant 0 : i32
    cf.br ^bb1(%c0_i32 : i32)
  ^bb1(%0: i32):  // 2 preds: ^bb0, ^bb1
    cf.cond_br %arg0, ^bb1(%c0_i32 : i32), ^bb2
  ^bb2:  // pred: ^bb1
    return %c0_i32 : i32
  }
  func.func @unknown(%arg0: memref<4xi32>) -> i32 {
    %c2_i32 = arith.constant 2 : i32
    %c1_i32 = arith.constant 1 : i32
    %0 = "test.region"(%c1_i32) ({
    ^bb0(%arg1: i32):
      %c2_i32_0 = arith.constant 2 : i32
      %1 = arith.addi %arg1, %c1_i32 : i32
      "test.yield"(%1, %c2_i32_0) : (i32, i32) -> ()
    }) : (i32) -> i32
    affine.for %arg1 = 0 to 4 {
      affine.store %c2_i32, %arg0[%arg1] : memref<4xi32>
    }
    return %0 : i32
  }
  func.func private @g(%arg0: i32, %arg1: i32) -> (i32, i32) {
    %c1_i32 = arith.constant 1 : i32
    return %c1_i32, %arg1 : i32, i32
  }
  func.func @callers(%arg0: i32) -> (i32, i32) {
    %c1_i32 = arith.constant 1 : i32
    %0:2 = call @g(%c1_i32, %c1_i32) : (i32, i32) -> (i32, i32)
    %1:2 = call @g(%c1_i32, %arg0) : (i32, i32) -> (i32, i32)
    return %c1_i32, %1#1 : i32, i32
  }
  func.func private @never(%arg0: i32) -> i32 {
    %c1_i32 = arith.constant 1 : i32
    %0 = arith.addi %c1_i32, %c1_i32 : i32
    return %0 : i32
  }
}
