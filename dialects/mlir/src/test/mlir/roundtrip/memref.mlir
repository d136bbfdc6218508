// The operations of memref.

memref.global @uninitialized : memref<2xf32> = uninitialized
memref.global "private" @declared : memref<2xf32>
memref.global "private" constant @constant : memref<2xi32> = dense<[1, 2]> {alignment = 64 : i64}
memref.global constant @scalar : memref<i64> = dense<10>

func.func @alloc(%n: index, %s: index) {
  %0 = memref.alloc() : memref<2xf32>
  %1 = memref.alloc(%n) {alignment = 8 : i64} : memref<?x4xf32>
  %2 = memref.alloc(%n, %n)[%s] : memref<?x?xf32, affine_map<(d0, d1)[s0] -> (d0 + s0, d1)>, 1>
  %3 = memref.alloca() : memref<f32>
  %4 = memref.alloca(%n)[%s] {a} : memref<?xf32, affine_map<(d0)[s0] -> (d0 * s0)>>
  %5 = memref.realloc %0 : memref<2xf32> to memref<4xf32>
  %6 = memref.alloc(%n) : memref<?xf32>
  %7 = memref.realloc %6(%n) {alignment = 8 : i64} : memref<?xf32> to memref<?xf32>
  memref.dealloc %7 : memref<?xf32>
  %8 = memref.get_global @constant : memref<2xi32>
  %9 = memref.get_global @scalar : memref<i64>
  return
}

func.func @scope(%n: index) -> f32 {
  memref.alloca_scope {
    %0 = memref.alloca(%n) : memref<?xf32>
  }
  %r:2 = memref.alloca_scope -> (f32, i32) {
    %c = arith.constant 1.0 : f32
    %d = arith.constant 1 : i32
    memref.alloca_scope.return %c, %d : f32, i32
  }
  %s = memref.alloca_scope -> (f32) {
    memref.alloca_scope.return %r#0 : f32
  } {mark}
  return %s : f32
}

func.func @access(%m: memref<4x?xf32>, %u: memref<*xf32>, %i: index, %v: f32, %ints: memref<4xi32>, %w: i32) -> f32 {
  %0 = memref.load %m[%i, %i] : memref<4x?xf32>
  %1 = memref.load %m[%i, %i] {nontemporal = true} : memref<4x?xf32>
  memref.store %v, %m[%i, %i] : memref<4x?xf32>
  memref.store %v, %m[%i, %i] {nontemporal = true, x} : memref<4x?xf32>
  memref.prefetch %m[%i, %i], read, locality<3>, data : memref<4x?xf32>
  memref.prefetch %m[%i, %i], write, locality<0>, instr : memref<4x?xf32>
  %2 = memref.atomic_rmw addf %v, %m[%i, %i] : (f32, memref<4x?xf32>) -> f32
  %3 = memref.atomic_rmw maxs %w, %ints[%i] {x} : (i32, memref<4xi32>) -> i32
  %4 = memref.generic_atomic_rmw %m[%i, %i] : memref<4x?xf32> {
  ^bb0(%old: f32):
    %new = arith.mulf %old, %v : f32
    memref.atomic_yield %new : f32
  } {y}
  memref.assume_alignment %m, 16 : memref<4x?xf32>
  %5 = memref.dim %m, %i : memref<4x?xf32>
  %6 = memref.dim %u, %i : memref<*xf32>
  %7 = memref.rank %u : memref<*xf32>
  %8 = memref.rank %m {z} : memref<4x?xf32>
  %9 = memref.extract_aligned_pointer_as_index %m : memref<4x?xf32> -> index
  return %2 : f32
}

func.func @views(%m: memref<4x?xf32>, %u: memref<*xf32>, %n: index, %bytes: memref<2048xi8>, %shape: memref<2xindex>, %d: memref<8x16x4xf32>) {
  %0 = memref.cast %m : memref<4x?xf32> to memref<*xf32>
  %1 = memref.cast %u : memref<*xf32> to memref<4x4xf32>
  %2 = memref.view %bytes[%n][] : memref<2048xi8> to memref<64x4xf32>
  %3 = memref.view %bytes[%n][%n, %n] : memref<2048xi8> to memref<?x4x?xf32>
  %4 = memref.reshape %u(%shape) : (memref<*xf32>, memref<2xindex>) -> memref<?x4xf32>
  %5 = memref.subview %d[0, 0, 0] [4, 16, 4] [1, 1, 1] : memref<8x16x4xf32> to memref<4x16x4xf32, strided<[64, 4, 1]>>
  %6 = memref.subview %d[%n, 1, %n] [%n, %n, 2] [%n, %n, 1] {a} : memref<8x16x4xf32> to memref<?x?x2xf32, strided<[?, ?, 1], offset: ?>>
  %7 = memref.subview %d[0, 3, 0] [1, 16, 4] [1, 1, 1] : memref<8x16x4xf32> to memref<16x4xf32, strided<[4, 1], offset: 12>>
  %8 = memref.reinterpret_cast %u to offset: [0], sizes: [5, %n], strides: [%n, 1] : memref<*xf32> to memref<5x?xf32, strided<[?, 1]>>
  %9 = memref.reinterpret_cast %d to offset: [%n], sizes: [512], strides: [1] {b} : memref<8x16x4xf32> to memref<512xf32, strided<[1], offset: ?>>
  %10 = memref.collapse_shape %d [[0, 1], [2]] : memref<8x16x4xf32> into memref<128x4xf32>
  %11 = memref.expand_shape %10 [[0, 1], [2]] output_shape [8, 16, 4] : memref<128x4xf32> into memref<8x16x4xf32>
  %12 = memref.expand_shape %m [[0, 1], [2]] output_shape [2, 2, %n] {c} : memref<4x?xf32> into memref<2x2x?xf32>
  %13 = memref.transpose %m (i, j) -> (j, i) : memref<4x?xf32> to memref<?x4xf32, strided<[1, ?]>>
  %14 = memref.memory_space_cast %m : memref<4x?xf32> to memref<4x?xf32, 1>
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %m : memref<4x?xf32> -> memref<f32>, index, index, index, index, index
  %base0, %offset0 = memref.extract_strided_metadata %base : memref<f32> -> memref<f32>, index
  %15 = memref.alloc(%sizes#1, %strides#0) : memref<?x?xf32>
  memref.copy %m, %m {d} : memref<4x?xf32> to memref<4x?xf32>
  %16 = memref.collapse_shape %base [] : memref<f32> into memref<f32>
  return
}

func.func @dma(%m: memref<40x128xf32>, %f: memref<2x1024xf32, 1>, %tag: memref<1xi32>, %i: index) {
  memref.dma_start %m[%i, %i], %f[%i, %i], %i, %tag[%i] : memref<40x128xf32>, memref<2x1024xf32, 1>, memref<1xi32>
  memref.dma_start %m[%i, %i], %f[%i, %i], %i, %tag[%i], %i, %i : memref<40x128xf32>, memref<2x1024xf32, 1>, memref<1xi32>
  memref.dma_wait %tag[%i], %i : memref<1xi32>
  return
}
