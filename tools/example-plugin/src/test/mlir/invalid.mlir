// RUN: zkopt %s --split-input-file --verify-diagnostics

// expected-error@+1 {{degree of '!poly.polynomial' must be in 0..7, but got 9}}
func.func private @high() -> !poly.polynomial<9>

// -----

func.func @short() -> !poly.polynomial<1> {
  // expected-error@+1 {{'poly.constant' op has a polynomial of degree 2, too high for '!poly.polynomial<1>'}}
  %p = poly.constant #poly.coefficients<[0, 0, 1]> : !poly.polynomial<1>
  return %p : !poly.polynomial<1>
}

// -----

func.func @fraction(%p: !poly.polynomial<2>, %x: !fixed.q<13, 4>) -> !fixed.q<30, 12> {
  // expected-error@+1 {{'poly.eval' op has a value of 8 fraction bits, fewer than '!fixed.q<30, 12>' has}}
  %y = poly.eval %p at %x : !poly.polynomial<2>, !fixed.q<13, 4> -> !fixed.q<30, 12>
  return %y : !fixed.q<30, 12>
}
