// The operations of func and builtin.

module @outer attributes {a.b = 1 : i32} {
  func.func private @declared(i32, tensor<4xf32> {a.x = 1 : i64}) -> (f32 {a.y}, i32)
  func.func nested @visible() attributes {no_inline, a.z = "s"} {
    return
  }
  func.func public @"quoted name"(%a: i32 {a.x}) -> (i32 {a.x = unit}) {
    return %a : i32
  }
  func.func @indirect(%a: f32) -> f32 {
    %f = constant @callee : (f32) -> f32
    %g = func.constant {x} @callee : (f32) -> f32
    %0 = call_indirect %f(%a) : (f32) -> f32
    %1 = func.call_indirect %g(%a) {y} : (f32) -> f32
    %2 = call @callee(%0) {z} : (f32) -> f32
    %3:2 = call @several() : () -> (f32, i32)
    call @visible() : () -> ()
    return %2 : f32
  }
  func.func @higherOrder(%f: (i32) -> ((i32) -> i32)) -> ((i32) -> ((i32) -> i32)) {
    return %f : (i32) -> ((i32) -> i32)
  }
  func.func private @callee(f32) -> f32
  func.func private @several() -> (f32, i32)
  module {
    func.func @inner() {
      return
    }
  }
  %0 = builtin.unrealized_conversion_cast to i32
  %1:2 = builtin.unrealized_conversion_cast %0 : i32 to f32, index {u}
}
