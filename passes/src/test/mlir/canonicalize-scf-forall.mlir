// RUN: builtin.module(canonicalize)

// Bounds, outputs and dimensions of scf.forall.
func.func @f1(%a: tensor<?xf32>, %n: index) -> tensor<?xf32> {
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %r = scf.forall (%i, %j) in (%c8, %c1) shared_outs(%o = %a) -> (tensor<?xf32>) {
    %s = "test.a"(%i, %j) : (index, index) -> tensor<4xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %s into %o[%i] [4] [1] : tensor<4xf32> into tensor<?xf32>
    }
  }
  return %r : tensor<?xf32>
}
// =====>
module {
  func.func @f1(%arg0: tensor<?xf32>, %arg1: index) -> tensor<?xf32> {
    %c0 = arith.constant 0 : index
    %0 = scf.forall (%arg2) in (8) shared_outs(%arg3 = %arg0) -> (tensor<?xf32>) {
      %1 = "test.a"(%arg2, %c0) : (index, index) -> tensor<4xf32>
      scf.forall.in_parallel {
        tensor.parallel_insert_slice %1 into %arg3[%arg2] [4] [1] : tensor<4xf32> into tensor<?xf32>
      }
    }
    return %0 : tensor<?xf32>
  }
}

// -----

func.func @f2(%a: tensor<?xf32>, %n: index) -> tensor<?xf32> {
  %r = scf.forall (%i, %j) in (1, 1) shared_outs(%o = %a) -> (tensor<?xf32>) {
    %s = "test.a"(%i, %j, %o) : (index, index, tensor<?xf32>) -> tensor<4xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %s into %o[%i] [4] [1] : tensor<4xf32> into tensor<?xf32>
    }
  }
  return %r : tensor<?xf32>
}
// =====>
module {
  func.func @f2(%arg0: tensor<?xf32>, %arg1: index) -> tensor<?xf32> {
    %c0 = arith.constant 0 : index
    %0 = "test.a"(%c0, %c0, %arg0) : (index, index, tensor<?xf32>) -> tensor<4xf32>
    %inserted_slice = tensor.insert_slice %0 into %arg0[0] [4] [1] : tensor<4xf32> into tensor<?xf32>
    return %inserted_slice : tensor<?xf32>
  }
}

// -----

func.func @f3(%a: tensor<?xf32>, %n: index) -> tensor<?xf32> {
  %r = scf.forall (%i, %j) in (%n, 0) shared_outs(%o = %a) -> (tensor<?xf32>) {
    %s = "test.a"(%i, %j) : (index, index) -> tensor<4xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %s into %o[%i] [4] [1] : tensor<4xf32> into tensor<?xf32>
    }
  }
  return %r : tensor<?xf32>
}
// =====>
module {
  func.func @f3(%arg0: tensor<?xf32>, %arg1: index) -> tensor<?xf32> {
    return %arg0 : tensor<?xf32>
  }
}

// -----

func.func @f4(%a: tensor<?xf32>, %b: tensor<?xf32>, %n: index) -> (tensor<?xf32>, tensor<?xf32>) {
  %r:3 = scf.forall (%i) = (0) to (%n) step (2) shared_outs(%o = %a, %p = %b, %q = %b) -> (tensor<?xf32>, tensor<?xf32>, tensor<?xf32>) {
    %s = "test.a"(%i, %p) : (index, tensor<?xf32>) -> tensor<4xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %s into %q[%i] [4] [1] : tensor<4xf32> into tensor<?xf32>
      tensor.parallel_insert_slice %s into %o[%i] [4] [1] : tensor<4xf32> into tensor<?xf32>
    }
  }
  return %r#0, %r#1 : tensor<?xf32>, tensor<?xf32>
}
// =====>
module {
  func.func @f4(%arg0: tensor<?xf32>, %arg1: tensor<?xf32>, %arg2: index) -> (tensor<?xf32>, tensor<?xf32>) {
    %0 = scf.forall (%arg3) = (0) to (%arg2) step (2) shared_outs(%arg4 = %arg0) -> (tensor<?xf32>) {
      %1 = "test.a"(%arg3, %arg1) : (index, tensor<?xf32>) -> tensor<4xf32>
      scf.forall.in_parallel {
        tensor.parallel_insert_slice %1 into %arg4[%arg3] [4] [1] : tensor<4xf32> into tensor<?xf32>
      }
    }
    return %0, %arg1 : tensor<?xf32>, tensor<?xf32>
  }
}

// -----

func.func @f5(%a: tensor<8xf32>, %n: index) -> (tensor<?xf32>, index) {
  %c0 = arith.constant 0 : index
  %z = tensor.cast %a : tensor<8xf32> to tensor<?xf32>
  %r = scf.forall (%i) = (0) to (%n) step (2) shared_outs(%o = %z) -> (tensor<?xf32>) {
    %s = "test.a"(%i, %o) : (index, tensor<?xf32>) -> tensor<4xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %s into %o[%i] [4] [1] : tensor<4xf32> into tensor<?xf32>
    }
  }
  %d = tensor.dim %r, %c0 : tensor<?xf32>
  return %r, %d : tensor<?xf32>, index
}
// =====>
module {
  func.func @f5(%arg0: tensor<8xf32>, %arg1: index) -> (tensor<?xf32>, index) {
    %c8 = arith.constant 8 : index
    %0 = scf.forall (%arg2) = (0) to (%arg1) step (2) shared_outs(%arg3 = %arg0) -> (tensor<8xf32>) {
      %cast_0 = tensor.cast %arg3 : tensor<8xf32> to tensor<?xf32>
      %1 = "test.a"(%arg2, %cast_0) : (index, tensor<?xf32>) -> tensor<4xf32>
      scf.forall.in_parallel {
        tensor.parallel_insert_slice %1 into %arg3[%arg2] [4] [1] : tensor<4xf32> into tensor<8xf32>
      }
    }
    %cast = tensor.cast %0 : tensor<8xf32> to tensor<?xf32>
    return %cast, %c8 : tensor<?xf32>, index
  }
}

// -----

func.func @f6(%a: tensor<?xf32>, %n: index) -> (tensor<?xf32>) {
  %r = scf.forall (%i, %j) in (%n, 1) shared_outs(%o = %a) -> (tensor<?xf32>) {
    %s = "test.a"(%i, %j) : (index, index) -> tensor<4xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %s into %o[%i] [4] [1] : tensor<4xf32> into tensor<?xf32>
    }
  } {keep = 1 : i32}
  return %r : tensor<?xf32>
}
// =====>
module {
  func.func @f6(%arg0: tensor<?xf32>, %arg1: index) -> tensor<?xf32> {
    %c0 = arith.constant 0 : index
    %0 = scf.forall (%arg2) in (%arg1) shared_outs(%arg3 = %arg0) -> (tensor<?xf32>) {
      %1 = "test.a"(%arg2, %c0) : (index, index) -> tensor<4xf32>
      scf.forall.in_parallel {
        tensor.parallel_insert_slice %1 into %arg3[%arg2] [4] [1] : tensor<4xf32> into tensor<?xf32>
      }
    } {keep = 1 : i32}
    return %0 : tensor<?xf32>
  }
}

// -----

func.func @f7(%m: memref<?xi32>, %v: i32, %n: index) {
  %c4 = arith.constant 4 : index
  scf.forall (%i, %j) in (%n, 1) {
    memref.store %v, %m[%i] : memref<?xi32>
    memref.store %v, %m[%j] : memref<?xi32>
  }
  scf.forall (%i) = (%c4) to (5) step (1) {
    memref.store %v, %m[%i] : memref<?xi32>
  }
  scf.forall (%i) in (5) {
    %s = arith.index_cast %i : index to i32
  }
  return
}
// =====>
module {
  func.func @f7(%arg0: memref<?xi32>, %arg1: i32, %arg2: index) {
    %c4 = arith.constant 4 : index
    %c0 = arith.constant 0 : index
    scf.forall (%arg3) in (%arg2) {
      memref.store %arg1, %arg0[%arg3] : memref<?xi32>
      memref.store %arg1, %arg0[%c0] : memref<?xi32>
    }
    memref.store %arg1, %arg0[%c4] : memref<?xi32>
    return
  }
}
