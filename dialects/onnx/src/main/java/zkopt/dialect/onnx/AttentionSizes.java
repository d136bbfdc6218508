package zkopt.dialect.onnx;

import java.util.List;
import zkopt.ir.TensorType;

/**
 * The sizes of an Attention, whose operands have either four dimensions (batch, heads, length, head size) or three (batch, length, heads
 * times head size).
 *
 * @param past the length of what is remembered of keys and values
 * @param keys their length in all
 */
public record AttentionSizes(boolean flat, long batch, long heads, long keyHeads, long queries, long past, long keys, long headSize, long valueSize) {
  /** @throws InvalidOnnxOp when the operands do not fit */
  public static AttentionSizes of(OnnxOp op) {
    TensorType q = op.inputType(0);
    TensorType k = op.inputType(1);
    TensorType v = op.inputType(2);
    boolean flat = q.rank() == 3;
    if (q.rank() != k.rank() || k.rank() != v.rank() || !flat && q.rank() != 4) {
      throw new InvalidOnnxOp("needs operands of rank 3 or 4, but has '" + q + "', '" + k + "' and '" + v + "'");
    }
    long heads = flat ? heads(op, "q_num_heads", q) : q.dim(1);
    long keyHeads = flat ? heads(op, "kv_num_heads", k) : k.dim(1);
    if (heads % keyHeads != 0) throw new InvalidOnnxOp("has " + heads + " heads of queries, no multiple of " + keyHeads);
    long past = op.hasInput(4) ? op.inputType(4).dim(2) : 0;
    return new AttentionSizes(flat, q.dim(0), heads, keyHeads, flat ? q.dim(1) : q.dim(2), past, past + (flat ? k.dim(1) : k.dim(2)),
        flat ? q.dim(2) / heads : q.dim(3), flat ? v.dim(2) / keyHeads : v.dim(3));
  }

  private static long heads(OnnxOp op, String attribute, TensorType type) {
    long[] heads = op.ints(attribute);
    if (heads == null) throw new InvalidOnnxOp("needs attribute '" + attribute + "'");
    if (heads[0] < 1 || type.dim(2) % heads[0] != 0) throw new InvalidOnnxOp("cannot cut '" + type + "' into " + heads[0] + " heads");
    return heads[0];
  }

  static TensorType resultType(OnnxOp op) {
    AttentionSizes s = of(op);
    List<Long> shape = switch ((int) op.integer("result")) {
      case 0 -> s.flat ? List.of(s.batch, s.queries, s.heads * s.valueSize) : List.of(s.batch, s.heads, s.queries, s.valueSize);
      case 1 -> List.of(s.batch, s.keyHeads, s.keys, s.headSize);
      case 2 -> List.of(s.batch, s.keyHeads, s.keys, s.valueSize);
      default -> List.of(s.batch, s.heads, s.queries, s.keys);
    };
    return TensorType.of(shape, op.inputType(0).elementType());
  }
}
