package zkopt.lowering.affine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.IRContext;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.onnx.OnnxImporter;

/** Published models, lowered to loops and run on the inputs that come with them. */
class PublishedModelsTest {
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+\\.\\d+(e[-+]?\\d+)?");

  private final IRContext context = IRContext.withAllDialects();

  /** {@code shared/models} beside the repository. */
  private static Path published(String file) {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("test-models")) && root.getParent() != null) root = root.getParent();
    Path path = root.resolveSibling("shared").resolve("models").resolve(file);
    assumeTrue(Files.exists(path), () -> "the published models are not at " + path);
    return path;
  }

  private ModuleOp lowered(String model) {
    var module = OnnxImporter.importModel(context, published(model));
    Texts.run(context, "onnx-to-affine", module);
    return module;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void mnist8GivesItsReferenceOutputs(int set) {
    float[] input = OnnxImporter.readTensor(context, published("mnist-8/test_data_set_" + set + "/input_0.pb")).toFloats();
    float[] expected = OnnxImporter.readTensor(context, published("mnist-8/test_data_set_" + set + "/output_0.pb")).toFloats();
    Texts.assertClose(expected, AffineInterpreter.of(lowered("mnist-8/model.onnx")).run(input).getFirst());
  }

  /** Their results were computed in fixed point, hence the tolerance. */
  @ParameterizedTest
  @CsvSource({"mnist-12/mnist-12, 1e-2", "basic-mnist/basic_mnist, 1e-4"})
  void modelsGiveTheResultsThatLieBesideThem(String name, double tolerance) throws IOException {
    float[] input = numbers(Files.readString(published(name + ".json")));
    float[] expected = numbers(Files.readAllLines(published(name + ".res")).get(1));
    float[] actual = AffineInterpreter.of(lowered(name + ".onnx")).run(input).getFirst();
    for (int i = 0; i < expected.length; i++) assertEquals(expected[i], actual[i], tolerance, "logit " + i);
  }

  /** The numbers with a point in a text, in order. */
  private static float[] numbers(String text) {
    var found = NUMBER.matcher(text).results().map(m -> Float.parseFloat(m.group())).toList();
    float[] values = new float[found.size()];
    for (int i = 0; i < values.length; i++) values[i] = found.get(i);
    return values;
  }

  /** Two padded convolutions (4 nests and an epilogue each), two poolings, one product with its epilogue. */
  @Test
  void biasAndReluAreOneNest() {
    int[] nests = {0};
    lowered("mnist-12/mnist-12.onnx").walk(ForOp.class, loop -> {
      if (!(loop.parentOp() instanceof ForOp)) nests[0]++;
    });
    assertEquals(2 * 5 + 2 + 3, nests[0]);
  }
}
