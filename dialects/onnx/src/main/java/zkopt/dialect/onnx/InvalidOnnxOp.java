package zkopt.dialect.onnx;

/** An ONNX operation is not valid or not supported; the message reads on from {@code 'onnx.X' op}. */
public final class InvalidOnnxOp extends RuntimeException {
  public InvalidOnnxOp(String message) {
    super(message);
  }
}
