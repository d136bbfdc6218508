// RUN: builtin.module(inline)

// Which private functions go, and what is not inlined.
func.func private @dead(%x: i32) -> i32 {
  %0 = func.call @usedbydead(%x) : (i32) -> i32
  return %0 : i32
}
func.func private @usedbydead(%x: i32) -> i32 {
  %0 = arith.addi %x, %x : i32
  return %0 : i32
}
func.func @main(%x: i32) -> i32 {
  return %x : i32
}
// =====>
module {
  func.func private @usedbydead(%arg0: i32) -> i32 {
    %0 = arith.addi %arg0, %arg0 : i32
    return %0 : i32
  }
  func.func @main(%arg0: i32) -> i32 {
    return %arg0 : i32
  }
}

// -----

func.func private @even(%n: i32, %c: i1) -> i32 {
  %0 = scf.if %c -> i32 {
    %1 = func.call @odd(%n, %c) : (i32, i1) -> i32
    scf.yield %1 : i32
  } else {
    scf.yield %n : i32
  }
  return %0 : i32
}
func.func private @odd(%n: i32, %c: i1) -> i32 {
  %0 = arith.addi %n, %n : i32
  %1 = func.call @even(%0, %c) : (i32, i1) -> i32
  return %1 : i32
}
func.func @main(%x: i32, %c: i1) -> i32 {
  %0 = func.call @odd(%x, %c) : (i32, i1) -> i32
  return %0 : i32
}
// =====>
module {
  func.func private @odd(%arg0: i32, %arg1: i1) -> i32 {
    %true = arith.constant true
    %0 = arith.addi %arg0, %arg0 : i32
    %1 = scf.if %arg1 -> (i32) {
      %2 = func.call @odd(%0, %true) : (i32, i1) -> i32
      scf.yield %2 : i32
    } else {
      scf.yield %0 : i32
    }
    return %1 : i32
  }
  func.func @main(%arg0: i32, %arg1: i1) -> i32 {
    %true = arith.constant true
    %0 = arith.addi %arg0, %arg0 : i32
    %1 = scf.if %arg1 -> (i32) {
      %2 = arith.addi %0, %0 : i32
      %3 = arith.addi %2, %2 : i32
      %true_0 = arith.constant true
      %4 = arith.addi %3, %3 : i32
      %5 = scf.if %true -> (i32) {
        %6 = func.call @odd(%4, %true_0) : (i32, i1) -> i32
        scf.yield %6 : i32
      } else {
        scf.yield %4 : i32
      }
      scf.yield %5 : i32
    } else {
      scf.yield %0 : i32
    }
    return %1 : i32
  }
}

// -----

func.func private @unknown(%x: i32) {
  "foo.use"(%x) : (i32) -> ()
  return
}
func.func @main(%x: i32) {
  func.call @unknown(%x) : (i32) -> ()
  return
}
// =====>
module {
  func.func private @unknown(%arg0: i32) {
    "foo.use"(%arg0) : (i32) -> ()
    return
  }
  func.func @main(%arg0: i32) {
    call @unknown(%arg0) : (i32) -> ()
    return
  }
}

// -----

func.func private @named(%x: i32) -> i32 {
  return %x : i32
}
"test.names"() {callee = @named} : () -> ()
func.func @main(%x: i32) -> i32 {
  %0 = func.call @named(%x) : (i32) -> i32
  %f = func.constant @named : (i32) -> i32
  %1 = func.call_indirect %f(%0) : (i32) -> i32
  return %1 : i32
}
// =====>
module {
  func.func private @named(%arg0: i32) -> i32 {
    return %arg0 : i32
  }
  "test.names"() {callee = @named} : () -> ()
  func.func @main(%arg0: i32) -> i32 {
    return %arg0 : i32
  }
}

// -----

func.func private @blocks(%x: i32, %c: i1) -> i32 {
  cf.cond_br %c, ^a, ^b
^a:
  "foo.a"() : () -> ()
  return %x : i32
^b:
  return %x : i32
}
func.func private @two(%x: i32, %c: i1) -> i32 {
  %y = arith.addi %x, %x : i32
  cf.cond_br %c, ^a, ^b
^a:
  %k = func.call @ext(%x) : (i32) -> i32
  return %k : i32
^b:
  return %y : i32
}
func.func private @ext(i32) -> i32
func.func @main(%x: i32, %c: i1) -> i32 {
  %0 = func.call @blocks(%x, %c) : (i32, i1) -> i32
  %1 = func.call @two(%x, %c) : (i32, i1) -> i32
  %2 = scf.execute_region -> i32 {
    cf.br ^z
  ^z:
    %3 = func.call @two(%x, %c) : (i32, i1) -> i32
    scf.yield %3 : i32
  }
  return %2 : i32
}
// =====>
module {
  func.func private @blocks(%arg0: i32, %arg1: i1) -> i32 {
    cf.cond_br %arg1, ^bb1, ^bb2
  ^bb1:  // pred: ^bb0
    "foo.a"() : () -> ()
    return %arg0 : i32
  ^bb2:  // pred: ^bb0
    return %arg0 : i32
  }
  func.func private @ext(i32) -> i32
  func.func @main(%arg0: i32, %arg1: i1) -> i32 {
    %0 = call @blocks(%arg0, %arg1) : (i32, i1) -> i32
    cf.cond_br %arg1, ^bb1, ^bb2
  ^bb1:  // pred: ^bb0
    %1 = call @ext(%arg0) : (i32) -> i32
    cf.br ^bb2
  ^bb2:  // 2 preds: ^bb0, ^bb1
    %2 = arith.addi %arg0, %arg0 : i32
    cf.cond_br %arg1, ^bb3, ^bb4(%2 : i32)
  ^bb3:  // pred: ^bb2
    %3 = call @ext(%arg0) : (i32) -> i32
    cf.br ^bb4(%3 : i32)
  ^bb4(%4: i32):  // 2 preds: ^bb2, ^bb3
    return %4 : i32
  }
}

// -----

func.func private @aff(%m: memref<8xi32>, %i: index) -> i32 {
  %0 = affine.load %m[symbol(%i)] : memref<8xi32>
  return %0 : i32
}
func.func @main(%m: memref<8xi32>, %i: index, %c: i1) -> i32 {
  %0 = scf.if %c -> i32 {
    %2 = func.call @aff(%m, %i) : (memref<8xi32>, index) -> i32
    scf.yield %2 : i32
  } else {
    %z = arith.constant 0 : i32
    scf.yield %z : i32
  }
  %1 = func.call @aff(%m, %i) : (memref<8xi32>, index) -> i32
  %3 = arith.addi %0, %1 : i32
  return %3 : i32
}
// =====>
module {
  func.func private @aff(%arg0: memref<8xi32>, %arg1: index) -> i32 {
    %0 = affine.load %arg0[symbol(%arg1)] : memref<8xi32>
    return %0 : i32
  }
  func.func @main(%arg0: memref<8xi32>, %arg1: index, %arg2: i1) -> i32 {
    %c0_i32 = arith.constant 0 : i32
    %0 = scf.if %arg2 -> (i32) {
      %3 = func.call @aff(%arg0, %arg1) : (memref<8xi32>, index) -> i32
      scf.yield %3 : i32
    } else {
      scf.yield %c0_i32 : i32
    }
    %1 = affine.load %arg0[symbol(%arg1)] : memref<8xi32>
    %2 = arith.addi %0, %1 : i32
    return %2 : i32
  }
}

// -----

module {
  func.func private @unused(%x: i32) -> i32 {
    return %x : i32
  }
  module @inner {
    func.func private @leaf(%x: i32) -> i32 {
      return %x : i32
    }
    func.func @pub(%x: i32) -> i32 {
      %0 = func.call @leaf(%x) : (i32) -> i32
      return %0 : i32
    }
  }
}
// =====>
module {
  module @inner {
    func.func @pub(%arg0: i32) -> i32 {
      return %arg0 : i32
    }
  }
}
