package zkopt.ir;

import java.util.function.Predicate;

/**
 * What types a part of an operation may have; {@code summary} is used in messages: "must be {summary}, but got ...".
 *
 * @param only the only type allowed, which a declared assembly format then leaves out; or null
 */
public record TypeConstraint(String summary, Predicate<Type> test, Type only) {
  public static final TypeConstraint ANY = new TypeConstraint("any type", _ -> true);
  public static final TypeConstraint INDEX = exactly("index", IndexType.INDEX);
  public static final TypeConstraint I1 = exactly("1-bit signless integer", IntegerType.I1);
  public static final TypeConstraint INTEGER = new TypeConstraint("integer", t -> t instanceof IntegerType);
  public static final TypeConstraint FUNCTION = new TypeConstraint("function type", t -> t instanceof FunctionType);
  public static final TypeConstraint VECTOR = new TypeConstraint("vector of any type values", t -> t instanceof VectorType);
  public static final TypeConstraint BOOL_LIKE = new TypeConstraint("bool-like", t -> scalarOf(t).equals(IntegerType.I1));
  public static final TypeConstraint FLOAT_LIKE =
      new TypeConstraint("floating-point-like", t -> scalarOf(t) instanceof FloatType);
  public static final TypeConstraint INTEGER_LIKE = new TypeConstraint("signless-integer-like", t -> isInteger(scalarOf(t)));
  public static final TypeConstraint MEMREF = new TypeConstraint("memref of any type values", t -> t instanceof MemRefType);
  public static final TypeConstraint ANY_MEMREF = new TypeConstraint(
      "ranked or unranked memref of any type values", t -> t instanceof MemRefType || t instanceof UnrankedMemRefType);
  public static final TypeConstraint RANKED_TENSOR = new TypeConstraint("ranked tensor of any type values", t -> t instanceof TensorType);
  /** As {@link #RANKED_TENSOR}; MLIR's declaration allows unranked ones, for which its checks are not defined. */
  public static final TypeConstraint REASSOCIATED_TENSOR = new TypeConstraint("tensor of any type values", t -> t instanceof TensorType);
  public static final TypeConstraint TENSOR =
      new TypeConstraint("tensor of any type values", t -> t instanceof TensorType || t instanceof UnrankedTensorType);

  public static final TypeConstraint SIGNLESS_INTEGER_OR_INDEX = new TypeConstraint("signless integer or index", TypeConstraint::isInteger);
  public static final TypeConstraint FIXED_WIDTH_INTEGER_LIKE =
      new TypeConstraint("signless-fixed-width-integer-like", t -> isFixedWidth(scalarOf(t)));
  public static final TypeConstraint SCALAR =
      new TypeConstraint("integer/index/float type", t -> t instanceof IntegerType || t instanceof IndexType || t instanceof FloatType);
  public static final TypeConstraint SIGNLESS_INTEGER_OR_FLOAT = new TypeConstraint("signless integer or floating-point", TypeConstraint::isNumber);
  public static final TypeConstraint STRIDED_MEMREF =
      new TypeConstraint("strided memref of any type values", t -> t instanceof MemRefType m && m.isStrided());
  public static final TypeConstraint MEMREF_1D = new TypeConstraint("1D memref of any type values", t -> t instanceof MemRefType m && m.rank() == 1);
  public static final TypeConstraint STATIC_MEMREF =
      new TypeConstraint("statically shaped memref of any type values", t -> t instanceof MemRefType m && m.hasStaticShape());
  public static final TypeConstraint STATIC_TENSOR =
      new TypeConstraint("statically shaped tensor of any type values", t -> t instanceof TensorType s && s.hasStaticShape());
  public static final TypeConstraint NUMBER_MEMREF =
      new TypeConstraint("memref of signless integer or floating-point values", t -> t instanceof MemRefType m && isNumber(m.elementType()));
  public static final TypeConstraint SHAPE_MEMREF = new TypeConstraint("1D memref of signless integer or index values", t -> t instanceof MemRefType m && isShape(m));
  public static final TypeConstraint SHAPE_TENSOR = new TypeConstraint("1D tensor of signless integer or index values", t -> t instanceof TensorType s && isShape(s));
  public static final TypeConstraint INDEX_TENSOR =
      new TypeConstraint("ranked tensor of signless integer or index values", t -> t instanceof TensorType s && isInteger(s.elementType()));
  public static final TypeConstraint STRIDED_SCALAR_MEMREF =
      new TypeConstraint("strided memref of any type values of rank 0", t -> t instanceof MemRefType m && m.rank() == 0 && m.isStrided());
  public static final TypeConstraint BYTES = new TypeConstraint("1D memref of 8-bit signless integer values",
      t -> t instanceof MemRefType m && m.rank() == 1 && m.elementType().equals(IntegerType.I8));
  public static final TypeConstraint TENSOR_WITH_DIMENSIONS =
      new TypeConstraint("non-0-ranked or unranked tensor", t -> t instanceof UnrankedTensorType || t instanceof TensorType s && s.rank() > 0);
  public static final TypeConstraint MEMREF_WITH_DIMENSIONS = new TypeConstraint("unranked.memref of any type values or non-0-ranked.memref of any type values",
      t -> t instanceof UnrankedMemRefType || t instanceof MemRefType m && m.rank() > 0);
  public static final TypeConstraint INTEGER_LIKE_OR_MEMREF = new TypeConstraint("signless-integer-like or memref of signless-integer",
      t -> isInteger(t instanceof MemRefType m ? m.elementType() : scalarOf(t)));
  public static final TypeConstraint NUMBER_LIKE_OR_MEMREF = new TypeConstraint("signless-integer-or-float-like or memref of signless-integer or float",
      t -> isNumber(t instanceof MemRefType m ? m.elementType() : scalarOf(t)));

  public TypeConstraint(String summary, Predicate<Type> test) {
    this(summary, test, null);
  }

  /** One type. */
  public static TypeConstraint exactly(String summary, Type type) {
    return new TypeConstraint(summary, type::equals, type);
  }

  private static boolean isInteger(Type t) {
    return t instanceof IndexType || t instanceof IntegerType i && i.signedness() == IntegerType.Signedness.SIGNLESS;
  }

  private static boolean isFixedWidth(Type t) {
    return isInteger(t) && !(t instanceof IndexType);
  }

  private static boolean isNumber(Type t) {
    return isFixedWidth(t) || t instanceof FloatType;
  }

  private static boolean isShape(ShapedType t) {
    return t.rank() == 1 && isInteger(t.elementType());
  }

  private static Type scalarOf(Type t) {
    return switch (t) {
      case VectorType v -> v.elementType();
      case TensorType tensor -> tensor.elementType();
      case UnrankedTensorType tensor -> tensor.elementType();
      default -> t;
    };
  }

  public TypeConstraint or(TypeConstraint other) {
    return new TypeConstraint(summary + " or " + other.summary, test.or(other.test));
  }
}
