// RUN: builtin.module(func.func(symbol-dce))

func.func @f() {
  return
}
// =====> error: 'func.func' op was scheduled to run under SymbolDCE, but does not define a symbol table
