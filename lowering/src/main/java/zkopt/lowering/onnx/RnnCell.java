package zkopt.lowering.onnx;

import java.util.List;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.RecurrentSizes;

/** f(x W' + h R' + b). */
record RnnCell(RecurrentSizes sizes, RecurrentActivations activations) implements RecurrentCell {
  RnnCell(OnnxOp op, RecurrentSizes sizes) {
    this(sizes, RecurrentActivations.of(op, sizes.directions(), List.of("Tanh")));
  }

  @Override
  public List<Tensor> next(List<Tensor> states, Tensor fromInput, Weights weights) {
    return List.of(activations.ofGate(weights.direction(), fromInput.plus(states.getFirst().matMul(weights.recurrent()))));
  }

  @Override
  public long earlyBiases() {
    return sizes.hidden();
  }
}
