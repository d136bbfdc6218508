// RUN: builtin.module(canonicalize)
// applies and constants go into the maps of every operation that has one
func.func @maps(%m: memref<64xf32>, %b: memref<64x64xf32>, %n: index) {
  %c8 = arith.constant 8 : index
  %a = affine.apply affine_map<(d0) -> (d0 + 3)>(%n)
  affine.parallel (%i, %j) = (0, max(%n, %n)) to (min(%a, %c8), %a + %n) {
    %k = affine.apply affine_map<(d0) -> (d0 + 3)>(%i)
    affine.prefetch %m[%k + %c8], read, locality<3>, data : memref<64xf32>
    %v = affine.vector_load %m[%k floordiv 2 + symbol(%c8)] : memref<64xf32>, vector<4xf32>
    affine.vector_store %v, %b[%k, %k + %a - %n] : memref<64x64xf32>, vector<4xf32>
  }
  return
}
// =====>
func.func @maps(%m: memref<64xf32>, %b: memref<64x64xf32>, %n: index) {
  affine.parallel (%i, %j) = (0, max(symbol(%n), symbol(%n))) to (min(symbol(%n) + 3, 8), symbol(%n) * 2 + 3) {
    affine.prefetch %m[%i + 11], read, locality<3>, data : memref<64xf32>
    %v = affine.vector_load %m[(%i + 3) floordiv 2 + 8] : memref<64xf32>, vector<4xf32>
    affine.vector_store %v, %b[%i + 3, %i + 6] : memref<64x64xf32>, vector<4xf32>
  }
  return
}
// -----
// bounds of the loops around simplify subscripts
func.func @bounded(%m: memref<64xf32>) {
  affine.for %i = 0 to 8 {
    affine.prefetch %m[%i mod 8], read, locality<3>, data : memref<64xf32>
    %v = affine.vector_load %m[%i floordiv 8] : memref<64xf32>, vector<4xf32>
    affine.vector_store %v, %m[%i + 8] : memref<64xf32>, vector<4xf32>
  }
  return
}
// =====>
func.func @bounded(%m: memref<64xf32>) {
  affine.for %i = 0 to 8 {
    affine.prefetch %m[%i], read, locality<3>, data : memref<64xf32>
    %v = affine.vector_load %m[0] : memref<64xf32>, vector<4xf32>
    affine.vector_store %v, %m[%i + 8] : memref<64xf32>, vector<4xf32>
  }
  return
}
// -----
// a prefetch sees through a cast, loads and stores of vectors do not
func.func @casts(%m: memref<64xf32>, %n: index) {
  %c = memref.cast %m : memref<64xf32> to memref<?xf32>
  affine.prefetch %c[symbol(%n)], write, locality<1>, data : memref<?xf32>
  %v = affine.vector_load %c[symbol(%n)] : memref<?xf32>, vector<4xf32>
  affine.vector_store %v, %c[symbol(%n) + 4] : memref<?xf32>, vector<4xf32>
  return
}
// =====>
func.func @casts(%m: memref<64xf32>, %n: index) {
  %c = memref.cast %m : memref<64xf32> to memref<?xf32>
  affine.prefetch %m[symbol(%n)], write, locality<1>, data : memref<64xf32>
  %v = affine.vector_load %c[symbol(%n)] : memref<?xf32>, vector<4xf32>
  affine.vector_store %v, %c[symbol(%n) + 4] : memref<?xf32>, vector<4xf32>
  return
}
// -----
// results in the order of their coefficients, each once; a minimum of minima is one; quotients keep their place
func.func @order(%n: index) {
  affine.for %i = 0 to 8 {
    %0 = affine.min affine_map<(d0) -> (3, 5, d0 mod 8, d0 + 4, d0)>(%i)
    "foo.use"(%0) : (index) -> ()
    %1 = affine.max affine_map<(d0)[s0] -> (s0, d0 + s0, 5, d0)>(%i)[%n]
    %2 = affine.max affine_map<(d0)[s0] -> (s0, d0 * 2, d0 , 7)>(%i)[%1]
    "foo.use"(%2) : (index) -> ()
    %3 = affine.min affine_map<(d0)[s0] -> (d0, s0 floordiv 3, 2)>(%i)[%n]
    "foo.use"(%3) : (index) -> ()
  }
  return
}
// =====>
func.func @order(%n: index) {
  affine.for %i = 0 to 8 {
    %0 = affine.min affine_map<(d0) -> (3, 5, d0, d0 + 4)>(%i)
    "foo.use"(%0) : (index) -> ()
    %2 = affine.max affine_map<(d0)[s0] -> (5, 7, s0, d0, d0 + s0, d0 * 2)>(%i)[%n]
    "foo.use"(%2) : (index) -> ()
    %3 = affine.min affine_map<(d0)[s0] -> (d0, s0 floordiv 3, 2)>(%i)[%n]
    "foo.use"(%3) : (index) -> ()
  }
  return
}
