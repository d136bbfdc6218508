package zkopt.lowering.interp;

import zkopt.ir.Operation;

/** A run failed at an operation: a result that its type cannot hold, or a subscript outside of its buffer. */
public final class ExecutionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ExecutionException(Operation op, String reason) {
    super("'" + op.name() + "' op" + op.location().nodeName().map(n -> " of node '" + n + "'").orElse("") + ": " + reason);
  }
}
