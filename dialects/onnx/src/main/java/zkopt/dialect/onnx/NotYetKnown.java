package zkopt.dialect.onnx;

/** A type follows from a shape or a value that may become known once what gives it is folded. */
public final class NotYetKnown extends InvalidOnnxOp {
  private static final long serialVersionUID = 1;

  NotYetKnown(String message) {
    super(message);
  }
}
