// RUN: builtin.module(canonicalize)

// Reshapes, slices, padding and regions of tensors.
func.func @t1(%a: tensor<4x6x8xf32>) -> tensor<192xf32> {
  %0 = tensor.collapse_shape %a [[0, 1], [2]] : tensor<4x6x8xf32> into tensor<24x8xf32>
  %1 = tensor.collapse_shape %0 [[0, 1]] : tensor<24x8xf32> into tensor<192xf32>
  return %1 : tensor<192xf32>
}
// =====>
module {
  func.func @t1(%arg0: tensor<4x6x8xf32>) -> tensor<192xf32> {
    %collapsed = tensor.collapse_shape %arg0 [[0, 1, 2]] : tensor<4x6x8xf32> into tensor<192xf32>
    return %collapsed : tensor<192xf32>
  }
}

// -----

func.func @t2(%a: tensor<192xf32>) -> tensor<4x6x8xf32> {
  %0 = tensor.expand_shape %a [[0, 1]] output_shape [24, 8] : tensor<192xf32> into tensor<24x8xf32>
  %1 = tensor.expand_shape %0 [[0, 1], [2]] output_shape [4, 6, 8] : tensor<24x8xf32> into tensor<4x6x8xf32>
  return %1 : tensor<4x6x8xf32>
}
// =====>
module {
  func.func @t2(%arg0: tensor<192xf32>) -> tensor<4x6x8xf32> {
    %expanded = tensor.expand_shape %arg0 [[0, 1, 2]] output_shape [4, 6, 8] : tensor<192xf32> into tensor<4x6x8xf32>
    return %expanded : tensor<4x6x8xf32>
  }
}

// -----

func.func @t3(%a: tensor<?x8xf32>, %s: index, %u: index) -> tensor<?x?x8xf32> {
  %0 = tensor.collapse_shape %a [[0, 1]] : tensor<?x8xf32> into tensor<?xf32>
  %1 = tensor.expand_shape %0 [[0, 1, 2]] output_shape [%s, %u, 8] : tensor<?xf32> into tensor<?x?x8xf32>
  return %1 : tensor<?x?x8xf32>
}
// =====>
module {
  func.func @t3(%arg0: tensor<?x8xf32>, %arg1: index, %arg2: index) -> tensor<?x?x8xf32> {
    %collapsed = tensor.collapse_shape %arg0 [[0, 1]] : tensor<?x8xf32> into tensor<?xf32>
    %expanded = tensor.expand_shape %collapsed [[0, 1, 2]] output_shape [%arg1, %arg2, 8] : tensor<?xf32> into tensor<?x?x8xf32>
    return %expanded : tensor<?x?x8xf32>
  }
}

// -----

func.func @t4(%a: tensor<4x6x8xf32>) -> tensor<24x8xf32> {
  %0 = tensor.collapse_shape %a [[0, 1, 2]] : tensor<4x6x8xf32> into tensor<192xf32>
  %1 = tensor.expand_shape %0 [[0, 1]] output_shape [24, 8] : tensor<192xf32> into tensor<24x8xf32>
  return %1 : tensor<24x8xf32>
}
// =====>
module {
  func.func @t4(%arg0: tensor<4x6x8xf32>) -> tensor<24x8xf32> {
    %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2]] : tensor<4x6x8xf32> into tensor<24x8xf32>
    return %collapsed : tensor<24x8xf32>
  }
}

// -----

func.func @t5(%a: tensor<24x8xf32>) -> tensor<4x6x8xf32> {
  %0 = tensor.collapse_shape %a [[0, 1]] : tensor<24x8xf32> into tensor<192xf32>
  %1 = tensor.expand_shape %0 [[0, 1, 2]] output_shape [4, 6, 8] : tensor<192xf32> into tensor<4x6x8xf32>
  return %1 : tensor<4x6x8xf32>
}
// =====>
module {
  func.func @t5(%arg0: tensor<24x8xf32>) -> tensor<4x6x8xf32> {
    %expanded = tensor.expand_shape %arg0 [[0, 1], [2]] output_shape [4, 6, 8] : tensor<24x8xf32> into tensor<4x6x8xf32>
    return %expanded : tensor<4x6x8xf32>
  }
}

// -----

func.func @t6(%a: tensor<24x8xf32>) -> tensor<192xf32> {
  %0 = tensor.expand_shape %a [[0, 1], [2]] output_shape [4, 6, 8] : tensor<24x8xf32> into tensor<4x6x8xf32>
  %1 = tensor.collapse_shape %0 [[0, 1, 2]] : tensor<4x6x8xf32> into tensor<192xf32>
  return %1 : tensor<192xf32>
}
// =====>
module {
  func.func @t6(%arg0: tensor<24x8xf32>) -> tensor<192xf32> {
    %collapsed = tensor.collapse_shape %arg0 [[0, 1]] : tensor<24x8xf32> into tensor<192xf32>
    return %collapsed : tensor<192xf32>
  }
}

// -----

func.func @t7(%a: tensor<192xf32>) -> tensor<24x8xf32> {
  %0 = tensor.expand_shape %a [[0, 1, 2]] output_shape [4, 6, 8] : tensor<192xf32> into tensor<4x6x8xf32>
  %1 = tensor.collapse_shape %0 [[0, 1], [2]] : tensor<4x6x8xf32> into tensor<24x8xf32>
  return %1 : tensor<24x8xf32>
}
// =====>
module {
  func.func @t7(%arg0: tensor<192xf32>) -> tensor<24x8xf32> {
    %expanded = tensor.expand_shape %arg0 [[0, 1]] output_shape [24, 8] : tensor<192xf32> into tensor<24x8xf32>
    return %expanded : tensor<24x8xf32>
  }
}

// -----

func.func @t8() -> (tensor<2x3xf32>, tensor<6xf32>, tensor<2x3xi32>) {
  %c = arith.constant dense<[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]> : tensor<6xf32>
  %0 = tensor.expand_shape %c [[0, 1]] output_shape [2, 3] : tensor<6xf32> into tensor<2x3xf32>
  %d = arith.constant dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>
  %1 = tensor.collapse_shape %d [[0, 1]] : tensor<2x3xf32> into tensor<6xf32>
  %e = arith.constant dense<1> : tensor<6xi32>
  %2 = tensor.expand_shape %e [[0, 1]] output_shape [2, 3] : tensor<6xi32> into tensor<2x3xi32>
  return %0, %1, %2 : tensor<2x3xf32>, tensor<6xf32>, tensor<2x3xi32>
}
// =====>
module {
  func.func @t8() -> (tensor<2x3xf32>, tensor<6xf32>, tensor<2x3xi32>) {
    %cst = arith.constant dense<[[1.000000e+00, 2.000000e+00, 3.000000e+00], [4.000000e+00, 5.000000e+00, 6.000000e+00]]> : tensor<2x3xf32>
    %cst_0 = arith.constant dense<[1.000000e+00, 2.000000e+00, 3.000000e+00, 4.000000e+00, 5.000000e+00, 6.000000e+00]> : tensor<6xf32>
    %cst_1 = arith.constant dense<1> : tensor<2x3xi32>
    return %cst, %cst_0, %cst_1 : tensor<2x3xf32>, tensor<6xf32>, tensor<2x3xi32>
  }
}

// -----

func.func @t9(%a: f32, %b: f32) -> (tensor<2x2xf32>, tensor<4xf32>) {
  %c = tensor.from_elements %a, %b, %b, %a : tensor<4xf32>
  %0 = tensor.expand_shape %c [[0, 1]] output_shape [2, 2] : tensor<4xf32> into tensor<2x2xf32>
  %d = tensor.from_elements %a, %a, %b, %a : tensor<2x2xf32>
  %1 = tensor.collapse_shape %d [[0, 1]] : tensor<2x2xf32> into tensor<4xf32>
  return %0, %1 : tensor<2x2xf32>, tensor<4xf32>
}
// =====>
module {
  func.func @t9(%arg0: f32, %arg1: f32) -> (tensor<2x2xf32>, tensor<4xf32>) {
    %from_elements = tensor.from_elements %arg0, %arg1, %arg1, %arg0 : tensor<2x2xf32>
    %from_elements_0 = tensor.from_elements %arg0, %arg0, %arg1, %arg0 : tensor<4xf32>
    return %from_elements, %from_elements_0 : tensor<2x2xf32>, tensor<4xf32>
  }
}

// -----

func.func @t10(%a: tensor<4x8xf32>) -> (tensor<?xf32>) {
  %c = tensor.cast %a : tensor<4x8xf32> to tensor<?x?xf32>
  %0 = tensor.collapse_shape %c [[0, 1]] : tensor<?x?xf32> into tensor<?xf32>
  return %0 : tensor<?xf32>
}
// =====>
module {
  func.func @t10(%arg0: tensor<4x8xf32>) -> tensor<?xf32> {
    %collapsed = tensor.collapse_shape %arg0 [[0, 1]] : tensor<4x8xf32> into tensor<32xf32>
    %cast = tensor.cast %collapsed : tensor<32xf32> to tensor<?xf32>
    return %cast : tensor<?xf32>
  }
}

// -----

func.func @t11(%a: tensor<?x?xf32>, %n: index) -> (tensor<?x?x?xf32>) {
  %c2 = arith.constant 2 : index
  %0 = tensor.expand_shape %a [[0, 1], [2]] output_shape [%n, %c2, %n] : tensor<?x?xf32> into tensor<?x?x?xf32>
  return %0 : tensor<?x?x?xf32>
}
// =====>
module {
  func.func @t11(%arg0: tensor<?x?xf32>, %arg1: index) -> tensor<?x?x?xf32> {
    %c2 = arith.constant 2 : index
    %expanded = tensor.expand_shape %arg0 [[0, 1], [2]] output_shape [%arg1, %c2, %arg1] : tensor<?x?xf32> into tensor<?x?x?xf32>
    return %expanded : tensor<?x?x?xf32>
  }
}

// -----

func.func @t12(%a: tensor<?x?xf32>, %n: index) -> (index, index, index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %0 = tensor.expand_shape %a [[0, 1], [2]] output_shape [%n, 4, %n] : tensor<?x?xf32> into tensor<?x4x?xf32>
  %d0 = tensor.dim %0, %c0 : tensor<?x4x?xf32>
  %d1 = tensor.dim %0, %c1 : tensor<?x4x?xf32>
  %d2 = tensor.dim %0, %c2 : tensor<?x4x?xf32>
  return %d0, %d1, %d2 : index, index, index
}
// =====>
#map = affine_map<()[s0] -> (s0 floordiv 4)>
module {
  func.func @t12(%arg0: tensor<?x?xf32>, %arg1: index) -> (index, index, index) {
    %c1 = arith.constant 1 : index
    %c4 = arith.constant 4 : index
    %c0 = arith.constant 0 : index
    %dim = tensor.dim %arg0, %c0 : tensor<?x?xf32>
    %0 = affine.apply #map()[%dim]
    %dim_0 = tensor.dim %arg0, %c1 : tensor<?x?xf32>
    return %0, %c4, %dim_0 : index, index, index
  }
}

// -----

func.func @t13(%a: tensor<?x4x?xf32>, %n: index) -> (index, index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = tensor.collapse_shape %a [[0, 1], [2]] : tensor<?x4x?xf32> into tensor<?x?xf32>
  %d0 = tensor.dim %0, %c0 : tensor<?x?xf32>
  %d1 = tensor.dim %0, %c1 : tensor<?x?xf32>
  return %d0, %d1 : index, index
}
// =====>
#map = affine_map<()[s0] -> (s0 * 4)>
module {
  func.func @t13(%arg0: tensor<?x4x?xf32>, %arg1: index) -> (index, index) {
    %c2 = arith.constant 2 : index
    %c0 = arith.constant 0 : index
    %dim = tensor.dim %arg0, %c0 : tensor<?x4x?xf32>
    %0 = affine.apply #map()[%dim]
    %dim_0 = tensor.dim %arg0, %c2 : tensor<?x4x?xf32>
    return %0, %dim_0 : index, index
  }
}

// -----

func.func @t14(%a: tensor<1xf32>, %s: tensor<2xindex>, %t: tensor<?xf32>, %x: index, %y: index) -> (tensor<?x?xf32>, index, tensor<?x?xf32>) {
  %c1 = arith.constant 1 : index
  %0 = tensor.reshape %t(%s) : (tensor<?xf32>, tensor<2xindex>) -> tensor<?x?xf32>
  %d = tensor.dim %0, %c1 : tensor<?x?xf32>
  %e = tensor.from_elements %x, %y : tensor<2xindex>
  %1 = tensor.reshape %t(%e) : (tensor<?xf32>, tensor<2xindex>) -> tensor<?x?xf32>
  return %0, %d, %1 : tensor<?x?xf32>, index, tensor<?x?xf32>
}
// =====>
module {
  func.func @t14(%arg0: tensor<1xf32>, %arg1: tensor<2xindex>, %arg2: tensor<?xf32>, %arg3: index, %arg4: index) -> (tensor<?x?xf32>, index, tensor<?x?xf32>) {
    %c1 = arith.constant 1 : index
    %reshape = tensor.reshape %arg2(%arg1) : (tensor<?xf32>, tensor<2xindex>) -> tensor<?x?xf32>
    %extracted = tensor.extract %arg1[%c1] : tensor<2xindex>
    %from_elements = tensor.from_elements %arg3, %arg4 : tensor<2xindex>
    %reshape_0 = tensor.reshape %arg2(%from_elements) : (tensor<?xf32>, tensor<2xindex>) -> tensor<?x?xf32>
    return %reshape, %extracted, %reshape_0 : tensor<?x?xf32>, index, tensor<?x?xf32>
  }
}

// -----

func.func @t15(%a: tensor<4x8xf32>, %b: tensor<?x?xf32>, %n: index, %x: tensor<2x?xf32>) -> (tensor<?x?xf32>, tensor<4x8xf32>, tensor<4x8xf32>) {
  %c2 = arith.constant 2 : index
  %z = tensor.cast %a : tensor<4x8xf32> to tensor<?x?xf32>
  %0 = tensor.insert_slice %x into %z[0, 0] [2, %c2] [1, 1] : tensor<2x?xf32> into tensor<?x?xf32>
  %y = tensor.cast %a : tensor<4x8xf32> to tensor<4x?xf32>
  %1 = tensor.insert_slice %y into %a[0, 0] [4, %n] [1, 1] : tensor<4x?xf32> into tensor<4x8xf32>
  %2 = tensor.insert_slice %x into %a[0, 0] [2, %c2] [1, 1] : tensor<2x?xf32> into tensor<4x8xf32>
  return %0, %1, %2 : tensor<?x?xf32>, tensor<4x8xf32>, tensor<4x8xf32>
}
// =====>
module {
  func.func @t15(%arg0: tensor<4x8xf32>, %arg1: tensor<?x?xf32>, %arg2: index, %arg3: tensor<2x?xf32>) -> (tensor<?x?xf32>, tensor<4x8xf32>, tensor<4x8xf32>) {
    %cast = tensor.cast %arg3 : tensor<2x?xf32> to tensor<2x2xf32>
    %inserted_slice = tensor.insert_slice %cast into %arg0[0, 0] [2, 2] [1, 1] : tensor<2x2xf32> into tensor<4x8xf32>
    %cast_0 = tensor.cast %inserted_slice : tensor<4x8xf32> to tensor<?x?xf32>
    %cast_1 = tensor.cast %arg3 : tensor<2x?xf32> to tensor<2x2xf32>
    %inserted_slice_2 = tensor.insert_slice %cast_1 into %arg0[0, 0] [2, 2] [1, 1] : tensor<2x2xf32> into tensor<4x8xf32>
    return %cast_0, %arg0, %inserted_slice_2 : tensor<?x?xf32>, tensor<4x8xf32>, tensor<4x8xf32>
  }
}

// -----

func.func @t16(%a: tensor<4x8xf32>, %b: tensor<2x2xf32>, %n: index) -> (tensor<2x2xf32>, tensor<4x8xf32>, tensor<4x8xf32>) {
  %0 = tensor.insert_slice %b into %a[0, %n] [2, 2] [1, 1] : tensor<2x2xf32> into tensor<4x8xf32>
  %1 = tensor.extract_slice %0[0, %n] [2, 2] [1, 1] : tensor<4x8xf32> to tensor<2x2xf32>
  %2 = tensor.extract_slice %a[0, %n] [2, 2] [1, 1] : tensor<4x8xf32> to tensor<2x2xf32>
  %3 = tensor.insert_slice %2 into %a[0, %n] [2, 2] [1, 1] : tensor<2x2xf32> into tensor<4x8xf32>
  %4 = tensor.insert_slice %b into %0[0, %n] [2, 2] [1, 1] : tensor<2x2xf32> into tensor<4x8xf32>
  return %1, %3, %4 : tensor<2x2xf32>, tensor<4x8xf32>, tensor<4x8xf32>
}
// =====>
module {
  func.func @t16(%arg0: tensor<4x8xf32>, %arg1: tensor<2x2xf32>, %arg2: index) -> (tensor<2x2xf32>, tensor<4x8xf32>, tensor<4x8xf32>) {
    %inserted_slice = tensor.insert_slice %arg1 into %arg0[0, %arg2] [2, 2] [1, 1] : tensor<2x2xf32> into tensor<4x8xf32>
    return %arg1, %arg0, %inserted_slice : tensor<2x2xf32>, tensor<4x8xf32>, tensor<4x8xf32>
  }
}

// -----

func.func @t17(%a: tensor<4x8xf32>, %n: index, %f: f32) -> (tensor<4x8xf32>, tensor<?x?xf32>, tensor<?x?xf32>, tensor<6x8xf32>) {
  %0 = tensor.pad %a low[0, 0] high[0, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<4x8xf32> to tensor<4x8xf32>
  %z = tensor.cast %a : tensor<4x8xf32> to tensor<?x?xf32>
  %1 = tensor.pad %z low[1, 0] high[0, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<?x?xf32> to tensor<?x?xf32>
  %c1 = arith.constant 1 : index
  %2 = tensor.pad %a low[%c1, 0] high[0, %n] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<4x8xf32> to tensor<?x?xf32>
  %3 = tensor.pad %a low[%c1, 0] high[1, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<4x8xf32> to tensor<6x8xf32>
  return %0, %1, %2, %3 : tensor<4x8xf32>, tensor<?x?xf32>, tensor<?x?xf32>, tensor<6x8xf32>
}
// =====>
module {
  func.func @t17(%arg0: tensor<4x8xf32>, %arg1: index, %arg2: f32) -> (tensor<4x8xf32>, tensor<?x?xf32>, tensor<?x?xf32>, tensor<6x8xf32>) {
    %c1 = arith.constant 1 : index
    %padded = tensor.pad %arg0 low[1, 0] high[0, 0] {
    ^bb0(%arg3: index, %arg4: index):
      tensor.yield %arg2 : f32
    } : tensor<4x8xf32> to tensor<5x8xf32>
    %cast = tensor.cast %padded : tensor<5x8xf32> to tensor<?x?xf32>
    %padded_0 = tensor.pad %arg0 low[1, 0] high[0, %arg1] {
    ^bb0(%arg3: index, %arg4: index):
      tensor.yield %arg2 : f32
    } : tensor<4x8xf32> to tensor<5x?xf32>
    %cast_1 = tensor.cast %padded_0 : tensor<5x?xf32> to tensor<?x?xf32>
    %padded_2 = tensor.pad %arg0 low[%c1, 0] high[1, 0] {
    ^bb0(%arg3: index, %arg4: index):
      tensor.yield %arg2 : f32
    } : tensor<4x8xf32> to tensor<6x8xf32>
    return %arg0, %cast, %cast_1, %padded_2 : tensor<4x8xf32>, tensor<?x?xf32>, tensor<?x?xf32>, tensor<6x8xf32>
  }
}

// -----

func.func @t17b(%a: tensor<4x8xf32>, %n: index, %f: f32) -> (tensor<6x8xf32>, tensor<4x8xf32>) {
  %2 = tensor.pad %a low[%n, 0] high[0, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<4x8xf32> to tensor<?x8xf32>
  %3 = tensor.cast %2 : tensor<?x8xf32> to tensor<6x8xf32>
  %4 = tensor.pad %a nofold low[0, 0] high[0, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<4x8xf32> to tensor<4x8xf32>
  return %3, %4 : tensor<6x8xf32>, tensor<4x8xf32>
}
// =====>
module {
  func.func @t17b(%arg0: tensor<4x8xf32>, %arg1: index, %arg2: f32) -> (tensor<6x8xf32>, tensor<4x8xf32>) {
    %padded = tensor.pad %arg0 low[%arg1, 0] high[0, 0] {
    ^bb0(%arg3: index, %arg4: index):
      tensor.yield %arg2 : f32
    } : tensor<4x8xf32> to tensor<6x8xf32>
    %padded_0 = tensor.pad %arg0 nofold low[0, 0] high[0, 0] {
    ^bb0(%arg3: index, %arg4: index):
      tensor.yield %arg2 : f32
    } : tensor<4x8xf32> to tensor<4x8xf32>
    return %padded, %padded_0 : tensor<6x8xf32>, tensor<4x8xf32>
  }
}

// -----

func.func @t18(%n: index, %i: index, %j: index) -> (tensor<?x4xf32>, f32, tensor<?x?xi32>) {
  %c3 = arith.constant 3 : index
  %g = tensor.generate %c3 {
  ^bb0(%x: index, %y: index):
    %v = "test.v"(%x, %y) : (index, index) -> f32
    tensor.yield %v : f32
  } : tensor<?x4xf32>
  %h = tensor.generate %n {
  ^bb0(%x: index, %y: index):
    %s = arith.addi %x, %y : index
    %t = arith.index_cast %s : index to i32
    %v = arith.sitofp %t : i32 to f32
    tensor.yield %v : f32
  } : tensor<?x4xf32>
  %e = tensor.extract %h[%i, %j] : tensor<?x4xf32>
  %k = tensor.generate %n, %c3 {
  ^bb0(%x: index, %y: index):
    %s = arith.addi %x, %y : index
    %t = arith.index_cast %s : index to i32
    tensor.yield %t : i32
  } : tensor<?x?xi32>
  return %g, %e, %k : tensor<?x4xf32>, f32, tensor<?x?xi32>
}
// =====>
module {
  func.func @t18(%arg0: index, %arg1: index, %arg2: index) -> (tensor<?x4xf32>, f32, tensor<?x?xi32>) {
    %generated = tensor.generate  {
    ^bb0(%arg3: index, %arg4: index):
      %3 = "test.v"(%arg3, %arg4) : (index, index) -> f32
      tensor.yield %3 : f32
    } : tensor<3x4xf32>
    %cast = tensor.cast %generated : tensor<3x4xf32> to tensor<?x4xf32>
    %0 = arith.addi %arg1, %arg2 : index
    %1 = arith.index_cast %0 : index to i32
    %2 = arith.sitofp %1 : i32 to f32
    %generated_0 = tensor.generate %arg0 {
    ^bb0(%arg3: index, %arg4: index):
      %3 = arith.addi %arg3, %arg4 : index
      %4 = arith.index_cast %3 : index to i32
      tensor.yield %4 : i32
    } : tensor<?x3xi32>
    %cast_1 = tensor.cast %generated_0 : tensor<?x3xi32> to tensor<?x?xi32>
    return %cast, %2, %cast_1 : tensor<?x4xf32>, f32, tensor<?x?xi32>
  }
}

// -----

func.func @t19(%a: tensor<4xf32>, %b: tensor<?xi32>) -> (tensor<4xi32>, tensor<?xi32>, tensor<4xf32>) {
  %0 = tensor.bitcast %a : tensor<4xf32> to tensor<4xui32>
  %1 = tensor.bitcast %0 : tensor<4xui32> to tensor<4xi32>
  %2 = tensor.bitcast %b : tensor<?xi32> to tensor<?xi32>
  %3 = tensor.bitcast %0 : tensor<4xui32> to tensor<4xf32>
  return %1, %2, %3 : tensor<4xi32>, tensor<?xi32>, tensor<4xf32>
}
// =====>
module {
  func.func @t19(%arg0: tensor<4xf32>, %arg1: tensor<?xi32>) -> (tensor<4xi32>, tensor<?xi32>, tensor<4xf32>) {
    %0 = tensor.bitcast %arg0 : tensor<4xf32> to tensor<4xi32>
    return %0, %arg1, %arg0 : tensor<4xi32>, tensor<?xi32>, tensor<4xf32>
  }
}

// -----

func.func @t20(%a: tensor<4xf32>, %b: tensor<?xf32>) -> (tensor<4xf32>, tensor<?xf32>) {
  %0 = tensor.concat dim(0) %a : (tensor<4xf32>) -> tensor<4xf32>
  %1 = tensor.concat dim(0) %a, %b : (tensor<4xf32>, tensor<?xf32>) -> tensor<?xf32>
  return %0, %1 : tensor<4xf32>, tensor<?xf32>
}
// =====>
module {
  func.func @t20(%arg0: tensor<4xf32>, %arg1: tensor<?xf32>) -> (tensor<4xf32>, tensor<?xf32>) {
    %concat = tensor.concat dim(0) %arg0, %arg1 : (tensor<4xf32>, tensor<?xf32>) -> tensor<?xf32>
    return %arg0, %concat : tensor<4xf32>, tensor<?xf32>
  }
}

// -----

func.func @t21(%a: tensor<3xf32>, %i: index, %f: f32) -> (f32, f32, tensor<?xf32>) {
  %c1 = arith.constant 1 : index
  %0 = tensor.insert %f into %a[%c1] : tensor<3xf32>
  %1 = tensor.extract %0[%c1] : tensor<3xf32>
  %2 = tensor.extract %0[%i] : tensor<3xf32>
  %z = tensor.cast %a : tensor<3xf32> to tensor<?xf32>
  %3 = tensor.insert %f into %z[%i] : tensor<?xf32>
  return %1, %2, %3 : f32, f32, tensor<?xf32>
}
// =====>
module {
  func.func @t21(%arg0: tensor<3xf32>, %arg1: index, %arg2: f32) -> (f32, f32, tensor<?xf32>) {
    %c1 = arith.constant 1 : index
    %inserted = tensor.insert %arg2 into %arg0[%c1] : tensor<3xf32>
    %extracted = tensor.extract %inserted[%c1] : tensor<3xf32>
    %extracted_0 = tensor.extract %inserted[%arg1] : tensor<3xf32>
    %inserted_1 = tensor.insert %arg2 into %arg0[%arg1] : tensor<3xf32>
    %cast = tensor.cast %inserted_1 : tensor<3xf32> to tensor<?xf32>
    return %extracted, %extracted_0, %cast : f32, f32, tensor<?xf32>
  }
}

// -----

func.func @t22(%i: index) -> (tensor<2x2xi32>, tensor<1x2xf32>, f32, i32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c = arith.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi32>
  %0 = tensor.extract_slice %c[0, 1] [2, 2] [1, 1] : tensor<2x3xi32> to tensor<2x2xi32>
  %s = arith.constant dense<1.0> : tensor<2x3xf32>
  %1 = tensor.extract_slice %s[0, 1] [1, 2] [1, 1] : tensor<2x3xf32> to tensor<1x2xf32>
  %2 = tensor.extract %s[%i, %i] : tensor<2x3xf32>
  %3 = tensor.extract %c[%c1, %c0] : tensor<2x3xi32>
  return %0, %1, %2, %3 : tensor<2x2xi32>, tensor<1x2xf32>, f32, i32
}
// =====>
module {
  func.func @t22(%arg0: index) -> (tensor<2x2xi32>, tensor<1x2xf32>, f32, i32) {
    %c4_i32 = arith.constant 4 : i32
    %cst = arith.constant 1.000000e+00 : f32
    %cst_0 = arith.constant dense<1.000000e+00> : tensor<1x2xf32>
    %cst_1 = arith.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi32>
    %extracted_slice = tensor.extract_slice %cst_1[0, 1] [2, 2] [1, 1] : tensor<2x3xi32> to tensor<2x2xi32>
    return %extracted_slice, %cst_0, %cst, %c4_i32 : tensor<2x2xi32>, tensor<1x2xf32>, f32, i32
  }
}

// -----

func.func @t23(%a: tensor<8xf32>, %n: index) -> tensor<4xf32> {
  %z = tensor.cast %a : tensor<8xf32> to tensor<?xf32>
  %0 = tensor.extract_slice %z[%n] [4] [1] : tensor<?xf32> to tensor<4xf32>
  return %0 : tensor<4xf32>
}
// =====>
module {
  func.func @t23(%arg0: tensor<8xf32>, %arg1: index) -> tensor<4xf32> {
    %extracted_slice = tensor.extract_slice %arg0[%arg1] [4] [1] : tensor<8xf32> to tensor<4xf32>
    return %extracted_slice : tensor<4xf32>
  }
}

// -----

func.func @t24(%a: tensor<?xf32>, %n: index) -> tensor<4xf32> {
  %0 = tensor.extract_slice %a[0] [%n] [1] : tensor<?xf32> to tensor<?xf32>
  %1 = tensor.cast %0 : tensor<?xf32> to tensor<4xf32>
  return %1 : tensor<4xf32>
}
// =====>
module {
  func.func @t24(%arg0: tensor<?xf32>, %arg1: index) -> tensor<4xf32> {
    %extracted_slice = tensor.extract_slice %arg0[0] [4] [1] : tensor<?xf32> to tensor<4xf32>
    return %extracted_slice : tensor<4xf32>
  }
}

// -----

func.func @t25(%a: tensor<4x8xf32>, %n: index) -> (index, index) {
  %0 = tensor.expand_shape %a [[0, 1], [2]] output_shape [2, 2, 8] : tensor<4x8xf32> into tensor<2x2x8xf32>
  %d = tensor.dim %0, %n : tensor<2x2x8xf32>
  %r = tensor.rank %a : tensor<4x8xf32>
  return %d, %r : index, index
}
// =====>
module {
  func.func @t25(%arg0: tensor<4x8xf32>, %arg1: index) -> (index, index) {
    %c2 = arith.constant 2 : index
    %expanded = tensor.expand_shape %arg0 [[0, 1], [2]] output_shape [2, 2, 8] : tensor<4x8xf32> into tensor<2x2x8xf32>
    %dim = tensor.dim %expanded, %arg1 : tensor<2x2x8xf32>
    return %dim, %c2 : index, index
  }
}

// -----

func.func @t26(%a: tensor<1x4xf32>) -> (tensor<1x4xf32>, tensor<4x1xf32>) {
  %0 = tensor.collapse_shape %a [[0, 1]] : tensor<1x4xf32> into tensor<4xf32>
  %1 = tensor.expand_shape %0 [[0, 1]] output_shape [1, 4] : tensor<4xf32> into tensor<1x4xf32>
  %2 = tensor.expand_shape %0 [[0, 1]] output_shape [4, 1] : tensor<4xf32> into tensor<4x1xf32>
  return %1, %2 : tensor<1x4xf32>, tensor<4x1xf32>
}
// =====>
module {
  func.func @t26(%arg0: tensor<1x4xf32>) -> (tensor<1x4xf32>, tensor<4x1xf32>) {
    %collapsed = tensor.collapse_shape %arg0 [[0, 1]] : tensor<1x4xf32> into tensor<4xf32>
    %expanded = tensor.expand_shape %collapsed [[0, 1]] output_shape [4, 1] : tensor<4xf32> into tensor<4x1xf32>
    return %arg0, %expanded : tensor<1x4xf32>, tensor<4x1xf32>
  }
}

// -----

func.func @t27(%a: tensor<f32>) -> (tensor<1x1xf32>, tensor<f32>, tensor<1x1x1xf32>) {
  %0 = tensor.expand_shape %a [] output_shape [1, 1] : tensor<f32> into tensor<1x1xf32>
  %1 = tensor.collapse_shape %0 [] : tensor<1x1xf32> into tensor<f32>
  %2 = tensor.expand_shape %0 [[0], [1, 2]] output_shape [1, 1, 1] : tensor<1x1xf32> into tensor<1x1x1xf32>
  return %0, %1, %2 : tensor<1x1xf32>, tensor<f32>, tensor<1x1x1xf32>
}
// =====>
module {
  func.func @t27(%arg0: tensor<f32>) -> (tensor<1x1xf32>, tensor<f32>, tensor<1x1x1xf32>) {
    %expanded = tensor.expand_shape %arg0 [] output_shape [1, 1] : tensor<f32> into tensor<1x1xf32>
    %expanded_0 = tensor.expand_shape %arg0 [] output_shape [1, 1, 1] : tensor<f32> into tensor<1x1x1xf32>
    return %expanded, %arg0, %expanded_0 : tensor<1x1xf32>, tensor<f32>, tensor<1x1x1xf32>
  }
}

// -----

func.func @t28(%a: tensor<?x?xf32>, %n: index, %m: index) -> (tensor<?x?xf32>) {
  %0 = tensor.collapse_shape %a [[0, 1]] : tensor<?x?xf32> into tensor<?xf32>
  %1 = tensor.expand_shape %0 [[0, 1]] output_shape [%n, %m] : tensor<?xf32> into tensor<?x?xf32>
  return %1 : tensor<?x?xf32>
}
// =====>
module {
  func.func @t28(%arg0: tensor<?x?xf32>, %arg1: index, %arg2: index) -> tensor<?x?xf32> {
    %collapsed = tensor.collapse_shape %arg0 [[0, 1]] : tensor<?x?xf32> into tensor<?xf32>
    %expanded = tensor.expand_shape %collapsed [[0, 1]] output_shape [%arg1, %arg2] : tensor<?xf32> into tensor<?x?xf32>
    return %expanded : tensor<?x?xf32>
  }
}
