package zkopt.lowering.onnx;

import java.util.List;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.RecurrentSizes;

/**
 * With gates i, o, f and a candidate, {@code c' = f c + i g(...)} and {@code h' = o h(c')}. Peepholes let the gates see the cell; with
 * {@code input_forget} the gates i and f make up 1.
 */
record LstmCell(RecurrentSizes sizes, RecurrentActivations activations, boolean coupled) implements RecurrentCell {
  LstmCell(OnnxOp op, RecurrentSizes sizes) {
    this(sizes, RecurrentActivations.of(op, sizes.directions(), List.of("Sigmoid", "Tanh", "Tanh")), op.flag("input_forget"));
  }

  @Override
  public List<Tensor> next(List<Tensor> states, Tensor fromInput, Weights weights) {
    int f = 3 * weights.direction();
    Tensor cell = states.get(1);
    Tensor gates = fromInput.plus(states.get(0).matMul(weights.recurrent()));
    Tensor input = activations.ofGate(f, seeing(part(gates, 0), cell, weights, 0));
    Tensor forget = coupled ? input.scalar(1).minus(input) : activations.ofGate(f, seeing(part(gates, 2), cell, weights, 2));
    Tensor candidate = activations.ofGate(f + 1, part(gates, 3));
    Tensor next = forget.times(cell).plus(input.times(candidate));
    Tensor output = activations.ofGate(f, seeing(part(gates, 1), next, weights, 1));
    return List.of(output.times(activations.of(f + 2, next)), next);
  }

  private Tensor part(Tensor gates, int i) {
    return gates.slice(1, i * sizes.hidden(), (i + 1) * sizes.hidden());
  }

  /** The gate with its peephole to the cell. */
  private Tensor seeing(Tensor gate, Tensor cell, Weights weights, int i) {
    if (weights.peepholes() == null) return gate;
    return gate.plus(cell.times(weights.peepholes().slice(0, i * sizes.hidden(), (i + 1) * sizes.hidden())));
  }

  @Override
  public long earlyBiases() {
    return 4 * sizes.hidden();
  }
}
