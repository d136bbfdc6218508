package zkopt.tools.prove;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.lowering.fixed.Calibration;
import zkopt.tools.artifact.CompiledModel.CalibrationSummary;
import zkopt.tools.cli.AtomicFile;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.ToolException;

/**
 * What {@code zkprove calibrate} found out, for {@code zkprove setup}; as JSON.
 *
 * @param model SHA-256 of the ONNX file, in hexadecimal
 * @param places how many values the model has at the affine level
 * @param precision bits that the largest value of a tensor should have
 * @param summary the error of the outputs
 * @param ranges of the values
 */
record CalibrationFile(int version, String model, int places, int precision, CalibrationSummary summary, List<Calibration.Range> ranges) {
  private static final int VERSION = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static CalibrationFile of(byte[] digest, ModuleOp annotated, int precision, CalibrationSummary summary) {
    return new CalibrationFile(VERSION, HexFormat.of().formatHex(digest), Calibration.places(annotated), precision, summary, Calibration.ranges(annotated));
  }

  void write(Path file) {
    try {
      AtomicFile.write(file, MAPPER.writeValueAsString(this).getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new AssertionError("a record of numbers and texts is JSON", e);
    }
  }

  /** @throws ToolException when the file cannot be read or is none of this kind */
  static CalibrationFile read(Path file) {
    byte[] content = FileErrors.reading(file, () -> Files.readAllBytes(file));
    CalibrationFile read;
    try {
      read = MAPPER.readValue(content, CalibrationFile.class);
    } catch (java.io.IOException e) {
      throw new ToolException("'%s' is no calibration that 'zkprove calibrate' writes".formatted(file), e);
    }
    if (read == null || read.version != VERSION || read.model == null || read.summary == null || read.ranges == null) {
      throw new ToolException("'%s' is no calibration of version %d".formatted(file, VERSION));
    }
    return read;
  }

  /** Notes the ranges in a module. @throws ToolException when they are of another model */
  void applyTo(ModuleOp affine, byte[] digest, Path file) {
    if (!Arrays.equals(HexFormat.of().formatHex(digest).toCharArray(), model.toCharArray())) {
      throw new ToolException("'%s' was made for another model".formatted(file));
    }
    boolean fits = places == Calibration.places(affine) && ranges.stream().allMatch(r -> r != null && r.place() >= 0 && r.place() < places);
    if (!fits) throw new ToolException("'%s' was made by another version, or with other dimensions: calibrate again".formatted(file));
    Calibration.apply(affine, ranges);
  }
}
