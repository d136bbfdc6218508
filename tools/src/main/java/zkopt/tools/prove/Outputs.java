package zkopt.tools.prove;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import zkopt.assigner.Port;
import zkopt.tools.artifact.PublicValuesJson;
import zkopt.tools.cli.Report;
import zkopt.tools.input.InputTensor;
import zkopt.verifier.file.PublicTensor;

/** Shows tensors of fixed-point values to people and machines. */
final class Outputs {
  private static final int SHOWN = 20;

  private Outputs() {}

  /** All tensors of one side of a run, public or not. */
  static List<PublicTensor> of(List<Port> ports, long[][] values) {
    var tensors = new ArrayList<PublicTensor>();
    for (int i = 0; i < ports.size(); i++) {
      Port port = ports.get(i);
      tensors.add(new PublicTensor(port.name(), port.shape(), port.frac(), values[i]));
    }
    return tensors;
  }

  /** Those of them that are public. */
  static List<PublicTensor> publicOf(List<Port> ports, long[][] values) {
    List<PublicTensor> all = of(ports, values);
    return IntStream.range(0, ports.size()).filter(i -> ports.get(i).isPublic()).mapToObj(all::get).toList();
  }

  /** The real values of a port's integers. */
  static double[] reals(Port port, long[] values) {
    return Arrays.stream(values).mapToDouble(port::dequantize).toArray();
  }

  /** Adds the tensors and, for one that can be scores of classes, the top class. */
  static void addTo(Report report, String role, List<PublicTensor> tensors) {
    ArrayNode json = PublicValuesJson.toJson(tensors);
    for (int i = 0; i < tensors.size(); i++) {
      PublicTensor t = tensors.get(i);
      double[] reals = t.reals();
      report.line("%s '%s' (%s): %s", role, t.name(), InputTensor.shapeText(t.shape()), shorten(reals));
      if (role.equals("output") && isScores(t.shape())) {
        report.line("top class %d", argMax(reals));
        ((ObjectNode) json.get(i)).put("topClass", argMax(reals));
      }
    }
    report.add(role + "s", json);
  }

  /** Whether all but the last extent are 1. */
  private static boolean isScores(long[] shape) {
    return shape.length > 0 && shape[shape.length - 1] > 1 && InputTensor.elements(shape) == shape[shape.length - 1];
  }

  /** The index of the largest value; the first of equal ones. */
  static int argMax(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
    return best;
  }

  private static String shorten(double[] values) {
    String text = Arrays.stream(values).limit(SHOWN).mapToObj(v -> "%.4f".formatted(v)).collect(Collectors.joining(" "));
    return values.length <= SHOWN ? text : text + " ... (" + values.length + " values)";
  }
}
