package zkopt.dialect.onnx;

/** An ONNX operation is not valid or not supported; the message reads on from {@code 'onnx.X' op}. */
public class InvalidOnnxOp extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InvalidOnnxOp(String message) {
    super(message);
  }
}
