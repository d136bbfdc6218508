// RUN: builtin.module(canonicalize)

func.func @merge(%x: i32) -> i32 {
  cf.br ^a(%x : i32)
^a(%y: i32):
  %z = arith.addi %y, %y : i32
  cf.br ^b
^b:
  return %z : i32
}
// =====>
func.func @merge(%arg0: i32) -> i32 {
  %0 = arith.addi %arg0, %arg0 : i32
  return %0 : i32
}
// -----
func.func @constant(%x: i32) -> i32 {
  %t = arith.constant true
  cf.cond_br %t, ^a(%x : i32), ^b
^a(%y: i32):
  return %y : i32
^b:
  %c = arith.constant 3 : i32
  return %c : i32
}
// =====>
func.func @constant(%arg0: i32) -> i32 {
  return %arg0 : i32
}
// -----
func.func @select(%c: i1, %x: i32, %y: i32) -> (i32, i32) {
  cf.cond_br %c, ^a(%x, %x : i32, i32), ^a(%y, %x : i32, i32)
^a(%z: i32, %w: i32):
  return %z, %w : i32, i32
}
// =====>
func.func @select(%arg0: i1, %arg1: i32, %arg2: i32) -> (i32, i32) {
  %0 = arith.select %arg0, %arg1, %arg2 : i32
  return %0, %arg1 : i32, i32
}
// -----
func.func @pass(%c: i1, %x: i32, %y: i32) -> i32 {
  cf.cond_br %c, ^a(%x : i32), ^b
^a(%z: i32):
  cf.br ^d(%y, %z : i32, i32)
^b:
  "test.op"() : () -> ()
  cf.br ^d(%x, %y : i32, i32)
^d(%u: i32, %v: i32):
  %s = arith.addi %u, %v : i32
  return %s : i32
}
// =====>
func.func @pass(%arg0: i1, %arg1: i32, %arg2: i32) -> i32 {
  cf.cond_br %arg0, ^bb2(%arg2, %arg1 : i32, i32), ^bb1
^bb1:  // pred: ^bb0
  "test.op"() : () -> ()
  cf.br ^bb2(%arg1, %arg2 : i32, i32)
^bb2(%0: i32, %1: i32):  // 2 preds: ^bb0, ^bb1
  %2 = arith.addi %0, %1 : i32
  return %2 : i32
}
// -----
func.func @known(%c: i1, %x: i32) -> (i1, i32) {
  cf.cond_br %c, ^a, ^b
^a:
  "test.op"(%c) : (i1) -> ()
  cf.cond_br %c, ^e(%x : i32), ^f(%x : i32)
^b:
  cf.cond_br %c, ^e(%x : i32), ^f(%x : i32)
^e(%y: i32):
  return %c, %y : i1, i32
^f(%z: i32):
  "test.op"(%c) : (i1) -> ()
  return %c, %z : i1, i32
}
// =====>
func.func @known(%arg0: i1, %arg1: i32) -> (i1, i32) {
  %true = arith.constant true
  %false = arith.constant false
  cf.cond_br %arg0, ^bb1, ^bb2
^bb1:  // pred: ^bb0
  "test.op"(%true) : (i1) -> ()
  return %true, %arg1 : i1, i32
^bb2:  // pred: ^bb0
  "test.op"(%false) : (i1) -> ()
  return %false, %arg1 : i1, i32
}
// -----
func.func @dead(%c: i1, %x: i32, %n: i32) -> i32 {
  %c0 = arith.constant 0 : i32
  cf.br ^h(%c0, %x : i32, i32)
^h(%i: i32, %u: i32):
  %t = arith.cmpi slt, %i, %n : i32
  %u2 = arith.addi %u, %u : i32
  cf.cond_br %t, ^body, ^exit
^body:
  %j = arith.addi %i, %n : i32
  cf.br ^h(%j, %u2 : i32, i32)
^exit:
  return %i : i32
^unreached:
  "test.op"(%x) : (i32) -> ()
  cf.br ^exit
}
// =====>
func.func @dead(%arg0: i1, %arg1: i32, %arg2: i32) -> i32 {
  %c0_i32 = arith.constant 0 : i32
  cf.br ^bb1(%c0_i32 : i32)
^bb1(%0: i32):  // 2 preds: ^bb0, ^bb2
  %1 = arith.cmpi slt, %0, %arg2 : i32
  cf.cond_br %1, ^bb2, ^bb3
^bb2:  // pred: ^bb1
  %2 = arith.addi %0, %arg2 : i32
  cf.br ^bb1(%2 : i32)
^bb3:  // pred: ^bb1
  return %0 : i32
}
// -----
func.func @switch(%f: i32, %v: i32) -> i32 {
  %c7 = arith.constant 7 : i32
  cf.switch %c7 : i32, [
    default: ^a(%v : i32),
    1: ^b(%f : i32),
    7: ^a(%f : i32)
  ]
^a(%x: i32):
  return %x : i32
^b(%y: i32):
  cf.br ^a(%y : i32)
}
// =====>
func.func @switch(%arg0: i32, %arg1: i32) -> i32 {
  return %arg0 : i32
}
// -----
func.func @switch2(%f: i32, %v: i32) -> i32 {
  cf.switch %f : i32, [
    default: ^a(%v : i32),
    1: ^b(%f : i32),
    7: ^a(%v : i32)
  ]
^a(%x: i32):
  "test.op"(%x) : (i32) -> ()
  return %x : i32
^b(%y: i32):
  cf.br ^a(%y : i32)
}
// =====>
func.func @switch2(%arg0: i32, %arg1: i32) -> i32 {
  cf.switch %arg0 : i32, [
    default: ^bb1(%arg1 : i32),
    1: ^bb1(%arg0 : i32)
  ]
^bb1(%0: i32):  // 2 preds: ^bb0, ^bb0
  "test.op"(%0) : (i32) -> ()
  return %0 : i32
}
// -----
func.func @assert(%c: i1, %x: i32) -> i32 {
  %t = arith.constant true
  cf.assert %t, "fine"
  cf.assert %c, "maybe"
  return %x : i32
}
// =====>
func.func @assert(%arg0: i1, %arg1: i32) -> i32 {
  cf.assert %arg0, "maybe"
  return %arg1 : i32
}
// -----
func.func @diamond(%c: i1, %x: i32, %y: i32) -> i32 {
  cf.cond_br %c, ^a, ^b
^a:
  cf.br ^d(%x : i32)
^b:
  cf.br ^d(%y : i32)
^d(%z: i32):
  return %z : i32
}
// =====>
func.func @diamond(%arg0: i1, %arg1: i32, %arg2: i32) -> i32 {
  %0 = arith.select %arg0, %arg1, %arg2 : i32
  return %0 : i32
}
