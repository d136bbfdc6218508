// RUN: builtin.module(inline)

// Callees first; recursive and external functions stay; private ones that nobody calls go.
func.func private @leaf(%a: f32, %b: f32) -> f32 {
  %0 = arith.addf %a, %b : f32
  return %0 : f32
}
func.func private @mid(%a: f32) -> f32 {
  %0 = func.call @leaf(%a, %a) : (f32, f32) -> f32
  return %0 : f32
}
func.func @main(%a: f32, %c: i1) -> f32 {
  %0 = func.call @mid(%a) : (f32) -> f32
  %1 = scf.if %c -> f32 {
    %2 = func.call @leaf(%0, %a) : (f32, f32) -> f32
    scf.yield %2 : f32
  } else {
    scf.yield %0 : f32
  }
  return %1 : f32
}
func.func @pub(%a: f32) -> f32 {
  %0 = func.call @rec(%a) : (f32) -> f32
  return %0 : f32
}
func.func private @rec(%a: f32) -> f32 {
  %0 = func.call @rec(%a) : (f32) -> f32
  return %0 : f32
}
func.func private @ext(f32) -> f32
func.func @callsext(%a: f32) -> f32 {
  %0 = func.call @ext(%a) : (f32) -> f32
  return %0 : f32
}
func.func private @unused(%a: f32) -> f32 {
  return %a : f32
}
// =====>
module {
  func.func @main(%arg0: f32, %arg1: i1) -> f32 {
    %0 = arith.addf %arg0, %arg0 : f32
    %1 = scf.if %arg1 -> (f32) {
      %2 = arith.addf %0, %arg0 : f32
      scf.yield %2 : f32
    } else {
      scf.yield %0 : f32
    }
    return %1 : f32
  }
  func.func @pub(%arg0: f32) -> f32 {
    %0 = call @rec(%arg0) : (f32) -> f32
    return %0 : f32
  }
  func.func private @rec(%arg0: f32) -> f32 {
    %0 = call @rec(%arg0) : (f32) -> f32
    return %0 : f32
  }
  func.func private @ext(f32) -> f32
  func.func @callsext(%arg0: f32) -> f32 {
    %0 = call @ext(%arg0) : (f32) -> f32
    return %0 : f32
  }
}
