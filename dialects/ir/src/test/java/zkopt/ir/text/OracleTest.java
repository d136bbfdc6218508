package zkopt.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.ir.FloatType;
import zkopt.ir.IRContext;
import zkopt.ir.testing.MlirOpt;
import zkopt.ir.testing.RoundTrip;

/** Our text against the real {@code mlir-opt}'s. */
class OracleTest {
  private static final String SEVENTEEN = "i1, i2, i3, i4, i5, i6, i7, i8, i9, i10, i11, i12, i13, i14, i15, i16, i17";

  private RoundTrip roundTrip;

  @BeforeEach
  void findOracle() {
    var oracle = MlirOpt.find();
    assumeTrue(oracle.isPresent(), "no mlir-opt on this machine");
    roundTrip = new RoundTrip(oracle.get(), IRContext::withAllDialects);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "i1, si8, ui64, index, none, f16, bf16, f32, f64, tf32, f80, f128, f8E5M2",
      "tensor<f32>, tensor<4x?xf32>, tensor<0x2xi32>, tensor<*xf32>, tensor<4xf32, \"enc\">, tensor<2xindex>, tensor<2xcomplex<f32>>",
      "memref<f32>, memref<4x?xf32>, memref<*xf32>, memref<*xf32, 1>, memref<4x4xf32, strided<[4, 1], offset: ?>>",
      "memref<4xf32, strided<[1]>, 3>, memref<4xf32, 3 : i32>, memref<4xf32, affine_map<(d0) -> (d0)>>",
      "memref<4x2xf32, affine_map<(d0, d1) -> (d1, d0)>, \"space\">, memref<2xmemref<2xf32>>",
      "vector<4xf32>, vector<[4]x2xf32>, vector<2x[4]xi1>, vector<f32>",
      "tuple<>, tuple<i32, tuple<f32>>, complex<f64>, (i32) -> f32, () -> (), (i1, i2) -> (i3, i4), () -> (() -> ())",
      "tuple<" + SEVENTEEN + ">, tuple<tuple<" + SEVENTEEN + ">>",
      "!foo.bar, !foo.bar<2 x (a -> b), [1, \"x>\"]>, !foo<raw>, !foo<\"quoted\">, !foo<\"a b\">"})
  void types(String types) throws IOException {
    roundTrip.check("\"test.op\"() {types = [" + types + "]} : () -> ()\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "a = 1, b = -1 : i32, c = true, d = false, e = unit, f, g = 3 : index, h = 255 : ui8, i = -128 : si8, j = 200 : i8",
      "a = 1.0, b = -2.5 : f32, c = 0x7F800000 : f32, d = 0x7FC00000 : f32, e = 1.0e300, f = 0x7E00 : f16, g = 1.5 : bf16, h = 34.",
      "a = \"str\", b = \"q\\22uote\\n\\\\\\t\", c = \"\\C3\\A9\", \"odd key\" = 1, d.e = 2, i32 = 3, \"1a\" = 4",
      "a = [], b = [1, \"x\", [2.0]], c = {}, d = {x = 1, y, z = {w}}, e = @s, f = @s::@t::@\"u v\"",
      "a = dense<1> : tensor<2x2xi32>, b = dense<[[1, 2], [3, 4]]> : tensor<2x2xi32>, c = dense<[1.0, -2.5]> : vector<2xf32>",
      "a = dense<> : tensor<0xi32>, b = dense<[]> : tensor<0xf32>, c = dense<[true, false]> : tensor<2xi1>, d = dense<7> : tensor<index>",
      "a = dense<\"0x0000803F00000040\"> : tensor<2xf32>, b = dense<0x7F800000> : tensor<2xf32>, c = dense<[1, 1]> : tensor<2xi8>",
      "a = dense<[1, 2, 3]> : tensor<3xui8>, b = dense<[-1, 255]> : tensor<2xi8>, c = dense<[[[1.0]]]> : tensor<1x1x1xf64>",
      "a = array<i64>, b = array<i64: 1, -2>, c = array<i1: true, false>, d = array<f32: 1.0, 2.5>, e = array<i8: 1>",
      "a = affine_map<(d0, d1)[s0] -> (d1 + s0, d0 floordiv 2)>, b = affine_map<() -> ()>, c = affine_set<(d0)[s0] : (d0 >= 0, s0 - d0 == 0)>",
      "a = affine_set<(i, j) : (i <= j, i == 4, i * 2 >= j + 1)>, b = affine_map<(mod, i32) -> (mod mod 3, i32)>",
      "a = strided<[1, ?], offset: 3>, b = i32, c = tensor<2xf32>, d = (i32) -> i32",
      "a = #foo.bar, b = #foo.bar<1, [2]>, c = #foo<raw>",
      "a = \"s\" : !foo.bar, b = \"s\" : i32, c = \"x\" : none, d = [\"q\" : tensor<2xi32>]",
      "a = sparse<[[0, 0], [1, 2]], [1, 5]> : tensor<3x4xi32>, b = sparse<[[0, 0]], 1.0> : tensor<3x4xf32>, c = sparse<0, 1> : tensor<4xi8>",
      "a = sparse<[[1], [2]], 5> : vector<5xi8>, b = sparse<> : tensor<2xi32>, c = sparse<[[1]], [(1.0, 2.0)]> : tensor<2xcomplex<f32>>",
      "a = sparse<[[0, 0], [1, 2]], [\"a\", \"b\"]> : tensor<3x4x!foo.str>, b = sparse<[0, 3], [1, 2]> : tensor<4xi8>",
      "a = distinct[7]<42 : i32>, b = distinct[7]<42 : i32>, c = distinct[1]<42 : i32>, d = distinct[2]<[distinct[1]<42 : i32>]>",
      "a = distinct[3]<>, b = distinct[0]<#foo.x>, c = distinct[5]<unit>, d = [distinct[5]<>, distinct[0]<#foo.x>]",
      "a = dense<(1.0, 2.0)> : tensor<2xcomplex<f32>>, b = dense<[(1.0, 2.0), (3.0, -4.5)]> : tensor<2xcomplex<f64>>",
      "a = dense<[(1, 2), (-3, 4)]> : tensor<2xcomplex<i32>>, b = dense<\"0x0000803F00000040\"> : tensor<1xcomplex<f32>>",
      "a = dense<\"abc\"> : tensor<2x!foo.str>, b = dense<[\"abc\", \"d\\0A\"]> : tensor<2x!foo.str>, c = dense<[[\"a\"], [\"b\"]]> : tensor<2x1x!foo<\"x\">>",
      "a = 123456789012345678901234567890 : i128, b = -1 : i128, c = 0xFFFFFFFFFFFFFFFFFFFF : i100, d = 5 : ui200, e = 0 : si0, f = 0 : i0",
      "a = -170141183460469231731687303715884105728 : si128, b = dense<[123456789012345678901234567890, -5]> : tensor<2xi128>",
      "a = dense<340282366920938463463374607431768211455> : tensor<2xui128>, b = dense<[1, -2]> : tensor<2xi24>, c = dense<\"0x010203040506\"> : tensor<2xi24>",
      "a = 1.5 : tf32, b = 0.1 : tf32, c = 0x3FC00 : tf32, d = 0x7FC00 : tf32, e = dense<[1.0, 0.1]> : tensor<2xtf32>",
      "a = 3.1415926535897932384626433 : f80, b = 0x3FFF8000000000000000 : f80, c = 0xFFFF8000000000000001 : f80, d = -0.0 : f80, e = 1.0e300 : f80",
      "a = 0.1 : f128, b = 1.0e4000 : f128, c = 0x7FFF0000000000000000000000000000 : f128, d = 1.0e-320 : f128, e = 123456.0 : f128",
      "a = dense<[1.0, 2.5]> : tensor<2xf80>, b = dense<0.1> : tensor<2xf128>",
      "a = 1.0e400, b = 1.0e39 : f32, c = dense<1.0e400> : tensor<2xf64>",
      "a = dense_resource<key> : tensor<2xf32>"})
  void attributes(String attributes) throws IOException {
    roundTrip.check("\"test.op\"() {" + attributes + "} : () -> ()\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "%0 = \"a.b\"() : () -> i32\n\"c.d\"(%0, %0) <{p = 1}> {q} : (i32, i32) -> ()",
      "%a:2 = \"a.b\"() : () -> (i32, f32)\n\"c.d\"(%a#1, %a#0) : (f32, i32) -> ()",
      "\"a.b\"() ({ %0 = \"x.y\"() : () -> i1 }, {}) : () -> ()\n\"a.b\"() ({ %0 = \"x.y\"() : () -> i1 }, {}) : () -> ()",
      "\"a.b\"() ({\n^bb0(%x: i32):\n \"br\"()[^bb1, ^bb2] : () -> ()\n^bb1:\n \"br\"()[^bb2] : () -> ()\n^bb2:\n \"r\"() : () -> ()}) : () -> ()",
      "\"a.b\"() ({\n^bb0(%x: i32):\n \"br\"(%x)[^bb1] : (i32) -> ()\n^bb1(%y: i32):\n \"u\"(%y) : (i32) -> ()\n}) : () -> ()",
      "module @name attributes {a.b = 1} { module { \"x.y\"() : () -> () } }",
      "module {}",
      "module {}\nmodule {}",
      "%0 = \"a.b\"() : () -> i32\n%1 = builtin.unrealized_conversion_cast %0 : i32 to f32\n"
          + "%2:2 = builtin.unrealized_conversion_cast %0, %1 : i32, f32 to i1, i2 {a}\n%3 = builtin.unrealized_conversion_cast to i1",
      "#m = affine_map<(d0) -> (d0 + 1)>\n!t = tensor<2xf32>\n\"a.b\"() {a = #m, b = !t, c = #m} : () -> ()",
      "\"a.b\"() {a = memref<4xf32, affine_map<(d0) -> (d0 * 2)>>} : () -> ()",
      "\"a.b\"() ({ \"c.d\"() {m = affine_map<() -> (1)>} : () -> () }) {m = affine_map<() -> (2)>} : () -> ()",
      "%0 = \"a.b\"() : () -> tensor<2xf32> loc(\"node\")\n\"c.d\"(%0) : (tensor<2xf32>) -> () loc(fused[\"a\", callsite(\"b\" at \"f.c\":1:2)])",
      "\"a.b\"() {a = dense_resource<k> : tensor<2xi32>} : () -> ()\n"
          + "{-# dialect_resources: { builtin: { k: \"0x040000000100000002000000\" } } #-}"})
  void operations(String text) throws IOException {
    roundTrip.check(text + "\n");
  }

  @Test
  void largeConstantsAreHexadecimal() throws IOException {
    String ints = java.util.stream.IntStream.range(0, 101).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String bits = java.util.stream.IntStream.range(0, 101).mapToObj(i -> i % 3 == 0 ? "true" : "false").collect(Collectors.joining(", "));
    roundTrip.check("\"a.b\"() {a = dense<[" + ints + "]> : tensor<101xi16>, b = dense<[" + bits + "]> : tensor<101xi1>} : () -> ()\n");
  }

  @ParameterizedTest
  @EnumSource(value = FloatType.class, names = {"F16", "BF16", "TF32", "F32", "F64"})
  void floats(FloatType type) throws IOException {
    var random = new Random(7);
    var values = new ArrayList<String>();
    int digits = type.width() / 4;
    long exponent = type.bits(Double.POSITIVE_INFINITY);
    for (int i = 0; i < 1500; i++) {
      long bits = random.nextLong() >>> Long.SIZE - type.width();
      // signalling NaNs may come back quiet: their text does not matter
      if ((bits & exponent) != exponent) values.add(String.format("0x%0" + digits + "X : %s", bits, type));
      double plain = Math.scalb(random.nextInt(2000) - 1000, -random.nextInt(12));
      values.add(plain + " : " + type);
      values.add(String.format(Locale.ROOT, "%.7f : %s", random.nextGaussian() * Math.pow(10, random.nextInt(9) - 4), type));
    }
    compareLines(values);
  }

  @ParameterizedTest
  @EnumSource(value = FloatType.class, names = {"F80", "F128"})
  void wideFloats(FloatType type) throws IOException {
    var random = new Random(8);
    var values = new ArrayList<String>();
    for (int i = 0; i < 300; i++) {
      var bits = new BigInteger(type.width(), random);
      // f80 writes its integer bit out: without it the bits are no number
      if (type == FloatType.F80) bits = bits.setBit(63);
      values.add("0x" + bits.toString(16) + " : " + type);
      values.add(Math.scalb(random.nextInt(2000) - 1000, -random.nextInt(12)) + " : " + type);
      values.add(String.format(Locale.ROOT, "%.7f : %s", random.nextGaussian() * Math.pow(10, random.nextInt(9) - 4), type));
      values.add(Double.longBitsToDouble(random.nextLong() >>> 2) + " : " + type);
    }
    values.removeIf(v -> v.contains("E") && !v.contains("x"));
    compareLines(values);
  }

  @Test
  void affineExpressions() throws IOException {
    var random = new Random(11);
    var maps = new ArrayList<String>();
    for (int i = 0; i < 3000; i++) maps.add("affine_map<(d0, d1)[s0, s1] -> (" + affine(random, 4) + ")>");
    compareLines(maps);
  }

  private static String affine(Random random, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return switch (random.nextInt(5)) {
        case 0 -> "d0";
        case 1 -> "d1";
        case 2 -> "s0";
        case 3 -> "s1";
        default -> Integer.toString(random.nextInt(9) - 4);
      };
    }
    String left = "(" + affine(random, depth - 1) + ")";
    int constant = 1 + random.nextInt(6);
    return switch (random.nextInt(8)) {
      case 0 -> left + " * " + (constant - 3);
      case 1 -> left + " floordiv " + constant;
      case 2 -> left + " ceildiv " + constant;
      case 3 -> left + " mod " + constant;
      case 4 -> "-" + left;
      case 5 -> left + " - (" + affine(random, depth - 1) + ")";
      default -> left + " + (" + affine(random, depth - 1) + ")";
    };
  }

  /** Each attribute alone in an operation: the printed lines must be the same. */
  private void compareLines(List<String> attributes) throws IOException {
    String text = attributes.stream().map(a -> "\"t.t\"() {a = " + a + "} : () -> ()\n").collect(Collectors.joining());
    var answer = roundTrip.oracle().run(text, "--mlir-print-local-scope");
    var theirs = answer.output().lines().filter(l -> l.contains("t.t")).map(String::strip).toList();
    assertEquals(attributes.size(), theirs.size(), answer.errors());
    var ours = roundTrip.ours(text, PrintOptions.DEFAULT.localScope(true)).lines().filter(l -> l.contains("t.t")).map(String::strip).toList();
    var wrong = new ArrayList<String>();
    for (int i = 0; i < attributes.size(); i++) {
      if (!theirs.get(i).equals(ours.get(i))) wrong.add(attributes.get(i) + "\n   mlir-opt: " + theirs.get(i) + "\n   we:       " + ours.get(i));
    }
    assertEquals("", String.join("\n", wrong.subList(0, Math.min(10, wrong.size()))), wrong.size() + " of " + attributes.size() + " differ");
  }
}
