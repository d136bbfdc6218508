// RUN: builtin.module(mem2reg)

func.func @straight(%x: i32) -> i32 {
  %m = memref.alloca() : memref<i32>
  memref.store %x, %m[] : memref<i32>
  %y = memref.load %m[] : memref<i32>
  return %y : i32
}
// =====>
func.func @straight(%arg0: i32) -> i32 {
  return %arg0 : i32
}
// -----
func.func @zero() -> (f32, index) {
  %m = memref.alloca() : memref<f32>
  %i = memref.alloca() : memref<1xindex>
  %c0 = arith.constant 0 : index
  %y = memref.load %m[] : memref<f32>
  %z = memref.load %i[%c0] : memref<1xindex>
  return %y, %z : f32, index
}
// =====>
func.func @zero() -> (f32, index) {
  %c0 = arith.constant 0 : index
  %cst = arith.constant 0.000000e+00 : f32
  %c0_0 = arith.constant 0 : index
  return %cst, %c0 : f32, index
}
// -----
func.func @diamond(%c: i1, %x: i32, %y: i32) -> i32 {
  %m = memref.alloca() : memref<i32>
  cf.cond_br %c, ^a, ^b
^a:
  memref.store %x, %m[] : memref<i32>
  cf.br ^d
^b:
  memref.store %y, %m[] : memref<i32>
  cf.br ^d
^d:
  %r = memref.load %m[] : memref<i32>
  return %r : i32
}
// =====>
func.func @diamond(%arg0: i1, %arg1: i32, %arg2: i32) -> i32 {
  cf.cond_br %arg0, ^bb1, ^bb2
^bb1:  // pred: ^bb0
  cf.br ^bb3(%arg1 : i32)
^bb2:  // pred: ^bb0
  cf.br ^bb3(%arg2 : i32)
^bb3(%0: i32):  // 2 preds: ^bb1, ^bb2
  return %0 : i32
}
// -----
func.func @loop(%n: i32) -> i32 {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %m = memref.alloca() : memref<i32>
  %s = memref.alloca() : memref<i32>
  memref.store %c0, %m[] : memref<i32>
  cf.br ^head
^head:
  %i = memref.load %m[] : memref<i32>
  %t = arith.cmpi slt, %i, %n : i32
  cf.cond_br %t, ^body, ^exit
^body:
  %k = memref.load %s[] : memref<i32>
  %k1 = arith.addi %k, %i : i32
  memref.store %k1, %s[] : memref<i32>
  %j = arith.addi %i, %c1 : i32
  memref.store %j, %m[] : memref<i32>
  cf.br ^head
^exit:
  %r = memref.load %s[] : memref<i32>
  return %r : i32
}
// =====>
func.func @loop(%arg0: i32) -> i32 {
  %c0_i32 = arith.constant 0 : i32
  %c0_i32_0 = arith.constant 0 : i32
  %c1_i32 = arith.constant 1 : i32
  cf.br ^bb1(%c0_i32_0, %c0_i32 : i32, i32)
^bb1(%0: i32, %1: i32):  // 2 preds: ^bb0, ^bb2
  %2 = arith.cmpi slt, %0, %arg0 : i32
  cf.cond_br %2, ^bb2, ^bb3
^bb2:  // pred: ^bb1
  %3 = arith.addi %1, %0 : i32
  %4 = arith.addi %0, %c1_i32 : i32
  cf.br ^bb1(%4, %3 : i32, i32)
^bb3:  // pred: ^bb1
  return %1 : i32
}
// -----
func.func @kept(%x: memref<i32>, %c: i1, %v: i32) {
  %m = memref.alloca() : memref<i32>
  "test.use"(%m) : (memref<i32>) -> ()
  %n = memref.alloca() : memref<2xi32>
  %c0 = arith.constant 0 : index
  memref.store %v, %n[%c0] : memref<2xi32>
  %k = memref.alloca() : memref<i32>
  scf.if %c {
    memref.store %v, %k[] : memref<i32>
  }
  %q = memref.load %k[] : memref<i32>
  memref.store %q, %x[] : memref<i32>
  %d = memref.alloca() : memref<i32>
  memref.store %q, %d[] : memref<i32>
  %u = memref.alloc() : memref<i32>
  memref.store %q, %u[] : memref<i32>
  return
}
// =====>
func.func @kept(%arg0: memref<i32>, %arg1: i1, %arg2: i32) {
  %alloca = memref.alloca() : memref<i32>
  "test.use"(%alloca) : (memref<i32>) -> ()
  %alloca_0 = memref.alloca() : memref<2xi32>
  %c0 = arith.constant 0 : index
  memref.store %arg2, %alloca_0[%c0] : memref<2xi32>
  %alloca_1 = memref.alloca() : memref<i32>
  scf.if %arg1 {
    memref.store %arg2, %alloca_1[] : memref<i32>
  }
  %0 = memref.load %alloca_1[] : memref<i32>
  memref.store %0, %arg0[] : memref<i32>
  %alloc = memref.alloc() : memref<i32>
  memref.store %0, %alloc[] : memref<i32>
  return
}
// -----
func.func @region(%c: i1, %v: i32, %x: memref<i32>) {
  scf.if %c {
    %k = memref.alloca() : memref<i32>
    memref.store %v, %k[] : memref<i32>
    %q = memref.load %k[] : memref<i32>
    memref.store %q, %x[] : memref<i32>
  }
  return
}
// =====>
func.func @region(%arg0: i1, %arg1: i32, %arg2: memref<i32>) {
  scf.if %arg0 {
    memref.store %arg1, %arg2[] : memref<i32>
  }
  return
}
// -----
func.func @switch(%f: i32, %v: i32, %c: i1) -> i32 {
  %k = memref.alloca() : memref<i32>
  memref.store %v, %k[] : memref<i32>
  cf.switch %f : i32, [
    default: ^a,
    1: ^b,
    7: ^d
  ]
^a:
  memref.store %f, %k[] : memref<i32>
  cf.cond_br %c, ^d, ^b
^b:
  %q = memref.load %k[] : memref<i32>
  %w = arith.addi %q, %q : i32
  memref.store %w, %k[] : memref<i32>
  cf.br ^d
^d:
  %r = memref.load %k[] : memref<i32>
  return %r : i32
}
// =====>
func.func @switch(%arg0: i32, %arg1: i32, %arg2: i1) -> i32 {
  cf.switch %arg0 : i32, [
    default: ^bb1,
    1: ^bb2(%arg1 : i32),
    7: ^bb3(%arg1 : i32)
  ]
^bb1:  // pred: ^bb0
  cf.cond_br %arg2, ^bb3(%arg0 : i32), ^bb2(%arg0 : i32)
^bb2(%0: i32):  // 2 preds: ^bb0, ^bb1
  %1 = arith.addi %0, %0 : i32
  cf.br ^bb3(%1 : i32)
^bb3(%2: i32):  // 3 preds: ^bb0, ^bb1, ^bb2
  return %2 : i32
}
