package zkopt.ir;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The declaration of a kind of operation, read by parser, printer, verifier, matchers and documentation.
 *
 * @param name full name, {@code dialect.op}
 * @param factory makes the typed operation
 * @param successorCount how many blocks it branches to, or {@link #ANY_SUCCESSORS}
 * @param resultInference the result types from operands and attributes, for the parser; or null
 * @param assembly the declarative custom form in the syntax of MLIR's {@code assemblyFormat}, or null: generic form, unless the
 *     operation's {@code customAssembly} is given
 * @param customAssembly a hand-written parser and printer, or null
 */
public record OpSpec(
    String name,
    Function<OperationState, ? extends Operation> factory,
    String summary,
    List<OperandDef> operands,
    List<ResultDef> results,
    List<AttrDef> attributes,
    List<RegionDef> regions,
    int successorCount,
    boolean registered,
    Function<OperationState, List<Type>> resultInference,
    String assembly,
    CustomAssembly customAssembly) {

  /** A number of successors that the declaration leaves open. */
  public static final int ANY_SUCCESSORS = -1;

  /** How often a part may stand. */
  public enum Arity { ONE, OPTIONAL, VARIADIC }

  public record OperandDef(String name, TypeConstraint type, Arity arity) {
    public static OperandDef operand(String name, TypeConstraint type) {
      return new OperandDef(name, type, Arity.ONE);
    }

    public static OperandDef optionalOperand(String name, TypeConstraint type) {
      return new OperandDef(name, type, Arity.OPTIONAL);
    }

    public static OperandDef variadicOperand(String name, TypeConstraint type) {
      return new OperandDef(name, type, Arity.VARIADIC);
    }

    /** The operand of {@code op}; null for an optional one that is absent. */
    public Value of(Operation op) {
      var values = all(op);
      return values.isEmpty() ? null : values.getFirst();
    }

    /** The operands of {@code op} in this part. */
    public List<Value> all(Operation op) {
      return op.spec().segment(op, this);
    }
  }

  public record ResultDef(String name, TypeConstraint type, Arity arity) {
    public static ResultDef result(String name, TypeConstraint type) {
      return new ResultDef(name, type, Arity.ONE);
    }

    public static ResultDef variadicResult(String name, TypeConstraint type) {
      return new ResultDef(name, type, Arity.VARIADIC);
    }
  }

  /**
   * An inherent attribute (a property).
   *
   * @param kind for messages: "attribute 'x' failed to satisfy constraint: {kind}"
   * @param storage what can be a property of this name at all; other values are refused when they are read
   * @param test what {@code kind} says
   * @param defaultValue stands for an absent attribute, or null
   * @param syntax how {@code $name} is written in a declared assembly format
   */
  public record AttrDef(
      String name, String kind, Predicate<Attribute> storage, Predicate<Attribute> test, boolean optional, Attribute defaultValue, AttrSyntax syntax) {
    public AttrDef(String name, String kind, Predicate<Attribute> test, boolean optional, Attribute defaultValue, AttrSyntax syntax) {
      this(name, kind, test, test, optional, defaultValue, syntax);
    }

    public static <A extends Attribute> AttrDef attr(String name, String kind, Class<A> type) {
      return new AttrDef(name, kind, type::isInstance, false, null, AttrSyntax.FULL);
    }

    public static <A extends Attribute> AttrDef optionalAttr(String name, String kind, Class<A> type) {
      return new AttrDef(name, kind, type::isInstance, true, null, AttrSyntax.FULL);
    }

    /** Required numbers, {@code array<i64: ...>}. */
    public static AttrDef longs(String name) {
      return new AttrDef(name, "i64 dense array attribute", a -> a instanceof DenseArrayAttr array && array.elementType().equals(IntegerType.I64), false, null,
          AttrSyntax.FULL);
    }

    public AttrDef withDefault(Attribute value) {
      return new AttrDef(name, kind, storage, test, true, value, syntax);
    }

    /** The same attribute, of which only some values are allowed. */
    public AttrDef where(Predicate<Attribute> allowed) {
      return new AttrDef(name, kind, storage, test.and(allowed), optional, defaultValue, syntax);
    }

    /** The same attribute, of which other values are refused when they are read. */
    public AttrDef storedIf(Predicate<Attribute> allowed) {
      return new AttrDef(name, kind, storage.and(allowed), test.and(allowed), optional, defaultValue, syntax);
    }

    /** The same attribute, written in this way. */
    public AttrDef as(AttrSyntax syntax) {
      return new AttrDef(name, kind, storage, test, optional, defaultValue, syntax);
    }

    /** The value in {@code op}, else the default, else null. */
    public Attribute of(Operation op) {
      Attribute value = op.attribute(name);
      return value == null ? defaultValue : value;
    }
  }

  public record RegionDef(String name, boolean variadic) {
    public static RegionDef region(String name) {
      return new RegionDef(name, false);
    }
  }

  /** A hand-written custom form: what stands after the operation's name. */
  public interface CustomAssembly {
    void parse(OpParser parser, OperationState state);

    void print(Operation op, OpPrinter printer);
  }

  public static OpSpec of(String name, Function<OperationState, ? extends Operation> factory) {
    return new OpSpec(name, factory, "", List.of(), List.of(), List.of(), List.of(), 0, true, null, null, null);
  }

  /** The spec of an operation that no dialect knows: anything goes. */
  public static OpSpec unregistered(String name) {
    return new OpSpec(name, UnregisteredOp::new, "", List.of(), List.of(), List.of(), List.of(), ANY_SUCCESSORS, false, null, null, null);
  }

  public OpSpec summary(String text) {
    return new OpSpec(name, factory, text, operands, results, attributes, regions, successorCount, registered, resultInference, assembly, customAssembly);
  }

  public OpSpec operands(OperandDef... defs) {
    return new OpSpec(name, factory, summary, List.of(defs), results, attributes, regions, successorCount, registered, resultInference, assembly, customAssembly);
  }

  public OpSpec results(ResultDef... defs) {
    return new OpSpec(name, factory, summary, operands, List.of(defs), attributes, regions, successorCount, registered, resultInference, assembly, customAssembly);
  }

  public OpSpec attributes(AttrDef... defs) {
    return new OpSpec(name, factory, summary, operands, results, List.of(defs), regions, successorCount, registered, resultInference, assembly, customAssembly);
  }

  public OpSpec regions(RegionDef... defs) {
    return new OpSpec(name, factory, summary, operands, results, attributes, List.of(defs), successorCount, registered, resultInference, assembly, customAssembly);
  }

  /** {@code count} blocks to branch to, or {@link #ANY_SUCCESSORS}. */
  public OpSpec successors(int count) {
    return new OpSpec(name, factory, summary, operands, results, attributes, regions, count, registered, resultInference, assembly, customAssembly);
  }

  /**
   * Declares how the result types follow from operands and attributes, so that a declared assembly format may leave out
   * {@code type($result)}. Not needed when all types are those of the one that is written, or are fixed by their constraint.
   */
  public OpSpec inferResults(Function<OperationState, List<Type>> inference) {
    return new OpSpec(name, factory, summary, operands, results, attributes, regions, successorCount, registered, inference, assembly, customAssembly);
  }

  /** The custom form, in the syntax of MLIR's {@code assemblyFormat}; see {@code zkopt.ir.text.AssemblyFormat}. */
  public OpSpec assembly(String format) {
    return new OpSpec(name, factory, summary, operands, results, attributes, regions, successorCount, registered, resultInference, format, null);
  }

  public OpSpec assembly(CustomAssembly custom) {
    return new OpSpec(name, factory, summary, operands, results, attributes, regions, successorCount, registered, resultInference, null, custom);
  }

  /** Whether an absent attribute of this name means {@code value}. */
  boolean isDefault(String attribute, Attribute value) {
    for (AttrDef def : attributes) if (def.name().equals(attribute)) return value.equals(def.defaultValue());
    return false;
  }

  /** An operation of this kind without any parts: tells the traits before there is an operation. Constructors must allow it. */
  public Operation prototype() {
    return PROTOTYPES.computeIfAbsent(factory, make -> make.apply(new OperationState(this, Location.UNKNOWN)));
  }

  /** Whether operations of this kind implement {@code trait}. */
  public boolean hasTrait(Class<?> trait) {
    return trait.isInstance(prototype());
  }

  private static final Map<Function<OperationState, ? extends Operation>, Operation> PROTOTYPES = new ConcurrentHashMap<>();

  public Operation create(OperationState state) {
    return factory.apply(state);
  }

  /** The part of the name before the first dot. */
  public String dialect() {
    int dot = name.indexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  public boolean isInherent(String attribute) {
    if (attribute.equals(OPERAND_SEGMENTS) && needsSegments()) return true;
    for (AttrDef def : attributes) {
      if (def.name().equals(attribute)) return true;
    }
    return false;
  }

  /** Holds the sizes of the operand parts of an operation with more than one part of variable size. */
  public static final String OPERAND_SEGMENTS = "operandSegmentSizes";

  public boolean needsSegments() {
    return operands.size() - singleOperands() > 1;
  }

  private List<Value> segment(Operation op, OperandDef def) {
    int[] sizes = segmentSizes(op);
    int from = 0;
    for (int i = 0; i < sizes.length; i++) {
      if (operands.get(i) == def || operands.get(i).equals(def)) return op.operands(from, sizes[i]);
      from += sizes[i];
    }
    throw new IllegalArgumentException("'" + name + "' has no operand '" + def.name() + "'");
  }

  /** The number of operands in each declared part. */
  public int[] segmentSizes(Operation op) {
    if (needsSegments()) {
      var sizes = op.attribute(OPERAND_SEGMENTS, DenseArrayAttr.class);
      int[] ints = new int[sizes.values().size()];
      for (int i = 0; i < ints.length; i++) ints[i] = sizes.values().get(i).intValue();
      return ints;
    }
    int variable = op.numOperands() - singleOperands();
    int[] sizes = new int[operands.size()];
    for (int i = 0; i < sizes.length; i++) sizes[i] = operands.get(i).arity() == Arity.ONE ? 1 : variable;
    return sizes;
  }

  private int singleOperands() {
    int count = 0;
    for (OperandDef def : operands) {
      if (def.arity() == Arity.ONE) count++;
    }
    return count;
  }
}
