// RUN: builtin.module(canonicalize)

// Casts, and calls of constant functions.
func.func @ci(%a: i32) -> i32 {
  %f = func.constant @callee : (i32) -> i32
  %r = func.call_indirect %f(%a) : (i32) -> i32
  return %r : i32
}
func.func private @callee(i32) -> i32
// =====>
module {
  func.func @ci(%arg0: i32) -> i32 {
    %0 = call @callee(%arg0) : (i32) -> i32
    return %0 : i32
  }
  func.func private @callee(i32) -> i32
}

// -----

func.func @ucast(%a: i32) -> (i32, i64, index) {
  %0 = builtin.unrealized_conversion_cast %a : i32 to i64
  %1 = builtin.unrealized_conversion_cast %0 : i64 to i32
  %2 = builtin.unrealized_conversion_cast %0 : i64 to i64
  %3 = builtin.unrealized_conversion_cast %0 : i64 to index
  return %1, %2, %3 : i32, i64, index
}
// =====>
module {
  func.func @ucast(%arg0: i32) -> (i32, i64, index) {
    %0 = builtin.unrealized_conversion_cast %arg0 : i32 to i64
    %1 = builtin.unrealized_conversion_cast %0 : i64 to index
    return %arg0, %0, %1 : i32, i64, index
  }
}
