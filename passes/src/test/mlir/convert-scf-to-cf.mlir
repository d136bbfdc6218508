// RUN: builtin.module(convert-scf-to-cf)

func.func @a(%m: memref<64xf32>, %n: index, %c: i1) -> f32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %z = arith.constant 0.0 : f32
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%a = %z) -> (f32) {
    %x = memref.load %m[%i] : memref<64xf32>
    %s = scf.if %c -> (f32) { scf.yield %x : f32 } else { %q = arith.negf %x : f32 
      scf.yield %q : f32 }
    %t = arith.addf %a, %s : f32
    scf.yield %t : f32
  }
  scf.if %c { memref.store %r, %m[%c0] : memref<64xf32> }
  %w = scf.while (%u = %r) : (f32) -> f32 { 
     %cc = arith.cmpf olt, %u, %z : f32
     scf.condition(%cc) %u : f32 } do { ^bb0(%v: f32): 
     %y = arith.addf %v, %v : f32
     scf.yield %y : f32 }
  return %w : f32
}
// =====>
module {
  func.func @a(%arg0: memref<64xf32>, %arg1: index, %arg2: i1) -> f32 {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %cst = arith.constant 0.000000e+00 : f32
    cf.br ^bb1(%c0, %cst : index, f32)
  ^bb1(%0: index, %1: f32):  // 2 preds: ^bb0, ^bb6
    %2 = arith.cmpi slt, %0, %arg1 : index
    cf.cond_br %2, ^bb2, ^bb7
  ^bb2:  // pred: ^bb1
    %3 = memref.load %arg0[%0] : memref<64xf32>
    cf.cond_br %arg2, ^bb3, ^bb4
  ^bb3:  // pred: ^bb2
    cf.br ^bb5(%3 : f32)
  ^bb4:  // pred: ^bb2
    %4 = arith.negf %3 : f32
    cf.br ^bb5(%4 : f32)
  ^bb5(%5: f32):  // 2 preds: ^bb3, ^bb4
    cf.br ^bb6
  ^bb6:  // pred: ^bb5
    %6 = arith.addf %1, %5 : f32
    %7 = arith.addi %0, %c1 : index
    cf.br ^bb1(%7, %6 : index, f32)
  ^bb7:  // pred: ^bb1
    cf.cond_br %arg2, ^bb8, ^bb9
  ^bb8:  // pred: ^bb7
    memref.store %1, %arg0[%c0] : memref<64xf32>
    cf.br ^bb9
  ^bb9:  // 2 preds: ^bb7, ^bb8
    cf.br ^bb10(%1 : f32)
  ^bb10(%8: f32):  // 2 preds: ^bb9, ^bb11
    %9 = arith.cmpf olt, %8, %cst : f32
    cf.cond_br %9, ^bb11(%8 : f32), ^bb12
  ^bb11(%10: f32):  // pred: ^bb10
    %11 = arith.addf %10, %10 : f32
    cf.br ^bb10(%11 : f32)
  ^bb12:  // pred: ^bb10
    return %8 : f32
  }
}
