// The operations of cf, and blocks.

func.func @branches(%c: i1, %flag: i32, %a: f32, %b: f32) -> f32 {
  cf.assert %c, "the condition \22c\22"
  cf.cond_br %c, ^left(%a : f32), ^right
^left(%x: f32):
  cf.br ^exit(%x, %b : f32, f32) {unroll}
^right:
  cf.switch %flag : i32, [
    default: ^exit(%a, %b : f32, f32),
    -1: ^left(%b : f32),
    42: ^last
  ] {hint = 1 : i32}
^last:
  cf.switch %flag : i32, [
    default: ^left(%a : f32)
  ]
^exit(%p: f32, %q: f32):
  %s = arith.addf %p, %q : f32
  return %s : f32
}

func.func @loop(%n: i32) -> i32 {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  cf.br ^head(%zero : i32)
^head(%i: i32):
  %more = arith.cmpi slt, %i, %n : i32
  cf.cond_br %more, ^body, ^exit
^body:
  %next = arith.addi %i, %one : i32
  cf.br ^head(%next : i32)
^exit:
  return %i : i32
}

func.func @forwardReference() -> i32 {
  cf.br ^second
^first:
  return %v : i32
^second:
  %v = arith.constant 3 : i32
  cf.br ^first
}

func.func @sparseSwitch(%flag: i64) {
  cf.switch %flag : i64, [
    default: ^bb1,
    0: ^bb1,
    9223372036854775807: ^bb2
  ]
^bb1:
  return
^bb2:
  return
}
