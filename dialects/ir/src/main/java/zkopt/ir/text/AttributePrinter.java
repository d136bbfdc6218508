package zkopt.ir.text;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.ArrayAttr;
import zkopt.ir.AsmText;
import zkopt.ir.Attribute;
import zkopt.ir.Blob;
import zkopt.ir.ComplexType;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.DictionaryAttr;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.FunctionType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerSetAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.MemRefType;
import zkopt.ir.ShapedType;
import zkopt.ir.StringAttr;
import zkopt.ir.TensorType;
import zkopt.ir.TupleType;
import zkopt.ir.Type;
import zkopt.ir.TypeAttr;
import zkopt.ir.TypedAttr;
import zkopt.ir.UnitAttr;
import zkopt.ir.UnrankedMemRefType;
import zkopt.ir.UnrankedTensorType;
import zkopt.ir.VectorType;

/**
 * The text of types and attributes. An instance that prints a module knows its aliases, elides as its options say and remembers
 * the resources it met; {@link #PLAIN} does nothing of that and is behind {@code toString}.
 */
public final class AttributePrinter {
  public static final AttributePrinter PLAIN =
      new AttributePrinter(PrintOptions.DEFAULT.hexElementsLargerThan(Long.MAX_VALUE), null, null);

  private final PrintOptions options;
  /** Null: no aliases. */
  private final AttributeAliases aliases;
  private final Map<String, Blob> resources = new LinkedHashMap<>();
  /** The texts of the types printed so far; null for {@link #PLAIN}, which lives forever. */
  private final Map<Type, String> types;

  AttributePrinter(PrintOptions options, AttributeAliases aliases) {
    this(options, aliases, new IdentityHashMap<>());
  }

  private AttributePrinter(PrintOptions options, AttributeAliases aliases, Map<Type, String> types) {
    this.options = options;
    this.aliases = aliases;
    this.types = types;
  }

  /** The data of the resources printed so far, by key. */
  Map<String, Blob> resources() {
    return resources;
  }

  public String types(Collection<? extends Type> types) {
    return types.stream().map(this::type).collect(Collectors.joining(", "));
  }

  public String type(Type type) {
    if (types == null) return text(type);
    String known = types.get(type);
    if (known != null) return known;
    String text = text(type);
    types.put(type, text);
    return text;
  }

  private String text(Type type) {
    return switch (type) {
      case FunctionType(var inputs, var results) -> "(" + types(inputs) + ") -> " + results(results);
      case ComplexType(Type element) -> "complex<" + type(element) + ">";
      case TupleType(var types) -> "tuple<" + types(types) + ">";
      case TensorType(var shape, Type element, Attribute encoding) ->
          "tensor<" + ShapedType.shapeText(shape) + type(element) + parameter(encoding) + ">";
      case UnrankedTensorType(Type element) -> "tensor<*x" + type(element) + ">";
      case MemRefType(var shape, Type element, Attribute layout, Attribute space) ->
          "memref<" + ShapedType.shapeText(shape) + type(element) + parameter(layout) + parameter(space) + ">";
      case UnrankedMemRefType(Type element, Attribute space) -> "memref<*x" + type(element) + parameter(space) + ">";
      case VectorType v -> vector(v);
      default -> type.toString();
    };
  }

  /** Result types as they stand after an arrow: bare when there is one that is not itself a function. */
  public String results(List<? extends Type> results) {
    return results.size() == 1 && !(results.getFirst() instanceof FunctionType) ? type(results.getFirst()) : "(" + types(results) + ")";
  }

  private String vector(VectorType type) {
    var text = new StringBuilder("vector<");
    for (int i = 0; i < type.rank(); i++) text.append(type.scalable().get(i) ? "[" + type.dim(i) + "]" : type.dim(i)).append('x');
    return text.append(type(type.elementType())).append('>').toString();
  }

  private String parameter(Attribute attribute) {
    return attribute == null ? "" : ", " + element(attribute);
  }

  /** The attribute with its type. */
  public String attribute(Attribute attribute) {
    String text = withoutType(attribute);
    return attribute instanceof TypedAttr typed && showsType(typed) ? text + " : " + type(typed.type()) : text;
  }

  /** The attribute as an element of an array or parameter of a type: {@code i64} and {@code f64} go without saying. */
  private String element(Attribute attribute) {
    boolean plain = attribute instanceof IntegerAttr i && i.type().equals(IntegerType.I64)
        || attribute instanceof FloatAttr f && f.type() == FloatType.F64;
    return plain ? withoutType(attribute) : attribute(attribute);
  }

  private static boolean showsType(TypedAttr attribute) {
    return !(attribute instanceof IntegerAttr i && i.type().equals(IntegerType.I1));
  }

  /** The attribute without its trailing type. */
  public String withoutType(Attribute attribute) {
    if (aliases != null && (attribute instanceof AffineMapAttr || attribute instanceof IntegerSetAttr)) return aliases.name(attribute);
    return switch (attribute) {
      case IntegerAttr(long value, Type type) -> type.equals(IntegerType.I1) ? Boolean.toString(value != 0) : integer(value, type);
      case FloatAttr(double value, FloatType type) -> FloatText.of(value, type);
      case StringAttr(String value) -> AsmText.quote(value);
      case TypeAttr(Type type) -> type(type);
      case ArrayAttr(var values) -> values.stream().map(this::element).collect(Collectors.joining(", ", "[", "]"));
      case DictionaryAttr(var entries) -> dictionary(entries, Set.of());
      case DenseArrayAttr a -> denseArray(a);
      case DenseElementsAttr a -> dense(a);
      case DenseResourceAttr a -> {
        if (a.data() != null) resources.put(a.key(), a.data());
        yield "dense_resource<" + AsmText.key(a.key()) + ">";
      }
      default -> attribute.toString();
    };
  }

  /** {@code {a = 1, b}} without the {@code elided} names; two braces when nothing is left. */
  String dictionary(SortedMap<String, Attribute> entries, Set<String> elided) {
    return entries.entrySet().stream()
        .filter(e -> !elided.contains(e.getKey()))
        .map(e -> AsmText.key(e.getKey()) + (e.getValue() instanceof UnitAttr ? "" : " = " + attribute(e.getValue())))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String integer(long value, Type type) {
    boolean unsigned = type instanceof IntegerType t && t.signedness() == IntegerType.Signedness.UNSIGNED;
    return unsigned ? Long.toUnsignedString(value) : Long.toString(value);
  }

  private String denseArray(DenseArrayAttr attr) {
    String type = type(attr.elementType());
    if (attr.values().isEmpty()) return "array<" + type + ">";
    return attr.values().stream().map(v -> number(v, attr.elementType())).collect(Collectors.joining(", ", "array<" + type + ": ", ">"));
  }

  private static String number(Number value, Type type) {
    if (type instanceof FloatType f) return FloatText.of(value.doubleValue(), f);
    return type.equals(IntegerType.I1) ? Boolean.toString(value.longValue() != 0) : integer(value.longValue(), type);
  }

  private String dense(DenseElementsAttr attr) {
    if (attr.count() == 0) return "dense<>";
    if (attr.isSplat()) return "dense<" + element(attr, 0) + ">";
    if (attr.count() > options.elideElementsLargerThan()) return "dense_resource<__elided__>";
    if (attr.count() > options.hexElementsLargerThan()) return "dense<\"0x" + hex(attr) + "\">";
    var text = new StringBuilder("dense<");
    nested(attr, 0, 0, text);
    return text.append('>').toString();
  }

  private static String element(DenseElementsAttr attr, long i) {
    Type type = attr.type().elementType();
    return type instanceof FloatType f ? FloatText.of(attr.doubleAt(i), f) : number(attr.longAt(i), type);
  }

  private static long nested(DenseElementsAttr attr, int dim, long at, StringBuilder text) {
    if (dim == attr.type().rank()) {
      text.append(element(attr, at));
      return at + 1;
    }
    text.append('[');
    for (long i = 0; i < attr.type().dim(dim); i++) {
      if (i > 0) text.append(", ");
      at = nested(attr, dim + 1, at, text);
    }
    text.append(']');
    return at;
  }

  private static String hex(DenseElementsAttr attr) {
    if (!attr.type().elementType().equals(IntegerType.I1)) return hex(attr.data());
    byte[] packed = new byte[Math.toIntExact((attr.count() + 7) / 8)];
    for (int i = 0; i < attr.count(); i++) packed[i / 8] |= (byte) (attr.longAt(i) << i % 8);
    return HexFormat.of().withUpperCase().formatHex(packed);
  }

  /** The bytes of a blob in upper-case hexadecimal. */
  static String hex(Blob blob) {
    byte[] bytes = new byte[blob.size()];
    ByteBuffer view = blob.bytes().duplicate();
    view.get(0, bytes);
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }
}
