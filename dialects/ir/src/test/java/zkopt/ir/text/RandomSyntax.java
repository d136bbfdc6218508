package zkopt.ir.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random texts of the builtin grammar: operations in generic form that hold attributes, types and locations of every kind. Each production is
 * a constant of one of the enums; {@link #used} tells which have been taken.
 */
final class RandomSyntax {
  /** A production of the grammar. */
  sealed interface Production permits TypeForm, AttributeForm, LocationForm, OperationForm {}

  enum TypeForm implements Production {
    SIGNLESS, SIGNED, UNSIGNED, INDEX, NONE, FLOAT, COMPLEX, EMPTY_TUPLE, TUPLE, FUNCTION, TENSOR, DYNAMIC_TENSOR, ENCODED_TENSOR, UNRANKED_TENSOR, MEMREF,
    STRIDED_MEMREF, MAPPED_MEMREF, MEMREF_IN_SPACE, UNRANKED_MEMREF, UNRANKED_MEMREF_IN_SPACE, VECTOR, SCALABLE_VECTOR, SCALAR_VECTOR, DIALECT_TYPE, OPAQUE_TYPE, ALIAS
  }

  enum AttributeForm implements Production {
    UNIT, BOOLEAN, INTEGER, HEXADECIMAL_INTEGER, WIDE_INTEGER, FLOAT, FLOAT_BITS, STRING, ESCAPED_STRING, TYPED_STRING, ARRAY, DICTIONARY, SYMBOL, NESTED_SYMBOL,
    QUOTED_SYMBOL, TYPE, SPLAT, ELEMENTS, HEXADECIMAL_ELEMENTS, NO_ELEMENTS, BOOLEAN_ELEMENTS, COMPLEX_ELEMENTS, STRING_ELEMENTS, FLOAT_BIT_ELEMENTS, SPARSE,
    SPARSE_SPLAT, EMPTY_SPARSE, RESOURCE, DENSE_ARRAY, EMPTY_DENSE_ARRAY, AFFINE_MAP, SEMI_AFFINE_MAP, INTEGER_SET, STRIDED_LAYOUT, DISTINCT, EMPTY_DISTINCT, LOCATION,
    DIALECT_ATTRIBUTE, OPAQUE_ATTRIBUTE, ALIAS
  }

  enum LocationForm implements Production { UNKNOWN, FILE, NAME, NAMED_CHILD, CALL_SITE, FUSED, FUSED_WITH_METADATA, ALIAS }

  enum OperationForm implements Production {
    PLAIN, RESULTS, RESULT_GROUPS, PROPERTIES, OPERANDS, FORWARD_REFERENCE, EMPTY_REGION, REGION, REGIONS, BLOCKS, BLOCK_ARGUMENTS, NO_NAMESPACE, MODULE, NAMED_MODULE, CAST
  }

  private static final List<String> FLOATS = List.of("f16", "bf16", "tf32", "f32", "f64", "f80", "f128", "f8E5M2", "f8E4M3", "f8E4M3FN", "f8E5M2FNUZ",
      "f8E4M3FNUZ", "f8E4M3B11FNUZ");
  private static final int DEPTH = 3;

  private final Random random;
  private final Set<Production> used;
  private final StringBuilder out = new StringBuilder();
  private final List<String> typeAliases = new ArrayList<>();
  private final List<String> attributeAliases = new ArrayList<>();
  private final List<String> locationAliases = new ArrayList<>();
  private int names;

  /** @param used is given the productions that are taken */
  RandomSyntax(long seed, Set<Production> used) {
    this.random = new Random(seed);
    this.used = used;
  }

  /** All productions. */
  static Set<Production> all() {
    return Arrays.stream(new Production[][] {TypeForm.values(), AttributeForm.values(), LocationForm.values(), OperationForm.values()})
        .flatMap(Arrays::stream).collect(Collectors.toSet());
  }

  /** A module of some operations, with aliases before and resources behind. */
  String text(int operations) {
    for (int i = 0; i < 3; i++) {
      String type = type(2);
      out.append("!t").append(i).append(" = ").append(type).append('\n');
      typeAliases.add("!t" + i);
      String attribute = attribute(2);
      out.append("#a").append(i).append(" = ").append(attribute).append('\n');
      attributeAliases.add("#a" + i);
      String location = location(2);
      out.append("#loc").append(i).append(" = loc(").append(location).append(")\n");
      locationAliases.add("#loc" + i);
    }
    for (int i = 0; i < operations; i++) operation("", 2);
    out.append("{-# dialect_resources: { builtin: { blob: \"0x0400000001000000\", other: \"0x080000000100000002000000\" } } #-}\n");
    return out.toString();
  }

  private boolean chance(int n) {
    return random.nextInt(n) == 0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private <P extends Production> P form(P[] forms) {
    P form = forms[random.nextInt(forms.length)];
    used.add(form);
    return form;
  }

  private <P extends Enum<P> & Production> P form(P[] forms, Set<P> without) {
    P form = forms[random.nextInt(forms.length)];
    while (without.contains(form)) form = forms[random.nextInt(forms.length)];
    used.add(form);
    return form;
  }

  private String list(int least, int most, Supplier<String> element) {
    int n = least + random.nextInt(most - least + 1);
    return IntStream.range(0, n).mapToObj(_ -> element.get()).collect(Collectors.joining(", "));
  }

  private String width() {
    return pick(List.of("1", "7", "8", "16", "32", "64", "100", "128"));
  }

  String type(int depth) {
    var nested = EnumSet.of(TypeForm.COMPLEX, TypeForm.TUPLE, TypeForm.FUNCTION);
    var without = depth > 0 ? EnumSet.noneOf(TypeForm.class) : nested;
    if (typeAliases.isEmpty()) without.add(TypeForm.ALIAS);
    return switch (form(TypeForm.values(), without)) {
      case SIGNLESS -> "i" + width();
      case SIGNED -> "si" + width();
      case UNSIGNED -> "ui" + width();
      case INDEX -> "index";
      case NONE -> "none";
      case FLOAT -> pick(FLOATS);
      case COMPLEX -> "complex<" + number() + ">";
      case EMPTY_TUPLE -> "tuple<>";
      case TUPLE -> "tuple<" + list(1, 4, () -> type(depth - 1)) + ">";
      case FUNCTION -> "(" + list(0, 3, () -> type(depth - 1)) + ") -> " + (chance(2) ? "(" + list(0, 3, () -> type(depth - 1)) + ")" : number());
      case TENSOR -> "tensor<" + shape(false) + element(depth) + ">";
      case DYNAMIC_TENSOR -> "tensor<" + shape(true) + element(depth) + ">";
      case ENCODED_TENSOR -> "tensor<4x" + element(depth) + ", " + pick(List.of("\"csr\"", "{a = 1 : i8}", "#foo.enc<x>", "[1, 2]", "7 : i32", "i32")) + ">";
      case UNRANKED_TENSOR -> "tensor<*x" + element(depth) + ">";
      case MEMREF -> "memref<" + shape(true) + bufferElement(depth) + ">";
      case STRIDED_MEMREF -> "memref<4x?x" + bufferElement(depth) + ", " + strided() + (chance(3) ? ", 3" : "") + ">";
      case MAPPED_MEMREF -> "memref<4x?x" + bufferElement(depth) + ", " + pick(List.of("affine_map<(d0, d1) -> (d1, d0)>", "affine_map<(d0, d1)[s0] -> (d0 * s0 + d1)>",
          "affine_map<(i, j) -> (i, j)>", "affine_map<(d0, d1) -> (d0 floordiv 4, d1, d0 mod 4)>")) + (chance(3) ? ", \"local\"" : "") + ">";
      case MEMREF_IN_SPACE -> "memref<" + shape(true) + bufferElement(depth) + ", " + space() + ">";
      case UNRANKED_MEMREF -> "memref<*x" + bufferElement(depth) + ">";
      case UNRANKED_MEMREF_IN_SPACE -> "memref<*x" + bufferElement(depth) + ", " + space() + ">";
      case VECTOR -> "vector<" + staticShape() + number() + ">";
      case SCALABLE_VECTOR -> "vector<" + pick(List.of("[4]x", "2x[4]x", "[2]x[4]x", "[2]x3x")) + number() + ">";
      case SCALAR_VECTOR -> "vector<" + number() + ">";
      case DIALECT_TYPE -> dialectType();
      case OPAQUE_TYPE -> "!foo<\"some text\">";
      case ALIAS -> pick(typeAliases);
    };
  }

  private String dialectType() {
    return pick(List.of("!foo.bar", "!foo.bar<2 x (a -> b), [1, \"x>\"]>", "!foo<raw>", "!f_o.b$r.baz<i32>"));
  }

  /** A number's type that a vector or complex may be made of. */
  private String number() {
    return chance(2) ? "i" + width() : pick(FLOATS);
  }

  private String element(int depth) {
    return depth > 0 && chance(4) ? pick(List.<Supplier<String>>of(() -> "complex<" + number() + ">", () -> "vector<2x" + number() + ">", () -> dialectType(), () -> "index",
        () -> "ui" + width())).get() : number();
  }

  private String bufferElement(int depth) {
    return depth > 0 && chance(4) ? pick(List.<Supplier<String>>of(() -> "complex<" + number() + ">", () -> "vector<2x" + number() + ">", () -> "memref<2x" + number() + ">",
        () -> "index", () -> "si" + width())).get() : number();
  }

  private String space() {
    return pick(List.of("1", "3 : i32", "\"local\"", "{bank = 2}"));
  }

  private String strided() {
    return pick(List.of("strided<[4, 1]>", "strided<[?, 1], offset: ?>", "strided<[4, 1], offset: 0>", "strided<[-4, ?], offset: 5>"));
  }

  private String staticShape() {
    return IntStream.range(0, 1 + random.nextInt(3)).mapToObj(_ -> 1 + random.nextInt(9) + "x").collect(Collectors.joining());
  }

  private String shape(boolean dynamic) {
    return IntStream.range(0, random.nextInt(4)).mapToObj(_ -> (dynamic && chance(2) ? "?" : random.nextInt(9)) + "x").collect(Collectors.joining());
  }

  String attribute(int depth) {
    var nested = EnumSet.of(AttributeForm.ARRAY, AttributeForm.DICTIONARY, AttributeForm.DISTINCT, AttributeForm.TYPE, AttributeForm.LOCATION);
    var without = depth > 0 ? EnumSet.noneOf(AttributeForm.class) : nested;
    if (attributeAliases.isEmpty()) without.add(AttributeForm.ALIAS);
    int n = random.nextInt(200) - 100;
    return switch (form(AttributeForm.values(), without)) {
      case UNIT -> "unit";
      case BOOLEAN -> pick(List.of("true", "false"));
      case INTEGER -> n + pick(List.of("", " : i8", " : si16", " : index", " : i64", " : i100"));
      case HEXADECIMAL_INTEGER -> "0x" + Integer.toHexString(n & 0x7F) + pick(List.of("", " : ui8", " : i32", " : index"));
      case WIDE_INTEGER -> pick(List.of("123456789012345678901234567890 : i128", "-1 : i65", "18446744073709551615 : ui64", "0 : i0"));
      case FLOAT -> real() + pick(List.of("", " : f32", " : f64", " : " + pick(FLOATS)));
      case FLOAT_BITS -> pick(List.of("0x7F800000 : f32", "0x7FC00001 : f32", "0x8000 : f16", "0xFF80 : bf16", "0x7C : f8E5M2", "0x3FFF8000000000000000 : f80",
          "0x0000000000000001 : f64"));
      case STRING -> "\"plain " + names++ + "\"";
      case ESCAPED_STRING -> pick(List.of("\"a\\22b\"", "\"\\n\\t\\\\\"", "\"\\C3\\A9\"", "\"\"", "\"\\00\\FF\"", "\"\u00e9\""));
      case TYPED_STRING -> "\"s\" : " + type(0);
      case ARRAY -> "[" + list(0, 4, () -> attribute(depth - 1)) + "]";
      case DICTIONARY -> "{" + entries(depth - 1) + "}";
      case SYMBOL -> "@symbol" + random.nextInt(3);
      case NESTED_SYMBOL -> "@a::@b" + pick(List.of("", "::@c"));
      case QUOTED_SYMBOL -> pick(List.of("@\"odd name\"", "@\"a\\22\"::@b", "@\"1\""));
      case TYPE -> type(depth - 1);
      case SPLAT -> "dense<" + pick(List.of("7> : tensor<2x3xi32>", "-1> : vector<4xi8>", "1.5> : tensor<4xf16>", "true> : tensor<3xi1>", "3> : tensor<index>",
          "200> : tensor<2xui8>", "1.0> : vector<[4]xf32>", "0.5> : tensor<2xf8E4M3FN>"));
      case ELEMENTS -> "dense<" + pick(List.of("[[1, 2], [3, " + n + "]]> : tensor<2x2xi16>", "[1.0, " + real() + "]> : tensor<2xf64>", "[0x7F800000, 1.0]> : tensor<2xf32>",
          "[[[1], [2]]]> : vector<1x2x1xindex>", "[1, 1]> : tensor<2xi64>", "[0.1, 2.0]> : tensor<2xtf32>", "[123456789012345678901, 2]> : tensor<2xi70>"));
      case HEXADECIMAL_ELEMENTS -> "dense<" + pick(List.of("\"0x0000803F00000040\"> : tensor<2xf32>", "\"0x0102\"> : tensor<2xi8>", "\"0x01\"> : tensor<3xi8>",
          "\"0x05\"> : tensor<3xi1>", "\"0x010203040506\"> : tensor<2xi24>"));
      case NO_ELEMENTS -> pick(List.of("dense<> : tensor<0xi32>", "dense<[]> : tensor<0xf32>", "dense<> : tensor<0x2xi1>"));
      case BOOLEAN_ELEMENTS -> "dense<[true, false, true]> : tensor<3xi1>";
      case COMPLEX_ELEMENTS -> "dense<" + pick(List.of("(1.0, -2.5)> : tensor<2xcomplex<f32>>", "[(1, 2), (-3, 4)]> : tensor<2xcomplex<i16>>", "(0.0, 0.0)> : tensor<complex<f64>>"));
      case STRING_ELEMENTS -> "dense<" + pick(List.of("\"abc\"> : tensor<2x!foo.str>", "[\"a\", \"\\0A\"]> : tensor<2x!foo.str>"));
      case FLOAT_BIT_ELEMENTS -> "dense<0x7FC0> : tensor<2xbf16>";
      case SPARSE -> pick(List.of("sparse<[[0, 0], [1, 2]], [1, 5]> : tensor<3x4xi32>", "sparse<[0, 3], [1.0, 2.0]> : tensor<4xf32>"));
      case SPARSE_SPLAT -> pick(List.of("sparse<[[0, 0]], 1.0> : tensor<3x4xf32>", "sparse<0, 1> : tensor<4xi8>", "sparse<[[1], [2]], 5> : vector<5xi8>"));
      case EMPTY_SPARSE -> "sparse<> : tensor<2xi32>";
      case RESOURCE -> pick(List.of("dense_resource<blob> : tensor<1xi32>", "dense_resource<absent> : tensor<4xf32>", "dense_resource<other> : tensor<1xi64>"));
      case DENSE_ARRAY -> "array<" + pick(List.of("i64: 1, -2", "i32: " + n, "i8: 1", "i1: true, false", "f32: 1.0, 2.5", "f64: " + real(), "i16: 7, 8", "f16: 0.1", "bf16: 3.0")) + ">";
      case EMPTY_DENSE_ARRAY -> "array<" + pick(List.of("i64", "f32", "i1")) + ">";
      case AFFINE_MAP -> "affine_map<" + pick(List.of("(d0, d1)[s0] -> (" + affine(3, false) + ", " + affine(2, false) + ")", "() -> ()", "() -> (3)", "(mod, i32) -> (mod mod 3, i32)",
          "(d0) -> ()", "()[s0] -> (s0)")) + ">";
      case SEMI_AFFINE_MAP -> "affine_map<(d0, d1)[s0, s1] -> (" + affine(3, true) + ", " + affine(3, true) + ")>";
      case INTEGER_SET -> "affine_set<" + pick(List.of("(d0)[s0] : (d0 >= 0, s0 - d0 == 0)", "(i, j) : (i <= j, i == 4, i * 2 >= j + 1)", "() : (0 == 0)",
          "(d0, d1)[s0] : (" + affine(2, false) + " >= 0)")) + ">";
      case STRIDED_LAYOUT -> strided();
      case DISTINCT -> "distinct[" + (n + 100) + "]<" + (n + 100) + " : i32>";
      case EMPTY_DISTINCT -> "distinct[" + (100 + random.nextInt(3)) + "]<>";
      case LOCATION -> "loc(" + location(depth - 1) + ")";
      case DIALECT_ATTRIBUTE -> pick(List.of("#foo.bar", "#foo.bar<1, [2], {x = \">\"}>", "#foo.a.b<c -> d>"));
      case OPAQUE_ATTRIBUTE -> pick(List.of("#foo<\"some text\">", "#foo<raw>"));
      case ALIAS -> pick(attributeAliases);
    };
  }

  private String real() {
    return pick(List.of("1.0", "-0.0", "2.5", "1.0e-3", "12.e2", "0.1", "34.", "1.0e30", Integer.toString(random.nextInt(1000)) + ".125"));
  }

  private String affine(int depth, boolean semi) {
    if (depth == 0 || chance(4)) return pick(List.of("d0", "d1", "s0", "2", "-3", "7"));
    String left = "(" + affine(depth - 1, semi) + ")";
    String factor = semi && chance(2) ? pick(List.of("s0", "s1", "(s0 + 1)", "(s0 * s1)")) : Integer.toString(1 + random.nextInt(5));
    return switch (random.nextInt(7)) {
      case 0 -> left + " * " + factor;
      case 1 -> left + " floordiv " + factor;
      case 2 -> left + " ceildiv " + factor;
      case 3 -> left + " mod " + factor;
      case 4 -> "-" + left;
      case 5 -> left + " - (" + affine(depth - 1, semi) + ")";
      default -> left + " + (" + affine(depth - 1, semi) + ")";
    };
  }

  private String entries(int depth) {
    return list(0, 3, () -> {
      String name = pick(List.of("key", "a.b", "i", "loc", "odd key ", "1")) + names++;
      return (Character.isDigit(name.charAt(0)) || name.contains(" ") ? "\"" + name + "\"" : name) + (chance(4) ? "" : " = " + attribute(depth));
    });
  }

  String location(int depth) {
    var nested = EnumSet.of(LocationForm.NAMED_CHILD, LocationForm.CALL_SITE, LocationForm.FUSED, LocationForm.FUSED_WITH_METADATA);
    var without = depth > 0 ? EnumSet.noneOf(LocationForm.class) : nested;
    if (locationAliases.isEmpty()) without.add(LocationForm.ALIAS);
    return switch (form(LocationForm.values(), without)) {
      case UNKNOWN -> "unknown";
      case FILE -> "\"file" + random.nextInt(3) + ".mlir\":" + random.nextInt(20) + ":" + random.nextInt(9);
      case NAME -> "\"name " + random.nextInt(3) + "\"";
      case NAMED_CHILD -> "\"outer\"(" + location(depth - 1) + ")";
      case CALL_SITE -> "callsite(" + location(depth - 1) + " at " + location(depth - 1) + ")";
      case FUSED -> "fused[" + list(1, 3, () -> location(depth - 1)) + "]";
      case FUSED_WITH_METADATA -> "fused<" + attribute(0) + ">[" + list(1, 2, () -> location(depth - 1)) + "]";
      case ALIAS -> pick(locationAliases);
    };
  }

  private String trailing() {
    return chance(2) ? " loc(" + location(2) + ")" : "";
  }

  private String attributes() {
    return chance(2) ? "" : " {" + entries(DEPTH) + "}";
  }

  /** Of things without aliases: mlir-opt 19 names none that only the properties of an operation hold that it does not know. */
  private String properties() {
    return list(0, 3, () -> "p" + names++ + " = " + pick(List.of("1 : i32", "\"s\"", "[1.5, @f]", "i32", "{a = unit}", "dense<1> : tensor<2xi8>")));
  }

  private void operation(String indent, int depth) {
    var nested = EnumSet.of(OperationForm.REGION, OperationForm.REGIONS, OperationForm.BLOCKS, OperationForm.BLOCK_ARGUMENTS, OperationForm.MODULE, OperationForm.NAMED_MODULE);
    OperationForm form = form(OperationForm.values(), depth > 0 ? EnumSet.noneOf(OperationForm.class) : nested);
    String name = "%v" + names++;
    switch (form) {
      case PLAIN -> line(indent, "\"t.op\"()" + attributes() + " : () -> ()" + trailing());
      case RESULTS -> line(indent, name + " = \"t.op\"()" + attributes() + " : () -> " + number() + trailing());
      case RESULT_GROUPS -> line(indent, name + ":2, " + name + "x = \"t.op\"() : () -> (" + type(1) + ", " + type(1) + ", " + type(1) + ")" + trailing());
      case PROPERTIES -> line(indent, "\"t.op\"() <{" + properties() + "}>" + attributes() + " : () -> ()");
      case OPERANDS -> {
        String type = type(2);
        line(indent, name + ":2 = \"t.def\"() : () -> (" + type + ", i32)");
        line(indent, "\"t.use\"(" + name + "#1, " + name + "#0, " + name + "#1) : (i32, " + type + ", i32) -> ()" + trailing());
      }
      case FORWARD_REFERENCE -> {
        String type = type(1);
        line(indent, "\"t.graph\"() ({");
        line(indent, "  \"t.use\"(" + name + ") : (" + type + ") -> ()");
        line(indent, "  " + name + " = \"t.def\"() : () -> " + (type.contains("->") || type.startsWith("!t") ? "(" + type + ")" : type));
        line(indent, "}) : () -> ()");
      }
      case EMPTY_REGION -> line(indent, "\"t.op\"() ({}, {}) : () -> ()" + trailing());
      case REGION -> {
        line(indent, "\"t.op\"() ({");
        operation(indent + "  ", depth - 1);
        line(indent, "})" + attributes() + " : () -> ()" + trailing());
      }
      case REGIONS -> {
        line(indent, "\"t.op\"() ({");
        operation(indent + "  ", depth - 1);
        line(indent, "}, {");
        operation(indent + "  ", depth - 1);
        line(indent, "}, {}) : () -> ()");
      }
      case BLOCKS -> {
        line(indent, "\"t.op\"() ({");
        line(indent, "  \"t.br\"()[^b, ^c] : () -> ()");
        line(indent, "^b:");
        operation(indent + "  ", depth - 1);
        line(indent, "  \"t.br\"()[^c]" + attributes() + " : () -> ()" + trailing());
        line(indent, "^c:");
        line(indent, "  \"t.end\"() : () -> ()");
        line(indent, "}) : () -> ()");
      }
      case BLOCK_ARGUMENTS -> {
        String type = type(1);
        line(indent, "\"t.op\"() ({");
        line(indent, "^a(" + name + ": " + type + trailing() + ", " + name + "y: i32):");
        line(indent, "  \"t.br\"(" + name + ")[^b] : (" + type + ") -> ()");
        line(indent, "^b(" + name + "z: " + type + trailing() + "):");
        line(indent, "  \"t.end\"(" + name + "z) : (" + type + ") -> ()");
        line(indent, "}) : () -> ()" + trailing());
      }
      case NO_NAMESPACE -> line(indent, "\"plain\"()" + attributes() + " : () -> ()");
      case MODULE -> {
        line(indent, "module" + (chance(2) ? " attributes {x.a" + names++ + " = " + attribute(2) + "}" : "") + " {");
        operation(indent + "  ", depth - 1);
        line(indent, "}" + trailing());
      }
      case NAMED_MODULE -> {
        line(indent, "module @m" + names++ + " {");
        operation(indent + "  ", depth - 1);
        line(indent, "}");
      }
      case CAST -> line(indent, name + ":2 = builtin.unrealized_conversion_cast to i32, " + type(1) + attributes() + trailing());
    }
  }

  private void line(String indent, String text) {
    out.append(indent).append(text).append('\n');
  }
}
