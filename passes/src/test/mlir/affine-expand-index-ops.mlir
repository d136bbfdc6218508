// RUN: builtin.module(affine-expand-index-ops)

func.func @f(%i: index, %n: index) -> (index, index, index) {
  %c3 = arith.constant 3 : index
  %r:3 = affine.delinearize_index %i into (%n, %c3, %n) : index, index, index
  return %r#0, %r#1, %r#2 : index, index, index
}
// =====>
#map = affine_map<()[s0, s1] -> (s1 floordiv (s0 * 3))>
#map1 = affine_map<()[s0, s1] -> ((s1 mod (s0 * 3)) floordiv s0)>
#map2 = affine_map<()[s0, s1] -> ((s1 mod (s0 * 3)) mod s0)>
func.func @f(%arg0: index, %arg1: index) -> (index, index, index) {
  %0 = affine.apply #map()[%arg1, %arg0]
  %1 = affine.apply #map1()[%arg1, %arg0]
  %2 = affine.apply #map2()[%arg1, %arg0]
  return %0, %1, %2 : index, index, index
}
