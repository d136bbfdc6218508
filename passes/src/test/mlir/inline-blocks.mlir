// RUN: builtin.module(inline{default-pipeline=cse})

// Several blocks, where several may stand.
func.func private @branchy(%c: i1, %a: f32, %b: f32) -> f32 {
  cf.cond_br %c, ^bb1, ^bb2
^bb1:
  return %a : f32
^bb2:
  return %b : f32
}
func.func @calls(%c: i1, %a: f32) -> f32 {
  %z = arith.negf %a : f32
  %0 = func.call @branchy(%c, %a, %z) : (i1, f32, f32) -> f32
  %1 = arith.mulf %0, %a : f32
  return %1 : f32
}
// =====>
func.func @calls(%arg0: i1, %arg1: f32) -> f32 {
  %0 = arith.negf %arg1 : f32
  cf.cond_br %arg0, ^bb1, ^bb2
^bb1:
  cf.br ^bb3(%arg1 : f32)
^bb2:
  cf.br ^bb3(%0 : f32)
^bb3(%1: f32):
  %2 = arith.mulf %1, %arg1 : f32
  return %2 : f32
}

// -----

// Not where one block must stand.
func.func private @branchy(%c: i1, %a: f32, %b: f32) -> f32 {
  cf.cond_br %c, ^bb1, ^bb2
^bb1:
  return %a : f32
^bb2:
  return %b : f32
}
func.func @inside(%c: i1, %a: f32) -> f32 {
  %0 = scf.if %c -> (f32) {
    %1 = func.call @branchy(%c, %a, %a) : (i1, f32, f32) -> f32
    scf.yield %1 : f32
  } else {
    scf.yield %a : f32
  }
  return %0 : f32
}
// =====> same
