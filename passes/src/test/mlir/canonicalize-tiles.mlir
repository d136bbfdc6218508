// RUN: builtin.module(canonicalize)

// Padding, and tensors packed in tiles.

func.func @pad_by_constant_zero(%a: tensor<?x8xf32>, %f: f32) -> tensor<?x8xf32> {
  %c0 = arith.constant 0 : index
  %0 = tensor.pad %a low[%c0, 0] high[0, 0] { ^bb0(%i: index, %j: index): tensor.yield %f : f32 } : tensor<?x8xf32> to tensor<?x8xf32>
  return %0 : tensor<?x8xf32>
}
// =====>
module {
  func.func @pad_by_constant_zero(%arg0: tensor<?x8xf32>, %arg1: f32) -> tensor<?x8xf32> {
    return %arg0 : tensor<?x8xf32>
  }
}

// -----

// Two dimensions, padded one after the other, at once.
func.func @pad_once(%a: tensor<?x64xf32>, %n: index, %m: index) -> tensor<6x9xf32> {
  %f = arith.constant 0.0 : f32
  %0 = tensor.extract_slice %a[%n, 0] [%m, 6] [1, 1] : tensor<?x64xf32> to tensor<?x6xf32>
  %1 = tensor.pad %0 low[0, 0] high[%n, 0] { ^bb0(%i: index, %j: index): tensor.yield %f : f32 } : tensor<?x6xf32> to tensor<6x6xf32>
  %2 = tensor.extract_slice %1[0, %m] [6, %n] [1, 1] : tensor<6x6xf32> to tensor<6x?xf32>
  %3 = tensor.pad %2 low[0, 0] high[0, %m] { ^bb0(%i: index, %j: index): tensor.yield %f : f32 } : tensor<6x?xf32> to tensor<6x9xf32>
  return %3 : tensor<6x9xf32>
}
// =====>
module {
  func.func @pad_once(%arg0: tensor<?x64xf32>, %arg1: index, %arg2: index) -> tensor<6x9xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %extracted_slice = tensor.extract_slice %arg0[%arg1, %arg2] [%arg2, %arg1] [1, 1] : tensor<?x64xf32> to tensor<?x?xf32>
    %padded = tensor.pad %extracted_slice low[0, 0] high[%arg1, %arg2] {
    ^bb0(%arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<?x?xf32> to tensor<6x9xf32>
    return %padded : tensor<6x9xf32>
  }
}

// -----

// A dimension that is cut twice is not.
func.func @cut_twice(%a: tensor<?x64xf32>, %n: index, %m: index) -> tensor<6x9xf32> {
  %f = arith.constant 0.0 : f32
  %0 = tensor.extract_slice %a[%n, 2] [%m, 6] [1, 1] : tensor<?x64xf32> to tensor<?x6xf32>
  %1 = tensor.pad %0 low[0, 0] high[%n, 0] { ^bb0(%i: index, %j: index): tensor.yield %f : f32 } : tensor<?x6xf32> to tensor<6x6xf32>
  %2 = tensor.extract_slice %1[0, %m] [6, %n] [1, 1] : tensor<6x6xf32> to tensor<6x?xf32>
  %3 = tensor.pad %2 low[0, 0] high[0, %m] { ^bb0(%i: index, %j: index): tensor.yield %f : f32 } : tensor<6x?xf32> to tensor<6x9xf32>
  return %3 : tensor<6x9xf32>
}
// =====>
module {
  func.func @cut_twice(%arg0: tensor<?x64xf32>, %arg1: index, %arg2: index) -> tensor<6x9xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %extracted_slice = tensor.extract_slice %arg0[%arg1, 2] [%arg2, 6] [1, 1] : tensor<?x64xf32> to tensor<?x6xf32>
    %padded = tensor.pad %extracted_slice low[0, 0] high[%arg1, 0] {
    ^bb0(%arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<?x6xf32> to tensor<6x6xf32>
    %extracted_slice_0 = tensor.extract_slice %padded[0, %arg2] [6, %arg1] [1, 1] : tensor<6x6xf32> to tensor<6x?xf32>
    %padded_1 = tensor.pad %extracted_slice_0 low[0, 0] high[0, %arg2] {
    ^bb0(%arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<6x?xf32> to tensor<6x9xf32>
    return %padded_1 : tensor<6x9xf32>
  }
}

// -----

func.func @other_padding(%a: tensor<?x64xf32>, %n: index, %m: index) -> tensor<6x9xf32> {
  %f = arith.constant 0.0 : f32
  %g = arith.constant 1.0 : f32
  %0 = tensor.extract_slice %a[%n, 0] [%m, 6] [1, 1] : tensor<?x64xf32> to tensor<?x6xf32>
  %1 = tensor.pad %0 low[0, 0] high[%n, 0] { ^bb0(%i: index, %j: index): tensor.yield %f : f32 } : tensor<?x6xf32> to tensor<6x6xf32>
  %2 = tensor.extract_slice %1[0, %m] [6, %n] [1, 1] : tensor<6x6xf32> to tensor<6x?xf32>
  %3 = tensor.pad %2 low[0, 0] high[0, %m] { ^bb0(%i: index, %j: index): tensor.yield %g : f32 } : tensor<6x?xf32> to tensor<6x9xf32>
  return %3 : tensor<6x9xf32>
}
// =====>
module {
  func.func @other_padding(%arg0: tensor<?x64xf32>, %arg1: index, %arg2: index) -> tensor<6x9xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 1.000000e+00 : f32
    %extracted_slice = tensor.extract_slice %arg0[%arg1, 0] [%arg2, 6] [1, 1] : tensor<?x64xf32> to tensor<?x6xf32>
    %padded = tensor.pad %extracted_slice low[0, 0] high[%arg1, 0] {
    ^bb0(%arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<?x6xf32> to tensor<6x6xf32>
    %extracted_slice_1 = tensor.extract_slice %padded[0, %arg2] [6, %arg1] [1, 1] : tensor<6x6xf32> to tensor<6x?xf32>
    %padded_2 = tensor.pad %extracted_slice_1 low[0, 0] high[0, %arg2] {
    ^bb0(%arg3: index, %arg4: index):
      tensor.yield %cst_0 : f32
    } : tensor<6x?xf32> to tensor<6x9xf32>
    return %padded_2 : tensor<6x9xf32>
  }
}

// -----

func.func @padding_of_full_tiles(%a: tensor<16x8xf32>, %d: tensor<4x8x4xf32>, %f: f32) -> tensor<4x8x4xf32> {
  %0 = tensor.pack %a padding_value(%f : f32) inner_dims_pos = [0] inner_tiles = [4] into %d : tensor<16x8xf32> -> tensor<4x8x4xf32>
  return %0 : tensor<4x8x4xf32>
}
// =====>
module {
  func.func @padding_of_full_tiles(%arg0: tensor<16x8xf32>, %arg1: tensor<4x8x4xf32>, %arg2: f32) -> tensor<4x8x4xf32> {
    %pack = tensor.pack %arg0 inner_dims_pos = [0] inner_tiles = [4] into %arg1 : tensor<16x8xf32> -> tensor<4x8x4xf32>
    return %pack : tensor<4x8x4xf32>
  }
}

// -----

func.func @padding_of_a_part(%a: tensor<15x8xf32>, %d: tensor<4x8x4xf32>, %f: f32) -> tensor<4x8x4xf32> {
  %0 = tensor.pack %a padding_value(%f : f32) inner_dims_pos = [0] inner_tiles = [4] into %d : tensor<15x8xf32> -> tensor<4x8x4xf32>
  return %0 : tensor<4x8x4xf32>
}
// =====>
module {
  func.func @padding_of_a_part(%arg0: tensor<15x8xf32>, %arg1: tensor<4x8x4xf32>, %arg2: f32) -> tensor<4x8x4xf32> {
    %pack = tensor.pack %arg0 padding_value(%arg2 : f32) inner_dims_pos = [0] inner_tiles = [4] into %arg1 : tensor<15x8xf32> -> tensor<4x8x4xf32>
    return %pack : tensor<4x8x4xf32>
  }
}

// -----

func.func @unpack_packed(%a: tensor<16x8xf32>, %d: tensor<4x8x4xf32>, %e: tensor<16x8xf32>) -> tensor<16x8xf32> {
  %0 = tensor.pack %a inner_dims_pos = [0] inner_tiles = [4] into %d : tensor<16x8xf32> -> tensor<4x8x4xf32>
  %1 = tensor.unpack %0 outer_dims_perm = [0, 1] inner_dims_pos = [0] inner_tiles = [4] into %e : tensor<4x8x4xf32> -> tensor<16x8xf32>
  return %1 : tensor<16x8xf32>
}
// =====>
module {
  func.func @unpack_packed(%arg0: tensor<16x8xf32>, %arg1: tensor<4x8x4xf32>, %arg2: tensor<16x8xf32>) -> tensor<16x8xf32> {
    return %arg0 : tensor<16x8xf32>
  }
}

// -----

func.func @pack_unpacked(%a: tensor<4x8x4xf32>, %d: tensor<4x8x4xf32>, %e: tensor<16x8xf32>) -> tensor<4x8x4xf32> {
  %1 = tensor.unpack %a inner_dims_pos = [0] inner_tiles = [4] into %e : tensor<4x8x4xf32> -> tensor<16x8xf32>
  %0 = tensor.pack %1 inner_dims_pos = [0] inner_tiles = [4] into %d : tensor<16x8xf32> -> tensor<4x8x4xf32>
  return %0 : tensor<4x8x4xf32>
}
// =====>
module {
  func.func @pack_unpacked(%arg0: tensor<4x8x4xf32>, %arg1: tensor<4x8x4xf32>, %arg2: tensor<16x8xf32>) -> tensor<4x8x4xf32> {
    return %arg0 : tensor<4x8x4xf32>
  }
}

// -----

func.func @known_source(%a: tensor<16x?xf32>, %d: tensor<8x4x4xf32>) -> tensor<8x4x4xf32> {
  %0 = tensor.pack %a outer_dims_perm = [1, 0] inner_dims_pos = [0] inner_tiles = [4] into %d : tensor<16x?xf32> -> tensor<8x4x4xf32>
  return %0 : tensor<8x4x4xf32>
}
// =====>
module {
  func.func @known_source(%arg0: tensor<16x?xf32>, %arg1: tensor<8x4x4xf32>) -> tensor<8x4x4xf32> {
    %cast = tensor.cast %arg0 : tensor<16x?xf32> to tensor<16x8xf32>
    %pack = tensor.pack %cast outer_dims_perm = [1, 0] inner_dims_pos = [0] inner_tiles = [4] into %arg1 : tensor<16x8xf32> -> tensor<8x4x4xf32>
    return %pack : tensor<8x4x4xf32>
  }
}

// -----

func.func @known_destination(%a: tensor<16x8xf32>, %d: tensor<?x4x4xf32>) -> tensor<?x4x4xf32> {
  %0 = tensor.pack %a outer_dims_perm = [1, 0] inner_dims_pos = [0] inner_tiles = [4] into %d : tensor<16x8xf32> -> tensor<?x4x4xf32>
  return %0 : tensor<?x4x4xf32>
}
// =====>
module {
  func.func @known_destination(%arg0: tensor<16x8xf32>, %arg1: tensor<?x4x4xf32>) -> tensor<?x4x4xf32> {
    %cast = tensor.cast %arg1 : tensor<?x4x4xf32> to tensor<8x4x4xf32>
    %pack = tensor.pack %arg0 outer_dims_perm = [1, 0] inner_dims_pos = [0] inner_tiles = [4] into %cast : tensor<16x8xf32> -> tensor<8x4x4xf32>
    %cast_0 = tensor.cast %pack : tensor<8x4x4xf32> to tensor<?x4x4xf32>
    return %cast_0 : tensor<?x4x4xf32>
  }
}

// -----

func.func @unpack_known_source(%a: tensor<?x4x4xf32>, %d: tensor<16x8xf32>) -> tensor<16x8xf32> {
  %0 = tensor.unpack %a outer_dims_perm = [1, 0] inner_dims_pos = [0] inner_tiles = [4] into %d : tensor<?x4x4xf32> -> tensor<16x8xf32>
  return %0 : tensor<16x8xf32>
}
// =====>
module {
  func.func @unpack_known_source(%arg0: tensor<?x4x4xf32>, %arg1: tensor<16x8xf32>) -> tensor<16x8xf32> {
    %cast = tensor.cast %arg0 : tensor<?x4x4xf32> to tensor<8x4x4xf32>
    %unpack = tensor.unpack %cast outer_dims_perm = [1, 0] inner_dims_pos = [0] inner_tiles = [4] into %arg1 : tensor<8x4x4xf32> -> tensor<16x8xf32>
    return %unpack : tensor<16x8xf32>
  }
}

// -----

func.func @unpack_known_destination(%a: tensor<8x4x4xf32>, %d: tensor<?x?xf32>) -> tensor<?x?xf32> {
  %0 = tensor.unpack %a outer_dims_perm = [1, 0] inner_dims_pos = [0] inner_tiles = [4] into %d : tensor<8x4x4xf32> -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}
// =====>
module {
  func.func @unpack_known_destination(%arg0: tensor<8x4x4xf32>, %arg1: tensor<?x?xf32>) -> tensor<?x?xf32> {
    %cast = tensor.cast %arg1 : tensor<?x?xf32> to tensor<?x8xf32>
    %unpack = tensor.unpack %arg0 outer_dims_perm = [1, 0] inner_dims_pos = [0] inner_tiles = [4] into %cast : tensor<8x4x4xf32> -> tensor<?x8xf32>
    %cast_0 = tensor.cast %unpack : tensor<?x8xf32> to tensor<?x?xf32>
    return %cast_0 : tensor<?x?xf32>
  }
}

// -----

func.func @pack_splat(%d: tensor<4x8x4xf32>, %f: f32) -> (tensor<4x8x4xf32>, tensor<4x8x4xf32>) {
  %o = arith.constant 1.0 : f32
  %z = arith.constant 0.0 : f32
  %b = arith.constant dense<1.0> : tensor<15x8xf32>
  %0 = tensor.pack %b padding_value(%o : f32) inner_dims_pos = [0] inner_tiles = [4] into %d : tensor<15x8xf32> -> tensor<4x8x4xf32>
  %1 = tensor.pack %b padding_value(%z : f32) inner_dims_pos = [0] inner_tiles = [4] into %d : tensor<15x8xf32> -> tensor<4x8x4xf32>
  return %0, %1 : tensor<4x8x4xf32>, tensor<4x8x4xf32>
}
// =====>
module {
  func.func @pack_splat(%arg0: tensor<4x8x4xf32>, %arg1: f32) -> (tensor<4x8x4xf32>, tensor<4x8x4xf32>) {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant dense<1.000000e+00> : tensor<15x8xf32>
    %cst_1 = arith.constant dense<1.000000e+00> : tensor<4x8x4xf32>
    %pack = tensor.pack %cst_0 padding_value(%cst : f32) inner_dims_pos = [0] inner_tiles = [4] into %arg0 : tensor<15x8xf32> -> tensor<4x8x4xf32>
    return %cst_1, %pack : tensor<4x8x4xf32>, tensor<4x8x4xf32>
  }
}

// -----

func.func @unpack_splat(%d: tensor<16x8xf32>) -> (tensor<16x8xf32>) {
  %b = arith.constant dense<1.0> : tensor<4x8x4xf32>
  %0 = tensor.unpack %b inner_dims_pos = [0] inner_tiles = [4] into %d : tensor<4x8x4xf32> -> tensor<16x8xf32>
  return %0 : tensor<16x8xf32>
}
// =====>
module {
  func.func @unpack_splat(%arg0: tensor<16x8xf32>) -> tensor<16x8xf32> {
    %cst = arith.constant dense<1.000000e+00> : tensor<16x8xf32>
    return %cst : tensor<16x8xf32>
  }
}

// -----

func.func @unpack_into_updated(%a: tensor<4x8x4xf32>, %d: tensor<16x8xf32>, %f: f32, %i: index) -> (tensor<16x8xf32>) {
  %b = tensor.insert %f into %d[%i, %i] : tensor<16x8xf32>
  %0 = tensor.unpack %a inner_dims_pos = [0] inner_tiles = [4] into %b : tensor<4x8x4xf32> -> tensor<16x8xf32>
  return %0 : tensor<16x8xf32>
}
// =====>
module {
  func.func @unpack_into_updated(%arg0: tensor<4x8x4xf32>, %arg1: tensor<16x8xf32>, %arg2: f32, %arg3: index) -> tensor<16x8xf32> {
    %unpack = tensor.unpack %arg0 inner_dims_pos = [0] inner_tiles = [4] into %arg1 : tensor<4x8x4xf32> -> tensor<16x8xf32>
    return %unpack : tensor<16x8xf32>
  }
}

// -----

func.func @pack_casts(%a: tensor<16x8xf32>, %d: tensor<4x8x4xf32>, %i: index) -> (tensor<?x?x4xf32>, index) {
  %c1 = arith.constant 1 : index
  %b = tensor.cast %a : tensor<16x8xf32> to tensor<?x?xf32>
  %e = tensor.cast %d : tensor<4x8x4xf32> to tensor<?x?x4xf32>
  %0 = tensor.pack %b inner_dims_pos = [0] inner_tiles = [4] into %e : tensor<?x?xf32> -> tensor<?x?x4xf32>
  %1 = tensor.dim %0, %i : tensor<?x?x4xf32>
  return %0, %1 : tensor<?x?x4xf32>, index
}
// =====>
module {
  func.func @pack_casts(%arg0: tensor<16x8xf32>, %arg1: tensor<4x8x4xf32>, %arg2: index) -> (tensor<?x?x4xf32>, index) {
    %pack = tensor.pack %arg0 inner_dims_pos = [0] inner_tiles = [4] into %arg1 : tensor<16x8xf32> -> tensor<4x8x4xf32>
    %cast = tensor.cast %pack : tensor<4x8x4xf32> to tensor<?x?x4xf32>
    %dim = tensor.dim %arg1, %arg2 : tensor<4x8x4xf32>
    return %cast, %dim : tensor<?x?x4xf32>, index
  }
}

// -----

func.func @same_tiles(%a: tensor<16x8xf32>, %d: tensor<?x8x?xf32>, %i: index, %e: tensor<16x8xf32>) -> (tensor<16x8xf32>) {
  %c4 = arith.constant 4 : index
  %0 = tensor.pack %a inner_dims_pos = [0] inner_tiles = [%i] into %d : tensor<16x8xf32> -> tensor<?x8x?xf32>
  %1 = tensor.unpack %0 inner_dims_pos = [0] inner_tiles = [%i] into %e : tensor<?x8x?xf32> -> tensor<16x8xf32>
  return %1 : tensor<16x8xf32>
}
// =====>
module {
  func.func @same_tiles(%arg0: tensor<16x8xf32>, %arg1: tensor<?x8x?xf32>, %arg2: index, %arg3: tensor<16x8xf32>) -> tensor<16x8xf32> {
    return %arg0 : tensor<16x8xf32>
  }
}

// -----

func.func @unpack_packed_of_unknown(%a: tensor<16x8xf32>, %d: tensor<4x?x4xf32>, %i: index, %e: tensor<16x8xf32>) -> (tensor<16x8xf32>) {
  %0 = tensor.pack %a inner_dims_pos = [0] inner_tiles = [4] into %d : tensor<16x8xf32> -> tensor<4x?x4xf32>
  %1 = tensor.unpack %0 inner_dims_pos = [0] inner_tiles = [4] into %e : tensor<4x?x4xf32> -> tensor<16x8xf32>
  return %1 : tensor<16x8xf32>
}
// =====>
module {
  func.func @unpack_packed_of_unknown(%arg0: tensor<16x8xf32>, %arg1: tensor<4x?x4xf32>, %arg2: index, %arg3: tensor<16x8xf32>) -> tensor<16x8xf32> {
    return %arg0 : tensor<16x8xf32>
  }
}

// -----

func.func @unpack_padded(%a: tensor<15x8xf32>, %d: tensor<4x8x4xf32>, %f: f32, %i: index) -> (index) {
  %c1 = arith.constant 1 : index
  %0 = tensor.pack %a padding_value(%f : f32) inner_dims_pos = [0] inner_tiles = [4] into %d : tensor<15x8xf32> -> tensor<4x8x4xf32>
  %1 = tensor.unpack %0 inner_dims_pos = [0] inner_tiles = [4] into %a : tensor<4x8x4xf32> -> tensor<15x8xf32>
  %2 = tensor.dim %1, %i : tensor<15x8xf32>
  return %2 : index
}
// =====>
module {
  func.func @unpack_padded(%arg0: tensor<15x8xf32>, %arg1: tensor<4x8x4xf32>, %arg2: f32, %arg3: index) -> index {
    %dim = tensor.dim %arg0, %arg3 : tensor<15x8xf32>
    return %dim : index
  }
}
