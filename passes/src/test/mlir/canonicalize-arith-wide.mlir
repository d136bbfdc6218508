// RUN: builtin.module(canonicalize)
// every operation of arith and math on integers of more than 64 bits
func.func @sums(%x: i65) -> (i65, i65, i65, i65) {
  %least = arith.constant -18446744073709551616 : i65
  %c3 = arith.constant 3 : i65
  %c5 = arith.constant 5 : i65
  %0 = arith.addi %least, %least : i65
  %1 = arith.subi %least, %c3 : i65
  %2 = arith.muli %least, %c3 : i65
  %3 = arith.addi %x, %c3 : i65
  %4 = arith.addi %3, %c5 : i65
  return %0, %1, %2, %4 : i65, i65, i65, i65
}
func.func @quotients(%x: i100) -> (i100, i100, i100, i100, i100, i100, i100, i100, i100) {
  %least = arith.constant -633825300114114700748351602688 : i100
  %m3 = arith.constant -3 : i100
  %m1 = arith.constant -1 : i100
  %c7 = arith.constant 7 : i100
  %c1 = arith.constant 1 : i100
  %0 = arith.divsi %least, %m3 : i100
  %1 = arith.divui %least, %c7 : i100
  %2 = arith.remsi %m3, %c7 : i100
  %3 = arith.remui %m3, %c7 : i100
  %4 = arith.floordivsi %m3, %c7 : i100
  %5 = arith.ceildivsi %c7, %m3 : i100
  %6 = arith.ceildivui %m3, %c7 : i100
  %7 = arith.divsi %least, %m1 : i100
  %8 = arith.divsi %x, %c1 : i100
  return %0, %1, %2, %3, %4, %5, %6, %7, %8 : i100, i100, i100, i100, i100, i100, i100, i100, i100
}
func.func @bits(%x: i128) -> (i128, i128, i128, i128, i128, i128, i128, i128) {
  %m2 = arith.constant -2 : i128
  %m1 = arith.constant -1 : i128
  %c127 = arith.constant 127 : i128
  %c128 = arith.constant 128 : i128
  %wide = arith.constant 36893488147419103232 : i128
  %0 = arith.shli %m1, %c127 : i128
  %1 = arith.shrsi %m2, %c127 : i128
  %2 = arith.shrui %m2, %c127 : i128
  %3 = arith.shli %m1, %c128 : i128
  %4 = arith.shrui %m1, %wide : i128
  %5 = arith.andi %x, %m1 : i128
  %6 = arith.xori %wide, %m1 : i128
  %7 = arith.ori %wide, %c127 : i128
  return %0, %1, %2, %3, %4, %5, %6, %7 : i128, i128, i128, i128, i128, i128, i128, i128
}
func.func @order(%x: i200) -> (i200, i200, i200, i200, i1, i1, i200) {
  %least = arith.constant -803469022129495137770981046170581301261101496891396417650688 : i200
  %most = arith.constant 803469022129495137770981046170581301261101496891396417650687 : i200
  %c1 = arith.constant 1 : i200
  %0 = arith.maxsi %x, %least : i200
  %1 = arith.minsi %x, %least : i200
  %2 = arith.maxui %least, %most : i200
  %3 = arith.minsi %x, %most : i200
  %4 = arith.cmpi ult, %most, %least : i200
  %5 = arith.cmpi slt, %most, %least : i200
  %6 = arith.select %5, %least, %c1 : i200
  return %0, %1, %2, %3, %4, %5, %6 : i200, i200, i200, i200, i1, i1, i200
}
func.func @casts() -> (i128, i128, i65, index, i128, f32, f64, i100, f128, i80) {
  %m7 = arith.constant -7 : i64
  %wide = arith.constant -36893488147419103233 : i128
  %half = arith.constant -1.5e+20 : f64
  %long = arith.constant 0x4000C90FDAA22168C235 : f80
  %index = arith.constant -1 : index
  %0 = arith.extsi %m7 : i64 to i128
  %1 = arith.extui %m7 : i64 to i128
  %2 = arith.trunci %wide : i128 to i65
  %3 = arith.index_cast %wide : i128 to index
  %4 = arith.index_castui %index : index to i128
  %5 = arith.sitofp %wide : i128 to f32
  %6 = arith.uitofp %wide : i128 to f64
  %7 = arith.fptosi %half : f64 to i100
  %8 = arith.bitcast %wide : i128 to f128
  %9 = arith.bitcast %long : f80 to i80
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9 : i128, i128, i65, index, i128, f32, f64, i100, f128, i80
}
func.func @pairs() -> (i100, i1, i100, i100, i100, i100) {
  %m3 = arith.constant -3 : i100
  %least = arith.constant -633825300114114700748351602688 : i100
  %0:2 = arith.addui_extended %m3, %least : i100, i1
  %1:2 = arith.mulsi_extended %m3, %least : i100
  %2:2 = arith.mului_extended %m3, %least : i100
  return %0#0, %0#1, %1#0, %1#1, %2#0, %2#1 : i100, i1, i100, i100, i100, i100
}
func.func @elements() -> (vector<2xi128>, tensor<2xi65>, i65) {
  %a = arith.constant dense<[1, -170141183460469231731687303715884105728]> : vector<2xi128>
  %b = arith.constant dense<-1> : vector<2xi128>
  %t = arith.constant dense<[18446744073709551615, 4]> : tensor<2xi65>
  %c0 = arith.constant 0 : index
  %0 = arith.addi %a, %b : vector<2xi128>
  %1 = arith.muli %t, %t : tensor<2xi65>
  %2 = tensor.extract %t[%c0] : tensor<2xi65>
  return %0, %1, %2 : vector<2xi128>, tensor<2xi65>, i65
}
func.func @functions() -> (i128, i128, i128, i128, i128) {
  %m3 = arith.constant -3 : i128
  %c90 = arith.constant 90 : i128
  %0 = math.absi %m3 : i128
  %1 = math.ctlz %c90 : i128
  %2 = math.cttz %c90 : i128
  %3 = math.ctpop %m3 : i128
  %4 = math.ipowi %m3, %c90 : i128
  return %0, %1, %2, %3, %4 : i128, i128, i128, i128, i128
}
func.func @floats(%x: i100) -> i1 {
  %0 = arith.sitofp %x : i100 to f64
  %c = arith.constant 9.0e+30 : f64
  %1 = arith.cmpf olt, %0, %c : f64
  return %1 : i1
}
// =====>
func.func @sums(%arg0: i65) -> (i65, i65, i65, i65) {
  %c0_i65 = arith.constant 0 : i65
  %c18446744073709551613_i65 = arith.constant 18446744073709551613 : i65
  %c-18446744073709551616_i65 = arith.constant -18446744073709551616 : i65
  %c8_i65 = arith.constant 8 : i65
  %0 = arith.addi %arg0, %c8_i65 : i65
  return %c0_i65, %c18446744073709551613_i65, %c-18446744073709551616_i65, %0 : i65, i65, i65, i65
}
func.func @quotients(%arg0: i100) -> (i100, i100, i100, i100, i100, i100, i100, i100, i100) {
  %c-633825300114114700748351602688_i100 = arith.constant -633825300114114700748351602688 : i100
  %c-1_i100 = arith.constant -1 : i100
  %c211275100038038233582783867562_i100 = arith.constant 211275100038038233582783867562 : i100
  %c90546471444873528678335943241_i100 = arith.constant 90546471444873528678335943241 : i100
  %c-3_i100 = arith.constant -3 : i100
  %c6_i100 = arith.constant 6 : i100
  %c-2_i100 = arith.constant -2 : i100
  %c181092942889747057356671886482_i100 = arith.constant 181092942889747057356671886482 : i100
  %0 = arith.divsi %c-633825300114114700748351602688_i100, %c-1_i100 : i100
  return %c211275100038038233582783867562_i100, %c90546471444873528678335943241_i100, %c-3_i100, %c6_i100, %c-1_i100, %c-2_i100, %c181092942889747057356671886482_i100, %0, %arg0 : i100, i100, i100, i100, i100, i100, i100, i100, i100
}
func.func @bits(%arg0: i128) -> (i128, i128, i128, i128, i128, i128, i128, i128) {
  %c36893488147419103359_i128 = arith.constant 36893488147419103359 : i128
  %c-36893488147419103233_i128 = arith.constant -36893488147419103233 : i128
  %c-1_i128 = arith.constant -1 : i128
  %c128_i128 = arith.constant 128 : i128
  %c36893488147419103232_i128 = arith.constant 36893488147419103232 : i128
  %c-170141183460469231731687303715884105728_i128 = arith.constant -170141183460469231731687303715884105728 : i128
  %c1_i128 = arith.constant 1 : i128
  %0 = arith.shli %c-1_i128, %c128_i128 : i128
  %1 = arith.shrui %c-1_i128, %c36893488147419103232_i128 : i128
  return %c-170141183460469231731687303715884105728_i128, %c-1_i128, %c1_i128, %0, %1, %arg0, %c-36893488147419103233_i128, %c36893488147419103359_i128 : i128, i128, i128, i128, i128, i128, i128, i128
}
func.func @order(%arg0: i200) -> (i200, i200, i200, i200, i1, i1, i200) {
  %c-803469022129495137770981046170581301261101496891396417650688_i200 = arith.constant -803469022129495137770981046170581301261101496891396417650688 : i200
  %c1_i200 = arith.constant 1 : i200
  %true = arith.constant true
  %false = arith.constant false
  return %arg0, %c-803469022129495137770981046170581301261101496891396417650688_i200, %c-803469022129495137770981046170581301261101496891396417650688_i200, %arg0, %true, %false, %c1_i200 : i200, i200, i200, i200, i1, i1, i200
}
func.func @casts() -> (i128, i128, i65, index, i128, f32, f64, i100, f128, i80) {
  %c-7_i128 = arith.constant -7 : i128
  %c18446744073709551609_i128 = arith.constant 18446744073709551609 : i128
  %c-1_i65 = arith.constant -1 : i65
  %c-1 = arith.constant -1 : index
  %c18446744073709551615_i128 = arith.constant 18446744073709551615 : i128
  %cst = arith.constant -3.68934881E+19 : f32
  %cst_0 = arith.constant 3.4028236692093846E+38 : f64
  %c-150000000000000000000_i100 = arith.constant -150000000000000000000 : i100
  %cst_1 = arith.constant 0xFFFFFFFFFFFFFFFDFFFFFFFFFFFFFFFF : f128
  %c302245942942573447922229_i80 = arith.constant 302245942942573447922229 : i80
  return %c-7_i128, %c18446744073709551609_i128, %c-1_i65, %c-1, %c18446744073709551615_i128, %cst, %cst_0, %c-150000000000000000000_i100, %cst_1, %c302245942942573447922229_i80 : i128, i128, i65, index, i128, f32, f64, i100, f128, i80
}
func.func @pairs() -> (i100, i1, i100, i100, i100, i100) {
  %c633825300114114700748351602685_i100 = arith.constant 633825300114114700748351602685 : i100
  %true = arith.constant true
  %c-633825300114114700748351602688_i100 = arith.constant -633825300114114700748351602688 : i100
  %c1_i100 = arith.constant 1 : i100
  %c633825300114114700748351602686_i100 = arith.constant 633825300114114700748351602686 : i100
  return %c633825300114114700748351602685_i100, %true, %c-633825300114114700748351602688_i100, %c1_i100, %c-633825300114114700748351602688_i100, %c633825300114114700748351602686_i100 : i100, i1, i100, i100, i100, i100
}
func.func @elements() -> (vector<2xi128>, tensor<2xi65>, i65) {
  %cst = arith.constant dense<[0, 170141183460469231731687303715884105727]> : vector<2xi128>
  %cst_0 = arith.constant dense<[1, 16]> : tensor<2xi65>
  %c18446744073709551615_i65 = arith.constant 18446744073709551615 : i65
  return %cst, %cst_0, %c18446744073709551615_i65 : vector<2xi128>, tensor<2xi65>, i65
}
func.func @functions() -> (i128, i128, i128, i128, i128) {
  %c3_i128 = arith.constant 3 : i128
  %c121_i128 = arith.constant 121 : i128
  %c1_i128 = arith.constant 1 : i128
  %c127_i128 = arith.constant 127 : i128
  %c61138932561776519302173459304484406505_i128 = arith.constant 61138932561776519302173459304484406505 : i128
  return %c3_i128, %c121_i128, %c1_i128, %c127_i128, %c61138932561776519302173459304484406505_i128 : i128, i128, i128, i128, i128
}
func.func @floats(%arg0: i100) -> i1 {
  %true = arith.constant true
  return %true : i1
}
