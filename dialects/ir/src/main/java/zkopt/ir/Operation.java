package zkopt.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.PrintOptions;

/**
 * An operation of the IR graph: operands, results, attributes, successors and regions. Each kind of operation is a subclass whose
 * {@link OpSpec} declares its parts; unknown ones are {@link UnregisteredOp}. Mutable, compared by identity.
 */
public abstract class Operation {
  private final OpSpec spec;
  private Location location;
  private final List<OpOperand> operands;
  private final List<OpResult> results;
  /** The empty map is shared and not changed. */
  private SortedMap<String, Attribute> attributes;
  private final List<Region> regions;
  private final List<Block> successors;
  Block block;
  Operation previous;
  Operation next;
  long order;

  protected Operation(OperationState state) {
    this.spec = state.spec;
    this.location = state.location;
    this.operands = new ArrayList<>(state.operands.size());
    for (Value value : state.operands) operands.add(new OpOperand(this, operands.size(), value));
    var made = new OpResult[state.resultTypes.size()];
    for (int i = 0; i < made.length; i++) made[i] = new OpResult(this, i, state.resultTypes.get(i));
    this.results = List.of(made);
    this.attributes = state.attributes.isEmpty() ? Collections.emptySortedMap() : withoutDefaults(state.attributes);
    this.regions = List.copyOf(state.regions);
    for (Region region : regions) region.owner = this;
    this.successors = state.successors.isEmpty() ? List.of() : new ArrayList<>(state.successors);
  }

  private SortedMap<String, Attribute> withoutDefaults(SortedMap<String, Attribute> given) {
    var stored = new TreeMap<>(given);
    stored.entrySet().removeIf(a -> spec.isDefault(a.getKey(), a.getValue()));
    return stored;
  }

  public final OpSpec spec() {
    return spec;
  }

  /** The full name, {@code dialect.op}. */
  public final String name() {
    return spec.name();
  }

  public final Location location() {
    return location;
  }

  public final void setLocation(Location location) {
    this.location = location;
  }

  // operands and results

  public final int numOperands() {
    return operands.size();
  }

  public final Value operand(int i) {
    return operands.get(i).get();
  }

  public final List<Value> operands() {
    return operands(0, operands.size());
  }

  /** {@code count} operands from number {@code from} on. */
  final List<Value> operands(int from, int count) {
    if (count == 0) return List.of();
    var values = new Value[count];
    for (int i = 0; i < count; i++) values[i] = operands.get(from + i).get();
    return List.of(values);
  }

  public final List<OpOperand> opOperands() {
    return Collections.unmodifiableList(operands);
  }

  public final void setOperand(int i, Value value) {
    operands.get(i).set(value);
  }

  public final void setOperands(List<? extends Value> values) {
    var copy = List.copyOf(values);
    operands.forEach(OpOperand::drop);
    operands.clear();
    for (Value value : copy) operands.add(new OpOperand(this, operands.size(), value));
  }

  public final void eraseOperand(int i) {
    operands.remove(i).drop();
    for (int j = i; j < operands.size(); j++) operands.get(j).index = j;
  }

  public final int numResults() {
    return results.size();
  }

  public final OpResult result(int i) {
    return results.get(i);
  }

  /** The only result. @throws IllegalStateException unless there is exactly one */
  public final OpResult result() {
    if (results.size() != 1) throw new IllegalStateException(name() + " has " + results.size() + " results");
    return results.getFirst();
  }

  public final List<OpResult> results() {
    return results;
  }

  public final List<Type> resultTypes() {
    var types = new Type[results.size()];
    for (int i = 0; i < types.length; i++) types[i] = results.get(i).type();
    return List.of(types);
  }

  public final boolean hasUses() {
    for (OpResult result : results) {
      if (result.hasUses()) return true;
    }
    return false;
  }

  // attributes

  /** The attribute, or null. */
  public final Attribute attribute(String name) {
    return attributes.get(name);
  }

  /** The attribute as {@code type}, or null when it is absent or of another class. */
  public final <A extends Attribute> A attribute(String name, Class<A> type) {
    Attribute value = attributes.get(name);
    return type.isInstance(value) ? type.cast(value) : null;
  }

  /** The attributes that are not what the declaration says of absent ones, so that equal operations have equal attributes. */
  public final SortedMap<String, Attribute> attributes() {
    return Collections.unmodifiableSortedMap(attributes);
  }

  /** Sets the attribute, or removes it when {@code value} is null or what the declaration says of an absent one. */
  public final void setAttribute(String name, Attribute value) {
    if (attributes.isEmpty()) attributes = new TreeMap<>();
    if (value == null || spec.isDefault(name, value)) attributes.remove(name);
    else attributes.put(name, value);
  }

  // regions and successors

  public final List<Region> regions() {
    return regions;
  }

  public final Region region(int i) {
    return regions.get(i);
  }

  public final List<Block> successors() {
    return Collections.unmodifiableList(successors);
  }

  public final void setSuccessor(int i, Block block) {
    successors.set(i, block);
  }

  // place

  public final Block block() {
    return block;
  }

  /** The operation whose region holds this one, or null at the top. */
  public final Operation parentOp() {
    return block == null || block.region() == null ? null : block.region().owner();
  }

  /** The nearest enclosing operation of class {@code type}, or null. */
  public final <T> T parentOfType(Class<T> type) {
    for (Operation op = parentOp(); op != null; op = op.parentOp()) {
      if (type.isInstance(op)) return type.cast(op);
    }
    return null;
  }

  public final Operation next() {
    return next;
  }

  public final Operation previous() {
    return previous;
  }

  /** Whether this is {@code other} or encloses it. */
  public final boolean isAncestorOf(Operation other) {
    for (Operation op = other; op != null; op = op.parentOp()) {
      if (op == this) return true;
    }
    return false;
  }

  /** Whether this stands before {@code other} in the same block. */
  public final boolean isBeforeInBlock(Operation other) {
    if (block == null || block != other.block) throw new IllegalArgumentException("operations of different blocks");
    block.ensureOrder();
    return order < other.order;
  }

  public final void moveBefore(Operation other) {
    remove();
    other.block.insertBefore(other, this);
  }

  /** Takes the operation out of its block; it stays alive. */
  public final void remove() {
    if (block != null) block.unlink(this);
  }

  /** Removes and destroys the operation and all that it holds. @throws IllegalStateException when a result still has uses */
  public final void erase() {
    if (hasUses()) throw new IllegalStateException("'" + name() + "' is erased while its results have uses");
    remove();
    dropAllReferences();
  }

  /** Drops the operands of this operation and of all operations inside. */
  public final void dropAllReferences() {
    walk(op -> {
      op.operands.forEach(OpOperand::drop);
      op.operands.clear();
    });
  }

  public final void replaceAllUsesWith(List<? extends Value> values) {
    for (int i = 0; i < results.size(); i++) results.get(i).replaceAllUsesWith(values.get(i));
  }

  /** Visits the operations inside, then this one (post-order); the visitor may erase the operation that it is given. */
  public final void walk(Consumer<Operation> visitor) {
    for (Region region : regions) {
      for (Block b : List.copyOf(region.blocks())) {
        for (Operation op : b.operations()) op.walk(visitor);
      }
    }
    visitor.accept(this);
  }

  /** {@link #walk} for the operations of one class. */
  public final <T> void walk(Class<T> type, Consumer<T> visitor) {
    walk(op -> {
      if (type.isInstance(op)) visitor.accept(type.cast(op));
    });
  }

  /** Visits this operation, then those inside (pre-order). */
  public final void walkPreOrder(Consumer<Operation> visitor) {
    visitor.accept(this);
    for (Region region : regions) {
      for (Block b : List.copyOf(region.blocks())) {
        for (Operation op : b.operations()) op.walkPreOrder(visitor);
      }
    }
  }

  /** A deep copy, detached; operands are looked up in {@code mapping}, and the copies' values are entered in it. */
  public final Operation clone(IRMapping mapping) {
    var state = new OperationState(spec, location);
    for (OpOperand operand : operands) state.operands.add(mapping.lookup(operand.get()));
    state.results(resultTypes());
    state.attributes.putAll(attributes);
    for (Block successor : successors) state.successors.add(mapping.lookup(successor));
    for (Region region : regions) state.regions.add(region.clone(mapping));
    Operation copy = spec.create(state);
    for (int i = 0; i < results.size(); i++) {
      mapping.map(results.get(i), copy.result(i));
      copy.result(i).setNameHint(results.get(i).nameHint());
    }
    return copy;
  }

  /**
   * Checks what the spec cannot say: relations between types, attributes and regions. Emits to {@code diagnostics} and returns
   * false when something is wrong. Runs after the checks of the spec and of the traits.
   */
  public boolean verify(DiagnosticEngine diagnostics) {
    String problem = problem();
    if (problem != null) {
      diagnostics.opError(this, problem);
      return false;
    }
    String bare = bareProblem();
    if (bare != null) diagnostics.error(this, bare);
    return bare == null;
  }

  /** The first thing that {@link #verify} finds wrong with the operation alone, in a few words; or null. For operations that need no notes. */
  protected String problem() {
    return null;
  }

  /** What {@link #verify} finds wrong after {@link #problem}, of which MLIR tells without the operation's name. */
  protected String bareProblem() {
    return null;
  }

  /** As {@link #verify}, for what takes the operations inside for granted: it runs when these are good. */
  public boolean verifyRegions(DiagnosticEngine diagnostics) {
    return true;
  }

  /** The names that the printer prefers for the results, e.g. {@code c0}; null for numbers. */
  public String resultNameHint() {
    return null;
  }

  /** The dialect whose operations may stand without prefix directly inside; empty for none. */
  public String defaultDialect() {
    return "";
  }

  /** The text for an error of which nobody can say whether the custom form could be printed. */
  final String toGenericString() {
    String text = AsmPrinter.printLocally(this, PrintOptions.DEFAULT.generic(true));
    return text.contains("\n") ? "\n" + text : text;
  }

  /** The text of the operation in its custom form. */
  @Override
  public String toString() {
    return AsmPrinter.printLocally(this, PrintOptions.DEFAULT);
  }
}
