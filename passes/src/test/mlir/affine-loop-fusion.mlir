// RUN: builtin.module(affine-loop-fusion)

func.func @producer(%a: memref<10xf32>, %b: memref<10xf32>) {
  %m = memref.alloc() : memref<10xf32>
  %c = arith.constant 2.0 : f32
  affine.for %i = 0 to 10 {
    %x = affine.load %a[%i] : memref<10xf32>
    %y = arith.mulf %x, %c : f32
    affine.store %y, %m[%i] : memref<10xf32>
  }
  affine.for %i = 0 to 10 {
    %x = affine.load %m[%i] : memref<10xf32>
    %y = arith.addf %x, %c : f32
    affine.store %y, %b[%i] : memref<10xf32>
  }
  return
}
// =====>
func.func @producer(%arg0: memref<10xf32>, %arg1: memref<10xf32>) {
  %alloc = memref.alloc() : memref<1xf32>
  %cst = arith.constant 2.000000e+00 : f32
  affine.for %arg2 = 0 to 10 {
    %0 = affine.load %arg0[%arg2] : memref<10xf32>
    %1 = arith.mulf %0, %cst : f32
    affine.store %1, %alloc[0] : memref<1xf32>
    %2 = affine.load %alloc[0] : memref<1xf32>
    %3 = arith.addf %2, %cst : f32
    affine.store %3, %arg1[%arg2] : memref<10xf32>
  }
  return
}
// -----
func.func @backwards(%a: memref<10xf32>, %b: memref<10xf32>) {
  %m = memref.alloc() : memref<12xf32>
  affine.for %i = 0 to 10 {
    %x = affine.load %a[%i] : memref<10xf32>
    affine.store %x, %m[%i] : memref<12xf32>
  }
  affine.for %i = 0 to 10 {
    %x = affine.load %m[%i + 1] : memref<12xf32>
    affine.store %x, %b[%i] : memref<10xf32>
  }
  return
}
// =====>
func.func @backwards(%arg0: memref<10xf32>, %arg1: memref<10xf32>) {
  %alloc = memref.alloc() : memref<12xf32>
  affine.for %arg2 = 0 to 10 {
    %0 = affine.load %arg0[%arg2] : memref<10xf32>
    affine.store %0, %alloc[%arg2] : memref<12xf32>
  }
  affine.for %arg2 = 0 to 10 {
    %0 = affine.load %alloc[%arg2 + 1] : memref<12xf32>
    affine.store %0, %arg1[%arg2] : memref<10xf32>
  }
  return
}
// -----
func.func @siblings(%a: memref<10xf32>, %b: memref<10xf32>, %c: memref<10xf32>) {
  affine.for %i = 0 to 10 {
    %x = affine.load %a[%i] : memref<10xf32>
    affine.store %x, %b[%i] : memref<10xf32>
  }
  affine.for %i = 0 to 10 {
    %x = affine.load %a[%i] : memref<10xf32>
    affine.store %x, %c[%i] : memref<10xf32>
  }
  return
}
// =====>
func.func @siblings(%arg0: memref<10xf32>, %arg1: memref<10xf32>, %arg2: memref<10xf32>) {
  affine.for %arg3 = 0 to 10 {
    %0 = affine.load %arg0[%arg3] : memref<10xf32>
    affine.store %0, %arg1[%arg3] : memref<10xf32>
    %1 = affine.load %arg0[%arg3] : memref<10xf32>
    affine.store %1, %arg2[%arg3] : memref<10xf32>
  }
  return
}
// -----
func.func @escapes(%a: memref<10xf32>, %m: memref<10xf32>, %b: memref<10xf32>) {
  affine.for %i = 0 to 10 {
    %x = affine.load %a[%i] : memref<10xf32>
    affine.store %x, %m[%i] : memref<10xf32>
  }
  affine.for %i = 0 to 10 {
    %x = affine.load %m[%i] : memref<10xf32>
    affine.store %x, %b[%i] : memref<10xf32>
  }
  return
}
// =====>
func.func @escapes(%arg0: memref<10xf32>, %arg1: memref<10xf32>, %arg2: memref<10xf32>) {
  affine.for %arg3 = 0 to 10 {
    %0 = affine.load %arg0[%arg3] : memref<10xf32>
    affine.store %0, %arg1[%arg3] : memref<10xf32>
    %1 = affine.load %arg1[%arg3] : memref<10xf32>
    affine.store %1, %arg2[%arg3] : memref<10xf32>
  }
  return
}
// -----
func.func @matmul(%a: memref<10x20xf32>, %b: memref<20x30xf32>, %c: memref<10x30xf32>, %zero: f32) {
  affine.for %i = 0 to 10 {
    affine.for %j = 0 to 30 {
      affine.store %zero, %c[%i, %j] : memref<10x30xf32>
    }
  }
  affine.for %i = 0 to 10 {
    affine.for %j = 0 to 30 {
      affine.for %k = 0 to 20 {
        %x = affine.load %a[%i, %k] : memref<10x20xf32>
        %y = affine.load %b[%k, %j] : memref<20x30xf32>
        %z = affine.load %c[%i, %j] : memref<10x30xf32>
        %p = arith.mulf %x, %y : f32
        %s = arith.addf %z, %p : f32
        affine.store %s, %c[%i, %j] : memref<10x30xf32>
      }
    }
  }
  return
}
// =====>
func.func @matmul(%arg0: memref<10x20xf32>, %arg1: memref<20x30xf32>, %arg2: memref<10x30xf32>, %arg3: f32) {
  affine.for %arg4 = 0 to 10 {
    affine.for %arg5 = 0 to 30 {
      affine.store %arg3, %arg2[%arg4, %arg5] : memref<10x30xf32>
      affine.for %arg6 = 0 to 20 {
        %0 = affine.load %arg0[%arg4, %arg6] : memref<10x20xf32>
        %1 = affine.load %arg1[%arg6, %arg5] : memref<20x30xf32>
        %2 = affine.load %arg2[%arg4, %arg5] : memref<10x30xf32>
        %3 = arith.mulf %0, %1 : f32
        %4 = arith.addf %2, %3 : f32
        affine.store %4, %arg2[%arg4, %arg5] : memref<10x30xf32>
      }
    }
  }
  return
}
// -----
func.func @chain(%a: memref<10x20xf32>, %b: memref<10x20xf32>) {
  %m = memref.alloc() : memref<10x20xf32>
  %n = memref.alloc() : memref<10x20xf32>
  affine.for %i = 0 to 10 {
    affine.for %j = 0 to 20 {
      %x = affine.load %a[%i, %j] : memref<10x20xf32>
      %y = arith.mulf %x, %x : f32
      affine.store %y, %m[%i, %j] : memref<10x20xf32>
    }
  }
  affine.for %i = 0 to 10 {
    affine.for %j = 0 to 20 {
      %x = affine.load %m[%i, %j] : memref<10x20xf32>
      %y = arith.addf %x, %x : f32
      affine.store %y, %n[%i, %j] : memref<10x20xf32>
    }
  }
  affine.for %i = 0 to 10 {
    affine.for %j = 0 to 20 {
      %x = affine.load %n[%i, %j] : memref<10x20xf32>
      %y = arith.addf %x, %x : f32
      affine.store %y, %b[%i, %j] : memref<10x20xf32>
    }
  }
  return
}
// =====>
func.func @chain(%arg0: memref<10x20xf32>, %arg1: memref<10x20xf32>) {
  %alloc = memref.alloc() : memref<1x1xf32>
  %alloc_0 = memref.alloc() : memref<1x1xf32>
  affine.for %arg2 = 0 to 10 {
    affine.for %arg3 = 0 to 20 {
      %0 = affine.load %arg0[%arg2, %arg3] : memref<10x20xf32>
      %1 = arith.mulf %0, %0 : f32
      affine.store %1, %alloc_0[0, 0] : memref<1x1xf32>
      %2 = affine.load %alloc_0[0, 0] : memref<1x1xf32>
      %3 = arith.addf %2, %2 : f32
      affine.store %3, %alloc[0, 0] : memref<1x1xf32>
      %4 = affine.load %alloc[0, 0] : memref<1x1xf32>
      %5 = arith.addf %4, %4 : f32
      affine.store %5, %arg1[%arg2, %arg3] : memref<10x20xf32>
    }
  }
  return
}
// -----
func.func @stencil(%a: memref<16x16xf32>, %b: memref<16x16xf32>) {
  %m = memref.alloc() : memref<16x16xf32>
  affine.for %i = 0 to 16 {
    affine.for %j = 0 to 16 {
      %x = affine.load %a[%i, %j] : memref<16x16xf32>
      affine.store %x, %m[%i, %j] : memref<16x16xf32>
    }
  }
  affine.for %i = 0 to 15 {
    affine.for %j = 0 to 16 {
      %x = affine.load %m[%i + 1, %j] : memref<16x16xf32>
      %y = affine.load %m[%i, %j] : memref<16x16xf32>
      %z = arith.addf %x, %y : f32
      affine.store %z, %b[%i, %j] : memref<16x16xf32>
    }
  }
  return
}
// =====>
func.func @stencil(%arg0: memref<16x16xf32>, %arg1: memref<16x16xf32>) {
  %alloc = memref.alloc() : memref<16x16xf32>
  affine.for %arg2 = 0 to 16 {
    affine.for %arg3 = 0 to 16 {
      %0 = affine.load %arg0[%arg2, %arg3] : memref<16x16xf32>
      affine.store %0, %alloc[%arg2, %arg3] : memref<16x16xf32>
    }
  }
  affine.for %arg2 = 0 to 15 {
    affine.for %arg3 = 0 to 16 {
      %0 = affine.load %alloc[%arg2 + 1, %arg3] : memref<16x16xf32>
      %1 = affine.load %alloc[%arg2, %arg3] : memref<16x16xf32>
      %2 = arith.addf %0, %1 : f32
      affine.store %2, %arg1[%arg2, %arg3] : memref<16x16xf32>
    }
  }
  return
}
// -----
func.func @smaller(%a: memref<10xf32>, %b: memref<10xf32>) {
  %m = memref.alloc() : memref<10xf32>
  %c = arith.constant 2.0 : f32
  affine.for %i = 0 to 10 {
    %x = affine.load %a[%i] : memref<10xf32>
    %y = arith.mulf %x, %c : f32
    affine.store %y, %m[%i] : memref<10xf32>
  }
  affine.for %i = 2 to 6 {
    %x = affine.load %m[%i + 1] : memref<10xf32>
    affine.store %x, %b[%i] : memref<10xf32>
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0 + 1)>
func.func @smaller(%arg0: memref<10xf32>, %arg1: memref<10xf32>) {
  %alloc = memref.alloc() : memref<1xf32>
  %cst = arith.constant 2.000000e+00 : f32
  affine.for %arg2 = 2 to 6 {
    %0 = affine.apply #map(%arg2)
    %1 = affine.load %arg0[%0] : memref<10xf32>
    %2 = arith.mulf %1, %cst : f32
    affine.store %2, %alloc[0] : memref<1xf32>
    %3 = affine.apply #map(%arg2)
    %4 = affine.load %alloc[0] : memref<1xf32>
    affine.store %4, %arg1[%arg2] : memref<10xf32>
  }
  return
}
// -----
func.func @matmuls(%a: memref<10x10xf32>, %b: memref<10x10xf32>, %c: memref<10x10xf32>, %d: memref<10x10xf32>, %zero: f32) {
  %m = memref.alloc() : memref<10x10xf32>
  affine.for %i = 0 to 10 {
    affine.for %j = 0 to 10 {
      affine.store %zero, %m[%i, %j] : memref<10x10xf32>
      affine.for %k = 0 to 10 {
        %x = affine.load %a[%i, %k] : memref<10x10xf32>
        %y = affine.load %b[%k, %j] : memref<10x10xf32>
        %z = affine.load %m[%i, %j] : memref<10x10xf32>
        %p = arith.mulf %x, %y : f32
        %s = arith.addf %z, %p : f32
        affine.store %s, %m[%i, %j] : memref<10x10xf32>
      }
    }
  }
  affine.for %i = 0 to 10 {
    affine.for %j = 0 to 10 {
      affine.for %k = 0 to 10 {
        %x = affine.load %m[%i, %k] : memref<10x10xf32>
        %y = affine.load %c[%k, %j] : memref<10x10xf32>
        %z = affine.load %d[%i, %j] : memref<10x10xf32>
        %p = arith.mulf %x, %y : f32
        %s = arith.addf %z, %p : f32
        affine.store %s, %d[%i, %j] : memref<10x10xf32>
      }
    }
  }
  return
}
// =====>
func.func @matmuls(%arg0: memref<10x10xf32>, %arg1: memref<10x10xf32>, %arg2: memref<10x10xf32>, %arg3: memref<10x10xf32>, %arg4: f32) {
  %alloc = memref.alloc() : memref<1x1xf32>
  affine.for %arg5 = 0 to 10 {
    affine.for %arg6 = 0 to 10 {
      affine.for %arg7 = 0 to 10 {
        affine.store %arg4, %alloc[0, 0] : memref<1x1xf32>
        affine.for %arg8 = 0 to 10 {
          %5 = affine.load %arg0[%arg5, %arg8] : memref<10x10xf32>
          %6 = affine.load %arg1[%arg8, %arg7] : memref<10x10xf32>
          %7 = affine.load %alloc[0, 0] : memref<1x1xf32>
          %8 = arith.mulf %5, %6 : f32
          %9 = arith.addf %7, %8 : f32
          affine.store %9, %alloc[0, 0] : memref<1x1xf32>
        }
        %0 = affine.load %alloc[0, 0] : memref<1x1xf32>
        %1 = affine.load %arg2[%arg7, %arg6] : memref<10x10xf32>
        %2 = affine.load %arg3[%arg5, %arg6] : memref<10x10xf32>
        %3 = arith.mulf %0, %1 : f32
        %4 = arith.addf %2, %3 : f32
        affine.store %4, %arg3[%arg5, %arg6] : memref<10x10xf32>
      }
    }
  }
  return
}
