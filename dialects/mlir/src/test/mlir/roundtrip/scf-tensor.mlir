// Round trip: structured control flow and tensors.
func.func @scf(%c: i1, %n: index, %f: f32, %i: i32, %t: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r:2 = scf.for %k = %c0 to %n step %c1 iter_args(%a = %f, %b = %f) -> (f32, f32) {
    %q:2 = scf.if %c -> (f32, f32) {
      scf.yield %a, %b : f32, f32
    } else {
      scf.yield %b, %a : f32, f32
    }
    scf.yield %q#0, %q#1 : f32, f32
  }
  scf.for %k = %i to %i step %i : i32 {
    scf.if %c {
    }
  }
  %w = scf.while (%a = %f) : (f32) -> f32 {
    scf.condition(%c) %a : f32
  } do {
  ^bb0(%a: f32):
    scf.yield %a : f32
  }
  %e = tensor.empty(%n) : tensor<?x4xf32>
  %x = tensor.extract %t[%c0, %c1] : tensor<?x4xf32>
  %y = tensor.insert %x into %t[%c0, %c1] : tensor<?x4xf32>
  %d = tensor.dim %y, %c0 : tensor<?x4xf32>
  %ct = tensor.cast %y : tensor<?x4xf32> to tensor<4x4xf32>
  %fe = tensor.from_elements %f, %f : tensor<2xf32>
  %sp = tensor.splat %f : tensor<4xf32>
  return %y : tensor<?x4xf32>
}
