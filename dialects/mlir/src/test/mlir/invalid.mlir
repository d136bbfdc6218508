// RUN: zkopt %s --split-input-file --verify-diagnostics

func.func @f(%a: f32) -> f32 {
  // expected-error@+1 {{'arith.constant' op failed to verify that all of {value, result} have same type}}
  %0 = "arith.constant"() <{value = 1 : i32}> : () -> f32
  return %0 : f32
}
// -----
func.func @f(%a: f32) -> f32 {
  // expected-error@+1 {{expected a comparison predicate}}
  %0 = arith.cmpf bigger, %a, %a : f32
  return %a : f32
}
// -----
func.func @f(%a: f32) -> i32 {
  // expected-error@+1 {{type of return operand 0 ('f32') doesn't match function result type ('i32') in function @f}}
  return %a : f32
}
// -----
func.func @f(%a: f32) -> i32 {
  // expected-error@+1 {{has 2 operands, but enclosing function (@f) returns 1}}
  return %a, %a : f32, f32
}
// -----
func.func @f(%m: memref<4x4xf32>, %i: index) {
  // expected-error@+1 {{'memref.load' op incorrect number of indices for load, expected 2 but got 1}}
  %0 = memref.load %m[%i] : memref<4x4xf32>
  return
}
// -----
func.func @f(%m: memref<4x4xf32>, %i: index) {
  // expected-error@+1 {{'affine.load' op affine map num results must equal memref rank}}
  %0 = affine.load %m[%i] : memref<4x4xf32>
  return
}
// -----
func.func @f(%n: index) {
  // expected-error@+1 {{'memref.alloc' op dimension operand count does not equal memref dynamic dimension count}}
  %0 = memref.alloc(%n) : memref<4xf32>
  return
}
// -----
func.func @f(%n: index) {
  // expected-error@+1 {{loop bound affine map with multiple results requires 'min' prefix}}
  affine.for %i = 0 to affine_map<(d0) -> (d0, 4)>(%n) {
  }
  return
}
// -----
func.func @f(%n: index) {
  // expected-error@+1 {{expected 1 operands for the affine map, but got 2}}
  affine.for %i = 0 to affine_map<(d0) -> (d0)>(%n, %n) {
  }
  return
}
// -----
func.func @f(%n: index) {
  // expected-error@+1 {{'affine.for' op expected step to be a positive integer, but got 0}}
  affine.for %i = 0 to 4 step 0 {
  }
  return
}
// -----
func.func @f(%m: memref<2x3xf32>) {
  // expected-error@+1 {{'memref.collapse_shape' op collapsed dim size (5) must equal reassociation group size (6)}}
  %0 = memref.collapse_shape %m [[0, 1]] : memref<2x3xf32> into memref<5xf32>
  return
}
// -----
// expected-error@+1 {{'memref.global' op initial value expected to be of type 'tensor<3xf32>'}}
memref.global "private" constant @g : memref<3xf32> = dense<[1.0, 2.0]> : tensor<2xf32>
// -----
func.func @f(%i: index) {
  // expected-error@+1 {{'affine.if' op must have an else block if it defines values}}
  %0 = affine.if affine_set<(d0) : (d0 >= 0)>(%i) -> index {
    affine.yield %i : index
  }
  return
}
// -----
func.func @f(%m: memref<4xi8>, %n: memref<4xi32>) {
  // expected-error@+1 {{'memref.copy' op requires the same element type for all operands}}
  memref.copy %m, %n : memref<4xi8> to memref<4xi32>
  return
}
// -----
func.func @f(%m: memref<4xi32>) {
  // expected-error@+1 {{different element types specified for source type 'memref<4xi32>' and result memref type 'memref<4xi8>'}}
  %0 = memref.reinterpret_cast %m to offset: [0], sizes: [4], strides: [1] : memref<4xi32> to memref<4xi8>
  return
}
// -----
memref.global "private" constant @g : memref<2xi32> = dense<[1, 2]>
func.func @f() {
  // expected-error@+1 {{'memref.get_global' op result type 'memref<2xi8>' does not match type 'memref<2xi32>' of the global memref @g}}
  %0 = memref.get_global @g : memref<2xi8>
  return
}

// -----

func.func @yield_count(%a: f32) -> f32 {
  %0 = affine.for %i = 0 to 4 iter_args(%x = %a) -> (f32) {
    // expected-error@+1 {{parent of yield must have same number of results as the yield operands}}
    affine.yield
  }
  return %0 : f32
}

// -----

func.func @yield_type(%a: f32, %b: i32) -> f32 {
  %0 = affine.for %i = 0 to 4 iter_args(%x = %a) -> (f32) {
    // expected-error@+1 {{types mismatch between yield op and its parent}}
    affine.yield %b : i32
  }
  return %0 : f32
}

// -----

func.func @scf_yield(%a: f32, %b: i32, %c: i1) -> f32 {
  // expected-error@+1 {{along control flow edge from Region #0 to parent results: source type #0 'i32' should match input type #0 'f32'}}
  %0 = scf.if %c -> (f32) {
    scf.yield %b : i32
  } else {
    scf.yield %a : f32
  }
  return %0 : f32
}

// -----

func.func @call() {
  // expected-error@+1 {{'nowhere' does not reference a valid function}}
  call @nowhere() : () -> ()
  return
}

// -----

func.func private @callee(f32) -> f32
func.func @call(%a: i32) {
  // expected-error@+1 {{operand type mismatch: expected operand type 'f32', but provided 'i32' for operand number 0}}
  %0 = call @callee(%a) : (i32) -> f32
  return
}

// -----

func.func private @callee(f32) -> f32
func.func @call(%a: f32) {
  // expected-error@+1 {{incorrect number of results for callee}}
  call @callee(%a) : (f32) -> ()
  return
}

// -----

func.func @get() {
  // expected-error@+1 {{'w' does not reference a valid global memref}}
  %0 = memref.get_global @w : memref<2xf32>
  return
}

// -----

// expected-error@+1 {{visibility expected to be one of ["public", "private", "nested"], but got "secret"}}
"func.func"() <{function_type = () -> (), sym_name = "f", sym_visibility = "secret"}> ({}) : () -> ()

// -----

func.func @data_dependent(%m: memref<4xf32>, %n: memref<4xindex>) {
  affine.for %i = 0 to 4 {
    %0 = affine.load %n[%i] : memref<4xindex>
    // expected-error@+1 {{index must be a valid dimension or symbol identifier}}
    %1 = affine.load %m[%0] : memref<4xf32>
  }
  return
}

// -----

func.func @bound(%n: memref<4xindex>) {
  affine.for %i = 0 to 4 {
    %0 = affine.load %n[%i] : memref<4xindex>
    // expected-error@+1 {{operand cannot be used as a dimension id}}
    affine.for %j = 0 to affine_map<(d0) -> (d0)>(%0) {
    }
  }
  return
}

// -----

func.func @symbol() {
  affine.for %i = 0 to 4 {
    // expected-error@+1 {{operand cannot be used as a symbol}}
    affine.for %j = 0 to %i {
    }
  }
  return
}

// -----

func.func @predicate(%a: f32) {
  // expected-error@+1 {{Invalid attribute `predicate` in property conversion: 17 : i64}}
  %0 = "arith.cmpf"(%a, %a) <{predicate = 17 : i64}> : (f32, f32) -> i1
  return
}

// -----

func.func @rounding(%a: f32) {
  // expected-error@+1 {{attribute 'roundingmode' failed to satisfy constraint}}
  %0 = "arith.truncf"(%a) <{roundingmode = 9 : i32}> : (f32) -> f16
  return
}

// -----

func.func @itself(%m: memref<4xf32>) {
  // expected-error@+1 {{operand #0 does not dominate this use}}
  %0 = affine.apply affine_map<()[s0] -> (s0 + 1)>()[%0] // expected-note {{operand defined here}}
  affine.for %i = 0 to %0 {
  }
  return
}

// -----

func.func @reduction(%n: index, %v: f32) -> f32 {
  %0 = scf.parallel (%i) = (%n) to (%n) step (%n) init (%v) -> f32 {
    // expected-error@+1 {{'scf.reduce' op expected two block arguments with type 'f32' in the 0-th reduction region}}
    "scf.reduce"(%v) ({
      "scf.reduce.return"(%v) : (f32) -> ()
    }) : (f32) -> ()
  }
  return %0 : f32
}

// -----

// expected-error@+1 {{elements literal type has more elements than can be counted}}
module attributes {x = dense<1> : tensor<4294967296x4294967296xi64>} {}

// -----

func.func @minimumOfIntegers(%a: i32) {
  // expected-error@+1 {{result type cannot match reduction attribute}}
  %0 = affine.parallel (%i) = (0) to (4) reduce ("minnumf") -> (i32) {
    affine.yield %a : i32
  }
  return
}

// -----

func.func @signlessMaximum(%a: i32) {
  // expected-error@+1 {{result type cannot match reduction attribute}}
  %0 = affine.parallel (%i) = (0) to (4) reduce ("maxs") -> (i32) {
    affine.yield %a : i32
  }
  return
}

// -----

func.func @noReduction(%a: i32) {
  // expected-error@+1 {{attribute 'reductions' failed to satisfy constraint: Reduction ops}}
  %0 = "affine.parallel"() <{lowerBoundsMap = affine_map<() -> (0)>, lowerBoundsGroups = dense<1> : tensor<1xi32>, upperBoundsMap = affine_map<() -> (4)>, upperBoundsGroups = dense<1> : tensor<1xi32>, steps = [1], reductions = [15]}> ({
  ^bb0(%i: index):
    "affine.yield"(%a) : (i32) -> ()
  }) : () -> i32
  return
}

// -----

func.func @oneOfTwoShared(%a: tensor<4xf32>, %b: tensor<4xf32>) {
  // expected-error@+1 {{2 operands present, but expected 1}}
  %0 = scf.forall (%i) in (4) shared_outs(%o = %a, %p = %b) -> (tensor<4xf32>) {
  }
  return
}

// -----

func.func @oneOfTwoCarried(%a: i32, %c: index) {
  // expected-error@+1 {{mismatch in number of loop-carried values and defined values}}
  %0 = scf.for %i = %c to %c step %c iter_args(%x = %a, %y = %a) -> (i32) {
  }
  return
}

// -----

// expected-error@+1 {{unsupported memory space Attribute}}
func.func @spaceOfUnit(%a: memref<4xi32, unit>) {
  return
}

// -----

// expected-error@+1 {{multiple memory spaces specified in memref type}}
func.func @twoSpaces(%a: memref<*xi32, 3, 4>) {
  return
}

// -----

// expected-error@+1 {{expected memory space to be last in memref type}}
func.func @layoutBehindSpace(%a: memref<4xi32, 3, affine_map<(d0) -> (d0)>>) {
  return
}

// -----

// expected-error@+1 {{cannot have affine map for unranked memref type}}
func.func @layoutOfAnyRank(%a: memref<*xi32, strided<[1]>>) {
  return
}

// -----

// expected-error@+1 {{expected non-function type}}
func.func @scalableTensor(%a: tensor<2x[4]xi1>) {
  return
}

// -----

func.func @resources() {
  return
}
// expected-error@+1 {{unexpected 'resource' section for dialect 'tensor'}}
{-# dialect_resources: { tensor: { a: "0x0400000001" } } #-}

// -----

// expected-error@+1 {{symbol declaration cannot have public visibility}}
func.func @publicDeclaration(i32)

// -----

// expected-error@+1 {{arguments may only have dialect attributes}}
func.func private @attributeOfNoDialect(i32 {x = 1})

// -----

func.func @symbolOfLayout() {
  // expected-error@+1 {{symbol operand count does not equal memref symbol count: expected 1, got 0}}
  %0 = memref.alloc() : memref<4xf32, affine_map<(d0)[s0] -> (d0 + s0)>>
  return
}

// -----

// expected-error@+1 {{invalid tensor element type}}
func.func @tensorOfTensors(%a: tensor<4xtensor<4xf32>>) {
  return
}

// -----

// expected-error@+1 {{invalid memref element type}}
func.func @bufferOfTensors(%a: memref<4xtensor<4xf32>>) {
  return
}

// -----

// expected-error@+1 {{vector elements must be int/index/float type}}
func.func @vectorOfVectors(%a: vector<4xvector<4xf32>>) {
  return
}

// -----

// expected-error@+1 {{vector types must have positive constant sizes}}
func.func @noVector(%a: vector<0xf32>) {
  return
}

// -----

// expected-error@+1 {{invalid element type for complex}}
func.func @complexNone(%a: complex<none>) {
  return
}
