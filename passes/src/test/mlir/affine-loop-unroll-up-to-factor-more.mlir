// RUN: builtin.module(func.func(affine-loop-unroll{unroll-factor=5 unroll-up-to-factor=1}))

// a loop that never runs stays (LLVM 19 divides by zero)
func.func @never(%arg0: memref<100xf32>, %arg1: f32) {
  affine.for %arg2 = 4 to 4 {
    affine.store %arg1, %arg0[%arg2] : memref<100xf32>
  }
  return
}
// =====> same
