package zkopt.assigner;

/** The input cannot be assigned: a value leaves the range that the model was compiled for. The message names the node and the value. */
public final class AssignmentException extends RuntimeException {
  public AssignmentException(String message) {
    super(message);
  }
}
