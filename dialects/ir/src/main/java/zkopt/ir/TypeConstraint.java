package zkopt.ir;

import java.util.function.Predicate;

/** What types a part of an operation may have; {@code summary} is used in messages: "must be {summary}, but got ...". */
public record TypeConstraint(String summary, Predicate<Type> test) {
  public static final TypeConstraint ANY = new TypeConstraint("any type", _ -> true);
  public static final TypeConstraint INDEX = new TypeConstraint("index", t -> t instanceof IndexType);
  public static final TypeConstraint I1 = new TypeConstraint("1-bit signless integer", IntegerType.I1::equals);
  public static final TypeConstraint FLOAT_LIKE =
      new TypeConstraint("floating-point-like", t -> scalarOf(t) instanceof FloatType);
  public static final TypeConstraint INTEGER_LIKE = new TypeConstraint("signless-integer-like", t -> isInteger(scalarOf(t)));
  public static final TypeConstraint MEMREF = new TypeConstraint("memref of any type values", t -> t instanceof MemRefType);
  public static final TypeConstraint TENSOR =
      new TypeConstraint("tensor of any type values", t -> t instanceof TensorType || t instanceof UnrankedTensorType);

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
