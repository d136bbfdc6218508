package zkopt.onnx;

import zkopt.ir.Operation;

/** An operation cannot be written as ONNX. */
final class ExportFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Operation op;

  ExportFailure(Operation op, String message) {
    super(message);
    this.op = op;
  }

  Operation op() {
    return op;
  }
}
