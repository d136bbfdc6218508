package zkopt.dialect.arith;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import zkopt.ir.Attribute;
import zkopt.ir.Blob;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.ShapedType;
import zkopt.ir.Type;
import zkopt.ir.TypedAttr;
import zkopt.ir.WideFloatAttr;
import zkopt.ir.WideIntegerAttr;

/**
 * Arithmetic on constants: scalars, and {@code dense} ones element by element; integers of every width, floats of at most 64 bits. Each
 * method returns null where it cannot fold, else the one folded result.
 */
public final class Constants {
  private Constants() {}

  /** {@code function} of each element. */
  public static List<Object> foldFloat(Attribute a, DoubleUnaryOperator function) {
    return fold(typeOf(a), x -> x.getFirst() instanceof FloatAttr f ? new FloatAttr(function.applyAsDouble(f.value()), f.type()) : null, a);
  }

  /** As {@link #foldFloat(Attribute, DoubleUnaryOperator)}; for +, -, *, / computing in double and rounding once more is exact up to f32. */
  public static List<Object> foldFloat(Attribute a, Attribute b, DoubleBinaryOperator function) {
    return fold(typeOf(a), x -> x.get(0) instanceof FloatAttr f && x.get(1) instanceof FloatAttr g
        ? new FloatAttr(function.applyAsDouble(f.value(), g.value()), f.type()) : null, a, b);
  }

  /** As {@link #foldFloat(Attribute, Attribute, DoubleBinaryOperator)} for operations that hand a NaN on, the first one, and make positive ones. */
  static List<Object> foldArithmetic(Attribute a, Attribute b, DoubleBinaryOperator function) {
    return foldFloat(a, b, (x, y) -> {
      if (Double.isNaN(x)) return x;
      if (Double.isNaN(y)) return y;
      double result = function.applyAsDouble(x, y);
      return Double.isNaN(result) ? Double.NaN : result;
    });
  }

  private static Type typeOf(Attribute a) {
    return a instanceof TypedAttr t ? t.type() : null;
  }

  /** What becomes of {@linkplain Integers signed numbers}; null where that is not defined. */
  @FunctionalInterface
  interface IntegerFunction {
    BigInteger apply(BigInteger x, BigInteger y, Type type);
  }

  /** {@code function} of each pair of elements, wrapped to the element type of {@code to}. */
  static List<Object> foldInteger(Type to, Attribute a, Attribute b, IntegerFunction function) {
    return fold(to, x -> {
      BigInteger i = Integers.signed(x.get(0));
      BigInteger j = Integers.signed(x.get(1));
      BigInteger value = i == null || j == null ? null : function.apply(i, j, x.get(0).type());
      return value == null ? null : Integers.constant(value, elementType(to));
    }, a, b);
  }

  /**
   * Folds element by element.
   *
   * @param to the type of the result
   * @param function an element of the result from those of the operands; null where it is not defined, and nothing folds
   */
  public static List<Object> fold(Type to, Function<List<TypedAttr>, TypedAttr> function, Attribute... operands) {
    if (!Arrays.stream(operands).allMatch(Constants::isScalar)) return foldElements(to, function, operands);
    TypedAttr result = function.apply(Arrays.stream(operands).map(TypedAttr.class::cast).toList());
    return result == null ? null : List.of(result);
  }

  private static boolean isScalar(Attribute a) {
    return a instanceof IntegerAttr || a instanceof FloatAttr || a instanceof WideIntegerAttr || a instanceof WideFloatAttr;
  }

  private static List<Object> foldElements(Type to, Function<List<TypedAttr>, TypedAttr> function, Attribute... operands) {
    var dense = new ArrayList<DenseElementsAttr>();
    for (Attribute operand : operands) {
      if (!(operand instanceof DenseElementsAttr d) || !d.type().hasStaticShape() || !isNumber(d.type().elementType())) return null;
      dense.add(d);
    }
    if (!(to instanceof ShapedType type) || !type.hasStaticShape()) return null;
    boolean splat = dense.stream().allMatch(DenseElementsAttr::isSplat);
    long count = splat ? 1 : type.numElements();
    var data = ByteBuffer.allocate(Math.toIntExact(count * Blob.byteWidth(type.elementType()))).order(ByteOrder.LITTLE_ENDIAN);
    for (long i = 0; i < count; i++) {
      long at = i;
      TypedAttr element = function.apply(dense.stream().map(d -> element(d, at)).toList());
      if (element == null) return null;
      put(data, element);
    }
    return List.of(new DenseElementsAttr(type, new Blob(data.flip()), splat));
  }

  private static void put(ByteBuffer data, TypedAttr element) {
    switch (element) {
      case IntegerAttr i -> Blob.putLong(data, Blob.byteWidth(i.type()), i.value());
      case FloatAttr f -> Blob.putDouble(data, f.type(), f.value());
      case WideIntegerAttr i -> Blob.putBits(data, Blob.byteWidth(i.type()), i.value());
      default -> throw new IllegalArgumentException("no element: " + element);
    }
  }

  /** Whether constants of the type are computed with. */
  public static boolean isNumber(Type type) {
    return switch (type) {
      case FloatType f -> !f.isWide();
      default -> type instanceof IntegerType || type instanceof IndexType;
    };
  }

  /** The constant of these elements, row-major. */
  public static DenseElementsAttr dense(ShapedType type, List<? extends TypedAttr> elements) {
    var data = ByteBuffer.allocate(elements.size() * Blob.byteWidth(type.elementType())).order(ByteOrder.LITTLE_ENDIAN);
    elements.forEach(e -> put(data, e));
    return new DenseElementsAttr(type, new Blob(data.flip()), elements.size() == 1 && type.numElements() == 1);
  }

  /** Element {@code i} of a constant of numbers. */
  public static TypedAttr element(DenseElementsAttr dense, long i) {
    return switch (dense.type().elementType()) {
      case FloatType f -> new FloatAttr(dense.doubleAt(i), f);
      case IntegerType t when t.width() > Long.SIZE -> new WideIntegerAttr(dense.data().bitsAt(t, dense.isSplat() ? 0 : i), t);
      case Type type -> IntegerAttr.of(dense.longAt(i), type);
    };
  }

  /** A scalar, or the element of a splat; null for other attributes. */
  public static TypedAttr scalar(Attribute a) {
    return switch (a) {
      case IntegerAttr i -> i;
      case FloatAttr f -> f;
      case WideIntegerAttr i -> i;
      case DenseElementsAttr d when d.isSplat() && isNumber(d.type().elementType()) -> element(d, 0);
      case null, default -> null;
    };
  }

  /** {@code value} in every element of {@code type}; null for a shape that is not static. */
  public static TypedAttr filled(TypedAttr value, Type type) {
    if (!(type instanceof ShapedType shaped)) return value;
    if (!shaped.hasStaticShape()) return null;
    var data = ByteBuffer.allocate(Blob.byteWidth(value.type())).order(ByteOrder.LITTLE_ENDIAN);
    put(data, value);
    return new DenseElementsAttr(shaped, new Blob(data.flip()), true);
  }

  /** The integer {@code value} in every element of {@code type}; null for a shape that is not static. */
  public static TypedAttr integer(long value, Type type) {
    return filled(Integers.constant(BigInteger.valueOf(value), elementType(type)), type);
  }

  /** The type of an element of a shaped type; others are their own. */
  public static Type elementType(Type type) {
    return type instanceof ShapedType s ? s.elementType() : type;
  }

  static boolean isFloat(Attribute a, double value) {
    return scalar(a) instanceof FloatAttr x && Double.doubleToRawLongBits(x.value()) == Double.doubleToRawLongBits(value);
  }

  static boolean isNan(Attribute a) {
    return scalar(a) instanceof FloatAttr x && Double.isNaN(x.value());
  }

  /** Whether a scalar or splat has the bits of {@code value}. */
  public static boolean isInteger(Attribute a, long value) {
    return switch (scalar(a)) {
      case IntegerAttr x -> x.value() == (x.type() instanceof IntegerType t ? t.wrap(value) : value);
      case WideIntegerAttr x -> x.value().equals(BigInteger.valueOf(value));
      case null, default -> false;
    };
  }
}
