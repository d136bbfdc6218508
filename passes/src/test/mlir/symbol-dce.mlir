// RUN: builtin.module(symbol-dce)

// private symbols that nothing live names go, and then those that only they named
memref.global "private" constant @used : memref<2xf32> = dense<1.0>
memref.global "private" constant @unused : memref<2xf32> = dense<2.0>
func.func private @dead() -> memref<2xf32> {
  %0 = memref.get_global @unused : memref<2xf32>
  return %0 : memref<2xf32>
}
func.func private @recursive() {
  call @recursive() : () -> ()
  return
}
func.func private @live() -> memref<2xf32> {
  %0 = memref.get_global @used : memref<2xf32>
  return %0 : memref<2xf32>
}
func.func @main() -> memref<2xf32> {
  %0 = call @live() : () -> memref<2xf32>
  return %0 : memref<2xf32>
}
// =====>
memref.global "private" constant @used : memref<2xf32> = dense<1.0>
func.func private @live() -> memref<2xf32> {
  %0 = memref.get_global @used : memref<2xf32>
  return %0 : memref<2xf32>
}
func.func @main() -> memref<2xf32> {
  %0 = call @live() : () -> memref<2xf32>
  return %0 : memref<2xf32>
}
// -----
// public symbols stay; a reference may stand anywhere in an attribute
memref.global constant @public : memref<2xf32> = dense<1.0>
memref.global "private" constant @nested : memref<2xf32> = dense<1.0>
"test.unknown"() {deep = [{x = @nested}]} : () -> ()
// =====> same
