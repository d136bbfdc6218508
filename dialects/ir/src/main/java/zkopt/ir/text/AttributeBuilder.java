package zkopt.ir.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.ArrayAttr;
import zkopt.ir.AsmText;
import zkopt.ir.Attribute;
import zkopt.ir.Blob;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.DictionaryAttr;
import zkopt.ir.DistinctAttr;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IRContext;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerSetAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.LocationAttr;
import zkopt.ir.NoneType;
import zkopt.ir.OpaqueAttr;
import zkopt.ir.ShapedType;
import zkopt.ir.StridedLayoutAttr;
import zkopt.ir.StringAttr;
import zkopt.ir.SymbolRefAttr;
import zkopt.ir.Type;
import zkopt.ir.TypeAttr;
import zkopt.ir.TypedAttr;
import zkopt.ir.TypedStringAttr;
import zkopt.ir.UnitAttr;
import zkopt.ir.WideFloatAttr;
import zkopt.ir.WideFloats;
import zkopt.ir.WideIntegerAttr;
import zkopt.ir.text.grammar.MlirParser;

/** Attributes from their parse trees. */
final class AttributeBuilder {
  private final TokenCursor cursor;
  private final DialectHooks dialects;
  private final TypeBuilder types;
  private final AffineBuilder affine;
  private final LocationBuilder locations;
  private final Literals literals;
  private final DenseLiterals dense;
  private final Map<Long, DistinctAttr> distinct = new HashMap<>();
  private final Aliases aliases;
  private final Resources resources;

  AttributeBuilder(TokenCursor cursor, IRContext context, OperationParser parser) {
    this.cursor = cursor;
    this.dialects = new DialectHooks(cursor, context, parser);
    this.types = new TypeBuilder(cursor, this, dialects);
    this.affine = new AffineBuilder(cursor);
    this.locations = new LocationBuilder(cursor, this);
    this.literals = new Literals(cursor);
    this.dense = new DenseLiterals(cursor, literals);
    this.aliases = new Aliases(cursor, this);
    this.resources = new Resources(context, cursor);
  }

  TypeBuilder types() {
    return types;
  }

  AffineBuilder affine() {
    return affine;
  }

  LocationBuilder locations() {
    return locations;
  }

  Aliases aliases() {
    return aliases;
  }

  Resources resources() {
    return resources;
  }

  Attribute attribute(MlirParser.AttributeContext tree) {
    return attribute(tree, null);
  }

  /** An attribute that is of type {@code defaultType} where the text does not say another. */
  Attribute attribute(MlirParser.AttributeContext tree, Type defaultType) {
    if (tree.untypedValue() != null) return untyped(tree.untypedValue());
    if (tree.type() != null && tree.typedValue() instanceof MlirParser.StringValueContext) return string(tree.getStart(), types.type(tree.type()));
    return typed(tree.typedValue(), tree.type() == null ? defaultType : types.type(tree.type()));
  }

  /** An attribute written without its type, which is {@code type}. */
  Attribute attribute(MlirParser.AttributeValueContext tree, Type type) {
    return tree.untypedValue() != null ? untyped(tree.untypedValue()) : typed(tree.typedValue(), type);
  }

  SortedMap<String, Attribute> dictionary(MlirParser.DictionaryContext tree) {
    var entries = new TreeMap<String, Attribute>();
    for (var entry : tree.dictionaryEntry()) {
      String key = key(entry.key());
      Attribute value = entry.attribute() == null ? UnitAttr.UNIT : attribute(entry.attribute());
      if (entries.put(key, value) != null) {
        throw cursor.error(entry.getStart(), "duplicate key '" + key + "' in dictionary attribute");
      }
    }
    return entries;
  }

  private static String key(MlirParser.KeyContext tree) {
    return tree.STRING() == null ? tree.getText() : AsmText.unquote(tree.getText());
  }

  private static Attribute string(Token literal, Type type) {
    String value = AsmText.unquote(literal.getText());
    return type instanceof NoneType ? new StringAttr(value) : new TypedStringAttr(value, type);
  }

  private Attribute typed(MlirParser.TypedValueContext tree, Type type) {
    return switch (tree) {
      case MlirParser.IntegerValueContext v -> integer(v.getStart(), false, type);
      case MlirParser.FloatValueContext v -> floating(v, literals.decimal(v.getStart(), v.getText()), type);
      case MlirParser.SignedValueContext v -> signed(v, type);
      case MlirParser.StringValueContext v -> new StringAttr(AsmText.unquote(v.getText()));
      case MlirParser.DenseValueContext v -> dense.dense(v, shaped(v, type));
      case MlirParser.DenseResourceValueContext v -> resource(v, shaped(v, type));
      case MlirParser.SparseValueContext v -> dense.sparse(v, shaped(v, type));
      case MlirParser.OpaqueValueContext v -> new OpaqueAttr(
          AsmText.unquote(v.STRING(0).getText()), AsmText.unquote(v.STRING(1).getText()));
      default -> throw new IllegalStateException(tree.getText());
    };
  }

  /** The resource, whose data (if it is there) must be as long as the type says. */
  private DenseResourceAttr resource(MlirParser.DenseResourceValueContext tree, ShapedType type) {
    String key = key(tree.key());
    Blob data = resources.blob(key);
    boolean plain = type.elementType() instanceof FloatType || type.elementType() instanceof IntegerType || type.elementType() instanceof IndexType;
    if (data != null && plain && type.hasStaticShape() && !hasSizeOf(data, type)) {
      throw cursor.error(tree.getStart(), "resource '" + key + "' holds " + data.size() + " bytes, which is not the size of " + type);
    }
    return new DenseResourceAttr(key, type, data);
  }

  private static boolean hasSizeOf(Blob data, ShapedType type) {
    try {
      return data.size() == Math.multiplyExact(type.numElements(), (long) Blob.byteWidth(type.elementType()));
    } catch (ArithmeticException _) {
      return false; // more elements than can be counted
    }
  }

  private Attribute signed(MlirParser.SignedValueContext tree, Type type) {
    boolean negative = tree.getText().startsWith("-");
    if (tree.BARE_ID() != null) return floating(tree, literals.special(tree.BARE_ID().getSymbol(), tree.getText()), type);
    if (!negative) throw cursor.missing(tree.getStart(), "expected attribute value");
    if (tree.FLOAT() != null) return floating(tree, literals.decimal(tree.getStart(), tree.getText()), type);
    return integer(tree.INTEGER().getSymbol(), true, type);
  }

  private Attribute integer(Token digits, boolean negative, Type type) {
    return switch (type) {
      case null -> IntegerAttr.i64(literals.longInteger(digits, negative, IntegerType.I64));
      case IntegerType t when t.width() > Long.SIZE -> new WideIntegerAttr(literals.integer(digits, negative, t), t);
      case IntegerType _, IndexType _ -> IntegerAttr.of(literals.longInteger(digits, negative, type), type);
      case FloatType f when f.isWide() -> new WideFloatAttr(literals.floatBits(digits, negative, f), f);
      case FloatType f -> new FloatAttr(f.value(literals.floatBits(digits, negative, f).longValue()), f);
      default -> throw cursor.error(digits, "integer literal not valid for specified type");
    };
  }

  private TypedAttr floating(ParserRuleContext tree, double value, Type of) {
    FloatType type = switch (of) {
      case null -> FloatType.F64;
      case FloatType f -> f;
      default -> throw cursor.error(behindType(tree), "floating point value not valid for specified type");
    };
    return type.isWide() ? new WideFloatAttr(WideFloats.bits(value, type), type) : new FloatAttr(value, type);
  }

  private ShapedType shaped(ParserRuleContext tree, Type type) {
    Token behind = behindType(tree);
    if (type == null) throw cursor.missing(behind, "expected ':'");
    if (!(type instanceof ShapedType shaped)) throw cursor.error(behind, "elements literal must be a shaped type");
    if (!shaped.hasStaticShape()) throw cursor.error(behind, "elements literal type must have static shape");
    if (!shaped.isCountable()) throw cursor.error(behind, "elements literal type has more elements than can be counted");
    return shaped;
  }

  /** The token behind a value and its type. */
  private Token behindType(ParserRuleContext value) {
    var whole = value.getParent() instanceof MlirParser.AttributeContext attribute ? attribute : value;
    return cursor.get(whole.getStop().getTokenIndex() + 1);
  }

  private Attribute untyped(MlirParser.UntypedValueContext tree) {
    return switch (tree) {
      case MlirParser.UnitValueContext _ -> UnitAttr.UNIT;
      case MlirParser.TrueValueContext _ -> IntegerAttr.bool(true);
      case MlirParser.FalseValueContext _ -> IntegerAttr.bool(false);
      case MlirParser.ArrayValueContext v -> new ArrayAttr(v.attribute().stream().map(this::attribute).toList());
      case MlirParser.DictionaryValueContext v -> new DictionaryAttr(dictionary(v.dictionary()));
      case MlirParser.SymbolRefValueContext v -> symbolRef(v.symbolRef());
      case MlirParser.DenseArrayValueContext v -> denseArray(v);
      case MlirParser.AffineMapValueContext v -> new AffineMapAttr(affine.map(v.affineMap()));
      case MlirParser.IntegerSetValueContext v -> new IntegerSetAttr(affine.set(v.integerSet()));
      case MlirParser.StridedValueContext v -> strided(v);
      case MlirParser.LocationValueContext v -> new LocationAttr(locations.location(v.location()));
      case MlirParser.DialectValueContext v -> dialectValue(v);
      case MlirParser.DistinctValueContext v -> distinct(v);
      case MlirParser.TypeValueContext v -> new TypeAttr(types.type(v.type()));
      default -> throw new IllegalStateException(tree.getText());
    };
  }

  private Attribute distinct(MlirParser.DistinctValueContext tree) {
    long number = literals.longInteger(tree.INTEGER().getSymbol(), false, IntegerType.I64);
    Attribute value = tree.attribute() == null ? UnitAttr.UNIT : attribute(tree.attribute());
    var known = distinct.computeIfAbsent(number, n -> new DistinctAttr(n, value));
    if (known.value().equals(value)) return known;
    throw cursor.error(tree.getStart(), "referenced attribute does not match previous definition: " + known.value());
  }

  private static SymbolRefAttr symbolRef(MlirParser.SymbolRefContext tree) {
    var names = tree.AT_ID().stream().map(id -> symbol(id.getSymbol())).toList();
    return new SymbolRefAttr(names.getFirst(), names.subList(1, names.size()));
  }

  /** The name of {@code @name} or {@code @"name"}. */
  static String symbol(Token token) {
    String name = token.getText().substring(1);
    return name.startsWith("\"") ? AsmText.unquote(name) : name;
  }

  private Attribute denseArray(MlirParser.DenseArrayValueContext tree) {
    Type type = types.type(tree.type());
    if (!(type instanceof IntegerType || type instanceof FloatType)) {
      throw cursor.error(tree.type().getStart(), "expected integer or float type, got: '" + type + "'");
    }
    int width = type instanceof IntegerType t ? t.width() : ((FloatType) type).width();
    if (width != 1 && width % Byte.SIZE != 0) throw cursor.error(tree.type().getStart(), "element type bitwidth must be a multiple of 8");
    if (width > Long.SIZE) throw cursor.error(tree.type().getStart(), "arrays of '" + type + "' are not supported");
    List<Number> values = new ArrayList<>();
    for (var element : tree.element()) {
      if (type instanceof FloatType f) values.add(f.value(literals.floating(element, f).longValue()));
      else values.add(literals.integral(element, type).longValue());
    }
    return new DenseArrayAttr(type, values);
  }

  private Attribute strided(MlirParser.StridedValueContext tree) {
    boolean hasOffset = tree.getText().contains("offset:");
    var extents = tree.extent();
    var strides = extents.subList(0, extents.size() - (hasOffset ? 1 : 0)).stream().map(this::extent).toList();
    return new StridedLayoutAttr(strides, hasOffset ? extent(extents.getLast()) : 0);
  }

  private long extent(MlirParser.ExtentContext tree) {
    if (tree.INTEGER() == null) return ShapedType.DYNAMIC;
    return literals.longInteger(tree.INTEGER().getSymbol(), tree.getChildCount() == 2, IntegerType.I64);
  }

  private Attribute dialectValue(MlirParser.DialectValueContext tree) {
    Token name = tree.getStart();
    if (tree.balanced() == null && name.getText().indexOf('.') < 0) return aliases.attribute(name);
    return dialects.parse(tree, "attribute", (dialect, mnemonic, parser) -> dialect.parseAttribute(mnemonic, parser), OpaqueAttr::new);
  }
}
