// RUN: builtin.module(lower-affine)

// Bounds, subscripts, conditions and nests without reductions.
#set = affine_set<(d0)[s0] : (d0 - 5 >= 0, s0 - d0 == 0)>
func.func @f(%m: memref<10x20xf32>, %n: index) -> f32 {
  %c = arith.constant 0.0 : f32
  %r = affine.for %i = max affine_map<(d0) -> (0, d0 - 3)>(%n) to min affine_map<(d0) -> (10, d0 + 7)>(%n) step 2 iter_args(%a = %c) -> (f32) {
    %k = affine.apply affine_map<(d0)[s0] -> (d0 * 3 + s0 mod 7 - (d0 floordiv 4) + (s0 ceildiv 5))>(%i)[%n]
    %v = affine.load %m[%i + 1, %k] : memref<10x20xf32>
    affine.if #set(%i)[%n] {
      affine.store %v, %m[%i, symbol(%n) mod 3] : memref<10x20xf32>
    }
    %y = affine.if affine_set<(d0) : (d0 - 1 >= 0)>(%i) -> f32 {
      affine.yield %v : f32
    } else {
      affine.yield %a : f32
    }
    %mn = affine.min affine_map<(d0) -> (d0, 5, d0 * 2)>(%i)
    %w = memref.load %m[%mn, %mn] : memref<10x20xf32>
    %s = arith.addf %w, %y : f32
    affine.yield %s : f32
  }
  affine.parallel (%i, %j) = (0, 0) to (10, %n) step (1, 2) {
    affine.store %r, %m[%i, %j] : memref<10x20xf32>
  }
  return %r : f32
}
// =====>
module {
  func.func @f(%arg0: memref<10x20xf32>, %arg1: index) -> f32 {
    %cst = arith.constant 0.000000e+00 : f32
    %c0 = arith.constant 0 : index
    %c-3 = arith.constant -3 : index
    %0 = arith.addi %arg1, %c-3 : index
    %1 = arith.maxsi %c0, %0 : index
    %c10 = arith.constant 10 : index
    %c7 = arith.constant 7 : index
    %2 = arith.addi %arg1, %c7 : index
    %3 = arith.minsi %c10, %2 : index
    %c2 = arith.constant 2 : index
    %4 = scf.for %arg2 = %1 to %3 step %c2 iter_args(%arg3 = %cst) -> (f32) {
      %c3 = arith.constant 3 : index
      %5 = arith.muli %arg2, %c3 : index
      %c7_4 = arith.constant 7 : index
      %6 = arith.remsi %arg1, %c7_4 : index
      %c0_5 = arith.constant 0 : index
      %7 = arith.cmpi slt, %6, %c0_5 : index
      %8 = arith.addi %6, %c7_4 : index
      %9 = arith.select %7, %8, %6 : index
      %10 = arith.addi %5, %9 : index
      %c4 = arith.constant 4 : index
      %c0_6 = arith.constant 0 : index
      %c-1 = arith.constant -1 : index
      %11 = arith.cmpi slt, %arg2, %c0_6 : index
      %12 = arith.subi %c-1, %arg2 : index
      %13 = arith.select %11, %12, %arg2 : index
      %14 = arith.divsi %13, %c4 : index
      %15 = arith.subi %c-1, %14 : index
      %16 = arith.select %11, %15, %14 : index
      %c-1_7 = arith.constant -1 : index
      %17 = arith.muli %16, %c-1_7 : index
      %18 = arith.addi %10, %17 : index
      %c5 = arith.constant 5 : index
      %c0_8 = arith.constant 0 : index
      %c1_9 = arith.constant 1 : index
      %19 = arith.cmpi sle, %arg1, %c0_8 : index
      %20 = arith.subi %c0_8, %arg1 : index
      %21 = arith.subi %arg1, %c1_9 : index
      %22 = arith.select %19, %20, %21 : index
      %23 = arith.divsi %22, %c5 : index
      %24 = arith.subi %c0_8, %23 : index
      %25 = arith.addi %23, %c1_9 : index
      %26 = arith.select %19, %24, %25 : index
      %27 = arith.addi %18, %26 : index
      %c1_10 = arith.constant 1 : index
      %28 = arith.addi %arg2, %c1_10 : index
      %29 = memref.load %arg0[%28, %27] : memref<10x20xf32>
      %c0_11 = arith.constant 0 : index
      %c-5 = arith.constant -5 : index
      %30 = arith.addi %arg2, %c-5 : index
      %31 = arith.cmpi sge, %30, %c0_11 : index
      %c-1_12 = arith.constant -1 : index
      %32 = arith.muli %arg2, %c-1_12 : index
      %33 = arith.addi %32, %arg1 : index
      %34 = arith.cmpi eq, %33, %c0_11 : index
      %35 = arith.andi %31, %34 : i1
      scf.if %35 {
        %c3_17 = arith.constant 3 : index
        %44 = arith.remsi %arg1, %c3_17 : index
        %c0_18 = arith.constant 0 : index
        %45 = arith.cmpi slt, %44, %c0_18 : index
        %46 = arith.addi %44, %c3_17 : index
        %47 = arith.select %45, %46, %44 : index
        memref.store %29, %arg0[%arg2, %47] : memref<10x20xf32>
      }
      %c0_13 = arith.constant 0 : index
      %c-1_14 = arith.constant -1 : index
      %36 = arith.addi %arg2, %c-1_14 : index
      %37 = arith.cmpi sge, %36, %c0_13 : index
      %38 = scf.if %37 -> (f32) {
        scf.yield %29 : f32
      } else {
        scf.yield %arg3 : f32
      }
      %c5_15 = arith.constant 5 : index
      %c2_16 = arith.constant 2 : index
      %39 = arith.muli %arg2, %c2_16 : index
      %40 = arith.minsi %arg2, %c5_15 : index
      %41 = arith.minsi %40, %39 : index
      %42 = memref.load %arg0[%41, %41] : memref<10x20xf32>
      %43 = arith.addf %42, %38 : f32
      scf.yield %43 : f32
    }
    %c0_0 = arith.constant 0 : index
    %c10_1 = arith.constant 10 : index
    %c0_2 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2_3 = arith.constant 2 : index
    scf.parallel (%arg2, %arg3) = (%c0_0, %c0_2) to (%c10_1, %arg1) step (%c1, %c2_3) {
      memref.store %4, %arg0[%arg2, %arg3] : memref<10x20xf32>
      scf.reduce 
    }
    return %4 : f32
  }
}
// -----
// what a parallel loop combines
func.func @reductions(%m: memref<4x4xf32>, %k: memref<4xi32>) -> (f32, i32, f32) {
  %r:3 = affine.parallel (%i, %j) = (0, 0) to (4, 4) step (1, 2) reduce ("addf", "andi", "maximumf") -> (f32, i32, f32) {
    %v = affine.load %m[%i, %j] : memref<4x4xf32>
    %w = affine.load %k[%i] : memref<4xi32>
    affine.yield %v, %w, %v : f32, i32, f32
  }
  return %r#0, %r#1, %r#2 : f32, i32, f32
}
// =====>
module {
  func.func @reductions(%arg0: memref<4x4xf32>, %arg1: memref<4xi32>) -> (f32, i32, f32) {
    %c0 = arith.constant 0 : index
    %c4 = arith.constant 4 : index
    %c0_0 = arith.constant 0 : index
    %c4_1 = arith.constant 4 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    %cst = arith.constant 0.000000e+00 : f32
    %c-1_i32 = arith.constant -1 : i32
    %cst_2 = arith.constant 0xFF800000 : f32
    %0:3 = scf.parallel (%arg2, %arg3) = (%c0, %c0_0) to (%c4, %c4_1) step (%c1, %c2) init (%cst, %c-1_i32, %cst_2) -> (f32, i32, f32) {
      %1 = memref.load %arg0[%arg2, %arg3] : memref<4x4xf32>
      %2 = memref.load %arg1[%arg2] : memref<4xi32>
      scf.reduce(%1, %2, %1 : f32, i32, f32) {
      ^bb0(%arg4: f32, %arg5: f32):
        %3 = arith.addf %arg4, %arg5 : f32
        scf.reduce.return %3 : f32
      }, {
      ^bb0(%arg4: i32, %arg5: i32):
        %3 = arith.andi %arg4, %arg5 : i32
        scf.reduce.return %3 : i32
      }, {
      ^bb0(%arg4: f32, %arg5: f32):
        %3 = arith.maximumf %arg4, %arg5 : f32
        scf.reduce.return %3 : f32
      }
    }
    return %0#0, %0#1, %0#2 : f32, i32, f32
  }
}
// -----
// hints and transfers
func.func @memory(%m: memref<4x4xf32>, %k: memref<4x4xf32, 1>, %t: memref<1xf32>, %n: index) {
  affine.for %i = 0 to 4 {
    affine.prefetch %m[%i, 3 - %i], write, locality<2>, instr : memref<4x4xf32>
    affine.dma_start %m[%i, 0], %k[0, %i + 1], %t[0], %n, %n, %n : memref<4x4xf32>, memref<4x4xf32, 1>, memref<1xf32>
    affine.dma_wait %t[0], %n : memref<1xf32>
  }
  return
}
// =====>
module {
  func.func @memory(%arg0: memref<4x4xf32>, %arg1: memref<4x4xf32, 1>, %arg2: memref<1xf32>, %arg3: index) {
    %c0 = arith.constant 0 : index
    %c4 = arith.constant 4 : index
    %c1 = arith.constant 1 : index
    scf.for %arg4 = %c0 to %c4 step %c1 {
      %c-1 = arith.constant -1 : index
      %0 = arith.muli %arg4, %c-1 : index
      %c3 = arith.constant 3 : index
      %1 = arith.addi %0, %c3 : index
      memref.prefetch %arg0[%arg4, %1], write, locality<2>, instr : memref<4x4xf32>
      %c0_0 = arith.constant 0 : index
      %c0_1 = arith.constant 0 : index
      %c1_2 = arith.constant 1 : index
      %2 = arith.addi %arg4, %c1_2 : index
      %c0_3 = arith.constant 0 : index
      memref.dma_start %arg0[%arg4, %c0_0], %arg1[%c0_1, %2], %arg3, %arg2[%c0_3], %arg3, %arg3 : memref<4x4xf32>, memref<4x4xf32, 1>, memref<1xf32>
      %c0_4 = arith.constant 0 : index
      memref.dma_wait %arg2[%c0_4], %arg3 : memref<1xf32>
    }
    return
  }
}
// -----
// an index taken apart: every dimension, also the one that nobody asks for
func.func @delinearize(%i: index, %n: index) -> index {
  %d:2 = affine.delinearize_index %i into (%n, %n) : index, index
  return %d#1 : index
}
// =====>
module {
  func.func @delinearize(%arg0: index, %arg1: index) -> index {
    %c0 = arith.constant 0 : index
    %c-1 = arith.constant -1 : index
    %0 = arith.cmpi slt, %arg0, %c0 : index
    %1 = arith.subi %c-1, %arg0 : index
    %2 = arith.select %0, %1, %arg0 : index
    %3 = arith.divsi %2, %arg1 : index
    %4 = arith.subi %c-1, %3 : index
    %5 = arith.select %0, %4, %3 : index
    %6 = arith.remsi %arg0, %arg1 : index
    %c0_0 = arith.constant 0 : index
    %7 = arith.cmpi slt, %6, %c0_0 : index
    %8 = arith.addi %6, %arg1 : index
    %9 = arith.select %7, %8, %6 : index
    return %9 : index
  }
}
