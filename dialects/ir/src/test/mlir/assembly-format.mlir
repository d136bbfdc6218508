// RUN: zkopt %s | FileCheck %s
// RUN: zkopt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC

// CHECK: %0:2 = t.make : i32, index
// GENERIC: %0:2 = "t.make"() : () -> (i32, index)
%a, %i = t.make : i32, index
// CHECK: t.make {x = 1 : i64}{{$}}
t.make {x = 1}

// CHECK: %1 = t.same %0#0, %0#0 : i32
// GENERIC: %1 = "t.same"(%0#0, %0#0) : (i32, i32) -> i32
%s = t.same %a, %a : i32

// CHECK: %2 = t.index[%0#1, %0#1]
// GENERIC: %2 = "t.index"(%0#1, %0#1) : (index, index) -> i1
%b = t.index [%i, %i]
// CHECK: %3 = t.index[]
%e = t.index []

// CHECK: t.mixed %1(%2, %0#1) maybe %0#0 : i32 : i32, (i1, index)
// GENERIC: "t.mixed"(%1, %2, %0#1, %0#0) <{operandSegmentSizes = array<i32: 1, 2, 1>}> : (i32, i1, index, i32) -> ()
t.mixed %s(%b, %i) maybe %a : i32 : i32, (i1, index)
// CHECK: t.mixed %1() : i32, ()
// GENERIC: "t.mixed"(%1) <{operandSegmentSizes = array<i32: 1, 0, 0>}> : (i32) -> ()
t.mixed %s() : i32, ()

// CHECK: %4:2 = t.call @f(%1) : (i32) -> (f32, f64)
// GENERIC: %4:2 = "t.call"(%1) <{callee = @f}> : (i32) -> (f32, f64)
%c:2 = t.call @f(%s) : (i32) -> (f32, f64)
// CHECK: t.call @"odd name"() {y} : () -> ()
t.call @"odd name"() {y} : () -> ()

// CHECK: t.attrs green<7> flag{{$}}
// GENERIC: "t.attrs"() <{flag, kind = 1 : i64, size = 7 : i64, usual = true}> : () -> ()
t.attrs green<7> flag
// CHECK: t.attrs red<-1> plain {usual = false, z}
t.attrs red<-1> plain {usual = false, z}

// CHECK: %5 = t.infer %1 : i32
// GENERIC: "t.infer"(%1) : (i32) -> !t.box<1, i32>
%n = t.infer %s : i32

// CHECK: t.loop attributes {w} {
// CHECK-NEXT: t.make{{$}}
// CHECK-NEXT: }
// GENERIC: "t.loop"() ({
// GENERIC-NEXT: "t.make"() : () -> ()
// GENERIC-NEXT: "t.end"() : () -> ()
// GENERIC-NEXT: }) {w} : () -> ()
t.loop attributes {w} { t.make }
// CHECK: t.loop {
// CHECK-NEXT: t.end {k}
// CHECK-NEXT: }
t.loop { t.end {k} }

// CHECK: t.function @g {
// CHECK-NEXT: %6 = make : !t.box<3, tensor<2xf32>>
// CHECK-NEXT: jump ^bb1, ^bb2
// CHECK-NEXT: ^bb1: // pred: ^bb0
// CHECK-NEXT: jump ^bb2
// CHECK-NEXT: ^bb2: // 2 preds: ^bb0, ^bb1
// CHECK-NEXT: end
t.function @g {
  %x = make : !t.box<3, tensor<2xf32>>
  jump ^one, ^two
^one:
  t.jump ^two
^two:
  end
}
