// RUN: builtin.module(func.func(affine-data-copy-generate{generate-dma=false}))

// the copy of mlir-opt 19 is a loop without bounds
func.func @diagonal(%a: memref<16x16xf32>, %b: memref<16xf32>) {
  affine.for %i = 0 to 16 {
    %x = affine.load %a[%i, %i] : memref<16x16xf32>
    affine.store %x, %b[%i] : memref<16xf32>
  }
  return
}
// =====>
func.func @diagonal(%arg0: memref<16x16xf32>, %arg1: memref<16xf32>) {
  %c16 = arith.constant 16 : index
  %c0 = arith.constant 0 : index
  %c256 = arith.constant 256 : index
  %c0_0 = arith.constant 0 : index
  %c0_1 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<16x16xf32, 1>
  affine.for %arg2 = 0 to 16 {
    affine.for %arg3 = 0 to 16 {
      %0 = affine.load %arg0[%arg2, %arg3] : memref<16x16xf32>
      affine.store %0, %alloc[%arg2, %arg3] : memref<16x16xf32, 1>
    }
  }
  %alloc_2 = memref.alloc() : memref<16xf32, 1>
  affine.for %arg2 = 0 to 16 {
    %0 = affine.load %alloc[%arg2, %arg2] : memref<16x16xf32, 1>
    affine.store %0, %alloc_2[%arg2] : memref<16xf32, 1>
  }
  affine.for %arg2 = 0 to 16 {
    %0 = affine.load %alloc_2[%arg2] : memref<16xf32, 1>
    affine.store %0, %arg1[%arg2] : memref<16xf32>
  }
  memref.dealloc %alloc_2 : memref<16xf32, 1>
  memref.dealloc %alloc : memref<16x16xf32, 1>
  return
}
// -----
// what is not stored is copied in first; mlir-opt 19 copies out what nothing wrote
func.func @every_other(%x: f32, %b: memref<16xf32>) {
  affine.for %i = 0 to 8 {
    affine.store %x, %b[%i * 2] : memref<16xf32>
  }
  return
}
// =====>
func.func @every_other(%arg0: f32, %arg1: memref<16xf32>) {
  %c15 = arith.constant 15 : index
  %c0 = arith.constant 0 : index
  %c15_0 = arith.constant 15 : index
  %c0_1 = arith.constant 0 : index
  %c0_2 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<15xf32, 1>
  affine.for %arg2 = 0 to 15 {
    %0 = affine.load %arg1[%arg2] : memref<16xf32>
    affine.store %0, %alloc[%arg2] : memref<15xf32, 1>
  }
  affine.for %arg2 = 0 to 8 {
    affine.store %arg0, %alloc[%arg2 * 2] : memref<15xf32, 1>
  }
  affine.for %arg2 = 0 to 15 {
    %0 = affine.load %alloc[%arg2] : memref<15xf32, 1>
    affine.store %0, %arg1[%arg2] : memref<16xf32>
  }
  memref.dealloc %alloc : memref<15xf32, 1>
  return
}
// -----
// the call may touch both buffers
func.func private @unknown()
func.func @call(%a: memref<16xf32>, %b: memref<16xf32>) {
  affine.for %i = 0 to 16 {
    func.call @unknown() : () -> ()
    %x = affine.load %a[%i] : memref<16xf32>
    affine.store %x, %b[%i] : memref<16xf32>
  }
  return
}
// =====>
func.func private @unknown()
func.func @call(%arg0: memref<16xf32>, %arg1: memref<16xf32>) {
  %c0 = arith.constant 0 : index
  affine.for %arg2 = 0 to 16 {
    func.call @unknown() : () -> ()
    %0 = affine.load %arg0[%arg2] : memref<16xf32>
    affine.store %0, %arg1[%arg2] : memref<16xf32>
  }
  return
}
// -----
// the second buffer begins inside of what is copied for; mlir-opt 19 uses it after its end
func.func @made_inside(%a: memref<16xf32>) {
  %x = affine.load %a[0] : memref<16xf32>
  %m = memref.alloc() : memref<16xf32>
  affine.store %x, %m[1] : memref<16xf32>
  memref.dealloc %m : memref<16xf32>
  return
}
// =====>
func.func @made_inside(%arg0: memref<16xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c0_0 = arith.constant 0 : index
  %c0_1 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<1xf32, 1>
  %0 = affine.load %arg0[0] : memref<16xf32>
  affine.store %0, %alloc[0] : memref<1xf32, 1>
  %1 = affine.load %alloc[0] : memref<1xf32, 1>
  %alloc_2 = memref.alloc() : memref<16xf32>
  affine.store %1, %alloc_2[1] : memref<16xf32>
  memref.dealloc %alloc_2 : memref<16xf32>
  memref.dealloc %alloc : memref<1xf32, 1>
  return
}
// -----
// mlir-opt 19 copies out over what the other load reads
func.func @other_access(%a: memref<16xf32>, %i: index) {
  affine.for %j = 0 to 16 {
    %x = memref.load %a[%i] : memref<16xf32>
    affine.store %x, %a[%j] : memref<16xf32>
  }
  return
}
// =====>
func.func @other_access(%arg0: memref<16xf32>, %arg1: index) {
  %c0 = arith.constant 0 : index
  affine.for %arg2 = 0 to 16 {
    %0 = memref.load %arg0[%arg1] : memref<16xf32>
    affine.store %0, %arg0[%arg2] : memref<16xf32>
  }
  return
}
// -----
// the subscript is not known where the copy begins
func.func @late_symbol(%a: memref<16xf32>, %b: memref<16xf32>, %i: i32) {
  %x = affine.load %a[0] : memref<16xf32>
  %n = arith.index_cast %i : i32 to index
  affine.store %x, %b[symbol(%n)] : memref<16xf32>
  return
}
// =====>
func.func @late_symbol(%arg0: memref<16xf32>, %arg1: memref<16xf32>, %arg2: i32) {
  %c0 = arith.constant 0 : index
  %c16 = arith.constant 16 : index
  %c0_0 = arith.constant 0 : index
  %c16_1 = arith.constant 16 : index
  %c0_2 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c0_3 = arith.constant 0 : index
  %c0_4 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<1xf32, 1>
  %0 = affine.load %arg0[0] : memref<16xf32>
  affine.store %0, %alloc[0] : memref<1xf32, 1>
  %alloc_5 = memref.alloc() : memref<16xf32, 1>
  affine.for %arg3 = 0 to 16 {
    %3 = affine.load %arg1[%arg3] : memref<16xf32>
    affine.store %3, %alloc_5[%arg3] : memref<16xf32, 1>
  }
  %1 = affine.load %alloc[0] : memref<1xf32, 1>
  %2 = arith.index_cast %arg2 : i32 to index
  affine.store %1, %alloc_5[symbol(%2)] : memref<16xf32, 1>
  affine.for %arg3 = 0 to 16 {
    %3 = affine.load %alloc_5[%arg3] : memref<16xf32, 1>
    affine.store %3, %arg1[%arg3] : memref<16xf32>
  }
  memref.dealloc %alloc_5 : memref<16xf32, 1>
  memref.dealloc %alloc : memref<1xf32, 1>
  return
}
// -----
// the store may be outside of the buffer where it does not run
func.func @conditional(%a: memref<16xf32>, %b: memref<16xf32>, %n: index) {
  %x = affine.load %a[0] : memref<16xf32>
  affine.if affine_set<()[s0] : (s0 - 4 >= 0)>()[%n] {
    affine.store %x, %b[symbol(%n)] : memref<16xf32>
  }
  return
}
// =====>
#set = affine_set<()[s0] : (s0 - 4 >= 0)>
func.func @conditional(%arg0: memref<16xf32>, %arg1: memref<16xf32>, %arg2: index) {
  %c0 = arith.constant 0 : index
  %c16 = arith.constant 16 : index
  %c0_0 = arith.constant 0 : index
  %c16_1 = arith.constant 16 : index
  %c0_2 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c0_3 = arith.constant 0 : index
  %c0_4 = arith.constant 0 : index
  %alloc = memref.alloc() : memref<1xf32, 1>
  %0 = affine.load %arg0[0] : memref<16xf32>
  affine.store %0, %alloc[0] : memref<1xf32, 1>
  %alloc_5 = memref.alloc() : memref<16xf32, 1>
  affine.for %arg3 = 0 to 16 {
    %2 = affine.load %arg1[%arg3] : memref<16xf32>
    affine.store %2, %alloc_5[%arg3] : memref<16xf32, 1>
  }
  %1 = affine.load %alloc[0] : memref<1xf32, 1>
  affine.if #set()[%arg2] {
    affine.store %1, %alloc_5[symbol(%arg2)] : memref<16xf32, 1>
  }
  affine.for %arg3 = 0 to 16 {
    %2 = affine.load %alloc_5[%arg3] : memref<16xf32, 1>
    affine.store %2, %arg1[%arg3] : memref<16xf32>
  }
  memref.dealloc %alloc_5 : memref<16xf32, 1>
  memref.dealloc %alloc : memref<1xf32, 1>
  return
}
