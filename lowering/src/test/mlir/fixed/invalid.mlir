// RUN: zkopt %s --pass-pipeline='builtin.module(affine-to-fixed)' --split-input-file --verify-diagnostics

func.func @f(%a: memref<f32>) -> memref<f32> {
  %x = affine.load %a[] : memref<f32>
  // expected-error@+1 {{'math.cbrt' op has no fixed-point form yet}}
  %y = math.cbrt %x : f32
  affine.store %y, %a[] : memref<f32>
  return %a : memref<f32>
}
// -----
func.func private @g(memref<f32>)
func.func @f(%a: memref<f32>) -> memref<f32> {
  // expected-error@+1 {{'func.call' op calls have no fixed-point form; inline them first}}
  call @g(%a) : (memref<f32>) -> ()
  return %a : memref<f32>
}
// -----
memref.global "private" @state : memref<f32>
func.func @f() -> memref<f32> {
  // expected-error@+1 {{'state' is no constant with data}}
  %s = memref.get_global @state : memref<f32>
  %x = affine.load %s[] : memref<f32>
  %c = memref.alloc() : memref<f32>
  affine.store %x, %c[] : memref<f32>
  return %c : memref<f32>
}
// -----
func.func @f(%a: memref<f32>, %b: i1) -> memref<f32> {
  %x = affine.load %a[] : memref<f32>
  %c = memref.alloc() : memref<f32>
  // expected-error@+1 {{'arith.select' op has no fixed-point form unless it chooses by an 'arith.cmpf'}}
  %y = arith.select %b, %x, %x : f32
  affine.store %y, %c[] : memref<f32>
  return %c : memref<f32>
}
// -----
// expected-error@+1 {{'func.func' op has an argument of type 'f32', which has no fixed-point form}}
func.func @f(%a: memref<f32>, %x: f32) -> memref<f32> {
  %c = memref.alloc() : memref<f32>
  affine.store %x, %c[] : memref<f32>
  return %c : memref<f32>
}
// -----
// expected-error@+1 {{'func.func' op must be one block that ends in 'func.return' to have a fixed-point form}}
func.func @f(%a: memref<f32>) -> memref<f32> {
  cf.br ^bb1
^bb1:
  return %a : memref<f32>
}
