package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zkopt.models.TestModels;
import zkopt.tools.artifact.CompiledModel;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.input.InputFiles;

/** The table of tensors, the file that setup takes, and the search for a precision. */
class CalibrateVerbTest {
  @TempDir static Path folder;

  @BeforeAll
  static void copyModels() throws IOException {
    for (String model : new String[] {"digits-cnn", "digits-mlp"}) {
      TestModels.copy(model, "model.onnx", folder.resolve(model));
      for (int i = 0; i < TestModels.INPUTS; i++) TestModels.copy(model, TestModels.input(i), folder.resolve(model));
    }
  }

  private static Path onnx(String model) {
    return folder.resolve(model).resolve("model.onnx");
  }

  private static JsonNode calibrate(String model, Path file, Object... options) {
    var arguments = new ArrayList<Object>(
        List.of("calibrate", onnx(model), "--samples", folder.resolve(model).resolve("inputs"), "-o", file, "--json"));
    arguments.addAll(List.of(options));
    Tool.Outcome outcome = Tool.zkprove(arguments.toArray());
    assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.err() + outcome.out());
    return outcome.json();
  }

  @Test
  void tellsTheErrorOfEachTensorWorstFirst() {
    JsonNode report = calibrate("digits-cnn", folder.resolve("table.cal"));
    JsonNode tensors = report.get("tensors");
    assertTrue(tensors.size() > 3, tensors.toString());
    double before = Double.NEGATIVE_INFINITY;
    for (JsonNode tensor : tensors) {
      double ratio = tensor.has("signalToNoise") ? tensor.get("signalToNoise").doubleValue() : Double.POSITIVE_INFINITY;
      assertTrue(ratio >= before, tensors.toString());
      before = ratio;
      double magnitude = Math.max(Math.abs(tensor.get("least").doubleValue()), Math.abs(tensor.get("largest").doubleValue()));
      assertTrue(magnitude < Math.scalb(1.0, tensor.get("width").intValue() - 1 - tensor.get("frac").intValue()), tensor.toString());
      assertTrue(tensor.get("maxError").doubleValue() <= 1e-2, tensor.toString());
    }
    assertTrue(report.get("relativeError").doubleValue() < 1e-3, report.toString());
  }

  @Test
  void setupTakesTheFormatsAndNoOthersModel() throws IOException {
    Path file = folder.resolve("taken.cal");
    calibrate("digits-mlp", file, "--precision", "0.05");
    assertEquals(8, CalibrationFile.read(file).precision());
    Path compiled = folder.resolve("m.zkc");
    Tool.Outcome setup = Tool.zkprove("setup", onnx("digits-mlp"), "--calibration", file, "-o", compiled, "--json");
    assertEquals(ExitCode.GOOD, setup.exitCode(), setup.err());
    assertTrue(setup.json().has("largestError"));
    assertEquals(13, CompiledModel.read(compiled).key().inputs().getFirst().width());
    Tool.Outcome other = Tool.zkprove("setup", onnx("digits-cnn"), "--calibration", file, "-o", compiled);
    assertEquals(ExitCode.BAD, other.exitCode());
    assertTrue(other.err().contains("was made for another model"), other.err());
    Path damaged = Files.writeString(folder.resolve("damaged.cal"), "{}");
    Tool.Outcome bad = Tool.zkprove("setup", onnx("digits-mlp"), "--calibration", damaged, "-o", compiled);
    assertEquals(ExitCode.BAD, bad.exitCode());
    assertTrue(bad.err().contains("damaged.cal' is no calibration"), bad.err());
  }

  @Test
  void aFinerTargetTakesFinerFormats() {
    int coarse = calibrate("digits-cnn", folder.resolve("a.cal"), "--precision", "0.05").get("precision").intValue();
    JsonNode fine = calibrate("digits-cnn", folder.resolve("b.cal"), "--precision", "1e-4");
    assertTrue(coarse < fine.get("precision").intValue());
    assertTrue(fine.get("relativeError").doubleValue() <= 1e-4);
    Tool.Outcome none = Tool.zkprove("calibrate", onnx("digits-cnn"), "--samples", folder.resolve("digits-cnn").resolve("inputs"), "--precision", "1e-12");
    assertEquals(ExitCode.BAD, none.exitCode());
    assertTrue(none.err().contains("no precision has a relative error"), none.err());
  }

  /** Calibrated on one bright pixel with narrow formats: brighter pixels are refused by the input's name, many of them by the node that adds them up. */
  @Test
  void aValueBeyondItsCalibratedRangeIsRefusedWithNodeValueAndRange() throws IOException {
    Path calibration = folder.resolve("pixel.cal");
    Path compiled = folder.resolve("pixel.zkc");
    good("calibrate", onnx("digits-mlp"), "--samples", image("pixel.json", "0", "15"), "--precision", "0.05", "-o", calibration);
    good("setup", onnx("digits-mlp"), "--calibration", calibration, "-o", compiled, "--no-proving-data");
    String ofInput = refusal(compiled, image("bright.json", "0", "900.5"));
    assertTrue(ofInput.matches("(?s).*value 900.5 of 'image' does not fit the format q<13, \\d+>: its absolute value must be below [\\d.]+.*"), ofInput);
    String ofNode = refusal(compiled, image("white.json", "15", "15"));
    assertTrue(ofNode.matches("(?s).*node '[^']+': a value leaves the range it was compiled for \\(value -?[\\d.]+ does not fit the format q<13, \\d+>: "
        + "its absolute value must be below [\\d.]+\\); calibrate with inputs like this one.*"), ofNode);
  }

  private static void good(Object... arguments) {
    Tool.Outcome outcome = Tool.zkprove(arguments);
    assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.err());
  }

  private static Path image(String file, String others, String last) throws IOException {
    int size = InputFiles.read(folder.resolve("digits-mlp").resolve(TestModels.input(0))).getFirst().values().length;
    return Files.writeString(folder.resolve(file), "{\"input_data\":[[" + (others + ",").repeat(size / 2) + last + ("," + others).repeat(size - size / 2 - 1) + "]]}");
  }

  private static String refusal(Path compiled, Path input) {
    Tool.Outcome proof = Tool.zkprove("prove", compiled, "--input", input, "-o", folder.resolve("none.zkp"));
    assertEquals(ExitCode.BAD, proof.exitCode(), proof.out());
    return proof.err();
  }
}
