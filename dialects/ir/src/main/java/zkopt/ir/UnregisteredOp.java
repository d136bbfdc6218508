package zkopt.ir;

/** An operation of a name that no dialect knows; it can only be printed in generic form. */
public final class UnregisteredOp extends Operation {
  /** Holds, as a dictionary, what the text gave as properties: without a declaration nothing else tells them from attributes. */
  public static final String PROPERTIES = "<properties>";

  UnregisteredOp(OperationState state) {
    super(state);
  }
}
