// RUN: builtin.module(control-flow-sink)

// Into branches that may not be taken: not into loops, and not what reads memory or both branches need.
func.func @sink(%c: i1, %a: f32, %b: f32, %m: memref<4xf32>, %i: index) -> f32 {
  %0 = arith.addf %a, %b : f32
  %1 = arith.mulf %0, %b : f32
  %2 = arith.subf %a, %b : f32
  %3 = arith.divf %a, %b : f32
  %l = memref.load %m[%i] : memref<4xf32>
  %r = scf.if %c -> (f32) {
    %x = arith.addf %1, %3 : f32
    scf.yield %x : f32
  } else {
    %y = arith.addf %2, %3 : f32
    %z = arith.addf %l, %y : f32
    scf.yield %z : f32
  }
  %4 = arith.negf %r : f32
  affine.if affine_set<(d0) : (d0 >= 0)>(%i) {
    affine.store %4, %m[%i] : memref<4xf32>
  }
  %5 = arith.negf %r : f32
  affine.for %k = 0 to 4 {
    affine.store %5, %m[%k] : memref<4xf32>
  }
  %6 = arith.negf %a : f32
  %7 = scf.index_switch %i -> f32 
  case 2 {
    %t = arith.addf %6, %a : f32
    scf.yield %t : f32
  }
  default {
    scf.yield %b : f32
  }
  return %7 : f32
}
// =====>
#set = affine_set<(d0) : (d0 >= 0)>
module {
  func.func @sink(%arg0: i1, %arg1: f32, %arg2: f32, %arg3: memref<4xf32>, %arg4: index) -> f32 {
    %0 = arith.divf %arg1, %arg2 : f32
    %1 = memref.load %arg3[%arg4] : memref<4xf32>
    %2 = scf.if %arg0 -> (f32) {
      %6 = arith.addf %arg1, %arg2 : f32
      %7 = arith.mulf %6, %arg2 : f32
      %8 = arith.addf %7, %0 : f32
      scf.yield %8 : f32
    } else {
      %6 = arith.subf %arg1, %arg2 : f32
      %7 = arith.addf %6, %0 : f32
      %8 = arith.addf %1, %7 : f32
      scf.yield %8 : f32
    }
    %3 = arith.negf %2 : f32
    affine.if #set(%arg4) {
      affine.store %3, %arg3[%arg4] : memref<4xf32>
    }
    %4 = arith.negf %2 : f32
    affine.for %arg5 = 0 to 4 {
      affine.store %4, %arg3[%arg5] : memref<4xf32>
    }
    %5 = scf.index_switch %arg4 -> f32 
    case 2 {
      %6 = arith.negf %arg1 : f32
      %7 = arith.addf %6, %arg1 : f32
      scf.yield %7 : f32
    }
    default {
      scf.yield %arg2 : f32
    }
    return %5 : f32
  }
}
