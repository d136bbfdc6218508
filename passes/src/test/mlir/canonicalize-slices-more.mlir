// RUN: builtin.module(canonicalize)

// Where mlir-opt 19 makes something else or nothing valid.

// A size that turns out to be one where another one is dropped: which is meant is not told; mlir-opt makes an invalid cast.
func.func @another_one(%a: tensor<1x4x1xf32>, %i: index) -> tensor<?x4xf32> {
  %c1 = arith.constant 1 : index
  %0 = tensor.extract_slice %a[0, 0, 0] [%c1, 4, 1] [1, 1, 1] : tensor<1x4x1xf32> to tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}
// =====>
module {
  func.func @another_one(%arg0: tensor<1x4x1xf32>, %arg1: index) -> tensor<?x4xf32> {
    %c1 = arith.constant 1 : index
    %extracted_slice = tensor.extract_slice %arg0[0, 0, 0] [%c1, 4, 1] [1, 1, 1] : tensor<1x4x1xf32> to tensor<?x4xf32>
    return %extracted_slice : tensor<?x4xf32>
  }
}

// -----

// Inserted likewise.
func.func @another_one_inserted(%a: tensor<1x4x1xf32>, %b: tensor<?x4xf32>) -> tensor<1x4x1xf32> {
  %c1 = arith.constant 1 : index
  %0 = tensor.insert_slice %b into %a[0, 0, 0] [%c1, 4, 1] [1, 1, 1] : tensor<?x4xf32> into tensor<1x4x1xf32>
  return %0 : tensor<1x4x1xf32>
}
// =====>
module {
  func.func @another_one_inserted(%arg0: tensor<1x4x1xf32>, %arg1: tensor<?x4xf32>) -> tensor<1x4x1xf32> {
    %c1 = arith.constant 1 : index
    %inserted_slice = tensor.insert_slice %arg1 into %arg0[0, 0, 0] [%c1, 4, 1] [1, 1, 1] : tensor<?x4xf32> into tensor<1x4x1xf32>
    return %inserted_slice : tensor<1x4x1xf32>
  }
}

// -----

// A view of the same type that begins elsewhere is another one: mlir-opt 19 takes it for its buffer.
func.func @begins_elsewhere(%a: memref<4xf32, strided<[?], offset: ?>>, %i: index) -> memref<4xf32, strided<[?], offset: ?>> {
  %0 = memref.subview %a[%i] [4] [%i] : memref<4xf32, strided<[?], offset: ?>> to memref<4xf32, strided<[?], offset: ?>>
  return %0 : memref<4xf32, strided<[?], offset: ?>>
}
// =====>
module {
  func.func @begins_elsewhere(%arg0: memref<4xf32, strided<[?], offset: ?>>, %arg1: index) -> memref<4xf32, strided<[?], offset: ?>> {
    %subview = memref.subview %arg0[%arg1] [4] [%arg1] : memref<4xf32, strided<[?], offset: ?>> to memref<4xf32, strided<[?], offset: ?>>
    return %subview : memref<4xf32, strided<[?], offset: ?>>
  }
}

// -----

// Of two sizes that are not known neither is what the other leaves: mlir-opt 19 makes an operation that is not valid.
func.func @two_unknown(%a: tensor<?xf32>, %n: index, %m: index) -> tensor<?x12x?xf32> {
  %0 = tensor.expand_shape %a [[0, 1, 2, 3]] output_shape [%n, 4, 3, %m] : tensor<?xf32> into tensor<?x4x3x?xf32>
  %1 = tensor.collapse_shape %0 [[0], [1, 2], [3]] : tensor<?x4x3x?xf32> into tensor<?x12x?xf32>
  return %1 : tensor<?x12x?xf32>
}
// =====>
module {
  func.func @two_unknown(%arg0: tensor<?xf32>, %arg1: index, %arg2: index) -> tensor<?x12x?xf32> {
    %expanded = tensor.expand_shape %arg0 [[0, 1, 2, 3]] output_shape [%arg1, 4, 3, %arg2] : tensor<?xf32> into tensor<?x4x3x?xf32>
    %collapsed = tensor.collapse_shape %expanded [[0], [1, 2], [3]] : tensor<?x4x3x?xf32> into tensor<?x12x?xf32>
    return %collapsed : tensor<?x12x?xf32>
  }
}

// -----

// Nor its size: mlir-opt 19 divides by a number that stands for none.
func.func @size_of_two_unknown(%a: tensor<?xf32>, %n: index, %m: index) -> index {
  %c0 = arith.constant 0 : index
  %0 = tensor.expand_shape %a [[0, 1]] output_shape [%n, %m] : tensor<?xf32> into tensor<?x?xf32>
  %1 = tensor.dim %0, %c0 : tensor<?x?xf32>
  return %1 : index
}
// =====>
module {
  func.func @size_of_two_unknown(%arg0: tensor<?xf32>, %arg1: index, %arg2: index) -> index {
    %c0 = arith.constant 0 : index
    %expanded = tensor.expand_shape %arg0 [[0, 1]] output_shape [%arg1, %arg2] : tensor<?xf32> into tensor<?x?xf32>
    %dim = tensor.dim %expanded, %c0 : tensor<?x?xf32>
    return %dim : index
  }
}

// -----

// What fills up the last tile may be something else: mlir-opt 19 does not look at a value that is no constant.
func.func @padded_by_a_value(%d: tensor<4x8x4xf32>, %f: f32) -> tensor<4x8x4xf32> {
  %a = arith.constant dense<1.0> : tensor<15x8xf32>
  %0 = tensor.pack %a padding_value(%f : f32) inner_dims_pos = [0] inner_tiles = [4] into %d : tensor<15x8xf32> -> tensor<4x8x4xf32>
  return %0 : tensor<4x8x4xf32>
}
// =====>
module {
  func.func @padded_by_a_value(%arg0: tensor<4x8x4xf32>, %arg1: f32) -> tensor<4x8x4xf32> {
    %cst = arith.constant dense<1.000000e+00> : tensor<15x8xf32>
    %pack = tensor.pack %cst padding_value(%arg1 : f32) inner_dims_pos = [0] inner_tiles = [4] into %arg0 : tensor<15x8xf32> -> tensor<4x8x4xf32>
    return %pack : tensor<4x8x4xf32>
  }
}

// -----

// Tiles of a size that is not known are not of a known one: mlir-opt 19 makes an operation that is not valid.
func.func @tiles_of_unknown_size(%a: tensor<16x8xf32>, %d: tensor<4x8x4xf32>, %n: index) -> tensor<?x8x?xf32> {
  %0 = tensor.cast %d : tensor<4x8x4xf32> to tensor<?x8x?xf32>
  %1 = tensor.pack %a inner_dims_pos = [0] inner_tiles = [%n] into %0 : tensor<16x8xf32> -> tensor<?x8x?xf32>
  return %1 : tensor<?x8x?xf32>
}
// =====>
module {
  func.func @tiles_of_unknown_size(%arg0: tensor<16x8xf32>, %arg1: tensor<4x8x4xf32>, %arg2: index) -> tensor<?x8x?xf32> {
    %cast = tensor.cast %arg1 : tensor<4x8x4xf32> to tensor<?x8x?xf32>
    %pack = tensor.pack %arg0 inner_dims_pos = [0] inner_tiles = [%arg2] into %cast : tensor<16x8xf32> -> tensor<?x8x?xf32>
    return %pack : tensor<?x8x?xf32>
  }
}
