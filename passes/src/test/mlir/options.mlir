// RUN: builtin.module(canonicalize{disable-patterns=AddIAddConstant,ComposeApply max-iterations=3})

func.func @f(%x: index) -> (index, index) {
  %c2 = arith.constant 2 : index
  %0 = arith.addi %x, %c2 : index
  %1 = arith.addi %0, %c2 : index
  %2 = affine.apply affine_map<(d0) -> (d0 + 1)>(%x)
  %3 = affine.apply affine_map<(d0) -> (d0 + 1)>(%2)
  return %1, %3 : index, index
}
// =====> same
