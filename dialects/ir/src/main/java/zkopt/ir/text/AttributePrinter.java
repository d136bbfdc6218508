package zkopt.ir.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import zkopt.ir.ArrayAttr;
import zkopt.ir.AsmText;
import zkopt.ir.Attribute;
import zkopt.ir.Blob;
import zkopt.ir.ComplexType;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.DenseStringsAttr;
import zkopt.ir.DictionaryAttr;
import zkopt.ir.DistinctAttr;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.FunctionType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.LocationAttr;
import zkopt.ir.MemRefType;
import zkopt.ir.ShapedType;
import zkopt.ir.SparseElementsAttr;
import zkopt.ir.StringAttr;
import zkopt.ir.TensorType;
import zkopt.ir.TupleType;
import zkopt.ir.Type;
import zkopt.ir.TypeAttr;
import zkopt.ir.TypedAttr;
import zkopt.ir.TypedStringAttr;
import zkopt.ir.UnitAttr;
import zkopt.ir.UnrankedMemRefType;
import zkopt.ir.UnrankedTensorType;
import zkopt.ir.VectorType;
import zkopt.ir.WideFloatAttr;
import zkopt.ir.WideIntegerAttr;

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
  private final LocationPrinter locations;
  private final Map<DistinctAttr, Integer> distinct = new HashMap<>();

  AttributePrinter(PrintOptions options, AttributeAliases aliases) {
    this(options, aliases, new IdentityHashMap<>());
  }

  private AttributePrinter(PrintOptions options, AttributeAliases aliases, Map<Type, String> types) {
    this.options = options;
    this.aliases = aliases;
    this.types = types;
    this.locations = new LocationPrinter(options.has(PrintOptions.Flag.PRETTY_LOCATIONS), this::alias, this::nested);
  }

  private String alias(Object thing) {
    return aliases == null ? null : aliases.name(thing);
  }

  /** The data of the resources printed so far, by key. */
  Map<String, Blob> resources() {
    return resources;
  }

  /** {@code loc(...)} behind an operation or argument; an argument's {@code inPlace}, but its parts by their names. */
  String location(Location location, boolean inPlace) {
    if (aliases != null) aliases.visit(location, !inPlace);
    return inPlace ? locations.definition(location) : locations.trailing(location);
  }

  /** What the name of a type, attribute or location stands for. */
  String definition(Object thing) {
    return switch (thing) {
      case Type type -> text(type);
      case Location location -> locations.definition(location);
      default -> body((Attribute) thing);
    };
  }

  public String types(Collection<? extends Type> types) {
    return types.stream().map(this::type).collect(Collectors.joining(", "));
  }

  public String type(Type type) {
    if (types == null) return text(type);
    String known = types.get(type);
    if (known != null) return known;
    if (aliases != null) aliases.visit(type);
    String name = alias(type);
    String text = name == null ? text(type) : name;
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
    if (aliases != null) aliases.visit(attribute, true);
    return nested(attribute);
  }

  private String nested(Attribute attribute) {
    String text = named(attribute);
    return attribute instanceof TypedAttr typed && showsType(typed) ? text + " : " + type(typed.type()) : text;
  }

  /** The attribute as an element of an array or parameter of a type: {@code i64} and {@code f64} go without saying. */
  private String element(Attribute attribute) {
    boolean plain = attribute instanceof IntegerAttr i && i.type().equals(IntegerType.I64)
        || attribute instanceof FloatAttr f && f.type() == FloatType.F64;
    return plain ? named(attribute) : nested(attribute);
  }

  private static boolean showsType(TypedAttr attribute) {
    return !(attribute instanceof IntegerAttr i && i.type().equals(IntegerType.I1));
  }

  /** The attribute without its trailing type. */
  public String withoutType(Attribute attribute) {
    if (aliases != null) aliases.visit(attribute, false);
    return named(attribute);
  }

  private String named(Attribute attribute) {
    String name = alias(attribute);
    return name == null ? body(attribute) : name;
  }

  private String body(Attribute attribute) {
    return switch (attribute) {
      case IntegerAttr(long value, Type type) -> type.equals(IntegerType.I1) ? Boolean.toString(value != 0) : integer(value, type);
      case FloatAttr(double value, FloatType type) -> FloatText.of(value, type);
      case WideIntegerAttr(var value, _) -> value.toString();
      case WideFloatAttr(var bits, FloatType type) -> FloatText.ofBits(bits, type);
      case TypedStringAttr(String value, _) -> AsmText.quote(value);
      case DistinctAttr a -> "distinct[" + number(a) + "]<" + (a.value() instanceof UnitAttr ? "" : nested(a.value())) + ">";
      case StringAttr(String value) -> AsmText.quote(value);
      case TypeAttr(Type type) -> type(type);
      case ArrayAttr(var values) -> values.stream().map(this::element).collect(Collectors.joining(", ", "[", "]"));
      case DictionaryAttr(var entries) -> entries(entries, Set.of());
      case LocationAttr(Location location) -> locations.definition(location);
      case DenseArrayAttr a -> denseArray(a);
      case DenseElementsAttr a -> dense(a);
      case DenseStringsAttr a -> strings(a);
      case SparseElementsAttr(_, var indices, var values) ->
          indices.count() == 0 ? "sparse<>" : "sparse<" + elements(indices) + ", " + (values instanceof DenseStringsAttr s ? texts(s) : elements((DenseElementsAttr) values)) + ">";
      case DenseResourceAttr a -> {
        if (a.data() != null) resources.put(a.key(), a.data());
        yield "dense_resource<" + AsmText.key(a.key()) + ">";
      }
      default -> attribute.toString();
    };
  }

  /** {@code {a = 1, b}} without the {@code elided} names; two braces when nothing is left. */
  String dictionary(SortedMap<String, Attribute> entries, Set<String> elided) {
    if (aliases != null) {
      entries.forEach((name, value) -> {
        if (!elided.contains(name)) aliases.visit(value, true);
      });
    }
    return entries(entries, elided);
  }

  /** The same, without giving names. */
  String entries(SortedMap<String, Attribute> entries, Set<String> elided) {
    return entries.entrySet().stream()
        .filter(e -> !elided.contains(e.getKey()))
        .map(e -> AsmText.key(e.getKey()) + (e.getValue() instanceof UnitAttr ? "" : " = " + nested(e.getValue())))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** In a whole text numbers are given in the order of printing. */
  private long number(DistinctAttr attribute) {
    return types == null ? attribute.number() : distinct.computeIfAbsent(attribute, _ -> distinct.size());
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
    if (attr.count() == 0 && !attr.isSplat()) return "dense<>";
    if (!attr.isSplat() && attr.count() > options.elideElementsLargerThan()) return "dense_resource<__elided__>";
    if (!attr.isSplat() && attr.count() > options.hexElementsLargerThan()) return "dense<\"0x" + hex(attr) + "\">";
    return "dense<" + elements(attr) + ">";
  }

  private static String elements(DenseElementsAttr attr) {
    return attr.isSplat() ? element(attr, 0) : brackets(attr.type(), i -> element(attr, i));
  }

  private static String strings(DenseStringsAttr attr) {
    return attr.values().isEmpty() ? "dense<>" : "dense<" + texts(attr) + ">";
  }

  private static String texts(DenseStringsAttr attr) {
    return attr.isSplat() ? AsmText.quote(attr.values().getFirst()) : brackets(attr.type(), i -> AsmText.quote(attr.values().get((int) i)));
  }

  private static String element(DenseElementsAttr attr, long i) {
    if (attr.type().elementType() instanceof ComplexType(Type part)) {
      return "(" + element(attr.data(), part, 2 * i) + "," + element(attr.data(), part, 2 * i + 1) + ")";
    }
    return element(attr.data(), attr.type().elementType(), i);
  }

  private static String element(Blob data, Type type, long i) {
    return switch (type) {
      case FloatType f when f.isWide() -> FloatText.ofBits(data.bitsAt(f, i), f);
      case FloatType f -> FloatText.of(data.doubleAt(f, i), f);
      case IntegerType t when t.width() > Long.SIZE -> data.bitsAt(t, i).toString();
      default -> number(data.longAt(type, i), type);
    };
  }

  private static String brackets(ShapedType type, LongFunction<String> element) {
    var text = new StringBuilder();
    brackets(type, element, 0, 0, text);
    return text.toString();
  }

  private static long brackets(ShapedType type, LongFunction<String> element, int dim, long at, StringBuilder text) {
    if (dim == type.rank()) {
      text.append(element.apply(at));
      return at + 1;
    }
    text.append('[');
    for (long i = 0; i < type.dim(dim); i++) {
      if (i > 0) text.append(", ");
      at = brackets(type, element, dim + 1, at, text);
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
  private static String hex(Blob blob) {
    var text = new StringBuilder();
    try {
      blob.appendHex(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
