// y[i, j] = sum over k of x[k, i] * w[j, k], typed in by hand: k is the outermost loop, x is read transposed, the names are free.
memref.global "private" constant @w : memref<3x5xf32> = dense<[[1.0, -0.5, 0.25, 2.0, 0.0], [0.5, 0.5, 0.5, 0.5, 0.5], [-1.0, 0.0, 1.0, -2.0, 3.0]]>
func.func @main_graph(%x: memref<5x4xf32>) -> memref<4x3xf32> {
  %zero = arith.constant 0.0 : f32
  %w = memref.get_global @w : memref<3x5xf32>
  %y = memref.alloc() : memref<4x3xf32>
  affine.for %a = 0 to 4 {
    affine.for %b = 0 to 3 {
      affine.store %zero, %y[%a, %b] : memref<4x3xf32>
    }
  }
  affine.for %k = 0 to 5 {
    affine.for %column = 0 to 3 {
      affine.for %row = 0 to 4 {
        %0 = affine.load %w[%column, %k] : memref<3x5xf32>
        %1 = affine.load %y[%row, %column] : memref<4x3xf32>
        %2 = affine.load %x[%k, %row] : memref<5x4xf32>
        %3 = arith.mulf %0, %2 : f32
        %4 = arith.addf %3, %1 : f32
        affine.store %4, %y[%row, %column] : memref<4x3xf32>
      }
    }
  }
  return %y : memref<4x3xf32>
}
