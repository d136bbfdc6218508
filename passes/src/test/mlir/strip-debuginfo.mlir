// RUN: builtin.module(strip-debuginfo)

func.func @f() {
  return loc("conv1")
} loc("main")
// =====>
func.func @f() {
  return
}
