package zkopt.dialect.onnx;

import java.util.ArrayList;
import java.util.List;
import zkopt.ir.TensorType;

/**
 * The sizes of an LSTM, GRU or RNN.
 *
 * @param gates how many lists of {@code hidden} the weights hold
 * @param batchFirst whether tensors begin with the batch ({@code layout = 1})
 */
public record RecurrentSizes(long time, long batch, long input, long directions, long gates, long hidden, boolean batchFirst) {
  /** @throws InvalidOnnxOp when the operands do not fit */
  public static RecurrentSizes of(OnnxOp op) {
    TensorType x = rank(op, 0, 3);
    TensorType w = rank(op, 1, 3);
    TensorType r = rank(op, 2, 3);
    long gates = switch (op.operator()) {
      case LSTM -> 4;
      case GRU -> 3;
      default -> 1;
    };
    boolean batchFirst = op.flag("layout");
    var sizes = new RecurrentSizes(x.dim(batchFirst ? 1 : 0), x.dim(batchFirst ? 0 : 1), x.dim(2), directions(op), gates, r.dim(2), batchFirst);
    sizes.check(op, 1, w, sizes.directions, gates * sizes.hidden, sizes.input);
    sizes.check(op, 2, r, sizes.directions, gates * sizes.hidden, sizes.hidden);
    if (op.hasInput(3)) sizes.check(op, 3, op.inputType(3), sizes.directions, 2 * gates * sizes.hidden);
    if (op.hasInput(4)) sizes.check(op, 4, op.inputType(4), sizes.batch);
    for (int i = 5; i < Math.min(7, op.numOperands()); i++) {
      if (op.hasInput(i)) sizes.check(op, i, op.inputType(i), sizes.state().toArray(Long[]::new));
    }
    if (op.operator() == Operator.LSTM && op.hasInput(7)) sizes.check(op, 7, op.inputType(7), sizes.directions, 3 * sizes.hidden);
    return sizes;
  }

  private static long directions(OnnxOp op) {
    return switch (op.string("direction")) {
      case "forward", "reverse" -> 1;
      case "bidirectional" -> 2;
      default -> throw new InvalidOnnxOp("has the direction '" + op.string("direction") + "'; expected 'forward', 'reverse' or 'bidirectional'");
    };
  }

  private static TensorType rank(OnnxOp op, int i, int rank) {
    if (op.inputType(i).rank() == rank) return op.inputType(i);
    throw new InvalidOnnxOp("needs operand #" + i + " of rank " + rank + ", but has '" + op.inputType(i) + "'");
  }

  private void check(OnnxOp op, int i, TensorType type, Long... shape) {
    if (!type.shape().equals(List.of(shape))) throw new InvalidOnnxOp("needs operand #" + i + " of shape " + List.of(shape) + ", but has '" + type + "'");
  }

  /** The shape of initial and final states. */
  public List<Long> state() {
    return batchFirst ? List.of(batch, directions, hidden) : List.of(directions, batch, hidden);
  }

  static List<TensorType> types(OnnxOp op) {
    RecurrentSizes s = of(op);
    var element = op.inputType(0).elementType();
    var types = new ArrayList<TensorType>();
    types.add(TensorType.of(s.batchFirst ? List.of(s.batch, s.time, s.directions, s.hidden) : List.of(s.time, s.directions, s.batch, s.hidden), element));
    for (int i = 1; i < op.numResults(); i++) types.add(TensorType.of(s.state(), element));
    return types;
  }
}
