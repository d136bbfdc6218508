// RUN: builtin.module(canonicalize)

// Dimensions that run once or never, and nests.
func.func @par1(%a: memref<?xi32>, %v: i32, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  scf.parallel (%i, %j) = (%c0, %c0) to (%c1, %n) step (%c2, %c2) {
    memref.store %v, %a[%i] : memref<?xi32>
    memref.store %v, %a[%j] : memref<?xi32>
    scf.reduce
  }
  return
}
// =====>
module {
  func.func @par1(%arg0: memref<?xi32>, %arg1: i32, %arg2: index) {
    %c0 = arith.constant 0 : index
    %c2 = arith.constant 2 : index
    scf.parallel (%arg3) = (%c0) to (%arg2) step (%c2) {
      memref.store %arg1, %arg0[%c0] : memref<?xi32>
      memref.store %arg1, %arg0[%arg3] : memref<?xi32>
      scf.reduce 
    }
    return
  }
}

// -----

func.func @par2(%a: memref<?xi32>, %v: i32, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  scf.parallel (%i, %j) = (%c0, %c0) to (%c1, %c2) step (%c2, %c2) {
    memref.store %v, %a[%i] : memref<?xi32>
    memref.store %v, %a[%j] : memref<?xi32>
    scf.reduce
  }
  return
}
// =====>
module {
  func.func @par2(%arg0: memref<?xi32>, %arg1: i32, %arg2: index) {
    %c0 = arith.constant 0 : index
    memref.store %arg1, %arg0[%c0] : memref<?xi32>
    memref.store %arg1, %arg0[%c0] : memref<?xi32>
    return
  }
}

// -----

func.func @par3(%a: memref<?xi32>, %v: i32, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  scf.parallel (%i, %j) = (%c0, %c0) to (%c0, %c2) step (%c2, %c2) {
    memref.store %v, %a[%i] : memref<?xi32>
    memref.store %v, %a[%j] : memref<?xi32>
    scf.reduce
  }
  return
}
// =====>
module {
  func.func @par3(%arg0: memref<?xi32>, %arg1: i32, %arg2: index) {
    return
  }
}

// -----

func.func @par4(%a: memref<?xi32>, %v: i32, %n: index) -> i32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %r = scf.parallel (%i, %j) = (%c0, %c0) to (%c1, %c2) step (%c2, %c2) init (%v) -> i32 {
    %x = memref.load %a[%i] : memref<?xi32>
    scf.reduce(%x : i32) {
    ^bb0(%l: i32, %q: i32):
      %s = arith.addi %l, %q : i32
      scf.reduce.return %s : i32
    }
  }
  return %r : i32
}
// =====>
module {
  func.func @par4(%arg0: memref<?xi32>, %arg1: i32, %arg2: index) -> i32 {
    %c0 = arith.constant 0 : index
    %0 = memref.load %arg0[%c0] : memref<?xi32>
    %1 = arith.addi %arg1, %0 : i32
    return %1 : i32
  }
}

// -----

func.func @par4b(%a: memref<?xi32>, %v: i32, %n: index) -> (i32, i32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %r:2 = scf.parallel (%i, %j) = (%c0, %c0) to (%c1, %c2) step (%c2, %n) init (%v, %v) -> (i32, i32) {
    %x = memref.load %a[%i] : memref<?xi32>
    scf.reduce(%x, %x : i32, i32) {
    ^bb0(%l: i32, %q: i32):
      %s = arith.addi %l, %q : i32
      scf.reduce.return %s : i32
    }, {
    ^bb0(%l: i32, %q: i32):
      %s = arith.muli %l, %q : i32
      scf.reduce.return %s : i32
    }
  }
  return %r#0, %r#1 : i32, i32
}
// =====>
module {
  func.func @par4b(%arg0: memref<?xi32>, %arg1: i32, %arg2: index) -> (i32, i32) {
    %c0 = arith.constant 0 : index
    %c2 = arith.constant 2 : index
    %0:2 = scf.parallel (%arg3) = (%c0) to (%c2) step (%arg2) init (%arg1, %arg1) -> (i32, i32) {
      %1 = memref.load %arg0[%c0] : memref<?xi32>
      scf.reduce(%1, %1 : i32, i32) {
      ^bb0(%arg4: i32, %arg5: i32):
        %2 = arith.addi %arg4, %arg5 : i32
        scf.reduce.return %2 : i32
      }, {
      ^bb0(%arg4: i32, %arg5: i32):
        %2 = arith.muli %arg4, %arg5 : i32
        scf.reduce.return %2 : i32
      }
    }
    return %0#0, %0#1 : i32, i32
  }
}

// -----

func.func @par5(%a: memref<?xi32>, %v: i32, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  scf.parallel (%i, %j) = (%c0, %c0) to (%n, %n) step (%c2, %c2) {
    scf.parallel (%k) = (%c1) to (%n) step (%c1) {
      memref.store %v, %a[%i] : memref<?xi32>
      memref.store %v, %a[%j] : memref<?xi32>
      memref.store %v, %a[%k] : memref<?xi32>
      scf.reduce
    }
    scf.reduce
  }
  return
}
// =====>
module {
  func.func @par5(%arg0: memref<?xi32>, %arg1: i32, %arg2: index) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.parallel (%arg3, %arg4, %arg5) = (%c0, %c0, %c1) to (%arg2, %arg2, %arg2) step (%c2, %c2, %c1) {
      memref.store %arg1, %arg0[%arg3] : memref<?xi32>
      memref.store %arg1, %arg0[%arg4] : memref<?xi32>
      memref.store %arg1, %arg0[%arg5] : memref<?xi32>
      scf.reduce 
    }
    return
  }
}

// -----

func.func @par6(%a: memref<?xi32>, %v: i32, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  scf.parallel (%i, %j) = (%c0, %c0) to (%n, %n) step (%c2, %c2) {
    scf.parallel (%k) = (%c1) to (%i) step (%c1) {
      memref.store %v, %a[%k] : memref<?xi32>
      scf.reduce
    }
    scf.reduce
  }
  return
}
// =====>
module {
  func.func @par6(%arg0: memref<?xi32>, %arg1: i32, %arg2: index) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.parallel (%arg3, %arg4) = (%c0, %c0) to (%arg2, %arg2) step (%c2, %c2) {
      scf.parallel (%arg5) = (%c1) to (%arg3) step (%c1) {
        memref.store %arg1, %arg0[%arg5] : memref<?xi32>
        scf.reduce 
      }
      scf.reduce 
    }
    return
  }
}

// -----

func.func @par7(%a: memref<?xi32>, %v: i32, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c9 = arith.constant 9 : index
  scf.parallel (%i, %j) = (%c0, %c0) to (%n, %c1) step (%c2, %c2) {
    scf.parallel (%k, %l) = (%c1, %c9) to (%n, %n) step (%c1, %c1) {
      memref.store %v, %a[%k] : memref<?xi32>
      memref.store %v, %a[%l] : memref<?xi32>
      memref.store %v, %a[%j] : memref<?xi32>
      scf.reduce
    }
    scf.reduce
  } {some = 1 : i32}
  return
}
// =====>
module {
  func.func @par7(%arg0: memref<?xi32>, %arg1: i32, %arg2: index) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    %c9 = arith.constant 9 : index
    scf.parallel (%arg3, %arg4, %arg5) = (%c0, %c1, %c9) to (%arg2, %arg2, %arg2) step (%c2, %c1, %c1) {
      memref.store %arg1, %arg0[%arg4] : memref<?xi32>
      memref.store %arg1, %arg0[%arg5] : memref<?xi32>
      memref.store %arg1, %arg0[%c0] : memref<?xi32>
      scf.reduce 
    }
    return
  }
}

// -----

func.func @par8(%a: memref<?xi32>, %v: i32, %n: index) -> i32 {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %r = scf.parallel (%i) = (%c0) to (%c0) step (%c2) init (%v) -> i32 {
    scf.reduce(%v : i32) {
    ^bb0(%l: i32, %q: i32):
      %s = arith.addi %l, %q : i32
      scf.reduce.return %s : i32
    }
  }
  return %r : i32
}
// =====>
module {
  func.func @par8(%arg0: memref<?xi32>, %arg1: i32, %arg2: index) -> i32 {
    return %arg1 : i32
  }
}

// -----

func.func @par9(%a: memref<?xi32>, %v: i32, %n: index) {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  scf.parallel (%i) = (%c0) to (%n) step (%c2) {
    scf.reduce
  }
  return
}
// =====>
module {
  func.func @par9(%arg0: memref<?xi32>, %arg1: i32, %arg2: index) {
    return
  }
}
