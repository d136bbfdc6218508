// Round trip: loops and buffers, with the nest of a max pool as onnx-mlir writes it.
#map = affine_map<(d0) -> (0, d0 * 2)>
#map1 = affine_map<(d0)[s0, s1, s2, s3, s4] -> (s0 - ((s2 ceildiv s4) * s4 - s2), -(d0 * s3 - s2) + s0, d0 * s3 + (s1 - 1) * s4 - s2 - ((s2 ceildiv s4) * s4 - s2) + 1, d0 * s3 + (s1 - 1) * s4 - s2 + 1)>
#set = affine_set<(d0)[s0] : (d0 - 1 >= 0, s0 - d0 >= 0)>
memref.global "private" constant @w : memref<2x2xf32> = dense<[[1.0, 2.0], [3.0, 4.0]]>
memref.global "private" @u : memref<4xi32> = uninitialized
memref.global @v : memref<4xf32> = dense<1.5> {alignment = 64 : i64}
memref.global "private" @ext : memref<4xi32>
func.func @loops(%arg0: memref<1x1x28x28xf32>, %n: index) -> memref<1x1x14x14xf32> {
  %c28 = arith.constant 28 : index
  %c2 = arith.constant 2 : index
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %cst_0 = arith.constant 0xFF800000 : f32
  %alloca = memref.alloca() : memref<f32>
  %alloc = memref.alloc() {alignment = 16 : i64} : memref<1x1x14x14xf32>
  %dyn = memref.alloc(%n) : memref<?xf32>
  affine.for %arg1 = 0 to 1 {
    affine.for %arg2 = 0 to 1 {
      affine.for %arg3 = 0 to 14 {
        affine.for %arg4 = 0 to 14 {
          affine.store %cst_0, %alloca[] : memref<f32>
          %4 = affine.max #map(%arg3)
          %5 = affine.max #map(%arg4)
          affine.for %arg5 = 0 to min #map1(%arg3)[%c28, %c2, %c0, %c2, %c1] {
            affine.for %arg6 = 0 to min #map1(%arg4)[%c28, %c2, %c0, %c2, %c1] {
              %7 = arith.addi %arg5, %4 : index
              %8 = arith.addi %arg6, %5 : index
              %9 = memref.load %arg0[%arg1, %arg2, %7, %8] : memref<1x1x28x28xf32>
              %10 = affine.load %alloca[] : memref<f32>
              %11 = arith.cmpf ogt, %10, %9 : f32
              %12 = arith.select %11, %10, %9 : f32
              affine.store %12, %alloca[] : memref<f32>
            }
          }
          %6 = affine.load %alloca[] : memref<f32>
          affine.store %6, %alloc[%arg1, %arg2, %arg3, %arg4] : memref<1x1x14x14xf32>
        }
      }
    }
  }
  affine.for %i = 0 to %n step 4 {
    affine.if #set(%i)[%n] {
      affine.store %cst_0, %dyn[%i] : memref<?xf32>
    } else {
      affine.store %cst_0, %dyn[symbol(%n) - 1] : memref<?xf32>
    }
  } {foo.tag}
  %s = affine.for %i = 0 to 10 iter_args(%acc = %cst_0) -> (f32) {
    %y = affine.if #set(%i)[%n] -> f32 {
      affine.yield %acc : f32
    } else {
      affine.yield %cst_0 : f32
    }
    affine.yield %y : f32
  }
  affine.parallel (%i, %j) = (0, 0) to (10, 20) step (1, 2) {
    %z = affine.apply affine_map<(d0, d1) -> (d0 + d1 floordiv 2)>(%i, %j)
    %z2 = affine.min affine_map<(d0)[s0] -> (d0, s0)>(%z)[%n]
    memref.store %s, %dyn[%z2] : memref<?xf32>
  }
  affine.parallel (%i) = (max(0, %n)) to (min(10, %n + 1)) {
  }
  %col = memref.collapse_shape %arg0 [[0, 1], [2, 3]] : memref<1x1x28x28xf32> into memref<1x784xf32>
  %exp = memref.expand_shape %col [[0], [1, 2]] output_shape [1, 28, 28] : memref<1x784xf32> into memref<1x28x28xf32>
  %rc = memref.reinterpret_cast %arg0 to offset: [0], sizes: [784], strides: [1] : memref<1x1x28x28xf32> to memref<784xf32>
  %rd = memref.reinterpret_cast %arg0 to offset: [%c0], sizes: [%n, 4], strides: [%c1, 1] : memref<1x1x28x28xf32> to memref<?x4xf32, strided<[?, 1], offset: ?>>
  %sv = memref.subview %rc[4] [8] [2] : memref<784xf32> to memref<8xf32, strided<[2], offset: 4>>
  %cs = memref.cast %rc : memref<784xf32> to memref<?xf32>
  %dm = memref.dim %cs, %c0 : memref<?xf32>
  %g = memref.get_global @w : memref<2x2xf32>
  memref.copy %rc, %rc : memref<784xf32> to memref<784xf32>
  memref.dealloc %dyn : memref<?xf32>
  return %alloc : memref<1x1x14x14xf32>
}
