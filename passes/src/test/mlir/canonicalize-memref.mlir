// RUN: builtin.module(canonicalize)

// Reshapes, views and layouts of buffers, and scopes of their allocation.
func.func @m1(%a: memref<4x6x8xf32>) -> memref<192xf32> {
  %0 = memref.collapse_shape %a [[0, 1], [2]] : memref<4x6x8xf32> into memref<24x8xf32>
  %1 = memref.collapse_shape %0 [[0, 1]] : memref<24x8xf32> into memref<192xf32>
  return %1 : memref<192xf32>
}
// =====>
module {
  func.func @m1(%arg0: memref<4x6x8xf32>) -> memref<192xf32> {
    %collapse_shape = memref.collapse_shape %arg0 [[0, 1, 2]] : memref<4x6x8xf32> into memref<192xf32>
    return %collapse_shape : memref<192xf32>
  }
}

// -----

func.func @m2(%a: memref<192xf32>) -> memref<4x6x8xf32> {
  %0 = memref.expand_shape %a [[0, 1]] output_shape [24, 8] : memref<192xf32> into memref<24x8xf32>
  %1 = memref.expand_shape %0 [[0, 1], [2]] output_shape [4, 6, 8] : memref<24x8xf32> into memref<4x6x8xf32>
  return %1 : memref<4x6x8xf32>
}
// =====>
module {
  func.func @m2(%arg0: memref<192xf32>) -> memref<4x6x8xf32> {
    %expand_shape = memref.expand_shape %arg0 [[0, 1, 2]] output_shape [4, 6, 8] : memref<192xf32> into memref<4x6x8xf32>
    return %expand_shape : memref<4x6x8xf32>
  }
}

// -----

func.func @m4(%a: memref<4x6x8xf32>) -> memref<24x8xf32> {
  %0 = memref.collapse_shape %a [[0, 1, 2]] : memref<4x6x8xf32> into memref<192xf32>
  %1 = memref.expand_shape %0 [[0, 1]] output_shape [24, 8] : memref<192xf32> into memref<24x8xf32>
  return %1 : memref<24x8xf32>
}
// =====>
module {
  func.func @m4(%arg0: memref<4x6x8xf32>) -> memref<24x8xf32> {
    %collapse_shape = memref.collapse_shape %arg0 [[0, 1], [2]] : memref<4x6x8xf32> into memref<24x8xf32>
    return %collapse_shape : memref<24x8xf32>
  }
}

// -----

func.func @m5(%a: memref<24x8xf32>) -> memref<4x6x8xf32> {
  %0 = memref.collapse_shape %a [[0, 1]] : memref<24x8xf32> into memref<192xf32>
  %1 = memref.expand_shape %0 [[0, 1, 2]] output_shape [4, 6, 8] : memref<192xf32> into memref<4x6x8xf32>
  return %1 : memref<4x6x8xf32>
}
// =====>
module {
  func.func @m5(%arg0: memref<24x8xf32>) -> memref<4x6x8xf32> {
    %expand_shape = memref.expand_shape %arg0 [[0, 1], [2]] output_shape [4, 6, 8] : memref<24x8xf32> into memref<4x6x8xf32>
    return %expand_shape : memref<4x6x8xf32>
  }
}

// -----

func.func @m6(%a: memref<24x8xf32>) -> memref<192xf32> {
  %0 = memref.expand_shape %a [[0, 1], [2]] output_shape [4, 6, 8] : memref<24x8xf32> into memref<4x6x8xf32>
  %1 = memref.collapse_shape %0 [[0, 1, 2]] : memref<4x6x8xf32> into memref<192xf32>
  return %1 : memref<192xf32>
}
// =====>
module {
  func.func @m6(%arg0: memref<24x8xf32>) -> memref<192xf32> {
    %collapse_shape = memref.collapse_shape %arg0 [[0, 1]] : memref<24x8xf32> into memref<192xf32>
    return %collapse_shape : memref<192xf32>
  }
}

// -----

func.func @m7(%a: memref<192xf32>) -> memref<24x8xf32> {
  %0 = memref.expand_shape %a [[0, 1, 2]] output_shape [4, 6, 8] : memref<192xf32> into memref<4x6x8xf32>
  %1 = memref.collapse_shape %0 [[0, 1], [2]] : memref<4x6x8xf32> into memref<24x8xf32>
  return %1 : memref<24x8xf32>
}
// =====>
module {
  func.func @m7(%arg0: memref<192xf32>) -> memref<24x8xf32> {
    %expand_shape = memref.expand_shape %arg0 [[0, 1]] output_shape [24, 8] : memref<192xf32> into memref<24x8xf32>
    return %expand_shape : memref<24x8xf32>
  }
}

// -----

func.func @m8(%a: memref<4x8xf32>) -> memref<?xf32> {
  %0 = memref.cast %a : memref<4x8xf32> to memref<?x?xf32>
  %1 = memref.collapse_shape %0 [[0, 1]] : memref<?x?xf32> into memref<?xf32>
  return %1 : memref<?xf32>
}
// =====>
module {
  func.func @m8(%arg0: memref<4x8xf32>) -> memref<?xf32> {
    %collapse_shape = memref.collapse_shape %arg0 [[0, 1]] : memref<4x8xf32> into memref<32xf32>
    %cast = memref.cast %collapse_shape : memref<32xf32> to memref<?xf32>
    return %cast : memref<?xf32>
  }
}

// -----

func.func @m9(%a: memref<4x8xf32>, %n: index) -> (memref<2x2xf32, strided<[8, 1], offset: ?>>, memref<2x2xf32, strided<[?, ?], offset: ?>>) {
  %0 = memref.cast %a : memref<4x8xf32> to memref<4x?xf32>
  %b = memref.cast %a : memref<4x8xf32> to memref<4x8xf32, strided<[?, ?], offset: ?>>
  %1 = memref.subview %a[%n, 0] [2, 2] [1, 1] : memref<4x8xf32> to memref<2x2xf32, strided<[8, 1], offset: ?>>
  %2 = memref.subview %b[%n, 0] [2, 2] [1, 1] : memref<4x8xf32, strided<[?, ?], offset: ?>> to memref<2x2xf32, strided<[?, ?], offset: ?>>
  return %1, %2 : memref<2x2xf32, strided<[8, 1], offset: ?>>, memref<2x2xf32, strided<[?, ?], offset: ?>>
}
// =====>
module {
  func.func @m9(%arg0: memref<4x8xf32>, %arg1: index) -> (memref<2x2xf32, strided<[8, 1], offset: ?>>, memref<2x2xf32, strided<[?, ?], offset: ?>>) {
    %subview = memref.subview %arg0[%arg1, 0] [2, 2] [1, 1] : memref<4x8xf32> to memref<2x2xf32, strided<[8, 1], offset: ?>>
    %subview_0 = memref.subview %arg0[%arg1, 0] [2, 2] [1, 1] : memref<4x8xf32> to memref<2x2xf32, strided<[8, 1], offset: ?>>
    %cast = memref.cast %subview_0 : memref<2x2xf32, strided<[8, 1], offset: ?>> to memref<2x2xf32, strided<[?, ?], offset: ?>>
    return %subview, %cast : memref<2x2xf32, strided<[8, 1], offset: ?>>, memref<2x2xf32, strided<[?, ?], offset: ?>>
  }
}

// -----

func.func @m10(%a: memref<4x8xf32>, %n: index) -> (memref<2x4xf32, strided<[8, 1]>>, memref<1x1xf32, strided<[8, 1], offset: 9>>) {
  %1 = memref.subview %a[0, 0] [2, 6] [1, 1] : memref<4x8xf32> to memref<2x6xf32, strided<[8, 1]>>
  %2 = memref.subview %1[0, 0] [2, 4] [1, 1] : memref<2x6xf32, strided<[8, 1]>> to memref<2x4xf32, strided<[8, 1]>>
  %3 = memref.subview %1[1, 1] [1, 1] [1, 1] : memref<2x6xf32, strided<[8, 1]>> to memref<1x1xf32, strided<[8, 1], offset: 9>>
  return %2, %3 : memref<2x4xf32, strided<[8, 1]>>, memref<1x1xf32, strided<[8, 1], offset: 9>>
}
// =====>
module {
  func.func @m10(%arg0: memref<4x8xf32>, %arg1: index) -> (memref<2x4xf32, strided<[8, 1]>>, memref<1x1xf32, strided<[8, 1], offset: 9>>) {
    %subview = memref.subview %arg0[0, 0] [2, 6] [1, 1] : memref<4x8xf32> to memref<2x6xf32, strided<[8, 1]>>
    %subview_0 = memref.subview %subview[0, 0] [2, 4] [1, 1] : memref<2x6xf32, strided<[8, 1]>> to memref<2x4xf32, strided<[8, 1]>>
    %subview_1 = memref.subview %subview[1, 1] [1, 1] [1, 1] : memref<2x6xf32, strided<[8, 1]>> to memref<1x1xf32, strided<[8, 1], offset: 9>>
    return %subview_0, %subview_1 : memref<2x4xf32, strided<[8, 1]>>, memref<1x1xf32, strided<[8, 1], offset: 9>>
  }
}

// -----

func.func @m11(%a: memref<4x8xf32>, %n: index) -> (memref<?x?xf32, strided<[?, ?], offset: ?>>, memref<8xf32>, memref<4xf32>) {
  %c1 = arith.constant 1 : index
  %1 = memref.reinterpret_cast %a to offset: [%n], sizes: [%n, 8], strides: [8, %c1] : memref<4x8xf32> to memref<?x?xf32, strided<[?, ?], offset: ?>>
  %2 = memref.reinterpret_cast %a to offset: [0], sizes: [8], strides: [1] : memref<4x8xf32> to memref<8xf32>
  %3 = memref.reinterpret_cast %2 to offset: [0], sizes: [4], strides: [1] : memref<8xf32> to memref<4xf32>
  return %1, %2, %3 : memref<?x?xf32, strided<[?, ?], offset: ?>>, memref<8xf32>, memref<4xf32>
}
// =====>
module {
  func.func @m11(%arg0: memref<4x8xf32>, %arg1: index) -> (memref<?x?xf32, strided<[?, ?], offset: ?>>, memref<8xf32>, memref<4xf32>) {
    %c1 = arith.constant 1 : index
    %reinterpret_cast = memref.reinterpret_cast %arg0 to offset: [%arg1], sizes: [%arg1, 8], strides: [8, %c1] : memref<4x8xf32> to memref<?x?xf32, strided<[?, ?], offset: ?>>
    %reinterpret_cast_0 = memref.reinterpret_cast %arg0 to offset: [0], sizes: [8], strides: [1] : memref<4x8xf32> to memref<8xf32>
    %reinterpret_cast_1 = memref.reinterpret_cast %arg0 to offset: [0], sizes: [4], strides: [1] : memref<4x8xf32> to memref<4xf32>
    return %reinterpret_cast, %reinterpret_cast_0, %reinterpret_cast_1 : memref<?x?xf32, strided<[?, ?], offset: ?>>, memref<8xf32>, memref<4xf32>
  }
}

// -----

func.func @m12(%a: memref<4x8xf32>, %n: index) -> (memref<f32>, index, index, index, index, index) {
  %b, %o, %s:2, %t:2 = memref.extract_strided_metadata %a : memref<4x8xf32> -> memref<f32>, index, index, index, index, index
  return %b, %o, %s#0, %s#1, %t#0, %t#1 : memref<f32>, index, index, index, index, index
}
// =====>
module {
  func.func @m12(%arg0: memref<4x8xf32>, %arg1: index) -> (memref<f32>, index, index, index, index, index) {
    %c0 = arith.constant 0 : index
    %c4 = arith.constant 4 : index
    %c8 = arith.constant 8 : index
    %c1 = arith.constant 1 : index
    %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<4x8xf32> -> memref<f32>, index, index, index, index, index
    return %base_buffer, %c0, %c4, %c8, %c8, %c1 : memref<f32>, index, index, index, index, index
  }
}

// -----

func.func @m13(%a: memref<4x8xf32>, %n: index, %d: memref<?x?xf32, strided<[?, 1], offset: ?>>) -> (memref<4x8xf32, strided<[8, 1]>>, memref<f32>, index, index, index, index) {
  %b, %o, %s:2, %t:2 = memref.extract_strided_metadata %a : memref<4x8xf32> -> memref<f32>, index, index, index, index, index
  %r = memref.reinterpret_cast %b to offset: [0], sizes: [4, 8], strides: [8, 1] : memref<f32> to memref<4x8xf32, strided<[8, 1]>>
  %b2, %o2, %s2:2, %t2:2 = memref.extract_strided_metadata %d : memref<?x?xf32, strided<[?, 1], offset: ?>> -> memref<f32>, index, index, index, index, index
  return %r, %b2, %o2, %s2#0, %t2#0, %t2#1 : memref<4x8xf32, strided<[8, 1]>>, memref<f32>, index, index, index, index
}
// =====>
module {
  func.func @m13(%arg0: memref<4x8xf32>, %arg1: index, %arg2: memref<?x?xf32, strided<[?, 1], offset: ?>>) -> (memref<4x8xf32, strided<[8, 1]>>, memref<f32>, index, index, index, index) {
    %c1 = arith.constant 1 : index
    %cast = memref.cast %arg0 : memref<4x8xf32> to memref<4x8xf32, strided<[8, 1]>>
    %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg2 : memref<?x?xf32, strided<[?, 1], offset: ?>> -> memref<f32>, index, index, index, index, index
    return %cast, %base_buffer, %offset, %sizes#0, %strides#0, %c1 : memref<4x8xf32, strided<[8, 1]>>, memref<f32>, index, index, index, index
  }
}

// -----

func.func @m14(%a: memref<64xi8>, %n: index) -> (memref<?x4xf32>, memref<?x4xf32>) {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %0 = memref.view %a[%c0][%c2] : memref<64xi8> to memref<?x4xf32>
  %z = memref.cast %a : memref<64xi8> to memref<?xi8>
  %1 = memref.view %z[%n][%n] : memref<?xi8> to memref<?x4xf32>
  return %0, %1 : memref<?x4xf32>, memref<?x4xf32>
}
// =====>
module {
  func.func @m14(%arg0: memref<64xi8>, %arg1: index) -> (memref<?x4xf32>, memref<?x4xf32>) {
    %c0 = arith.constant 0 : index
    %view = memref.view %arg0[%c0][] : memref<64xi8> to memref<2x4xf32>
    %cast = memref.cast %view : memref<2x4xf32> to memref<?x4xf32>
    %cast_0 = memref.cast %arg0 : memref<64xi8> to memref<?xi8>
    %view_1 = memref.view %cast_0[%arg1][%arg1] : memref<?xi8> to memref<?x4xf32>
    return %cast, %view_1 : memref<?x4xf32>, memref<?x4xf32>
  }
}

// -----

func.func @m15(%a: memref<4x8xf32>, %n: index, %v: f32, %i: i32) -> (memref<8x?xf32, strided<[1, 8]>>, f32) {
  %z = memref.cast %a : memref<4x8xf32> to memref<?x8xf32>
  %y = memref.cast %a : memref<4x8xf32> to memref<4x?xf32>
  %0 = memref.transpose %z (i, j) -> (j, i) : memref<?x8xf32> to memref<8x?xf32, strided<[1, 8]>>
  %1 = memref.atomic_rmw addf %v, %y[%n, %n] : (f32, memref<4x?xf32>) -> f32
  return %0, %1 : memref<8x?xf32, strided<[1, 8]>>, f32
}
// =====>
module {
  func.func @m15(%arg0: memref<4x8xf32>, %arg1: index, %arg2: f32, %arg3: i32) -> (memref<8x?xf32, strided<[1, 8]>>, f32) {
    %cast = memref.cast %arg0 : memref<4x8xf32> to memref<?x8xf32>
    %transpose = memref.transpose %cast (d0, d1) -> (d1, d0) : memref<?x8xf32> to memref<8x?xf32, strided<[1, 8]>>
    %0 = memref.atomic_rmw addf %arg2, %arg0[%arg1, %arg1] : (f32, memref<4x8xf32>) -> f32
    return %transpose, %0 : memref<8x?xf32, strided<[1, 8]>>, f32
  }
}

// -----

func.func @m16(%a: memref<4x8xf32>, %n: index) -> (memref<4x8xf32>, memref<4x8xf32, 2>, memref<4x8xf32>) {
  %0 = memref.memory_space_cast %a : memref<4x8xf32> to memref<4x8xf32, 1>
  %1 = memref.memory_space_cast %0 : memref<4x8xf32, 1> to memref<4x8xf32, 2>
  %2 = memref.memory_space_cast %0 : memref<4x8xf32, 1> to memref<4x8xf32>
  %3 = memref.memory_space_cast %a : memref<4x8xf32> to memref<4x8xf32>
  return %3, %1, %2 : memref<4x8xf32>, memref<4x8xf32, 2>, memref<4x8xf32>
}
// =====>
module {
  func.func @m16(%arg0: memref<4x8xf32>, %arg1: index) -> (memref<4x8xf32>, memref<4x8xf32, 2>, memref<4x8xf32>) {
    %memspacecast = memref.memory_space_cast %arg0 : memref<4x8xf32> to memref<4x8xf32, 2>
    return %arg0, %memspacecast, %arg0 : memref<4x8xf32>, memref<4x8xf32, 2>, memref<4x8xf32>
  }
}

// -----

func.func @m17(%n: index, %v: f32) {
  memref.alloca_scope {
    %a = memref.alloca(%n) : memref<?xf32>
    memref.store %v, %a[%n] : memref<?xf32>
    "test.use"(%a) : (memref<?xf32>) -> ()
    memref.alloca_scope.return
  }
  return
}
// =====>
module {
  func.func @m17(%arg0: index, %arg1: f32) {
    %alloca = memref.alloca(%arg0) : memref<?xf32>
    memref.store %arg1, %alloca[%arg0] : memref<?xf32>
    "test.use"(%alloca) : (memref<?xf32>) -> ()
    return
  }
}

// -----

func.func @m18(%n: index, %v: f32, %c: i1) -> f32 {
  %r = memref.alloca_scope -> (f32) {
    %w = "test.x"() : () -> f32
    memref.alloca_scope.return %w : f32
  }
  scf.if %c {
    memref.alloca_scope {
      %a = memref.alloca() : memref<4xf32>
      "test.use"(%a) : (memref<4xf32>) -> ()
      memref.alloca_scope.return
    }
    "test.x"() : () -> ()
  }
  return %r : f32
}
// =====>
module {
  func.func @m18(%arg0: index, %arg1: f32, %arg2: i1) -> f32 {
    %0 = memref.alloca_scope  -> (f32) {
      %1 = "test.x"() : () -> f32
      memref.alloca_scope.return %1 : f32
    }
    scf.if %arg2 {
      memref.alloca_scope  {
        %alloca = memref.alloca() : memref<4xf32>
        "test.use"(%alloca) : (memref<4xf32>) -> ()
      }
      "test.x"() : () -> ()
    }
    return %0 : f32
  }
}

// -----

func.func @m19(%n: index, %v: f32, %c: i1) {
  %c1 = arith.constant 1 : index
  scf.for %i = %c1 to %n step %c1 {
    memref.alloca_scope {
      %a = memref.alloca() : memref<4xf32>
      "test.use"(%a) : (memref<4xf32>) -> ()
      memref.alloca_scope.return
    }
  }
  return
}
// =====>
module {
  func.func @m19(%arg0: index, %arg1: f32, %arg2: i1) {
    %c1 = arith.constant 1 : index
    scf.for %arg3 = %c1 to %arg0 step %c1 {
      %alloca = memref.alloca() : memref<4xf32>
      "test.use"(%alloca) : (memref<4xf32>) -> ()
    }
    return
  }
}

// -----

func.func @m20(%a: memref<4xf32>, %b: memref<4xf32>, %n: index) -> memref<?xf32> {
  %z = memref.cast %a : memref<4xf32> to memref<?xf32>
  %y = memref.cast %b : memref<4xf32> to memref<?xf32>
  memref.copy %z, %y : memref<?xf32> to memref<?xf32>
  memref.copy %b, %b : memref<4xf32> to memref<4xf32>
  %r = memref.realloc %y : memref<?xf32> to memref<8xf32>
  %q = memref.alloc(%n) : memref<?xf32>
  %s = memref.realloc %q(%n) : memref<?xf32> to memref<?xf32>
  return %s : memref<?xf32>
}
// =====>
module {
  func.func @m20(%arg0: memref<4xf32>, %arg1: memref<4xf32>, %arg2: index) -> memref<?xf32> {
    memref.copy %arg0, %arg1 : memref<4xf32> to memref<4xf32>
    %alloc = memref.alloc(%arg2) : memref<?xf32>
    %0 = memref.realloc %alloc(%arg2) : memref<?xf32> to memref<?xf32>
    return %0 : memref<?xf32>
  }
}

// -----

func.func @m21(%a: memref<4xf32>, %n: index, %s: memref<2xindex>, %m: memref<?x?xf32>) -> (index, index, f32) {
  %c1 = arith.constant 1 : index
  %c0 = arith.constant 0 : index
  %z = memref.reshape %a(%s) : (memref<4xf32>, memref<2xindex>) -> memref<?x?xf32>
  %d = memref.dim %z, %c1 : memref<?x?xf32>
  %x = memref.subview %m[0, 0] [%n, 1] [1, 1] : memref<?x?xf32> to memref<?xf32, strided<[?]>>
  %e = memref.dim %x, %c0 : memref<?xf32, strided<[?]>>
  %y = memref.load %x[%n] : memref<?xf32, strided<[?]>>
  return %d, %e, %y : index, index, f32
}
// =====>
module {
  func.func @m21(%arg0: memref<4xf32>, %arg1: index, %arg2: memref<2xindex>, %arg3: memref<?x?xf32>) -> (index, index, f32) {
    %c1 = arith.constant 1 : index
    %0 = memref.load %arg2[%c1] : memref<2xindex>
    %subview = memref.subview %arg3[0, 0] [%arg1, 1] [1, 1] : memref<?x?xf32> to memref<?xf32, strided<[?]>>
    %1 = memref.load %subview[%arg1] : memref<?xf32, strided<[?]>>
    return %0, %arg1, %1 : index, index, f32
  }
}

// -----

memref.global "private" constant @g : memref<2x2xf32> = dense<[[1.0, 2.0], [3.0, 4.0]]>
memref.global "private" constant @h : memref<2x2xf32> = dense<3.0>
func.func @m22(%i: index) -> (f32, f32, f32) {
  %c1 = arith.constant 1 : index
  %c0 = arith.constant 0 : index
  %g = memref.get_global @g : memref<2x2xf32>
  %h = memref.get_global @h : memref<2x2xf32>
  %x = affine.load %g[1, 0] : memref<2x2xf32>
  %y = affine.load %h[symbol(%i), 0] : memref<2x2xf32>
  %z = memref.load %g[%c1, %c0] : memref<2x2xf32>
  return %x, %y, %z : f32, f32, f32
}
// =====>
module {
  memref.global "private" constant @g : memref<2x2xf32> = dense<[[1.000000e+00, 2.000000e+00], [3.000000e+00, 4.000000e+00]]>
  memref.global "private" constant @h : memref<2x2xf32> = dense<3.000000e+00>
  func.func @m22(%arg0: index) -> (f32, f32, f32) {
    %cst = arith.constant 3.000000e+00 : f32
    %c1 = arith.constant 1 : index
    %c0 = arith.constant 0 : index
    %0 = memref.get_global @g : memref<2x2xf32>
    %1 = memref.load %0[%c1, %c0] : memref<2x2xf32>
    return %cst, %cst, %1 : f32, f32, f32
  }
}

// -----

func.func @m23(%a: memref<4x8xf32>) -> (memref<?x8xf32>, memref<?x?xf32>, memref<4x8xf32>) {
  %0 = memref.cast %a : memref<4x8xf32> to memref<?x8xf32>
  %1 = memref.cast %0 : memref<?x8xf32> to memref<?x?xf32>
  %2 = memref.cast %1 : memref<?x?xf32> to memref<4x8xf32>
  return %0, %1, %2 : memref<?x8xf32>, memref<?x?xf32>, memref<4x8xf32>
}
// =====>
module {
  func.func @m23(%arg0: memref<4x8xf32>) -> (memref<?x8xf32>, memref<?x?xf32>, memref<4x8xf32>) {
    %cast = memref.cast %arg0 : memref<4x8xf32> to memref<?x8xf32>
    %cast_0 = memref.cast %arg0 : memref<4x8xf32> to memref<?x?xf32>
    return %cast, %cast_0, %arg0 : memref<?x8xf32>, memref<?x?xf32>, memref<4x8xf32>
  }
}

// -----

func.func @m24(%a: memref<4x8xf32>, %n: index) -> index {
  %p = memref.extract_aligned_pointer_as_index %a : memref<4x8xf32> -> index
  memref.assume_alignment %a, 16 : memref<4x8xf32>
  %q = memref.generic_atomic_rmw %a[%n, %n] : memref<4x8xf32> {
  ^bb0(%x: f32):
    %c = arith.constant 1.0 : f32
    %y = arith.addf %c, %x : f32
    memref.atomic_yield %y : f32
  }
  return %p : index
}
// =====>
module {
  func.func @m24(%arg0: memref<4x8xf32>, %arg1: index) -> index {
    %cst = arith.constant 1.000000e+00 : f32
    %intptr = memref.extract_aligned_pointer_as_index %arg0 : memref<4x8xf32> -> index
    memref.assume_alignment %arg0, 16 : memref<4x8xf32>
    %0 = memref.generic_atomic_rmw %arg0[%arg1, %arg1] : memref<4x8xf32> {
    ^bb0(%arg2: f32):
      %1 = arith.addf %arg2, %cst : f32
      memref.atomic_yield %1 : f32
    }
    return %intptr : index
  }
}
