// RUN: builtin.module(func.func(affine-loop-unroll{unroll-full=1}))

func.func @a(%m: memref<100xf32>, %n: index, %v: f32) {
  affine.for %i = 3 to 11 step 2 {
    affine.store %v, %m[%i] : memref<100xf32>
  }
  affine.for %i = 0 to %n {
    affine.store %v, %m[%i] : memref<100xf32>
  }
  affine.for %i = 5 to %n step 3 {
    affine.for %j = affine_map<(d0) -> (d0)>(%i) to min affine_map<(d0)[s0] -> (d0 + 7, s0)>(%i)[%n] {
      affine.store %v, %m[%i + %j] : memref<100xf32>
    }
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0 + 2)>
#map1 = affine_map<(d0) -> (d0 + 4)>
#map2 = affine_map<(d0) -> (d0 + 6)>
#map3 = affine_map<(d0) -> (d0)>
#map4 = affine_map<(d0)[s0] -> (d0 + 7, s0)>
func.func @a(%arg0: memref<100xf32>, %arg1: index, %arg2: f32) {
  %c3 = arith.constant 3 : index
  affine.store %arg2, %arg0[%c3] : memref<100xf32>
  %0 = affine.apply #map(%c3)
  affine.store %arg2, %arg0[%0] : memref<100xf32>
  %1 = affine.apply #map1(%c3)
  affine.store %arg2, %arg0[%1] : memref<100xf32>
  %2 = affine.apply #map2(%c3)
  affine.store %arg2, %arg0[%2] : memref<100xf32>
  affine.for %arg3 = 0 to %arg1 {
    affine.store %arg2, %arg0[%arg3] : memref<100xf32>
  }
  affine.for %arg3 = 5 to %arg1 step 3 {
    affine.for %arg4 = #map3(%arg3) to min #map4(%arg3)[%arg1] {
      affine.store %arg2, %arg0[%arg3 + %arg4] : memref<100xf32>
    }
  }
  return
}
// -----
func.func @carried(%m: memref<100xf32>, %v: f32) -> f32 {
  %r = affine.for %i = 0 to 10 iter_args(%a = %v) -> (f32) {
    %x = affine.load %m[%i] : memref<100xf32>
    %s = arith.addf %a, %x : f32
    affine.yield %s : f32
  }
  %q = affine.for %i = 2 to 8 step 3 iter_args(%a = %r) -> (f32) {
    %x = affine.load %m[%i * 2 + 1] : memref<100xf32>
    %s = arith.mulf %a, %x : f32
    affine.yield %s : f32
  }
  return %q : f32
}
// =====>
#map = affine_map<(d0) -> (d0 + 1)>
#map1 = affine_map<(d0) -> (d0 + 2)>
#map2 = affine_map<(d0) -> (d0 + 3)>
#map3 = affine_map<(d0) -> (d0 + 4)>
#map4 = affine_map<(d0) -> (d0 + 5)>
#map5 = affine_map<(d0) -> (d0 + 6)>
#map6 = affine_map<(d0) -> (d0 + 7)>
#map7 = affine_map<(d0) -> (d0 + 8)>
#map8 = affine_map<(d0) -> (d0 + 9)>
func.func @carried(%arg0: memref<100xf32>, %arg1: f32) -> f32 {
  %c2 = arith.constant 2 : index
  %c0 = arith.constant 0 : index
  %0 = affine.load %arg0[%c0] : memref<100xf32>
  %1 = arith.addf %arg1, %0 : f32
  %2 = affine.apply #map(%c0)
  %3 = affine.load %arg0[%2] : memref<100xf32>
  %4 = arith.addf %1, %3 : f32
  %5 = affine.apply #map1(%c0)
  %6 = affine.load %arg0[%5] : memref<100xf32>
  %7 = arith.addf %4, %6 : f32
  %8 = affine.apply #map2(%c0)
  %9 = affine.load %arg0[%8] : memref<100xf32>
  %10 = arith.addf %7, %9 : f32
  %11 = affine.apply #map3(%c0)
  %12 = affine.load %arg0[%11] : memref<100xf32>
  %13 = arith.addf %10, %12 : f32
  %14 = affine.apply #map4(%c0)
  %15 = affine.load %arg0[%14] : memref<100xf32>
  %16 = arith.addf %13, %15 : f32
  %17 = affine.apply #map5(%c0)
  %18 = affine.load %arg0[%17] : memref<100xf32>
  %19 = arith.addf %16, %18 : f32
  %20 = affine.apply #map6(%c0)
  %21 = affine.load %arg0[%20] : memref<100xf32>
  %22 = arith.addf %19, %21 : f32
  %23 = affine.apply #map7(%c0)
  %24 = affine.load %arg0[%23] : memref<100xf32>
  %25 = arith.addf %22, %24 : f32
  %26 = affine.apply #map8(%c0)
  %27 = affine.load %arg0[%26] : memref<100xf32>
  %28 = arith.addf %25, %27 : f32
  %29 = affine.load %arg0[%c2 * 2 + 1] : memref<100xf32>
  %30 = arith.mulf %28, %29 : f32
  %31 = affine.apply #map2(%c2)
  %32 = affine.load %arg0[%31 * 2 + 1] : memref<100xf32>
  %33 = arith.mulf %30, %32 : f32
  return %33 : f32
}
// -----
func.func @nest(%a: memref<64x64xf32>, %b: memref<64x64xf32>, %c: memref<64x64xf32>) {
  affine.for %i = 0 to 64 {
    affine.for %j = 0 to 64 {
      affine.for %k = 0 to 64 {
        %x = affine.load %a[%i, %k] : memref<64x64xf32>
        %y = affine.load %b[%k, %j] : memref<64x64xf32>
        %z = affine.load %c[%i, %j] : memref<64x64xf32>
        %p = arith.mulf %x, %y : f32
        %s = arith.addf %z, %p : f32
        affine.store %s, %c[%i, %j] : memref<64x64xf32>
      }
    }
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0 + 1)>
#map1 = affine_map<(d0) -> (d0 + 2)>
#map2 = affine_map<(d0) -> (d0 + 3)>
#map3 = affine_map<(d0) -> (d0 + 4)>
#map4 = affine_map<(d0) -> (d0 + 5)>
#map5 = affine_map<(d0) -> (d0 + 6)>
#map6 = affine_map<(d0) -> (d0 + 7)>
#map7 = affine_map<(d0) -> (d0 + 8)>
#map8 = affine_map<(d0) -> (d0 + 9)>
#map9 = affine_map<(d0) -> (d0 + 10)>
#map10 = affine_map<(d0) -> (d0 + 11)>
#map11 = affine_map<(d0) -> (d0 + 12)>
#map12 = affine_map<(d0) -> (d0 + 13)>
#map13 = affine_map<(d0) -> (d0 + 14)>
#map14 = affine_map<(d0) -> (d0 + 15)>
#map15 = affine_map<(d0) -> (d0 + 16)>
#map16 = affine_map<(d0) -> (d0 + 17)>
#map17 = affine_map<(d0) -> (d0 + 18)>
#map18 = affine_map<(d0) -> (d0 + 19)>
#map19 = affine_map<(d0) -> (d0 + 20)>
#map20 = affine_map<(d0) -> (d0 + 21)>
#map21 = affine_map<(d0) -> (d0 + 22)>
#map22 = affine_map<(d0) -> (d0 + 23)>
#map23 = affine_map<(d0) -> (d0 + 24)>
#map24 = affine_map<(d0) -> (d0 + 25)>
#map25 = affine_map<(d0) -> (d0 + 26)>
#map26 = affine_map<(d0) -> (d0 + 27)>
#map27 = affine_map<(d0) -> (d0 + 28)>
#map28 = affine_map<(d0) -> (d0 + 29)>
#map29 = affine_map<(d0) -> (d0 + 30)>
#map30 = affine_map<(d0) -> (d0 + 31)>
#map31 = affine_map<(d0) -> (d0 + 32)>
#map32 = affine_map<(d0) -> (d0 + 33)>
#map33 = affine_map<(d0) -> (d0 + 34)>
#map34 = affine_map<(d0) -> (d0 + 35)>
#map35 = affine_map<(d0) -> (d0 + 36)>
#map36 = affine_map<(d0) -> (d0 + 37)>
#map37 = affine_map<(d0) -> (d0 + 38)>
#map38 = affine_map<(d0) -> (d0 + 39)>
#map39 = affine_map<(d0) -> (d0 + 40)>
#map40 = affine_map<(d0) -> (d0 + 41)>
#map41 = affine_map<(d0) -> (d0 + 42)>
#map42 = affine_map<(d0) -> (d0 + 43)>
#map43 = affine_map<(d0) -> (d0 + 44)>
#map44 = affine_map<(d0) -> (d0 + 45)>
#map45 = affine_map<(d0) -> (d0 + 46)>
#map46 = affine_map<(d0) -> (d0 + 47)>
#map47 = affine_map<(d0) -> (d0 + 48)>
#map48 = affine_map<(d0) -> (d0 + 49)>
#map49 = affine_map<(d0) -> (d0 + 50)>
#map50 = affine_map<(d0) -> (d0 + 51)>
#map51 = affine_map<(d0) -> (d0 + 52)>
#map52 = affine_map<(d0) -> (d0 + 53)>
#map53 = affine_map<(d0) -> (d0 + 54)>
#map54 = affine_map<(d0) -> (d0 + 55)>
#map55 = affine_map<(d0) -> (d0 + 56)>
#map56 = affine_map<(d0) -> (d0 + 57)>
#map57 = affine_map<(d0) -> (d0 + 58)>
#map58 = affine_map<(d0) -> (d0 + 59)>
#map59 = affine_map<(d0) -> (d0 + 60)>
#map60 = affine_map<(d0) -> (d0 + 61)>
#map61 = affine_map<(d0) -> (d0 + 62)>
#map62 = affine_map<(d0) -> (d0 + 63)>
func.func @nest(%arg0: memref<64x64xf32>, %arg1: memref<64x64xf32>, %arg2: memref<64x64xf32>) {
  %c0 = arith.constant 0 : index
  affine.for %arg3 = 0 to 64 {
    affine.for %arg4 = 0 to 64 {
      %0 = affine.load %arg0[%arg3, %c0] : memref<64x64xf32>
      %1 = affine.load %arg1[%c0, %arg4] : memref<64x64xf32>
      %2 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %3 = arith.mulf %0, %1 : f32
      %4 = arith.addf %2, %3 : f32
      affine.store %4, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %5 = affine.apply #map(%c0)
      %6 = affine.load %arg0[%arg3, %5] : memref<64x64xf32>
      %7 = affine.load %arg1[%5, %arg4] : memref<64x64xf32>
      %8 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %9 = arith.mulf %6, %7 : f32
      %10 = arith.addf %8, %9 : f32
      affine.store %10, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %11 = affine.apply #map1(%c0)
      %12 = affine.load %arg0[%arg3, %11] : memref<64x64xf32>
      %13 = affine.load %arg1[%11, %arg4] : memref<64x64xf32>
      %14 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %15 = arith.mulf %12, %13 : f32
      %16 = arith.addf %14, %15 : f32
      affine.store %16, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %17 = affine.apply #map2(%c0)
      %18 = affine.load %arg0[%arg3, %17] : memref<64x64xf32>
      %19 = affine.load %arg1[%17, %arg4] : memref<64x64xf32>
      %20 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %21 = arith.mulf %18, %19 : f32
      %22 = arith.addf %20, %21 : f32
      affine.store %22, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %23 = affine.apply #map3(%c0)
      %24 = affine.load %arg0[%arg3, %23] : memref<64x64xf32>
      %25 = affine.load %arg1[%23, %arg4] : memref<64x64xf32>
      %26 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %27 = arith.mulf %24, %25 : f32
      %28 = arith.addf %26, %27 : f32
      affine.store %28, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %29 = affine.apply #map4(%c0)
      %30 = affine.load %arg0[%arg3, %29] : memref<64x64xf32>
      %31 = affine.load %arg1[%29, %arg4] : memref<64x64xf32>
      %32 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %33 = arith.mulf %30, %31 : f32
      %34 = arith.addf %32, %33 : f32
      affine.store %34, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %35 = affine.apply #map5(%c0)
      %36 = affine.load %arg0[%arg3, %35] : memref<64x64xf32>
      %37 = affine.load %arg1[%35, %arg4] : memref<64x64xf32>
      %38 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %39 = arith.mulf %36, %37 : f32
      %40 = arith.addf %38, %39 : f32
      affine.store %40, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %41 = affine.apply #map6(%c0)
      %42 = affine.load %arg0[%arg3, %41] : memref<64x64xf32>
      %43 = affine.load %arg1[%41, %arg4] : memref<64x64xf32>
      %44 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %45 = arith.mulf %42, %43 : f32
      %46 = arith.addf %44, %45 : f32
      affine.store %46, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %47 = affine.apply #map7(%c0)
      %48 = affine.load %arg0[%arg3, %47] : memref<64x64xf32>
      %49 = affine.load %arg1[%47, %arg4] : memref<64x64xf32>
      %50 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %51 = arith.mulf %48, %49 : f32
      %52 = arith.addf %50, %51 : f32
      affine.store %52, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %53 = affine.apply #map8(%c0)
      %54 = affine.load %arg0[%arg3, %53] : memref<64x64xf32>
      %55 = affine.load %arg1[%53, %arg4] : memref<64x64xf32>
      %56 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %57 = arith.mulf %54, %55 : f32
      %58 = arith.addf %56, %57 : f32
      affine.store %58, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %59 = affine.apply #map9(%c0)
      %60 = affine.load %arg0[%arg3, %59] : memref<64x64xf32>
      %61 = affine.load %arg1[%59, %arg4] : memref<64x64xf32>
      %62 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %63 = arith.mulf %60, %61 : f32
      %64 = arith.addf %62, %63 : f32
      affine.store %64, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %65 = affine.apply #map10(%c0)
      %66 = affine.load %arg0[%arg3, %65] : memref<64x64xf32>
      %67 = affine.load %arg1[%65, %arg4] : memref<64x64xf32>
      %68 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %69 = arith.mulf %66, %67 : f32
      %70 = arith.addf %68, %69 : f32
      affine.store %70, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %71 = affine.apply #map11(%c0)
      %72 = affine.load %arg0[%arg3, %71] : memref<64x64xf32>
      %73 = affine.load %arg1[%71, %arg4] : memref<64x64xf32>
      %74 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %75 = arith.mulf %72, %73 : f32
      %76 = arith.addf %74, %75 : f32
      affine.store %76, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %77 = affine.apply #map12(%c0)
      %78 = affine.load %arg0[%arg3, %77] : memref<64x64xf32>
      %79 = affine.load %arg1[%77, %arg4] : memref<64x64xf32>
      %80 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %81 = arith.mulf %78, %79 : f32
      %82 = arith.addf %80, %81 : f32
      affine.store %82, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %83 = affine.apply #map13(%c0)
      %84 = affine.load %arg0[%arg3, %83] : memref<64x64xf32>
      %85 = affine.load %arg1[%83, %arg4] : memref<64x64xf32>
      %86 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %87 = arith.mulf %84, %85 : f32
      %88 = arith.addf %86, %87 : f32
      affine.store %88, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %89 = affine.apply #map14(%c0)
      %90 = affine.load %arg0[%arg3, %89] : memref<64x64xf32>
      %91 = affine.load %arg1[%89, %arg4] : memref<64x64xf32>
      %92 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %93 = arith.mulf %90, %91 : f32
      %94 = arith.addf %92, %93 : f32
      affine.store %94, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %95 = affine.apply #map15(%c0)
      %96 = affine.load %arg0[%arg3, %95] : memref<64x64xf32>
      %97 = affine.load %arg1[%95, %arg4] : memref<64x64xf32>
      %98 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %99 = arith.mulf %96, %97 : f32
      %100 = arith.addf %98, %99 : f32
      affine.store %100, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %101 = affine.apply #map16(%c0)
      %102 = affine.load %arg0[%arg3, %101] : memref<64x64xf32>
      %103 = affine.load %arg1[%101, %arg4] : memref<64x64xf32>
      %104 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %105 = arith.mulf %102, %103 : f32
      %106 = arith.addf %104, %105 : f32
      affine.store %106, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %107 = affine.apply #map17(%c0)
      %108 = affine.load %arg0[%arg3, %107] : memref<64x64xf32>
      %109 = affine.load %arg1[%107, %arg4] : memref<64x64xf32>
      %110 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %111 = arith.mulf %108, %109 : f32
      %112 = arith.addf %110, %111 : f32
      affine.store %112, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %113 = affine.apply #map18(%c0)
      %114 = affine.load %arg0[%arg3, %113] : memref<64x64xf32>
      %115 = affine.load %arg1[%113, %arg4] : memref<64x64xf32>
      %116 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %117 = arith.mulf %114, %115 : f32
      %118 = arith.addf %116, %117 : f32
      affine.store %118, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %119 = affine.apply #map19(%c0)
      %120 = affine.load %arg0[%arg3, %119] : memref<64x64xf32>
      %121 = affine.load %arg1[%119, %arg4] : memref<64x64xf32>
      %122 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %123 = arith.mulf %120, %121 : f32
      %124 = arith.addf %122, %123 : f32
      affine.store %124, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %125 = affine.apply #map20(%c0)
      %126 = affine.load %arg0[%arg3, %125] : memref<64x64xf32>
      %127 = affine.load %arg1[%125, %arg4] : memref<64x64xf32>
      %128 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %129 = arith.mulf %126, %127 : f32
      %130 = arith.addf %128, %129 : f32
      affine.store %130, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %131 = affine.apply #map21(%c0)
      %132 = affine.load %arg0[%arg3, %131] : memref<64x64xf32>
      %133 = affine.load %arg1[%131, %arg4] : memref<64x64xf32>
      %134 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %135 = arith.mulf %132, %133 : f32
      %136 = arith.addf %134, %135 : f32
      affine.store %136, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %137 = affine.apply #map22(%c0)
      %138 = affine.load %arg0[%arg3, %137] : memref<64x64xf32>
      %139 = affine.load %arg1[%137, %arg4] : memref<64x64xf32>
      %140 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %141 = arith.mulf %138, %139 : f32
      %142 = arith.addf %140, %141 : f32
      affine.store %142, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %143 = affine.apply #map23(%c0)
      %144 = affine.load %arg0[%arg3, %143] : memref<64x64xf32>
      %145 = affine.load %arg1[%143, %arg4] : memref<64x64xf32>
      %146 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %147 = arith.mulf %144, %145 : f32
      %148 = arith.addf %146, %147 : f32
      affine.store %148, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %149 = affine.apply #map24(%c0)
      %150 = affine.load %arg0[%arg3, %149] : memref<64x64xf32>
      %151 = affine.load %arg1[%149, %arg4] : memref<64x64xf32>
      %152 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %153 = arith.mulf %150, %151 : f32
      %154 = arith.addf %152, %153 : f32
      affine.store %154, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %155 = affine.apply #map25(%c0)
      %156 = affine.load %arg0[%arg3, %155] : memref<64x64xf32>
      %157 = affine.load %arg1[%155, %arg4] : memref<64x64xf32>
      %158 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %159 = arith.mulf %156, %157 : f32
      %160 = arith.addf %158, %159 : f32
      affine.store %160, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %161 = affine.apply #map26(%c0)
      %162 = affine.load %arg0[%arg3, %161] : memref<64x64xf32>
      %163 = affine.load %arg1[%161, %arg4] : memref<64x64xf32>
      %164 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %165 = arith.mulf %162, %163 : f32
      %166 = arith.addf %164, %165 : f32
      affine.store %166, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %167 = affine.apply #map27(%c0)
      %168 = affine.load %arg0[%arg3, %167] : memref<64x64xf32>
      %169 = affine.load %arg1[%167, %arg4] : memref<64x64xf32>
      %170 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %171 = arith.mulf %168, %169 : f32
      %172 = arith.addf %170, %171 : f32
      affine.store %172, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %173 = affine.apply #map28(%c0)
      %174 = affine.load %arg0[%arg3, %173] : memref<64x64xf32>
      %175 = affine.load %arg1[%173, %arg4] : memref<64x64xf32>
      %176 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %177 = arith.mulf %174, %175 : f32
      %178 = arith.addf %176, %177 : f32
      affine.store %178, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %179 = affine.apply #map29(%c0)
      %180 = affine.load %arg0[%arg3, %179] : memref<64x64xf32>
      %181 = affine.load %arg1[%179, %arg4] : memref<64x64xf32>
      %182 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %183 = arith.mulf %180, %181 : f32
      %184 = arith.addf %182, %183 : f32
      affine.store %184, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %185 = affine.apply #map30(%c0)
      %186 = affine.load %arg0[%arg3, %185] : memref<64x64xf32>
      %187 = affine.load %arg1[%185, %arg4] : memref<64x64xf32>
      %188 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %189 = arith.mulf %186, %187 : f32
      %190 = arith.addf %188, %189 : f32
      affine.store %190, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %191 = affine.apply #map31(%c0)
      %192 = affine.load %arg0[%arg3, %191] : memref<64x64xf32>
      %193 = affine.load %arg1[%191, %arg4] : memref<64x64xf32>
      %194 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %195 = arith.mulf %192, %193 : f32
      %196 = arith.addf %194, %195 : f32
      affine.store %196, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %197 = affine.apply #map32(%c0)
      %198 = affine.load %arg0[%arg3, %197] : memref<64x64xf32>
      %199 = affine.load %arg1[%197, %arg4] : memref<64x64xf32>
      %200 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %201 = arith.mulf %198, %199 : f32
      %202 = arith.addf %200, %201 : f32
      affine.store %202, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %203 = affine.apply #map33(%c0)
      %204 = affine.load %arg0[%arg3, %203] : memref<64x64xf32>
      %205 = affine.load %arg1[%203, %arg4] : memref<64x64xf32>
      %206 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %207 = arith.mulf %204, %205 : f32
      %208 = arith.addf %206, %207 : f32
      affine.store %208, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %209 = affine.apply #map34(%c0)
      %210 = affine.load %arg0[%arg3, %209] : memref<64x64xf32>
      %211 = affine.load %arg1[%209, %arg4] : memref<64x64xf32>
      %212 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %213 = arith.mulf %210, %211 : f32
      %214 = arith.addf %212, %213 : f32
      affine.store %214, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %215 = affine.apply #map35(%c0)
      %216 = affine.load %arg0[%arg3, %215] : memref<64x64xf32>
      %217 = affine.load %arg1[%215, %arg4] : memref<64x64xf32>
      %218 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %219 = arith.mulf %216, %217 : f32
      %220 = arith.addf %218, %219 : f32
      affine.store %220, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %221 = affine.apply #map36(%c0)
      %222 = affine.load %arg0[%arg3, %221] : memref<64x64xf32>
      %223 = affine.load %arg1[%221, %arg4] : memref<64x64xf32>
      %224 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %225 = arith.mulf %222, %223 : f32
      %226 = arith.addf %224, %225 : f32
      affine.store %226, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %227 = affine.apply #map37(%c0)
      %228 = affine.load %arg0[%arg3, %227] : memref<64x64xf32>
      %229 = affine.load %arg1[%227, %arg4] : memref<64x64xf32>
      %230 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %231 = arith.mulf %228, %229 : f32
      %232 = arith.addf %230, %231 : f32
      affine.store %232, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %233 = affine.apply #map38(%c0)
      %234 = affine.load %arg0[%arg3, %233] : memref<64x64xf32>
      %235 = affine.load %arg1[%233, %arg4] : memref<64x64xf32>
      %236 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %237 = arith.mulf %234, %235 : f32
      %238 = arith.addf %236, %237 : f32
      affine.store %238, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %239 = affine.apply #map39(%c0)
      %240 = affine.load %arg0[%arg3, %239] : memref<64x64xf32>
      %241 = affine.load %arg1[%239, %arg4] : memref<64x64xf32>
      %242 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %243 = arith.mulf %240, %241 : f32
      %244 = arith.addf %242, %243 : f32
      affine.store %244, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %245 = affine.apply #map40(%c0)
      %246 = affine.load %arg0[%arg3, %245] : memref<64x64xf32>
      %247 = affine.load %arg1[%245, %arg4] : memref<64x64xf32>
      %248 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %249 = arith.mulf %246, %247 : f32
      %250 = arith.addf %248, %249 : f32
      affine.store %250, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %251 = affine.apply #map41(%c0)
      %252 = affine.load %arg0[%arg3, %251] : memref<64x64xf32>
      %253 = affine.load %arg1[%251, %arg4] : memref<64x64xf32>
      %254 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %255 = arith.mulf %252, %253 : f32
      %256 = arith.addf %254, %255 : f32
      affine.store %256, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %257 = affine.apply #map42(%c0)
      %258 = affine.load %arg0[%arg3, %257] : memref<64x64xf32>
      %259 = affine.load %arg1[%257, %arg4] : memref<64x64xf32>
      %260 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %261 = arith.mulf %258, %259 : f32
      %262 = arith.addf %260, %261 : f32
      affine.store %262, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %263 = affine.apply #map43(%c0)
      %264 = affine.load %arg0[%arg3, %263] : memref<64x64xf32>
      %265 = affine.load %arg1[%263, %arg4] : memref<64x64xf32>
      %266 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %267 = arith.mulf %264, %265 : f32
      %268 = arith.addf %266, %267 : f32
      affine.store %268, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %269 = affine.apply #map44(%c0)
      %270 = affine.load %arg0[%arg3, %269] : memref<64x64xf32>
      %271 = affine.load %arg1[%269, %arg4] : memref<64x64xf32>
      %272 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %273 = arith.mulf %270, %271 : f32
      %274 = arith.addf %272, %273 : f32
      affine.store %274, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %275 = affine.apply #map45(%c0)
      %276 = affine.load %arg0[%arg3, %275] : memref<64x64xf32>
      %277 = affine.load %arg1[%275, %arg4] : memref<64x64xf32>
      %278 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %279 = arith.mulf %276, %277 : f32
      %280 = arith.addf %278, %279 : f32
      affine.store %280, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %281 = affine.apply #map46(%c0)
      %282 = affine.load %arg0[%arg3, %281] : memref<64x64xf32>
      %283 = affine.load %arg1[%281, %arg4] : memref<64x64xf32>
      %284 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %285 = arith.mulf %282, %283 : f32
      %286 = arith.addf %284, %285 : f32
      affine.store %286, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %287 = affine.apply #map47(%c0)
      %288 = affine.load %arg0[%arg3, %287] : memref<64x64xf32>
      %289 = affine.load %arg1[%287, %arg4] : memref<64x64xf32>
      %290 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %291 = arith.mulf %288, %289 : f32
      %292 = arith.addf %290, %291 : f32
      affine.store %292, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %293 = affine.apply #map48(%c0)
      %294 = affine.load %arg0[%arg3, %293] : memref<64x64xf32>
      %295 = affine.load %arg1[%293, %arg4] : memref<64x64xf32>
      %296 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %297 = arith.mulf %294, %295 : f32
      %298 = arith.addf %296, %297 : f32
      affine.store %298, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %299 = affine.apply #map49(%c0)
      %300 = affine.load %arg0[%arg3, %299] : memref<64x64xf32>
      %301 = affine.load %arg1[%299, %arg4] : memref<64x64xf32>
      %302 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %303 = arith.mulf %300, %301 : f32
      %304 = arith.addf %302, %303 : f32
      affine.store %304, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %305 = affine.apply #map50(%c0)
      %306 = affine.load %arg0[%arg3, %305] : memref<64x64xf32>
      %307 = affine.load %arg1[%305, %arg4] : memref<64x64xf32>
      %308 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %309 = arith.mulf %306, %307 : f32
      %310 = arith.addf %308, %309 : f32
      affine.store %310, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %311 = affine.apply #map51(%c0)
      %312 = affine.load %arg0[%arg3, %311] : memref<64x64xf32>
      %313 = affine.load %arg1[%311, %arg4] : memref<64x64xf32>
      %314 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %315 = arith.mulf %312, %313 : f32
      %316 = arith.addf %314, %315 : f32
      affine.store %316, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %317 = affine.apply #map52(%c0)
      %318 = affine.load %arg0[%arg3, %317] : memref<64x64xf32>
      %319 = affine.load %arg1[%317, %arg4] : memref<64x64xf32>
      %320 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %321 = arith.mulf %318, %319 : f32
      %322 = arith.addf %320, %321 : f32
      affine.store %322, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %323 = affine.apply #map53(%c0)
      %324 = affine.load %arg0[%arg3, %323] : memref<64x64xf32>
      %325 = affine.load %arg1[%323, %arg4] : memref<64x64xf32>
      %326 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %327 = arith.mulf %324, %325 : f32
      %328 = arith.addf %326, %327 : f32
      affine.store %328, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %329 = affine.apply #map54(%c0)
      %330 = affine.load %arg0[%arg3, %329] : memref<64x64xf32>
      %331 = affine.load %arg1[%329, %arg4] : memref<64x64xf32>
      %332 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %333 = arith.mulf %330, %331 : f32
      %334 = arith.addf %332, %333 : f32
      affine.store %334, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %335 = affine.apply #map55(%c0)
      %336 = affine.load %arg0[%arg3, %335] : memref<64x64xf32>
      %337 = affine.load %arg1[%335, %arg4] : memref<64x64xf32>
      %338 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %339 = arith.mulf %336, %337 : f32
      %340 = arith.addf %338, %339 : f32
      affine.store %340, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %341 = affine.apply #map56(%c0)
      %342 = affine.load %arg0[%arg3, %341] : memref<64x64xf32>
      %343 = affine.load %arg1[%341, %arg4] : memref<64x64xf32>
      %344 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %345 = arith.mulf %342, %343 : f32
      %346 = arith.addf %344, %345 : f32
      affine.store %346, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %347 = affine.apply #map57(%c0)
      %348 = affine.load %arg0[%arg3, %347] : memref<64x64xf32>
      %349 = affine.load %arg1[%347, %arg4] : memref<64x64xf32>
      %350 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %351 = arith.mulf %348, %349 : f32
      %352 = arith.addf %350, %351 : f32
      affine.store %352, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %353 = affine.apply #map58(%c0)
      %354 = affine.load %arg0[%arg3, %353] : memref<64x64xf32>
      %355 = affine.load %arg1[%353, %arg4] : memref<64x64xf32>
      %356 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %357 = arith.mulf %354, %355 : f32
      %358 = arith.addf %356, %357 : f32
      affine.store %358, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %359 = affine.apply #map59(%c0)
      %360 = affine.load %arg0[%arg3, %359] : memref<64x64xf32>
      %361 = affine.load %arg1[%359, %arg4] : memref<64x64xf32>
      %362 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %363 = arith.mulf %360, %361 : f32
      %364 = arith.addf %362, %363 : f32
      affine.store %364, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %365 = affine.apply #map60(%c0)
      %366 = affine.load %arg0[%arg3, %365] : memref<64x64xf32>
      %367 = affine.load %arg1[%365, %arg4] : memref<64x64xf32>
      %368 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %369 = arith.mulf %366, %367 : f32
      %370 = arith.addf %368, %369 : f32
      affine.store %370, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %371 = affine.apply #map61(%c0)
      %372 = affine.load %arg0[%arg3, %371] : memref<64x64xf32>
      %373 = affine.load %arg1[%371, %arg4] : memref<64x64xf32>
      %374 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %375 = arith.mulf %372, %373 : f32
      %376 = arith.addf %374, %375 : f32
      affine.store %376, %arg2[%arg3, %arg4] : memref<64x64xf32>
      %377 = affine.apply #map62(%c0)
      %378 = affine.load %arg0[%arg3, %377] : memref<64x64xf32>
      %379 = affine.load %arg1[%377, %arg4] : memref<64x64xf32>
      %380 = affine.load %arg2[%arg3, %arg4] : memref<64x64xf32>
      %381 = arith.mulf %378, %379 : f32
      %382 = arith.addf %380, %381 : f32
      affine.store %382, %arg2[%arg3, %arg4] : memref<64x64xf32>
    }
  }
  return
}
// -----
func.func @single(%m: memref<100xf32>, %v: f32, %n: index) {
  affine.for %i = 3 to 4 {
    affine.store %v, %m[%i] : memref<100xf32>
  }
  affine.for %i = %n to affine_map<(d0) -> (d0 + 1)>(%n) {
    affine.store %v, %m[%i] : memref<100xf32>
  }
  affine.for %i = 0 to 4 {
    affine.for %j = affine_map<(d0) -> (d0 * 2)>(%i) to affine_map<(d0) -> (d0 * 2 + 3)>(%i) step 4 {
      affine.store %v, %m[%j] : memref<100xf32>
    }
  }
  return
}
// =====>
#map = affine_map<()[s0] -> (s0)>
#map1 = affine_map<(d0) -> (d0 * 2)>
func.func @single(%arg0: memref<100xf32>, %arg1: f32, %arg2: index) {
  %c3 = arith.constant 3 : index
  affine.store %arg1, %arg0[%c3] : memref<100xf32>
  %0 = affine.apply #map()[%arg2]
  affine.store %arg1, %arg0[%0] : memref<100xf32>
  affine.for %arg3 = 0 to 4 {
    %1 = affine.apply #map1(%arg3)
    affine.store %arg1, %arg0[%1] : memref<100xf32>
  }
  return
}
// -----
func.func @parallel(%m: memref<100x100xf32>, %v: f32, %n: index) {
  affine.parallel (%i, %j) = (%n, 2) to (100, 50) step (1, 3) {
    affine.store %v, %m[%i, %j] : memref<100x100xf32>
  }
  return
}
// =====>
func.func @parallel(%arg0: memref<100x100xf32>, %arg1: f32, %arg2: index) {
  affine.parallel (%arg3, %arg4) = (%arg2, 2) to (100, 50) step (1, 3) {
    affine.store %arg1, %arg0[%arg3, %arg4] : memref<100x100xf32>
  }
  return
}
// -----
func.func @odd(%m: memref<100xf32>, %v: f32, %n: index) {
  affine.for %i = 0 to 7 {
    affine.for %j = 1 to 6 step 2 {
      affine.store %v, %m[%i * 2 + %j] : memref<100xf32>
    }
  }
  affine.for %i = 0 to min affine_map<()[s0] -> (s0, 50)>()[%n] {
    affine.store %v, %m[%i] : memref<100xf32>
  }
  affine.for %i = 2 to %n step 5 {
    "test.use"(%i) : (index) -> ()
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0 + 2)>
#map1 = affine_map<(d0) -> (d0 + 4)>
#map2 = affine_map<()[s0] -> (s0, 50)>
func.func @odd(%arg0: memref<100xf32>, %arg1: f32, %arg2: index) {
  %c1 = arith.constant 1 : index
  affine.for %arg3 = 0 to 7 {
    affine.store %arg1, %arg0[%arg3 * 2 + %c1] : memref<100xf32>
    %0 = affine.apply #map(%c1)
    affine.store %arg1, %arg0[%arg3 * 2 + %0] : memref<100xf32>
    %1 = affine.apply #map1(%c1)
    affine.store %arg1, %arg0[%arg3 * 2 + %1] : memref<100xf32>
  }
  affine.for %arg3 = 0 to min #map2()[%arg2] {
    affine.store %arg1, %arg0[%arg3] : memref<100xf32>
  }
  affine.for %arg3 = 2 to %arg2 step 5 {
    "test.use"(%arg3) : (index) -> ()
  }
  return
}
