package zkopt.dialect.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import zkopt.ir.TensorType;

/**
 * The equation of an Einsum, its ellipses written out: dimensions under an ellipsis have the labels {@code '0'}, {@code '1'}, ... from the
 * last one.
 *
 * @param inputs the labels of each operand's dimensions
 * @param output those of the result
 * @param sizes of the labels; a dimension of size 1 stretches to its label's
 */
public record EinsumEquation(List<String> inputs, String output, Map<Character, Long> sizes) {
  /** @throws InvalidOnnxOp when the equation is malformed or does not fit the operands */
  public static EinsumEquation of(OnnxOp op) {
    String text = op.string("equation").replace(" ", "");
    String[] sides = text.split("->", -1);
    String[] terms = sides[0].split(",", -1);
    if (sides.length > 2 || terms.length != op.numOperands()) throw malformed(text);
    var inputs = new ArrayList<String>();
    var sizes = new TreeMap<Character, Long>();
    int hidden = 0;
    for (int i = 0; i < terms.length; i++) {
      TensorType x = op.inputType(i);
      int under = x.rank() - terms[i].replace("...", "").length();
      if (under < 0 || under > 10 || under > 0 && !terms[i].contains("...")) throw malformed(text);
      inputs.add(written(terms[i], under, text));
      hidden = Math.max(hidden, under);
      for (int d = 0; d < x.rank(); d++) sizes.merge(inputs.get(i).charAt(d), x.dim(d), (a, b) -> joined(a, b, text));
    }
    String output = sides.length == 2 ? written(sides[1], hidden, text) : implied(inputs, hidden);
    boolean known = output.chars().allMatch(c -> sizes.containsKey((char) c)) && output.chars().distinct().count() == output.length();
    if (!known) throw malformed(text);
    return new EinsumEquation(inputs, output, sizes);
  }

  private static long joined(long a, long b, String text) {
    if (a != b && a != 1 && b != 1) throw new InvalidOnnxOp("has sizes " + a + " and " + b + " for one label of '" + text + "'");
    return a == 1 ? b : a;
  }

  private static String written(String term, int under, String text) {
    var labels = new StringBuilder();
    for (int i = under - 1; i >= 0; i--) labels.append((char) ('0' + i));
    String written = term.replace("...", labels);
    if (!written.chars().allMatch(Character::isLetterOrDigit)) throw malformed(text);
    return written;
  }

  /** What is under ellipses, then the labels that occur once, in alphabetical order. */
  private static String implied(List<String> inputs, int hidden) {
    var output = new StringBuilder(written("...", hidden, ""));
    String all = String.join("", inputs);
    all.chars().filter(c -> Character.isLetter(c) && all.indexOf(c) == all.lastIndexOf(c)).sorted().forEach(c -> output.append((char) c));
    return output.toString();
  }

  private static InvalidOnnxOp malformed(String text) {
    return new InvalidOnnxOp("has the equation '" + text + "', which does not fit its operands");
  }

  static TensorType type(OnnxOp op) {
    EinsumEquation equation = of(op);
    return TensorType.of(equation.shape(equation.output), op.inputType(0).elementType());
  }

  /** The sizes of {@code labels}. */
  public List<Long> shape(String labels) {
    return labels.chars().mapToObj(c -> sizes.get((char) c)).toList();
  }
}
