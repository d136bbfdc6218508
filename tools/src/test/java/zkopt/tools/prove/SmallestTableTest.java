package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.lowering.Optimization;
import zkopt.tools.cli.ExitCode;

/** No table is smaller with one optimization disabled than the one that is chosen. */
class SmallestTableTest {
  @ParameterizedTest
  @CsvSource({"../test-models/small/iris-forest,", "../test-models/small/wine-logistic,"})
  void ofSmallModels(String folder, String sample) {
    assertSmallest(folder + "/model.onnx", sample, List.of("raise-affine-to-contract", "tabulate-functions", "fuse-gates"));
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"../test-models/models/digits-mlp/model.onnx, ../test-models/models/digits-mlp/inputs",
      "../test-models/models/digits-cnn/model.onnx, ../test-models/models/digits-cnn/inputs",
      "../test-models/models/digits-avgpool/model.onnx, ../test-models/models/digits-avgpool/inputs",
      "../test-models/large/wide-cnn/model.onnx, ../test-models/large/wide-cnn/input.json",
      "../test-models/small/iris-forest/model.onnx,", "../test-models/small/iris-svc/model.onnx,", "../test-models/small/iris-boosting/model.onnx,",
      "../test-models/small/cancer-boosting/model.onnx,", "../test-models/small/diabetes-boosting/model.onnx,", "../test-models/small/wine-logistic/model.onnx,",
      "../test-models/small/digits-gru/model.onnx,", "../test-models/small/digits-lstm/model.onnx,",
      "../../shared/models/mnist-12/mnist-12.onnx, ../../shared/models/mnist-12/mnist-12.json",
      "../../shared/models/basic-mnist/basic_mnist.onnx, ../../shared/models/basic-mnist/basic_mnist.json"})
  void ofAllThatAreCounted(String model, String sample) {
    assumeTrue(Files.exists(Path.of(model)), () -> "no " + model);
    assertSmallest(model, sample, Optimization.all().stream().map(Optimization::name).toList());
  }

  private static void assertSmallest(String model, String sample, List<String> disabled) {
    long chosen = cells(model, sample, null);
    var smaller = new ArrayList<String>();
    for (String name : disabled) {
      long without = cells(model, sample, name);
      if (without < chosen) smaller.add(String.format(Locale.ROOT, "%s: %,d cells", name, without));
    }
    assertTrue(smaller.isEmpty(), () -> String.format(Locale.ROOT, "%s: %,d cells, and with one disabled: %s", model, chosen, smaller));
  }

  private static long cells(String model, String sample, String disabled) {
    var arguments = new ArrayList<Object>(List.of("estimate", model, "--json"));
    if (sample != null) arguments.addAll(List.of("--calibrate", sample));
    if (disabled != null) arguments.addAll(List.of("--disable", disabled));
    Tool.Outcome outcome = Tool.zkprove(arguments.toArray());
    assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.err());
    return outcome.json().get("committedCells").asLong();
  }
}
