// RUN: builtin.module(convert-scf-to-cf)

// Choices by an index, and loops whose iterations may run in any order.
func.func @sw(%i: index, %a: i32) -> i32 {
  %r = scf.index_switch %i -> i32
  case 3 {
    %y = "test.a"() : () -> i32
    scf.yield %y : i32
  }
  case 5 {
    scf.yield %a : i32
  }
  default {
    %y = "test.b"() : () -> i32
    scf.yield %y : i32
  }
  return %r : i32
}
// =====>
module {
  func.func @sw(%arg0: index, %arg1: i32) -> i32 {
    %0 = arith.index_cast %arg0 : index to i32
    cf.switch %0 : i32, [
      default: ^bb3,
      3: ^bb1,
      5: ^bb2
    ]
  ^bb1:  // pred: ^bb0
    %1 = "test.a"() : () -> i32
    cf.br ^bb4(%1 : i32)
  ^bb2:  // pred: ^bb0
    cf.br ^bb4(%arg1 : i32)
  ^bb3:  // pred: ^bb0
    %2 = "test.b"() : () -> i32
    cf.br ^bb4(%2 : i32)
  ^bb4(%3: i32):  // 3 preds: ^bb1, ^bb2, ^bb3
    return %3 : i32
  }
}

// -----

func.func @par(%n: index, %m: memref<?x?xi32>, %v: i32) -> (i32, i32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r:2 = scf.parallel (%i, %j) = (%c0, %c0) to (%n, %n) step (%c1, %c1) init (%v, %v) -> (i32, i32) {
    %x = memref.load %m[%i, %j] : memref<?x?xi32>
    scf.reduce(%x, %x : i32, i32) {
    ^bb0(%p: i32, %q: i32):
      %s = arith.addi %p, %q : i32
      scf.reduce.return %s : i32
    }, {
    ^bb0(%p: i32, %q: i32):
      %s = arith.maxsi %p, %q : i32
      scf.reduce.return %s : i32
    }
  }
  return %r#0, %r#1 : i32, i32
}
// =====>
module {
  func.func @par(%arg0: index, %arg1: memref<?x?xi32>, %arg2: i32) -> (i32, i32) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    cf.br ^bb1(%c0, %arg2, %arg2 : index, i32, i32)
  ^bb1(%0: index, %1: i32, %2: i32):  // 2 preds: ^bb0, ^bb5
    %3 = arith.cmpi slt, %0, %arg0 : index
    cf.cond_br %3, ^bb2, ^bb6
  ^bb2:  // pred: ^bb1
    cf.br ^bb3(%c0, %1, %2 : index, i32, i32)
  ^bb3(%4: index, %5: i32, %6: i32):  // 2 preds: ^bb2, ^bb4
    %7 = arith.cmpi slt, %4, %arg0 : index
    cf.cond_br %7, ^bb4, ^bb5
  ^bb4:  // pred: ^bb3
    %8 = memref.load %arg1[%0, %4] : memref<?x?xi32>
    %9 = arith.addi %5, %8 : i32
    %10 = arith.maxsi %6, %8 : i32
    %11 = arith.addi %4, %c1 : index
    cf.br ^bb3(%11, %9, %10 : index, i32, i32)
  ^bb5:  // pred: ^bb3
    %12 = arith.addi %0, %c1 : index
    cf.br ^bb1(%12, %5, %6 : index, i32, i32)
  ^bb6:  // pred: ^bb1
    return %1, %2 : i32, i32
  }
}

// -----

func.func @par2(%n: index, %m: memref<?x?xi32>, %v: i32, %c: i1) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.parallel (%i, %j) = (%c0, %c0) to (%n, %n) step (%c1, %c1) {
    scf.if %c {
      memref.store %v, %m[%i, %j] : memref<?x?xi32>
    }
    scf.parallel (%k) = (%c0) to (%n) step (%c1) {
      memref.store %v, %m[%k, %j] : memref<?x?xi32>
      scf.reduce
    }
    scf.reduce
  }
  return
}
// =====>
module {
  func.func @par2(%arg0: index, %arg1: memref<?x?xi32>, %arg2: i32, %arg3: i1) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    cf.br ^bb1(%c0 : index)
  ^bb1(%0: index):  // 2 preds: ^bb0, ^bb10
    %1 = arith.cmpi slt, %0, %arg0 : index
    cf.cond_br %1, ^bb2, ^bb11
  ^bb2:  // pred: ^bb1
    cf.br ^bb3(%c0 : index)
  ^bb3(%2: index):  // 2 preds: ^bb2, ^bb9
    %3 = arith.cmpi slt, %2, %arg0 : index
    cf.cond_br %3, ^bb4, ^bb10
  ^bb4:  // pred: ^bb3
    cf.cond_br %arg3, ^bb5, ^bb6
  ^bb5:  // pred: ^bb4
    memref.store %arg2, %arg1[%0, %2] : memref<?x?xi32>
    cf.br ^bb6
  ^bb6:  // 2 preds: ^bb4, ^bb5
    cf.br ^bb7(%c0 : index)
  ^bb7(%4: index):  // 2 preds: ^bb6, ^bb8
    %5 = arith.cmpi slt, %4, %arg0 : index
    cf.cond_br %5, ^bb8, ^bb9
  ^bb8:  // pred: ^bb7
    memref.store %arg2, %arg1[%4, %2] : memref<?x?xi32>
    %6 = arith.addi %4, %c1 : index
    cf.br ^bb7(%6 : index)
  ^bb9:  // pred: ^bb7
    %7 = arith.addi %2, %c1 : index
    cf.br ^bb3(%7 : index)
  ^bb10:  // pred: ^bb3
    %8 = arith.addi %0, %c1 : index
    cf.br ^bb1(%8 : index)
  ^bb11:  // pred: ^bb1
    return
  }
}

// -----

func.func @all(%n: index, %m: memref<?x?xi32>, %v: i32) {
  scf.forall (%i, %j) in (%n, 4) {
    memref.store %v, %m[%i, %j] : memref<?x?xi32>
  }
  scf.forall (%i, %j) = (1, %n) to (%n, 4) step (2, %n) {
    memref.store %v, %m[%i, %j] : memref<?x?xi32>
  }
  return
}
// =====>
module {
  func.func @all(%arg0: index, %arg1: memref<?x?xi32>, %arg2: i32) {
    %c0 = arith.constant 0 : index
    %c0_0 = arith.constant 0 : index
    %c4 = arith.constant 4 : index
    %c1 = arith.constant 1 : index
    %c1_1 = arith.constant 1 : index
    cf.br ^bb1(%c0 : index)
  ^bb1(%0: index):  // 2 preds: ^bb0, ^bb5
    %1 = arith.cmpi slt, %0, %arg0 : index
    cf.cond_br %1, ^bb2, ^bb6
  ^bb2:  // pred: ^bb1
    cf.br ^bb3(%c0_0 : index)
  ^bb3(%2: index):  // 2 preds: ^bb2, ^bb4
    %3 = arith.cmpi slt, %2, %c4 : index
    cf.cond_br %3, ^bb4, ^bb5
  ^bb4:  // pred: ^bb3
    memref.store %arg2, %arg1[%0, %2] : memref<?x?xi32>
    %4 = arith.addi %2, %c1_1 : index
    cf.br ^bb3(%4 : index)
  ^bb5:  // pred: ^bb3
    %5 = arith.addi %0, %c1 : index
    cf.br ^bb1(%5 : index)
  ^bb6:  // pred: ^bb1
    %c1_2 = arith.constant 1 : index
    %c4_3 = arith.constant 4 : index
    %c2 = arith.constant 2 : index
    cf.br ^bb7(%c1_2 : index)
  ^bb7(%6: index):  // 2 preds: ^bb6, ^bb11
    %7 = arith.cmpi slt, %6, %arg0 : index
    cf.cond_br %7, ^bb8, ^bb12
  ^bb8:  // pred: ^bb7
    cf.br ^bb9(%arg0 : index)
  ^bb9(%8: index):  // 2 preds: ^bb8, ^bb10
    %9 = arith.cmpi slt, %8, %c4_3 : index
    cf.cond_br %9, ^bb10, ^bb11
  ^bb10:  // pred: ^bb9
    memref.store %arg2, %arg1[%6, %8] : memref<?x?xi32>
    %10 = arith.addi %8, %arg0 : index
    cf.br ^bb9(%10 : index)
  ^bb11:  // pred: ^bb9
    %11 = arith.addi %6, %c2 : index
    cf.br ^bb7(%11 : index)
  ^bb12:  // pred: ^bb7
    return
  }
}

// -----

func.func @sw0(%i: index) {
  scf.index_switch %i
  case 2 {
    "test.a"() : () -> ()
    scf.yield
  }
  default {
    scf.yield
  }
  "test.b"() : () -> ()
  return
}
// =====>
module {
  func.func @sw0(%arg0: index) {
    %0 = arith.index_cast %arg0 : index to i32
    cf.switch %0 : i32, [
      default: ^bb2,
      2: ^bb1
    ]
  ^bb1:  // pred: ^bb0
    "test.a"() : () -> ()
    cf.br ^bb3
  ^bb2:  // pred: ^bb0
    cf.br ^bb3
  ^bb3:  // 2 preds: ^bb1, ^bb2
    "test.b"() : () -> ()
    return
  }
}

// -----

func.func @tensors(%t: tensor<4xf32>) -> tensor<4xf32> {
  %r = scf.forall (%i) in (4) shared_outs(%o = %t) -> tensor<4xf32> {
    %s = tensor.extract_slice %o[%i] [1] [1] : tensor<4xf32> to tensor<1xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %s into %o[%i] [1] [1] : tensor<1xf32> into tensor<4xf32>
    }
  }
  return %r : tensor<4xf32>
}
// =====> error: 'scf.forall' op failed to legalize operation 'scf.forall' that was explicitly marked illegal
