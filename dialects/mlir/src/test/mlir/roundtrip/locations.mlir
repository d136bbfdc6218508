#map = affine_map<(d0) -> (d0 + 1)>
#loc = loc("outer.c":4:5)
func.func @f(%a: i32 loc("x"), %b: memref<4xf32, #map>) -> i32 {
  %0 = arith.addi %a, %a : i32 loc(callsite("callee" at "caller.c":3:4))
  %1 = arith.addi %0, %a : i32 loc(fused<"meta">["f.c":1:2, "n"("g.c":2:3), #loc])
  %2 = arith.addi %1, %a : i32 loc(callsite(fused[callsite("a.c":1:1 at "b.c":2:2), unknown] at "x"))
  %5 = "test.x"() {a = loc("x"), m = #map, d = affine_set<(d0) : (d0 >= 0)>} : () -> i32 loc(unknown)
  affine.for %i = 0 to 10 {
    %3 = affine.apply #map(%i)
  }
  cf.br ^bb1(%2 : i32)
^bb1(%z : i32 loc("x"("q"))):
  return %z : i32
}
func.func @g(%a: i32 {test.x = affine_map<(d0) -> (d0)>} loc("x"), %b: memref<4xf32, affine_map<(d0) -> (d0 + 1)>>) -> (i32 {test.y = affine_map<(d0) -> (d0 + 4)>}) {
  %0 = "test.a"() {a = [affine_map<(d0) -> (d0 + 5)>, {b = affine_map<(d0) -> (d0 + 6)>}], b = memref<4xf32, affine_map<(d0) -> (d0 + 7)>>, c = loc(fused<affine_map<(d0) -> (d0 + 8)>>["x"]), d = dense<1> : tensor<2xi32, affine_map<(d0)->(d0+9)>>} : () -> tuple<i32,i32,i32,i32,i32,i32,i32,i32,i32,i32,i32,i32,i32,i32,i32,i32,memref<4xf32, affine_map<(d0)->(d0+10)>>>
  %1 = "test.b"() : () -> i32  loc(fused<affine_map<(d0) -> (d0 + 12)>>["y"])
  affine.parallel (%i, %j) = (0, 0) to (4, 4) { }
  %c0 = arith.constant 0 : index
  scf.for %k = %c0 to %c0 step %c0 { 
  }
  return %1 : i32 loc(unknown)
}
