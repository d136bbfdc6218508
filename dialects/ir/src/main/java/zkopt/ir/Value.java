package zkopt.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** An SSA value: the result of an operation or an argument of a block. Compared by identity. */
public abstract sealed class Value permits OpResult, BlockArgument {
  private Type type;
  private String nameHint;
  private OpOperand firstUse;

  Value(Type type) {
    this.type = type;
  }

  public Type type() {
    return type;
  }

  public void setType(Type type) {
    this.type = type;
  }

  /** The name that the text gave to this value (without {@code %}), or null. */
  public String nameHint() {
    return nameHint;
  }

  public void setNameHint(String name) {
    this.nameHint = name;
  }

  /** The operation that defines this value, or null for a block argument. */
  public abstract Operation definingOp();

  /** The block in which this value is defined. */
  public abstract Block parentBlock();

  public abstract Location location();

  public boolean hasUses() {
    return firstUse != null;
  }

  public boolean hasOneUse() {
    return firstUse != null && firstUse.next == null;
  }

  /** Whether at least two operations other than {@code user} use this value. */
  public boolean hasSeveralUsersBesides(Operation user) {
    Operation other = null;
    for (var use = firstUse; use != null; use = use.next) {
      if (use.owner() == user || use.owner() == other) continue;
      if (other != null) return true;
      other = use.owner();
    }
    return false;
  }

  /** A snapshot of the uses, newest first. */
  public List<OpOperand> uses() {
    var uses = new ArrayList<OpOperand>();
    for (var use = firstUse; use != null; use = use.next) uses.add(use);
    return uses;
  }

  /** The operations that use this value, each once. */
  public List<Operation> users() {
    return uses().stream().map(OpOperand::owner).distinct().toList();
  }

  public void replaceAllUsesWith(Value other) {
    replaceUsesIf(other, _ -> true);
  }

  public void replaceUsesIf(Value other, Predicate<OpOperand> condition) {
    if (other == this) return;
    for (var use : uses()) {
      if (condition.test(use)) use.set(other);
    }
  }

  void link(OpOperand use) {
    use.previous = null;
    use.next = firstUse;
    if (firstUse != null) firstUse.previous = use;
    firstUse = use;
  }

  void unlink(OpOperand use) {
    if (use.previous != null) use.previous.next = use.next;
    else firstUse = use.next;
    if (use.next != null) use.next.previous = use.previous;
    use.previous = null;
    use.next = null;
  }
}
