// The operations of tensor.

func.func @shapes(%t: tensor<4x?xf32>, %u: tensor<*xf32>, %n: index, %shape: tensor<2xindex>, %d: tensor<2x3x4xf32>) {
  %0 = tensor.cast %t : tensor<4x?xf32> to tensor<?x?xf32>
  %1 = tensor.bitcast %t : tensor<4x?xf32> to tensor<4x?xi32>
  %2 = tensor.dim %t, %n : tensor<4x?xf32>
  %3 = tensor.rank %u : tensor<*xf32>
  %4 = tensor.reshape %u(%shape) : (tensor<*xf32>, tensor<2xindex>) -> tensor<?x4xf32>
  %5 = tensor.collapse_shape %d [[0, 1], [2]] : tensor<2x3x4xf32> into tensor<6x4xf32>
  %6 = tensor.expand_shape %5 [[0, 1], [2]] output_shape [2, 3, 4] : tensor<6x4xf32> into tensor<2x3x4xf32>
  %7 = tensor.expand_shape %t [[0], [1, 2]] output_shape [4, %n, 2] {a} : tensor<4x?xf32> into tensor<4x?x2xf32>
  %8 = tensor.collapse_shape %d [[0, 1, 2]] : tensor<2x3x4xf32> into tensor<24xf32>
  %9 = tensor.concat dim(1) %t, %t : (tensor<4x?xf32>, tensor<4x?xf32>) -> tensor<4x?xf32>
  return
}

func.func @elements(%t: tensor<4x?xf32>, %n: index, %v: f32, %i: i32) {
  %0 = tensor.empty() : tensor<4xf32>
  %1 = tensor.empty(%n) : tensor<?x4xf32, "encoding">
  %2 = tensor.extract %t[%n, %n] : tensor<4x?xf32>
  %3 = tensor.insert %v into %t[%n, %n] : tensor<4x?xf32>
  %4 = tensor.from_elements %v, %v, %v, %v : tensor<2x2xf32>
  %5 = tensor.from_elements %i : tensor<i32>
  %6 = tensor.from_elements : tensor<0xindex>
  %7 = tensor.splat %v : tensor<4xf32>
  %8 = tensor.splat %v[%n] : tensor<4x?xf32>
  %9 = tensor.generate %n {
  ^bb0(%a: index, %b: index):
    %x = tensor.extract %t[%a, %b] : tensor<4x?xf32>
    tensor.yield %x : f32
  } : tensor<4x?xf32>
  return
}

func.func @slices(%t: tensor<8x16x4xf32>, %s: tensor<4x4xf32>, %n: index) {
  %0 = tensor.extract_slice %t[0, 0, 0] [4, 4, 4] [1, 1, 1] : tensor<8x16x4xf32> to tensor<4x4x4xf32>
  %1 = tensor.extract_slice %t[%n, 1, %n] [%n, 1, 2] [%n, 1, 1] {a} : tensor<8x16x4xf32> to tensor<?x2xf32>
  %2 = tensor.insert_slice %s into %t[%n, 0, 0] [1, 4, 4] [1, 1, 1] : tensor<4x4xf32> into tensor<8x16x4xf32>
  %3 = tensor.pad %s low[1, %n] high[2, 0] {
  ^bb0(%a: index, %b: index):
    %zero = arith.constant 0.0 : f32
    tensor.yield %zero : f32
  } : tensor<4x4xf32> to tensor<7x?xf32>
  %4 = tensor.pad %s nofold low[0, 0] high[0, 0] {
  ^bb0(%a: index, %b: index):
    %zero = arith.constant 0.0 : f32
    tensor.yield %zero : f32
  } {b} : tensor<4x4xf32> to tensor<4x4xf32>
  return
}

func.func @gathers(%t: tensor<4x4xf32>, %i: tensor<1x2x1xindex>, %g: tensor<1x2x1x4xf32>, %j: tensor<1x2x2xindex>) {
  %0 = tensor.gather %t[%i] gather_dims([0]) : (tensor<4x4xf32>, tensor<1x2x1xindex>) -> tensor<1x2x1x4xf32>
  %1 = tensor.gather %t[%j] gather_dims([0, 1]) unique {a} : (tensor<4x4xf32>, tensor<1x2x2xindex>) -> tensor<1x2x1x1xf32>
  %2 = tensor.scatter %g into %t[%i] scatter_dims([0]) unique : (tensor<1x2x1x4xf32>, tensor<4x4xf32>, tensor<1x2x1xindex>) -> tensor<4x4xf32>
  return
}

func.func @packs(%t: tensor<128x256xf32>, %d: tensor<16x8x8x32xf32>, %v: f32, %p: tensor<8x16x8x32xf32>) {
  %0 = tensor.pack %t inner_dims_pos = [0, 1] inner_tiles = [8, 32] into %d : tensor<128x256xf32> -> tensor<16x8x8x32xf32>
  %1 = tensor.pack %t padding_value(%v : f32) outer_dims_perm = [1, 0] inner_dims_pos = [0, 1] inner_tiles = [8, 32] into %p : tensor<128x256xf32> -> tensor<8x16x8x32xf32>
  %2 = tensor.unpack %d inner_dims_pos = [0, 1] inner_tiles = [8, 32] into %t : tensor<16x8x8x32xf32> -> tensor<128x256xf32>
  %3 = tensor.unpack %p outer_dims_perm = [1, 0] inner_dims_pos = [0, 1] inner_tiles = [8, 32] into %t : tensor<8x16x8x32xf32> -> tensor<128x256xf32>
  return
}
