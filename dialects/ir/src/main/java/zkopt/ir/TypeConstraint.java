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
  public static final TypeConstraint TENSOR =
      new TypeConstraint("tensor of any type values", t -> t instanceof TensorType || t instanceof UnrankedTensorType);

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

  private static Type scalarOf(Type t) {
    return t instanceof VectorType || t instanceof TensorType ? ((ShapedType) t).elementType() : t;
  }

  public TypeConstraint or(TypeConstraint other) {
    return new TypeConstraint(summary + " or " + other.summary, test.or(other.test));
  }
}
