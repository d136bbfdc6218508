package zkopt.ir;

/** An operation of a name that no dialect knows; it can only be printed in generic form. */
public final class UnregisteredOp extends Operation {
  UnregisteredOp(OperationState state) {
    super(state);
  }
}
