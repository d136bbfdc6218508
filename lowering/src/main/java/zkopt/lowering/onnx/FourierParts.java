package zkopt.lowering.onnx;

import java.util.List;
import zkopt.dialect.onnx.FourierSizes;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.SignalFrames;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;
import zkopt.lowering.onnx.Tensor.Setting;

/** Discrete Fourier transforms as products with constant matrices. The last dimension holds real and imaginary parts. */
final class FourierParts {
  private FourierParts() {}

  static Tensor transform(OnnxOp op, List<Tensor> x) {
    FourierSizes sizes = FourierSizes.of(op);
    return transformed(x.getFirst(), sizes, op.flag("inverse"));
  }

  /** For each frame, the transform of what it cuts out of the signal, times the window. */
  static Tensor shortTime(OnnxOp op, List<Tensor> x) {
    SignalFrames frames = SignalFrames.of(op);
    Tensor signal = x.getFirst();
    var type = TensorType.of(List.of(frames.count(), frames.length()), IntegerType.I64);
    Tensor places = signal.constant(type, n -> n / frames.length() * frames.step() + n % frames.length());
    Tensor cut = signal.apply(Operator.GATHER, List.of(places), Setting.of("axis", 1L));
    if (x.get(2) != null) cut = cut.times(x.get(2).reshaped(List.of(frames.length(), 1L)));
    return transformed(cut, new FourierSizes(2, frames.length(), frames.outputs(), false), false);
  }

  private static Tensor transformed(Tensor x, FourierSizes sizes, boolean inverse) {
    int last = x.rank() - 1;
    long inputs = x.type().dim(sizes.axis());
    long inParts = x.type().dim(last);
    long outParts = sizes.realResult() ? 1 : 2;
    var type = TensorType.of(List.of(inputs, inParts, sizes.outputs(), outParts), x.type().elementType());
    Tensor matrix = x.constant(type, at -> {
      long outPart = at % outParts;
      long k = at / outParts % sizes.outputs();
      long inPart = at / (outParts * sizes.outputs()) % inParts;
      long n = at / (outParts * sizes.outputs() * inParts);
      return coefficient(sizes, inverse, n, k, inPart == 1, outPart == 1);
    });
    String labels = Tensor.labels(0, x.rank());
    char axis = labels.charAt(sizes.axis());
    char part = labels.charAt(last);
    return x.einsum(labels + "," + axis + part + "AB->" + labels.replace(axis, 'A').replace(part, 'B'), matrix);
  }

  /**
   * What one part of input n adds to one part of output k: of exp(-2 pi i n k / length), or for the inverse of its conjugate over the
   * length. When the result is real, input n stands for its mirror image too.
   */
  private static double coefficient(FourierSizes sizes, boolean inverse, long n, long k, boolean imaginaryIn, boolean imaginaryOut) {
    if (n >= sizes.length()) return 0;
    double angle = (inverse ? 2 : -2) * Math.PI * (n * k % sizes.length()) / sizes.length();
    boolean mirrored = sizes.realResult() && n > 0 && 2 * n < sizes.length();
    double scale = (mirrored ? 2.0 : 1.0) / (inverse ? sizes.length() : 1);
    if (sizes.realResult() && 2 * n > sizes.length()) return 0;
    if (imaginaryIn == imaginaryOut) return scale * Math.cos(angle);
    return imaginaryOut ? scale * Math.sin(angle) : -scale * Math.sin(angle);
  }
}
