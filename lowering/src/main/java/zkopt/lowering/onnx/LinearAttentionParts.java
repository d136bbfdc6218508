package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.LinearAttentionSizes;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.TensorType;

/**
 * The recurrence of a LinearAttention, step by step. The state is (batch, key heads, key size, value size).
 *
 * @param decays whether the state fades by exp(decay) in each step
 * @param corrects whether a value is replaced by beta times its difference to what the state holds for its key
 */
record LinearAttentionParts(LinearAttentionSizes sizes, boolean decays, boolean corrects, double scale) {
  static List<Tensor> of(OnnxOp op, List<Tensor> x) {
    LinearAttentionSizes sizes = LinearAttentionSizes.of(op);
    String rule = op.string("update_rule");
    boolean decays = rule.startsWith("gated");
    boolean corrects = rule.endsWith("delta");
    if (!List.of("linear", "gated", "delta", "gated_delta").contains(rule)) throw new InvalidOnnxOp("has update_rule = '" + rule + "'");
    if (decays != (x.get(4) != null) || corrects != (x.get(5) != null)) {
      throw new InvalidOnnxOp("has update_rule = '" + rule + "', which does not fit its operands 'decay' and 'beta'");
    }
    double scale = op.real("scale") == 0 ? 1 / Math.sqrt(sizes.keySize()) : op.real("scale");
    return new LinearAttentionParts(sizes, decays, corrects, scale).steps(x);
  }

  private List<Tensor> steps(List<Tensor> x) {
    Tensor q = x.getFirst().times(x.getFirst().scalar(scale)).reshaped(List.of(sizes.batch(), sizes.length(), sizes.keyHeads(), group(), sizes.keySize()));
    Tensor k = heads(x.get(1));
    Tensor v = heads(x.get(2));
    Tensor fading = decays ? heads(x.get(4)).apply(Operator.EXP) : null;
    Tensor beta = corrects ? x.get(5).reshaped(List.of(sizes.batch(), sizes.length(), x.get(5).type().dim(2), 1L)) : null;
    Tensor state = x.get(3) != null ? x.get(3) : q.constant(TensorType.of(sizes.state(), q.type().elementType()), _ -> 0);
    var outputs = new ArrayList<Tensor>();
    for (long t = 0; t < sizes.length(); t++) {
      Tensor key = at(k, t);
      Tensor value = at(v, t);
      if (decays) state = state.times(at(fading, t).unsqueezed(3));
      if (corrects) value = value.minus(state.einsum("bhdm,bhd->bhm", key)).times(at(beta, t));
      state = state.plus(key.einsum("bhd,bhm->bhdm", value));
      outputs.add(at(q, t).einsum("bhgd,bhdm->bhgm", state));
    }
    return List.of(joined(outputs), state);
  }

  /** Query heads that read one state. */
  private long group() {
    return sizes.heads() / sizes.keyHeads();
  }

  /** (batch, length, key heads, rest). */
  private Tensor heads(Tensor x) {
    if (x.rank() != 3 || x.type().dim(2) % sizes.keyHeads() != 0) throw new InvalidOnnxOp("cannot cut '" + x.type() + "' into " + sizes.keyHeads() + " heads");
    return x.reshaped(List.of(sizes.batch(), sizes.length(), sizes.keyHeads(), x.type().dim(2) / sizes.keyHeads()));
  }

  /** The part of step {@code t}, without the dimension of steps. */
  private static Tensor at(Tensor x, long t) {
    var shape = new ArrayList<>(x.shape());
    shape.remove(1);
    return x.slice(1, t, t + 1).reshaped(shape);
  }

  private Tensor joined(List<Tensor> outputs) {
    var each = outputs.stream().map(o -> o.reshaped(List.of(sizes.batch(), 1L, sizes.heads() * sizes.valueSize()))).toList();
    return each.size() == 1 ? each.getFirst() : each.getFirst().concat(each.subList(1, each.size()), 1);
  }
}
