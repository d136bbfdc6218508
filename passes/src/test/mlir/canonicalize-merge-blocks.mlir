// RUN: builtin.module(canonicalize{region-simplify=aggressive})
// equal blocks become one
func.func @equal(%x: i32) -> i32 {
  "foo.branch"()[^bb1, ^bb2] : () -> ()
^bb1:
  %0 = "foo.make"(%x) : (i32) -> i32
  return %0 : i32
^bb2:
  %1 = "foo.make"(%x) : (i32) -> i32
  return %1 : i32
}
// =====>
func.func @equal(%x: i32) -> i32 {
  "foo.branch"()[^bb1, ^bb1] : () -> ()
^bb1:
  %0 = "foo.make"(%x) : (i32) -> i32
  return %0 : i32
}
// -----
// values from outside that differ are passed; equal ones once
func.func @different(%s: i32, %x: i32, %y: i32) -> i32 {
  cf.switch %s : i32, [default: ^bb1, 1: ^bb2]
^bb1:
  "foo.use"(%x, %x, %y) : (i32, i32, i32) -> ()
  return %y : i32
^bb2:
  "foo.use"(%y, %y, %x) : (i32, i32, i32) -> ()
  return %x : i32
}
// =====>
func.func @different(%s: i32, %x: i32, %y: i32) -> i32 {
  cf.switch %s : i32, [default: ^bb1(%x, %y : i32, i32), 1: ^bb1(%y, %x : i32, i32)]
^bb1(%0: i32, %1: i32):
  "foo.use"(%0, %0, %1) : (i32, i32, i32) -> ()
  return %1 : i32
}
// -----
// of three places with one value here and another there, the first alone is shared
func.func @firstOfValue(%s: i32, %x: i32, %y: i32) {
  cf.switch %s : i32, [default: ^bb1, 1: ^bb2]
^bb1:
  "foo.use"(%x, %x, %x) : (i32, i32, i32) -> ()
  return
^bb2:
  "foo.use"(%s, %y, %y) : (i32, i32, i32) -> ()
  return
}
// =====>
func.func @firstOfValue(%s: i32, %x: i32, %y: i32) {
  cf.switch %s : i32, [default: ^bb1(%x, %x, %x : i32, i32, i32), 1: ^bb1(%s, %y, %y : i32, i32, i32)]
^bb1(%0: i32, %1: i32, %2: i32):
  "foo.use"(%0, %1, %2) : (i32, i32, i32) -> ()
  return
}
// -----
// a condition makes a selection of it
func.func @selection(%c: i1, %x: i32, %y: i32) -> i32 {
  cf.cond_br %c, ^bb1, ^bb2
^bb1:
  return %x : i32
^bb2:
  return %y : i32
}
// =====>
func.func @selection(%c: i1, %x: i32, %y: i32) -> i32 {
  %0 = arith.select %c, %x, %y : i32
  return %0 : i32
}
// -----
// nothing can be passed by a branch that nobody knows
func.func @unknown(%x: i32, %y: i32) -> i32 {
  "foo.branch"()[^bb1, ^bb2] : () -> ()
^bb1:
  return %x : i32
^bb2:
  return %y : i32
}
// =====> same
// -----
// a value that others use keeps its block
func.func @used(%x: i32) -> i32 {
  "foo.branch"()[^bb1, ^bb2] : () -> ()
^bb1:
  %0 = "foo.make"() : () -> i32
  "foo.branch"()[^bb3, ^bb4] : () -> ()
^bb2:
  "foo.other"() : () -> ()
  return %x : i32
^bb3:
  return %0 : i32
^bb4:
  "foo.use"(%0) : (i32) -> ()
  return %0 : i32
}
// =====> same
// -----
// blocks with regions stay
func.func @regions(%x: i32) {
  "foo.branch"()[^bb1, ^bb2] : () -> ()
^bb1:
  "foo.region"() ({ "foo.end"() : () -> () }) : () -> ()
  return
^bb2:
  "foo.region"() ({ "foo.end"() : () -> () }) : () -> ()
  return
}
// =====> same
// -----
// an argument for which every branch passes the same value is that value
func.func @sameArgument(%c: i1, %x: i32, %y: i32) -> i32 {
  "foo.branch"(%c)[^bb1, ^bb2] : (i1) -> ()
^bb1:
  "foo.one"() : () -> ()
  cf.br ^bb3(%x, %y : i32, i32)
^bb2:
  cf.br ^bb3(%x, %x : i32, i32)
^bb3(%0: i32, %1: i32):
  "foo.use"(%0, %1) : (i32, i32) -> ()
  return %0 : i32
}
// =====>
func.func @sameArgument(%c: i1, %x: i32, %y: i32) -> i32 {
  "foo.branch"(%c)[^bb1, ^bb2] : (i1) -> ()
^bb1:
  "foo.one"() : () -> ()
  cf.br ^bb3(%y : i32)
^bb2:
  cf.br ^bb3(%x : i32)
^bb3(%1: i32):
  "foo.use"(%x, %1) : (i32, i32) -> ()
  return %x : i32
}
