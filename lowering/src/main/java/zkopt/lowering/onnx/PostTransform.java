package zkopt.lowering.onnx;

import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.lowering.onnx.Tensor.Setting;

/** What operators of {@code ai.onnx.ml} do to scores (samples, targets) in the end. */
final class PostTransform {
  private PostTransform() {}

  static Tensor of(String name, Tensor scores) {
    return switch (name) {
      case "NONE" -> scores;
      case "LOGISTIC" -> scores.apply(Operator.SIGMOID);
      case "SOFTMAX" -> scores.apply(Operator.SOFTMAX, Setting.of("axis", 1L));
      case "SOFTMAX_ZERO", "PROBIT" -> throw new InvalidOnnxOp("has the post-transform '" + name + "', which is not supported");
      default -> throw new InvalidOnnxOp("has the post-transform '" + name + "'");
    };
  }
}
