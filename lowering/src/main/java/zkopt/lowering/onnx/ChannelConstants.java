package zkopt.lowering.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import zkopt.dialect.onnx.Generators;
import zkopt.ir.Blob;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatType;
import zkopt.ir.Location;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.Value;

/** Constants that hold a number for each channel, which is dimension 1 of what they go with. */
final class ChannelConstants {
  private ChannelConstants() {}

  /** The numbers for each of the channels of {@code x} when {@code value} broadcasts to it along these alone, else null. */
  static double[] of(Value value, TensorType x) {
    ElementsAttr data = OnnxRewrite.data(value);
    if (data == null || !data.type().elementType().equals(FloatType.F32) || data.type().rank() > x.rank()) return null;
    ShapedType type = data.type();
    for (int i = 0; i < type.rank(); i++) {
      int at = x.rank() - type.rank() + i;
      if (type.dim(i) != 1 && (at != 1 || type.dim(i) != x.dim(1))) return null;
    }
    return list(data, Math.toIntExact(x.dim(1)));
  }

  /** The numbers of a list of {@code channels} elements, or null when {@code value} is no such constant. */
  static double[] ofList(Value value, long channels) {
    ElementsAttr data = OnnxRewrite.data(value);
    boolean isList = data != null && data.type().rank() == 1 && data.count() == channels && data.type().elementType().equals(FloatType.F32);
    return isList ? list(data, Math.toIntExact(channels)) : null;
  }

  private static double[] list(ElementsAttr data, int channels) {
    double[] numbers = new double[channels];
    for (int i = 0; i < channels; i++) numbers[i] = data.doubleAt(data.isSplat() ? 0 : i);
    return numbers;
  }

  /** A list as constant data. */
  static ElementsAttr list(double[] numbers) {
    return Generators.tensor(TensorType.of(List.of((long) numbers.length), FloatType.F32), i -> numbers[(int) i]);
  }

  /**
   * The weights of a convolution with those of each output channel, dimension 0, times its factor. What is large stays outside of the
   * text, under the name of the node that it is for; what is the same throughout stays one element.
   */
  static ElementsAttr scaled(ElementsAttr weights, double[] factors, Location node) {
    var type = TensorType.of(weights.type().shape(), FloatType.F32);
    if (weights.isSplat() && Arrays.stream(factors).allMatch(f -> f == factors[0])) {
      return new DenseElementsAttr(type, Blob.ofFloats((float) (weights.doubleAt(0) * factors[0])), true);
    }
    long each = weights.count() / factors.length;
    LongToDoubleFunction product = i -> weights.doubleAt(i) * factors[(int) (i / each)];
    DenseElementsAttr data = (DenseElementsAttr) Generators.tensor(type, product);
    boolean inline = !(weights instanceof DenseResourceAttr) || data.isSplat();
    return inline ? data : new DenseResourceAttr(((DenseResourceAttr) weights).key() + "_" + node.nodeName().orElse("scaled"), type, data.data());
  }
}
