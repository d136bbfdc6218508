package zkopt.tools.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import zkopt.tools.cli.ToolException;

/** Fits the tensors of input files to a model's inputs. */
public final class ModelInputs {
  private ModelInputs() {}

  /**
   * The values of one input file for each of the model's inputs. A shape fits if it is the model's but for extents of 1, a flat list
   * if it has as many values.
   *
   * @throws ToolException naming the input, the expected and the found shape
   */
  public static double[][] read(Path file, List<TensorSpec> specs) {
    return fit(file, InputFiles.read(file), specs);
  }

  /** As {@link #read}, of what was read already. @param name what it is called, for messages */
  public static double[][] parse(Path name, byte[] content, List<TensorSpec> specs) {
    return fit(name, InputFiles.parse(name, content), specs);
  }

  private static double[][] fit(Path file, List<InputTensor> tensors, List<TensorSpec> specs) {
    requireCount(file, tensors, specs);
    double[][] values = new double[specs.size()][];
    for (int i = 0; i < values.length; i++) {
      if (!fits(tensors.get(i).shape(), specs.get(i).shape())) throw mismatch(file, tensors.get(i), specs.get(i), "");
      values[i] = checked(file, specs.get(i), tensors.get(i).values());
    }
    return values;
  }

  /** As {@link #read}, for files that may each hold many samples of a model's only input along a first axis. */
  public static List<double[][]> readSamples(List<Path> files, List<TensorSpec> specs) {
    var samples = new ArrayList<double[][]>();
    for (Path file : files) {
      List<InputTensor> tensors = InputFiles.read(file);
      if (tensors.size() == 1 && specs.size() == 1 && !fits(tensors.getFirst().shape(), specs.getFirst().shape())) {
        samples.addAll(split(file, tensors.getFirst(), specs.getFirst()));
      } else {
        samples.add(fit(file, tensors, specs));
      }
    }
    return samples;
  }

  private static List<double[][]> split(Path file, InputTensor batch, TensorSpec spec) {
    long[] shape = batch.shape();
    if (shape.length < 2 || !sameButForOnes(Arrays.copyOfRange(shape, 1, shape.length), spec.shape())) {
      throw mismatch(file, batch, spec, ", or many of these along a first axis");
    }
    int size = batch.values().length / (int) Math.max(1, shape[0]);
    double[] all = checked(file, spec, batch.values());
    return IntStream.range(0, (int) shape[0]).mapToObj(i -> new double[][] {Arrays.copyOfRange(all, i * size, (i + 1) * size)}).toList();
  }

  private static void requireCount(Path file, List<InputTensor> tensors, List<TensorSpec> specs) {
    if (tensors.size() == specs.size()) return;
    String expected = specs.stream().map(s -> "'" + s.name() + "' of shape " + InputTensor.shapeText(s.shape())).collect(Collectors.joining(", "));
    throw new ToolException("'%s' holds %d tensors, but the model's inputs are %s".formatted(file, tensors.size(), expected));
  }

  private static boolean fits(long[] found, long[] expected) {
    boolean flat = found.length == 1 && found[0] == InputTensor.elements(expected);
    return flat || sameButForOnes(found, expected);
  }

  private static boolean sameButForOnes(long[] a, long[] b) {
    return Arrays.equals(Arrays.stream(a).filter(n -> n != 1).toArray(), Arrays.stream(b).filter(n -> n != 1).toArray());
  }

  private static ToolException mismatch(Path file, InputTensor found, TensorSpec expected, String orElse) {
    return new ToolException("input '%s': expected shape %s (%d values)%s, but '%s' holds %s (%d values)".formatted(expected.name(),
        InputTensor.shapeText(expected.shape()), InputTensor.elements(expected.shape()), orElse, file, InputTensor.shapeText(found.shape()),
        found.values().length));
  }

  private static double[] checked(Path file, TensorSpec spec, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) throw new ToolException("input '%s': value %d in '%s' is %s".formatted(spec.name(), i, file, values[i]));
    }
    return values;
  }
}
