// RUN: zkopt %s --split-input-file --verify-diagnostics

t.function @f {
  // expected-error@+1 {{custom op 'asd' is unknown (tried 't.asd' as well)}}
  asd
}

// -----

// expected-error@+1 {{custom op 't.sames' is unknown; did you mean 't.same'?}}
t.sames

// -----

// expected-error@+1 {{operation being parsed with an unregistered dialect}}
"foo.bar"() : () -> ()

// -----

// expected-error@+1 {{unregistered operation 't.bar' found in dialect ('t') that does not allow unknown operations}}
"t.bar"() : () -> ()

// -----

// expected-error@+1 {{use of undeclared SSA value name}}
t.same %x, %x : i32

// -----

// expected-note@+1 {{previously defined here}}
%x = t.make : i32
// expected-error@+1 {{redefinition of SSA value '%x'}}
%x = t.make : i32

// -----

// expected-note@+1 {{prior use here}}
%x = t.make : i32
// expected-error@+1 {{use of value '%x' expects different type than prior uses: 'f32' vs 'i32'}}
t.same %x, %x : f32

// -----

// expected-error@+1 {{operation defines 2 results but was provided 1 to bind}}
%x = t.make : i32, i32

// -----

// expected-error@+1 {{cannot name an operation with no results}}
%x = t.make

// -----

%x = t.make : i32
// expected-error@+1 {{reference to invalid result number}}
t.same %x#1, %x : i32

// -----

// expected-error@+1 {{expected 1 operand type but had 0}}
%x = t.make : i32 "t.index"(%x) : () -> i1

// -----

t.function @f {
  // expected-error@+1 {{reference to an undefined block '^nowhere'}}
  jump ^nowhere
}

// -----

t.function @f {
  jump ^a
^a:
  jump ^a
// expected-error@+1 {{redefinition of block '^a'}}
^a:
  end
}

// -----

// expected-error@+1 {{expected attribute value}}
t.make {a = }

// -----

// expected-error@+1 {{duplicate key 'a' in dictionary attribute}}
t.make {a, a}

// -----

// expected-error@+1 {{expected non-function type}}
t.make : foo

// -----

// expected-error@+1 {{undefined symbol alias id 'm'}}
t.make {a = #m}

// -----

// expected-error@+1 {{integer constant out of range for attribute}}
t.make {a = 256 : i8}

// -----

// expected-error@+1 {{floating point value not valid for specified type}}
t.make {a = 1.0 : i8}

// -----

// expected-error@+1 {{inferred shape of elements literal ([2]) does not match type ([3])}}
t.make {a = dense<[1, 2]> : tensor<3xi32>}

// -----

// expected-error@+1 {{tensor literal is invalid; ranks are not consistent between elements}}
t.make {a = dense<[[1], [2, 3]]> : tensor<2x1xi32>}

// -----

// expected-error@+1 {{elements hex data size is invalid for provided type}}
t.make {a = dense<"0x0102"> : tensor<3xi8>}

// -----

// expected-error@+1 {{expected floating-point elements, but parsed integer}}
t.make {a = dense<1> : tensor<f32>}

// -----

// expected-error@+1 {{expected '"' in string literal}}
t.make {a = "open}

// -----

// expected-error@+1 {{use of undeclared identifier}}
t.make {a = affine_map<(d0) -> (d1)>}

// -----

// expected-error@+1 {{redefinition of identifier 'd0'}}
t.make {a = affine_map<(d0, d0) -> (d0)>}

// -----

// expected-error@+1 {{non-affine expression: at least one of the multiply operands has to be either a constant or symbolic}}
t.make {a = affine_map<(d0, d1) -> (d0 * d1)>}

// -----

// expected-error@+1 {{non-affine expression: right operand of floordiv has to be either a constant or symbolic}}
t.make {a = affine_map<(d0, d1) -> (d0 floordiv d1)>}

// -----

// expected-error@+1 {{unknown type 'bag' in dialect 't'}}
t.make : !t.bag<1>

// -----

// expected-error@+1 {{is of dialect 'foo', which is not registered}}
t.make : !foo.bar

// -----

// expected-error@+1 {{expected one of red, green, but got 'blue'}}
t.attrs blue<1> plain

// -----

// expected-error@+1 {{sparse index #0 is not contained within the value shape, with index=[5], and type='tensor<2xi32>'}}
module attributes {x = sparse<[[5]], [1]> : tensor<2xi32>} {}

// -----

// expected-error@+1 {{expected shape ([2]); inferred shape of indices literal ([0]); inferred shape of values literal ([1])}}
module attributes {x = sparse<[], [1]> : tensor<2xi32>} {}

// -----

// expected-error@+1 {{expected shape ([2]); inferred shape of indices literal ([1, 2]); inferred shape of values literal ([1])}}
module attributes {x = sparse<[[1, 2]], [1]> : tensor<2xi32>} {}

// -----

// expected-error@+1 {{referenced attribute does not match previous definition: 1 : i64}}
module attributes {x = distinct[0]<1>, y = distinct[0]<2>} {}

// -----

// expected-error@+1 {{expected '(' to begin a complex element}}
module attributes {x = dense<1.0> : tensor<2xcomplex<f32>>} {}

// -----

// expected-error@+1 {{expected element of type 'f32', but got a complex number}}
module attributes {x = dense<(1.0, 2.0)> : tensor<2xf32>} {}

// -----

// expected-error@+1 {{expected string literal as element of a type that is no number}}
module attributes {x = dense<1> : tensor<2x!t.box<1, i32>>} {}

// -----

// expected-error@+1 {{element type bitwidth must be a multiple of 8}}
module attributes {x = array<i4: 1>} {}

// -----

// expected-error@+1 {{integer constant out of range for attribute}}
module attributes {x = 340282366920938463463374607431768211456 : i128} {}

// -----

t.loop { // expected-error {{expected operation name in quotes}}

