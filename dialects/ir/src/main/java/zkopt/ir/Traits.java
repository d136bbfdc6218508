package zkopt.ir;

/** Facts about kinds of operations, told by implementing an interface. The verifier checks those that can be checked. */
public final class Traits {
  private Traits() {}

  /** Reads and writes no memory and cannot fail: may be removed when unused, moved, and merged with an equal one. */
  public interface Pure {}

  public interface Commutative {}

  /** Applying it to its own result changes nothing. */
  public interface Idempotent {}

  /** Ends its block. */
  public interface Terminator {}

  /** A terminator that hands control to one of its successors. */
  public interface Branch {
    /** What becomes the arguments of successor {@code i}. */
    java.util.List<Value> successorOperands(int i);

    void setSuccessorOperands(int i, java.util.List<? extends Value> operands);

    /**
     * The only successor that can be taken, or null when that is not known.
     *
     * @param operands the constants of the operands, null where not constant
     */
    Block onlySuccessor(java.util.List<Attribute> operands);
  }

  /** Yields a constant: no operands, one result, the value in attribute {@code value}. */
  public interface ConstantLike {
    Attribute constantValue();
  }

  /** Its regions use no value from outside. */
  public interface IsolatedFromAbove {}

  /** Its regions have one block each (or are empty). */
  public interface SingleBlock {}

  /** The block of its region needs no terminator. */
  public interface NoTerminator {}

  /** Its blocks end in this terminator, left out of the text when it has no operands. */
  public interface ImplicitTerminator {
    OpSpec terminator();
  }

  /** Values of index type defined at its top level, or as its block arguments, are affine symbols or dimensions inside. */
  public interface AffineScope {}

  /** Defines names for the symbols directly inside. */
  public interface SymbolTable {}

  /** Has a name, in attribute {@code sym_name}. */
  public interface Symbol {
    String symbolName();
  }

  public interface SameOperandsAndResultType {}

  /** Acts on each element; operands and results have one shape. */
  public interface Elementwise {}

  /** Allocations inside are freed when it ends. */
  public interface AutomaticAllocationScope {}

  /** What the operation does to memory. Neither this nor {@link Pure}: unknown effects. */
  public interface MemoryEffects {
    boolean reads();

    boolean writes();

    default boolean allocates() {
      return false;
    }
  }

  /** Its effects on memory are those of the operations inside, and no others. */
  public interface RecursiveMemoryEffects {}

  /** May stand only directly inside one of these operations. */
  public interface HasParent {
    java.util.List<OpSpec> parents();
  }

  /**
   * Can be computed at compile time.
   */
  public interface Foldable {
    /**
     * Folds the operation.
     *
     * @param operands the constants of the operands, null where not constant
     * @return null when nothing can be done; else for each result a {@link Value} or an {@link Attribute}
     */
    java.util.List<Object> fold(java.util.List<Attribute> operands);
  }

  /** Its results are printed as several groups, each with its name; {@link Operation#resultNameHint} does not count. */
  public interface NamedResultGroups {
    /** Results in a row that share a name. */
    record ResultGroup(String name, int size) {}

    /** The groups, which hold all results; none is empty. */
    java.util.List<ResultGroup> resultGroups();
  }

  /** The types of its results follow from operands and attributes, so that the text may leave them out. */
  public interface InferResultTypes {}
}
