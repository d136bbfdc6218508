package zkopt.ir;

/** One use of a value: operand {@code index} of an operation. */
public final class OpOperand {
  private final Operation owner;
  int index;
  private Value value;
  OpOperand previous;
  OpOperand next;

  OpOperand(Operation owner, int index, Value value) {
    this.owner = owner;
    this.index = index;
    this.value = value;
    value.link(this);
  }

  public Operation owner() {
    return owner;
  }

  public int index() {
    return index;
  }

  public Value get() {
    return value;
  }

  public void set(Value value) {
    drop();
    this.value = value;
    value.link(this);
  }

  void drop() {
    if (value != null) value.unlink(this);
    value = null;
  }
}
