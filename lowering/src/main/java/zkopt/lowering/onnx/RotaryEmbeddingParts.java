package zkopt.lowering.onnx;

import java.util.List;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.lowering.onnx.Tensor.Setting;

/** Pairs (a, b) turned by angles that depend on position and place: (a cos - b sin, a sin + b cos). */
final class RotaryEmbeddingParts {
  private RotaryEmbeddingParts() {}

  static Tensor of(OnnxOp op, List<Tensor> operands) {
    Tensor x = operands.getFirst();
    boolean flat = x.rank() == 3;
    if (!flat && x.rank() != 4) throw new InvalidOnnxOp("needs an input of rank 3 or 4, but has '" + x.type() + "'");
    Tensor split = flat ? x.reshaped(List.of(x.type().dim(0), x.type().dim(1), heads(op, x), x.type().dim(2) / heads(op, x))) : x.transposed(0, 2, 1, 3);
    Tensor turned = turned(op, split, cache(operands.get(1), operands.get(3)), cache(operands.get(2), operands.get(3)));
    return flat ? turned.reshaped(x.shape()) : turned.transposed(0, 2, 1, 3);
  }

  private static long heads(OnnxOp op, Tensor x) {
    long heads = op.integer("num_heads");
    if (heads < 1 || x.type().dim(2) % heads != 0) throw new InvalidOnnxOp("cannot cut '" + x.type() + "' into " + heads + " heads");
    return heads;
  }

  /** Of shape (batch, length, 1, pairs). */
  private static Tensor cache(Tensor cache, Tensor positions) {
    Tensor each = positions == null ? cache : cache.apply(Operator.GATHER, List.of(positions));
    return each.reshaped(List.of(each.type().dim(0), each.type().dim(1), 1L, each.type().dim(2)));
  }

  /** The first elements of each head turned: {@code x} has the shape (batch, length, heads, head size). */
  private static Tensor turned(OnnxOp op, Tensor x, Tensor cos, Tensor sin) {
    long size = x.type().dim(3);
    long turning = op.integer("rotary_embedding_dim") == 0 ? size : op.integer("rotary_embedding_dim");
    if (turning > size || turning % 2 != 0 || cos.type().dim(3) * 2 != turning) {
      throw new InvalidOnnxOp("cannot turn " + turning + " of " + size + " elements by a cache of " + cos.type().dim(3) + " angles");
    }
    boolean interleaved = op.flag("interleaved");
    Tensor front = x.slice(3, 0, turning);
    Tensor a = interleaved ? everySecond(front, 0) : front.slice(3, 0, turning / 2);
    Tensor b = interleaved ? everySecond(front, 1) : front.slice(3, turning / 2, turning);
    Tensor real = a.times(cos).minus(b.times(sin));
    Tensor imaginary = a.times(sin).plus(b.times(cos));
    Tensor turned = interleaved ? real.unsqueezed(4).concat(imaginary.unsqueezed(4), 4).reshaped(front.shape()) : real.concat(imaginary, 3);
    return turning == size ? turned : turned.concat(x.slice(3, turning, size), 3);
  }

  private static Tensor everySecond(Tensor x, long first) {
    return x.apply(Operator.SLICE, Setting.of("starts", new long[] {first}), Setting.of("ends", new long[] {x.type().dim(3)}),
        Setting.of("axes", new long[] {3}), Setting.of("steps", new long[] {2}));
  }
}
