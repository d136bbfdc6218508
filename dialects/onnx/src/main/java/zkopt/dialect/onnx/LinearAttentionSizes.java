package zkopt.dialect.onnx;

import java.util.List;
import zkopt.ir.TensorType;

/**
 * The sizes of a LinearAttention, whose operands have the shape (batch, length, heads times size).
 *
 * @param heads of the queries, a multiple of {@code keyHeads}
 */
public record LinearAttentionSizes(long batch, long length, long heads, long keyHeads, long keySize, long valueSize) {
  /** @throws InvalidOnnxOp when the operands do not fit */
  public static LinearAttentionSizes of(OnnxOp op) {
    TensorType q = op.inputType(0);
    TensorType k = op.inputType(1);
    TensorType v = op.inputType(2);
    long heads = op.integer("q_num_heads");
    long keyHeads = op.integer("kv_num_heads");
    if (heads < 1 || keyHeads < 1 || heads % keyHeads != 0) throw new InvalidOnnxOp("has " + heads + " heads of queries and " + keyHeads + " of keys");
    boolean fits = q.rank() == 3 && k.rank() == 3 && v.rank() == 3 && q.dim(2) % heads == 0 && v.dim(2) % keyHeads == 0
        && k.dim(2) == q.dim(2) / heads * keyHeads;
    if (!fits) throw new InvalidOnnxOp("has operands '" + q + "', '" + k + "' and '" + v + "', which do not fit its heads");
    var sizes = new LinearAttentionSizes(q.dim(0), q.dim(1), heads, keyHeads, q.dim(2) / heads, v.dim(2) / keyHeads);
    if (op.hasInput(3) && !op.inputType(3).shape().equals(sizes.state())) {
      throw new InvalidOnnxOp("needs a past state of shape " + sizes.state() + ", but has '" + op.inputType(3) + "'");
    }
    return sizes;
  }

  /** The shape of the state. */
  public List<Long> state() {
    return List.of(batch, keyHeads, keySize, valueSize);
  }

  static List<TensorType> types(OnnxOp op) {
    LinearAttentionSizes s = of(op);
    TensorType q = op.inputType(0);
    return List.of(TensorType.of(List.of(s.batch, s.length, s.heads * s.valueSize), q.elementType()),
        TensorType.of(s.state(), op.hasInput(3) ? op.inputType(3).elementType() : q.elementType()));
  }
}
