// RUN: zkopt %s --split-input-file --verify-diagnostics --allow-unregistered-dialect

%x, %y = t.make : i32, f32
// expected-error@+1 {{'t.same' op requires the same type for all operands and results}}
%z = "t.same"(%x, %y) : (i32, f32) -> i32

// -----

%x = t.make : i32
// expected-error@+1 {{'t.same' op expected 2 operands, but found 1}}
%z = "t.same"(%x) : (i32) -> i32

// -----

// expected-error@+1 {{'t.end' op requires zero results}}
%x = "t.end"() : () -> i32

// -----

%x = t.make : i32
// expected-error@+1 {{'t.index' op operand #0 must be variadic of index, but got 'i32'}}
%z = "t.index"(%x) : (i32) -> i1

// -----

// expected-error@+1 {{'t.index' op result #0 must be 1-bit signless integer, but got 'i2'}}
%z = "t.index"() : () -> i2

// -----

// expected-error@+1 {{'t.call' op requires attribute 'callee'}}
"t.call"() : () -> ()

// -----

// expected-error@+1 {{invalid properties {sym_name = 1 : i64} for op t.function: Invalid attribute `sym_name` in property conversion: 1 : i64}}
"t.function"() <{sym_name = 1}> ({}) : () -> ()

// -----

// expected-error@+1 {{'t.loop' op requires one region}}
"t.loop"() : () -> ()

// -----

%x = t.make : i32
// expected-error@+1 {{operand count (1) does not match with the total size (3) specified in attribute 'operandSegmentSizes'}}
"t.mixed"(%x) <{operandSegmentSizes = array<i32: 1, 2, 0>}> : (i32) -> ()

// -----

t.function @f {
  // expected-error@+1 {{operand #0 does not dominate this use}}
  %z = same %x, %x : i32
  // expected-note@+1 {{operand defined here (op in the same block)}}
  %x = make : i32
  end
}

// -----

t.function @f {
  jump ^a, ^b
^a:
  // expected-note@+1 {{operand defined here}}
  %x = make : i32
  jump ^c
^b:
  jump ^c
^c:
  // expected-error@+1 {{operand #0 does not dominate this use}}
  %z = same %x, %x : i32
  end
}

// -----

// The definition dominates through both ways.
t.function @f {
  %x = make : i32
  jump ^a, ^b
^a:
  jump ^c
^b:
  jump ^c
^c:
  t.loop { %z = t.same %x, %x : i32 }
  end
}

// -----

t.function @f {
  // expected-error@+1 {{block with no terminator}}
  make
}

// -----

// expected-error@+1 {{empty block: expect at least a terminator}}
t.function @f {}

// -----

t.function @f {
  // expected-error@+1 {{must be the last operation in the parent block}}
  end
  end
}

// -----

// expected-error@+1 {{'t.loop' op expects regions to end with 't.end', found 't.jump'}}
"t.loop"() ({
  // expected-note@+1 {{in custom textual format, the absence of terminator implies 't.end'}}
  "t.jump"() : () -> ()
}) : () -> ()

// -----

// expected-error@+1 {{'t.loop' op expects region #0 to have 0 or 1 blocks}}
"t.loop"() ({
  "t.end"() : () -> ()
^bb1:
  "t.end"() : () -> ()
}) : () -> ()

// -----

// expected-note@+1 {{see existing symbol definition here}}
t.function @f { end }
// expected-error@+1 {{redefinition of symbol named 'f'}}
t.function @f { end }

// -----

"t.function"() <{sym_name = "f"}> ({
^bb0:
  "t.jump"()[^bb1] : () -> ()
^bb1:
  // expected-error@+1 {{entry block of region may not have predecessors}}
  "t.jump"()[^bb0] : () -> ()
}) : () -> ()
