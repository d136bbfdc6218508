// The operations of affine.

#map = affine_map<(d0)[s0] -> (d0 + s0, d0 * 2)>
#set = affine_set<(d0)[s0] : (d0 - s0 >= 0, d0 mod 2 == 0)>

func.func @all(%n: index, %m: memref<100x100xf32>, %v: vector<8xf32>, %f: f32, %l: memref<100xf32, 1>, %tag: memref<1xi32>) -> f32 {
  %c = arith.constant 4 : index
  affine.for %i = 0 to 10 {
  }
  affine.for %i = %n to 10 step 2 {
    affine.for %j = max #map(%i)[%n] to min affine_map<(d0) -> (d0 + 10, 100)>(%i) {
      %0 = affine.load %m[%i, %j] : memref<100x100xf32>
      %1 = affine.load %m[%i + 1, %j * 2 + symbol(%n)] {a} : memref<100x100xf32>
      affine.store %0, %m[%i floordiv 2, %j mod 3] : memref<100x100xf32>
      %2 = affine.vector_load %m[%i, %j] : memref<100x100xf32>, vector<8xf32>
      affine.vector_store %2, %m[%i + 7, %j ceildiv 2] : memref<100x100xf32>, vector<8xf32>
      affine.prefetch %m[%i, %j + 5], read, locality<3>, data : memref<100x100xf32>
      affine.prefetch %m[%i, %j], write, locality<0>, instr {b} : memref<100x100xf32>
      affine.dma_start %m[%i, %j], %l[%i + 1], %tag[0], %c : memref<100x100xf32>, memref<100xf32, 1>, memref<1xi32>
      affine.dma_start %m[%i, %j], %l[%i], %tag[%i], %c, %n, %c : memref<100x100xf32>, memref<100xf32, 1>, memref<1xi32>
      affine.dma_wait %tag[0], %c : memref<1xi32>
    }
  } {mark}
  %3 = affine.for %i = 0 to 10 iter_args(%acc = %f) -> (f32) {
    %s = arith.addf %acc, %f : f32
    affine.yield %s : f32
  }
  affine.for %i = 0 to 10 {
    affine.if #set(%i)[%n] {
      affine.store %f, %m[%i, 0] : memref<100x100xf32>
    } else {
      affine.store %f, %m[0, %i] : memref<100x100xf32>
    }
    %r = affine.if affine_set<(d0) : (d0 - 5 >= 0)>(%i) -> f32 {
      affine.yield %f : f32
    } else {
      affine.yield %3 : f32
    }
  }
  affine.parallel (%i, %j) = (0, %n) to (10, min(%n + 1, 100)) step (1, 2) {
    affine.store %f, %m[%i, %j] : memref<100x100xf32>
  }
  %4 = affine.parallel (%i) = (0) to (10) reduce ("addf") -> f32 {
    affine.yield %f : f32
  }
  affine.parallel () = () to () {
  }
  %5 = affine.apply affine_map<(d0)[s0] -> (d0 + s0 * 3)>(%n)[%c]
  %6 = affine.min #map(%n)[%c]
  %7 = affine.max affine_map<() -> (3, 4)>() {z}
  %8:3 = affine.delinearize_index %n into (%c, %n, %c) : index, index, index
  return %3 : f32
}
