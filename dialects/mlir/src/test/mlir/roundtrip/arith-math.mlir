// The operations of arith and math.

func.func @extended(%a: i32, %v: vector<4xi32>, %f: f32, %i: index, %t: tensor<?xi64>) {
  %sum, %overflow = arith.addui_extended %a, %a : i32, i1
  %0:2 = arith.addui_extended %v, %v : vector<4xi32>, vector<4xi1>
  %low, %high = arith.mulsi_extended %a, %a {x} : i32
  %1:2 = arith.mului_extended %t, %t : tensor<?xi64>
  %2 = arith.addi %a, %a overflow<nsw, nuw> : i32
  %3 = arith.shli %a, %a overflow<nuw> {y} : i32
  %4 = arith.trunci %t : tensor<?xi64> to tensor<?xi8>
  %5 = arith.truncf %f : f32 to bf16
  %6 = arith.truncf %f to_nearest_even : f32 to f16
  %7 = arith.truncf %f toward_zero {z} : f32 to f16
  %8 = arith.extf %5 : bf16 to f64
  %9 = arith.index_castui %i : index to i32
  %10 = arith.bitcast %v : vector<4xi32> to vector<4xf32>
  %11 = arith.select %overflow, %v, %v : vector<4xi32>
  %12 = arith.select %0#1, %v, %v : vector<4xi1>, vector<4xi32>
  %13 = arith.cmpf oeq, %f, %f fastmath<nnan,ninf> : f32
  %14 = arith.cmpi ult, %t, %t : tensor<?xi64>
  %15 = arith.addf %f, %f fastmath<fast> {w} : f32
  %16 = arith.negf %f fastmath<reassoc,contract> : f32
  %17 = arith.mulf %f, %f fastmath<none> : f32
  %18 = arith.floordivsi %i, %i : index
  %19 = arith.ceildivui %i, %i : index
  return
}

func.func @constants() {
  %0 = arith.constant 0 : i1
  %1 = arith.constant {tag = "x"} 5 : i8
  %2 = arith.constant 5 : index
  %3 = arith.constant -5 : i64
  %4 = arith.constant 1.0e-30 : f32
  %5 = arith.constant dense<[[1, 2], [3, 4]]> : tensor<2x2xi32>
  %6 = arith.constant dense<1.5> : vector<4xf16>
  %8 = arith.constant dense_resource<weights> : tensor<2xf32>
  %9 = arith.constant 0x7F800000 : f32
  %10 = arith.constant dense<true> : tensor<2xi1>
  return
}

func.func @math(%f: f32, %i: i32, %v: vector<4xf32>, %w: vector<4xi32>) {
  %0 = math.absf %f : f32
  %1 = math.absi %w : vector<4xi32>
  %2 = math.acosh %f fastmath<fast> : f32
  %3 = math.asinh %v : vector<4xf32>
  %4 = math.atanh %f {a} : f32
  %5 = math.ctlz %i : i32
  %6 = math.cttz %i {b} : i32
  %7 = math.ctpop %w : vector<4xi32>
  %8 = math.ipowi %i, %i : i32
  %9 = math.fpowi %f, %i : f32, i32
  %10 = math.fpowi %v, %w fastmath<fast> {c} : vector<4xf32>, vector<4xi32>
  %11 = math.fma %f, %f, %f fastmath<contract> : f32
  %12 = math.powf %v, %v : vector<4xf32>
  %13 = math.roundeven %f : f32
  %14 = math.trunc %f : f32
  return
}
