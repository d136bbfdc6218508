// RUN: builtin.module(lower-affine)

// there is no dialect of vectors
func.func @vector(%m: memref<4xf32>) -> vector<4xf32> {
  %v = affine.vector_load %m[0] : memref<4xf32>, vector<4xf32>
  return %v : vector<4xf32>
}
// =====> error: failed to legalize operation 'affine.vector_load' that was explicitly marked illegal
// note: no rewrite is for 'affine.vector_load'
// -----
// mlir-opt 19 stops with a failed assertion, or makes what it does not verify
func.func @assign(%m: memref<4xf32>) -> f32 {
  %r = affine.parallel (%i) = (0) to (4) reduce ("assign") -> f32 {
    %v = affine.load %m[%i] : memref<4xf32>
    affine.yield %v : f32
  }
  return %r : f32
}
// =====> error: failed to legalize operation 'affine.parallel' that was explicitly marked illegal
// note: tried rewrite 'AffineParallelLowering': arith combines no values of 'f32' by 'assign'
// -----
func.func @signed(%m: memref<4xsi32>) -> si32 {
  %r = affine.parallel (%i) = (0) to (4) reduce ("maxs") -> si32 {
    %v = affine.load %m[%i] : memref<4xsi32>
    affine.yield %v : si32
  }
  return %r : si32
}
// =====> error: failed to legalize operation 'affine.parallel' that was explicitly marked illegal
// note: tried rewrite 'AffineParallelLowering': arith combines no values of 'si32' by 'maxs'
