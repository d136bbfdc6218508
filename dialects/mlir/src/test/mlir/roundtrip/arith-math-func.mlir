// Round trip: every form of the scalar dialects and of functions.
func.func private @decl(f32 {a.b = 1 : i32}, memref<4xf32>) -> (f32 {a.c}, i32)
func.func @arith(%a: f32, %b: f32, %i: i32, %j: i32, %x: index, %v: vector<4xf32>, %t: tensor<2xi64>) -> f32 attributes {foo.bar = 3 : i64} {
  %0 = arith.addf %a, %b : f32
  %1 = arith.mulf %0, %b fastmath<nnan,ninf> : f32
  %2 = arith.addi %i, %j overflow<nsw, nuw> : i32
  %3 = arith.subi %2, %j : i32
  %4 = arith.cmpf ogt, %a, %b : f32
  %5 = arith.cmpi slt, %i, %j : i32
  %6 = arith.select %4, %a, %b : f32
  %7 = arith.negf %6 : f32
  %8 = arith.maximumf %7, %a : f32
  %9 = arith.sitofp %3 : i32 to f32
  %10 = arith.index_cast %x : index to i64
  %11 = arith.addf %v, %v : vector<4xf32>
  %12 = arith.constant dense<[1, 2]> : tensor<2xi64>
  %13 = arith.cmpi eq, %t, %12 : tensor<2xi64>
  %14 = arith.select %13, %t, %12 : tensor<2xi1>, tensor<2xi64>
  %15 = arith.constant 0xFF800000 : f32
  %16 = arith.constant true
  %17 = arith.constant -7 : index
  %18 = arith.constant {foo.x} 3 : i8
  %19 = math.exp %8 : f32
  %20 = math.powf %19, %9 fastmath<fast> : f32
  %21 = math.fma %a, %b, %20 : f32
  %22 = arith.divsi %i, %j : i32
  %23 = arith.shli %i, %j : i32
  %24 = arith.extf %a : f32 to f64
  %25 = arith.cmpf une, %a, %b fastmath<nnan> : f32
  return %21 : f32
}
func.func @multiple(%a: i1) -> (i1, f64) attributes {no_inline} {
  %cst = arith.constant 2.5 : f64
  return %a, %cst : i1, f64
}
func.func @calls(%a: f32, %m: memref<4xf32>) {
  %0:2 = call @decl(%a, %m) : (f32, memref<4xf32>) -> (f32, i32)
  return
}
