// RUN: builtin.module(canonicalize)

// Slices and views that drop dimensions, and reshapes of sizes that are not known.

// Constant offsets, sizes and steps of slices that drop dimensions.
func.func @extract(%a: tensor<1x4x?x1xf32>, %i: index) -> tensor<4x?xf32> {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %0 = tensor.extract_slice %a[%c0, 0, %i, 0] [1, 4, %c2, 1] [1, 1, 1, %c0] : tensor<1x4x?x1xf32> to tensor<4x?xf32>
  return %0 : tensor<4x?xf32>
}
// =====>
module {
  func.func @extract(%arg0: tensor<1x4x?x1xf32>, %arg1: index) -> tensor<4x?xf32> {
    %extracted_slice = tensor.extract_slice %arg0[0, 0, %arg1, 0] [1, 4, 2, 1] [1, 1, 1, 0] : tensor<1x4x?x1xf32> to tensor<4x2xf32>
    %cast = tensor.cast %extracted_slice : tensor<4x2xf32> to tensor<4x?xf32>
    return %cast : tensor<4x?xf32>
  }
}

// -----

func.func @extract_keeps_last_one(%a: tensor<1x4x?x1xf32>, %i: index) -> tensor<4x?x1xf32> {
  %c1 = arith.constant 1 : index
  %0 = tensor.extract_slice %a[0, 0, %i, 0] [1, 4, %c1, 1] [1, 1, 1, 1] : tensor<1x4x?x1xf32> to tensor<4x?x1xf32>
  return %0 : tensor<4x?x1xf32>
}
// =====>
module {
  func.func @extract_keeps_last_one(%arg0: tensor<1x4x?x1xf32>, %arg1: index) -> tensor<4x?x1xf32> {
    %extracted_slice = tensor.extract_slice %arg0[0, 0, %arg1, 0] [1, 4, 1, 1] [1, 1, 1, 1] : tensor<1x4x?x1xf32> to tensor<4x1x1xf32>
    %cast = tensor.cast %extracted_slice : tensor<4x1x1xf32> to tensor<4x?x1xf32>
    return %cast : tensor<4x?x1xf32>
  }
}

// -----

// Offsets below zero stay values, and so do steps of zero of buffers.
func.func @below_zero(%a: tensor<1x4x?x1xf32>, %i: index) -> tensor<4x?xf32> {
  %c = arith.constant -1 : index
  %0 = tensor.extract_slice %a[%c, 0, %i, 0] [1, 4, %i, 1] [1, 1, 1, %c] : tensor<1x4x?x1xf32> to tensor<4x?xf32>
  return %0 : tensor<4x?xf32>
}
// =====>
module {
  func.func @below_zero(%arg0: tensor<1x4x?x1xf32>, %arg1: index) -> tensor<4x?xf32> {
    %c-1 = arith.constant -1 : index
    %extracted_slice = tensor.extract_slice %arg0[%c-1, 0, %arg1, 0] [1, 4, %arg1, 1] [1, 1, 1, -1] : tensor<1x4x?x1xf32> to tensor<4x?xf32>
    return %extracted_slice : tensor<4x?xf32>
  }
}

// -----

func.func @step_of_zero(%a: memref<?x8xf32>) -> memref<?x8xf32, strided<[?, ?], offset: ?>> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant -1 : index
  %0 = memref.subview %a[%c1, 0] [%c0, 8] [%c1, %c0] : memref<?x8xf32> to memref<?x8xf32, strided<[?, ?], offset: ?>>
  return %0 : memref<?x8xf32, strided<[?, ?], offset: ?>>
}
// =====>
module {
  func.func @step_of_zero(%arg0: memref<?x8xf32>) -> memref<?x8xf32, strided<[?, ?], offset: ?>> {
    %c0 = arith.constant 0 : index
    %c-1 = arith.constant -1 : index
    %subview = memref.subview %arg0[%c-1, 0] [0, 8] [%c-1, %c0] : memref<?x8xf32> to memref<0x8xf32, strided<[?, ?], offset: ?>>
    %cast = memref.cast %subview : memref<0x8xf32, strided<[?, ?], offset: ?>> to memref<?x8xf32, strided<[?, ?], offset: ?>>
    return %cast : memref<?x8xf32, strided<[?, ?], offset: ?>>
  }
}

// -----

// Casts before and behind.
func.func @cast_of_extract(%a: tensor<1x?x?xf32>, %i: index) -> tensor<4x?xf32> {
  %0 = tensor.extract_slice %a[0, 0, 0] [1, %i, %i] [1, 1, 1] : tensor<1x?x?xf32> to tensor<?x?xf32>
  %1 = tensor.cast %0 : tensor<?x?xf32> to tensor<4x?xf32>
  return %1 : tensor<4x?xf32>
}
// =====>
module {
  func.func @cast_of_extract(%arg0: tensor<1x?x?xf32>, %arg1: index) -> tensor<4x?xf32> {
    %extracted_slice = tensor.extract_slice %arg0[0, 0, 0] [1, 4, %arg1] [1, 1, 1] : tensor<1x?x?xf32> to tensor<4x?xf32>
    return %extracted_slice : tensor<4x?xf32>
  }
}

// -----

func.func @extract_of_cast(%a: tensor<1x4x8xf32>, %i: index) -> tensor<4x?xf32> {
  %0 = tensor.cast %a : tensor<1x4x8xf32> to tensor<?x?x?xf32>
  %1 = tensor.extract_slice %0[%i, 0, 0] [1, 4, %i] [1, 1, 1] : tensor<?x?x?xf32> to tensor<4x?xf32>
  return %1 : tensor<4x?xf32>
}
// =====>
module {
  func.func @extract_of_cast(%arg0: tensor<1x4x8xf32>, %arg1: index) -> tensor<4x?xf32> {
    %extracted_slice = tensor.extract_slice %arg0[%arg1, 0, 0] [1, 4, %arg1] [1, 1, 1] : tensor<1x4x8xf32> to tensor<4x?xf32>
    return %extracted_slice : tensor<4x?xf32>
  }
}

// -----

func.func @insert(%a: tensor<1x4x?xf32>, %b: tensor<4x?xf32>, %i: index) -> tensor<1x4x?xf32> {
  %c2 = arith.constant 2 : index
  %0 = tensor.insert_slice %b into %a[0, 0, %i] [1, 4, %c2] [1, 1, 1] : tensor<4x?xf32> into tensor<1x4x?xf32>
  return %0 : tensor<1x4x?xf32>
}
// =====>
module {
  func.func @insert(%arg0: tensor<1x4x?xf32>, %arg1: tensor<4x?xf32>, %arg2: index) -> tensor<1x4x?xf32> {
    %cast = tensor.cast %arg1 : tensor<4x?xf32> to tensor<4x2xf32>
    %inserted_slice = tensor.insert_slice %cast into %arg0[0, 0, %arg2] [1, 4, 2] [1, 1, 1] : tensor<4x2xf32> into tensor<1x4x?xf32>
    return %inserted_slice : tensor<1x4x?xf32>
  }
}

// -----

func.func @insert_casts(%a: tensor<1x4x8xf32>, %b: tensor<4x2xf32>, %i: index) -> tensor<?x4x?xf32> {
  %0 = tensor.cast %a : tensor<1x4x8xf32> to tensor<?x4x?xf32>
  %1 = tensor.cast %b : tensor<4x2xf32> to tensor<4x?xf32>
  %2 = tensor.insert_slice %1 into %0[0, 0, %i] [1, 4, %i] [1, 1, 1] : tensor<4x?xf32> into tensor<?x4x?xf32>
  return %2 : tensor<?x4x?xf32>
}
// =====>
module {
  func.func @insert_casts(%arg0: tensor<1x4x8xf32>, %arg1: tensor<4x2xf32>, %arg2: index) -> tensor<?x4x?xf32> {
    %inserted_slice = tensor.insert_slice %arg1 into %arg0[0, 0, %arg2] [1, 4, 2] [1, 1, 1] : tensor<4x2xf32> into tensor<1x4x8xf32>
    %cast = tensor.cast %inserted_slice : tensor<1x4x8xf32> to tensor<?x4x?xf32>
    return %cast : tensor<?x4x?xf32>
  }
}

// -----

// Behind a size that stays unknown no other becomes known.
func.func @insert_cast_behind_unknown(%a: tensor<1x?x8xf32>, %b: tensor<?x2xf32>, %i: index) -> tensor<1x?x8xf32> {
  %1 = tensor.cast %b : tensor<?x2xf32> to tensor<?x?xf32>
  %2 = tensor.insert_slice %1 into %a[0, 0, %i] [1, %i, %i] [1, 1, 1] : tensor<?x?xf32> into tensor<1x?x8xf32>
  return %2 : tensor<1x?x8xf32>
}
// =====>
module {
  func.func @insert_cast_behind_unknown(%arg0: tensor<1x?x8xf32>, %arg1: tensor<?x2xf32>, %arg2: index) -> tensor<1x?x8xf32> {
    %cast = tensor.cast %arg1 : tensor<?x2xf32> to tensor<?x?xf32>
    %inserted_slice = tensor.insert_slice %cast into %arg0[0, 0, %arg2] [1, %arg2, %arg2] [1, 1, 1] : tensor<?x?xf32> into tensor<1x?x8xf32>
    return %inserted_slice : tensor<1x?x8xf32>
  }
}

// -----

func.func @insert_in_parallel(%a: tensor<1x4x8xf32>, %b: tensor<4x?xf32>) -> tensor<1x4x8xf32> {
  %c2 = arith.constant 2 : index
  %0 = scf.forall (%i) in (4) shared_outs(%o = %a) -> tensor<1x4x8xf32> {
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %b into %o[0, 0, %i] [1, 4, %c2] [1, 1, 1] : tensor<4x?xf32> into tensor<1x4x8xf32>
    }
  }
  return %0 : tensor<1x4x8xf32>
}
// =====>
module {
  func.func @insert_in_parallel(%arg0: tensor<1x4x8xf32>, %arg1: tensor<4x?xf32>) -> tensor<1x4x8xf32> {
    %0 = scf.forall (%arg2) in (4) shared_outs(%arg3 = %arg0) -> (tensor<1x4x8xf32>) {
      %cast = tensor.cast %arg1 : tensor<4x?xf32> to tensor<4x2xf32>
      scf.forall.in_parallel {
        tensor.parallel_insert_slice %cast into %arg3[0, 0, %arg2] [1, 4, 2] [1, 1, 1] : tensor<4x2xf32> into tensor<1x4x8xf32>
      }
    }
    return %0 : tensor<1x4x8xf32>
  }
}

// -----

// Views.
func.func @view(%a: memref<1x4x8x1xf32>, %i: index) -> memref<4x?xf32, strided<[8, 1], offset: ?>> {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %0 = memref.subview %a[%c0, 0, %i, 0] [1, 4, %c2, 1] [1, 1, 1, 1] : memref<1x4x8x1xf32> to memref<4x?xf32, strided<[8, 1], offset: ?>>
  return %0 : memref<4x?xf32, strided<[8, 1], offset: ?>>
}
// =====>
module {
  func.func @view(%arg0: memref<1x4x8x1xf32>, %arg1: index) -> memref<4x?xf32, strided<[8, 1], offset: ?>> {
    %subview = memref.subview %arg0[0, 0, %arg1, 0] [1, 4, 2, 1] [1, 1, 1, 1] : memref<1x4x8x1xf32> to memref<4x2xf32, strided<[8, 1], offset: ?>>
    %cast = memref.cast %subview : memref<4x2xf32, strided<[8, 1], offset: ?>> to memref<4x?xf32, strided<[8, 1], offset: ?>>
    return %cast : memref<4x?xf32, strided<[8, 1], offset: ?>>
  }
}

// -----

func.func @size_of_view(%a: memref<1x4x1xf32>, %i: index) -> index {
  %c0 = arith.constant 0 : index
  %0 = memref.subview %a[%i, 0, 0] [1, %i, 1] [1, 1, 1] : memref<1x4x1xf32> to memref<?x1xf32, strided<[1, 1], offset: ?>>
  %1 = memref.dim %0, %c0 : memref<?x1xf32, strided<[1, 1], offset: ?>>
  return %1 : index
}
// =====>
module {
  func.func @size_of_view(%arg0: memref<1x4x1xf32>, %arg1: index) -> index {
    return %arg1 : index
  }
}

// -----

func.func @view_of_cast(%a: memref<1x4x1xf32>, %i: index) -> memref<?xf32, strided<[?], offset: ?>> {
  %0 = memref.cast %a : memref<1x4x1xf32> to memref<?x4x?xf32, strided<[?, ?, ?], offset: ?>>
  %1 = memref.subview %0[%i, 0, 0] [1, %i, 1] [1, 1, 1] : memref<?x4x?xf32, strided<[?, ?, ?], offset: ?>> to memref<?xf32, strided<[?], offset: ?>>
  return %1 : memref<?xf32, strided<[?], offset: ?>>
}
// =====>
module {
  func.func @view_of_cast(%arg0: memref<1x4x1xf32>, %arg1: index) -> memref<?xf32, strided<[?], offset: ?>> {
    %subview = memref.subview %arg0[%arg1, 0, 0] [1, %arg1, 1] [1, 1, 1] : memref<1x4x1xf32> to memref<?xf32, strided<[1], offset: ?>>
    %cast = memref.cast %subview : memref<?xf32, strided<[1], offset: ?>> to memref<?xf32, strided<[?], offset: ?>>
    return %cast : memref<?xf32, strided<[?], offset: ?>>
  }
}

// -----

func.func @whole_view_of_other_layout(%a: memref<4x8xf32>) -> memref<4x8xf32, strided<[8, 1], offset: ?>> {
  %c0 = arith.constant 0 : index
  %0 = memref.subview %a[%c0, 0] [4, 8] [1, 1] : memref<4x8xf32> to memref<4x8xf32, strided<[8, 1], offset: ?>>
  return %0 : memref<4x8xf32, strided<[8, 1], offset: ?>>
}
// =====>
module {
  func.func @whole_view_of_other_layout(%arg0: memref<4x8xf32>) -> memref<4x8xf32, strided<[8, 1], offset: ?>> {
    %cast = memref.cast %arg0 : memref<4x8xf32> to memref<4x8xf32, strided<[8, 1], offset: ?>>
    return %cast : memref<4x8xf32, strided<[8, 1], offset: ?>>
  }
}

// -----

func.func @whole_view_of_view(%a: memref<?x8xf32>, %i: index) -> memref<?x8xf32, strided<[8, 1], offset: ?>> {
  %0 = memref.subview %a[%i, 0] [%i, 8] [1, 1] : memref<?x8xf32> to memref<?x8xf32, strided<[8, 1], offset: ?>>
  %1 = memref.subview %0[0, 0] [%i, 8] [1, 1] : memref<?x8xf32, strided<[8, 1], offset: ?>> to memref<?x8xf32, strided<[8, 1], offset: ?>>
  return %1 : memref<?x8xf32, strided<[8, 1], offset: ?>>
}
// =====>
module {
  func.func @whole_view_of_view(%arg0: memref<?x8xf32>, %arg1: index) -> memref<?x8xf32, strided<[8, 1], offset: ?>> {
    %subview = memref.subview %arg0[%arg1, 0] [%arg1, 8] [1, 1] : memref<?x8xf32> to memref<?x8xf32, strided<[8, 1], offset: ?>>
    return %subview : memref<?x8xf32, strided<[8, 1], offset: ?>>
  }
}

// -----

// Reshapes of sizes that are not known.
func.func @collapse_some(%a: tensor<?xf32>, %n: index) -> tensor<?x5xf32> {
  %0 = tensor.expand_shape %a [[0, 1, 2]] output_shape [%n, 4, 5] : tensor<?xf32> into tensor<?x4x5xf32>
  %1 = tensor.collapse_shape %0 [[0, 1], [2]] : tensor<?x4x5xf32> into tensor<?x5xf32>
  return %1 : tensor<?x5xf32>
}
// =====>
module {
  func.func @collapse_some(%arg0: tensor<?xf32>, %arg1: index) -> tensor<?x5xf32> {
    %c5 = arith.constant 5 : index
    %c0 = arith.constant 0 : index
    %dim = tensor.dim %arg0, %c0 : tensor<?xf32>
    %0 = arith.divui %dim, %c5 : index
    %expanded = tensor.expand_shape %arg0 [[0, 1]] output_shape [%0, 5] : tensor<?xf32> into tensor<?x5xf32>
    return %expanded : tensor<?x5xf32>
  }
}

// -----

func.func @collapse_some_of_buffer(%a: memref<?xf32>, %n: index) -> memref<?x5xf32> {
  %0 = memref.expand_shape %a [[0, 1, 2]] output_shape [%n, 4, 5] : memref<?xf32> into memref<?x4x5xf32>
  %1 = memref.collapse_shape %0 [[0, 1], [2]] : memref<?x4x5xf32> into memref<?x5xf32>
  return %1 : memref<?x5xf32>
}
// =====>
module {
  func.func @collapse_some_of_buffer(%arg0: memref<?xf32>, %arg1: index) -> memref<?x5xf32> {
    %c5 = arith.constant 5 : index
    %c0 = arith.constant 0 : index
    %dim = memref.dim %arg0, %c0 : memref<?xf32>
    %0 = arith.divui %dim, %c5 : index
    %expand_shape = memref.expand_shape %arg0 [[0, 1]] output_shape [%0, 5] : memref<?xf32> into memref<?x5xf32>
    return %expand_shape : memref<?x5xf32>
  }
}

// -----

func.func @collapse_all(%a: memref<?xf32>, %n: index) -> memref<?xf32> {
  %0 = memref.expand_shape %a [[0, 1, 2]] output_shape [%n, 4, %n] : memref<?xf32> into memref<?x4x?xf32>
  %1 = memref.collapse_shape %0 [[0, 1, 2]] : memref<?x4x?xf32> into memref<?xf32>
  return %1 : memref<?xf32>
}
// =====>
module {
  func.func @collapse_all(%arg0: memref<?xf32>, %arg1: index) -> memref<?xf32> {
    return %arg0 : memref<?xf32>
  }
}

// -----

func.func @collapse_back(%a: tensor<?x?xf32>, %n: index) -> tensor<?x?xf32> {
  %0 = tensor.expand_shape %a [[0, 1], [2]] output_shape [%n, 4, %n] : tensor<?x?xf32> into tensor<?x4x?xf32>
  %1 = tensor.collapse_shape %0 [[0, 1], [2]] : tensor<?x4x?xf32> into tensor<?x?xf32>
  return %1 : tensor<?x?xf32>
}
// =====>
module {
  func.func @collapse_back(%arg0: tensor<?x?xf32>, %arg1: index) -> tensor<?x?xf32> {
    return %arg0 : tensor<?x?xf32>
  }
}

// -----

func.func @expand_back(%a: tensor<?x4x?xf32>, %n: index) -> tensor<?x4x?xf32> {
  %0 = tensor.collapse_shape %a [[0, 1], [2]] : tensor<?x4x?xf32> into tensor<?x?xf32>
  %1 = tensor.expand_shape %0 [[0, 1], [2]] output_shape [%n, 4, %n] : tensor<?x?xf32> into tensor<?x4x?xf32>
  return %1 : tensor<?x4x?xf32>
}
// =====>
module {
  func.func @expand_back(%arg0: tensor<?x4x?xf32>, %arg1: index) -> tensor<?x4x?xf32> {
    return %arg0 : tensor<?x4x?xf32>
  }
}

// -----

func.func @expand_otherwise(%a: tensor<?x4x?xf32>, %n: index) -> tensor<?x4x?xf32> {
  %0 = tensor.collapse_shape %a [[0, 1, 2]] : tensor<?x4x?xf32> into tensor<?xf32>
  %1 = tensor.expand_shape %0 [[0, 1, 2]] output_shape [%n, 4, %n] : tensor<?xf32> into tensor<?x4x?xf32>
  return %1 : tensor<?x4x?xf32>
}
// =====>
module {
  func.func @expand_otherwise(%arg0: tensor<?x4x?xf32>, %arg1: index) -> tensor<?x4x?xf32> {
    %collapsed = tensor.collapse_shape %arg0 [[0, 1, 2]] : tensor<?x4x?xf32> into tensor<?xf32>
    %expanded = tensor.expand_shape %collapsed [[0, 1, 2]] output_shape [%arg1, 4, %arg1] : tensor<?xf32> into tensor<?x4x?xf32>
    return %expanded : tensor<?x4x?xf32>
  }
}

// -----

func.func @as_many_dimensions_in_a_group(%a: tensor<3x2x4xf32>) -> tensor<3x2x2x2xf32> {
  %0 = tensor.collapse_shape %a [[0], [1, 2]] : tensor<3x2x4xf32> into tensor<3x8xf32>
  %1 = tensor.expand_shape %0 [[0], [1, 2, 3]] output_shape [3, 2, 2, 2] : tensor<3x8xf32> into tensor<3x2x2x2xf32>
  return %1 : tensor<3x2x2x2xf32>
}
// =====>
module {
  func.func @as_many_dimensions_in_a_group(%arg0: tensor<3x2x4xf32>) -> tensor<3x2x2x2xf32> {
    %collapsed = tensor.collapse_shape %arg0 [[0], [1, 2]] : tensor<3x2x4xf32> into tensor<3x8xf32>
    %expanded = tensor.expand_shape %collapsed [[0], [1, 2, 3]] output_shape [3, 2, 2, 2] : tensor<3x8xf32> into tensor<3x2x2x2xf32>
    return %expanded : tensor<3x2x2x2xf32>
  }
}
