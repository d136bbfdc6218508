// RUN: builtin.module(symbol-privatize{exclude=main})

func.func @main() {
  call @helper() : () -> ()
  return
}
func.func @helper() {
  return
}
// =====>
module {
  func.func @main() {
    call @helper() : () -> ()
    return
  }
  func.func private @helper() {
    return
  }
}
