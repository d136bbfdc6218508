package zkopt.onnx;

import java.util.Map;

/**
 * Choices of an import.
 *
 * @param dimensions sizes for symbolic dimensions, by name; a symbolic leading (batch) dimension that is not named here is 1
 */
public record ImportOptions(Map<String, Long> dimensions) {
  public static final ImportOptions DEFAULT = new ImportOptions(Map.of());

  public ImportOptions {
    dimensions = Map.copyOf(dimensions);
  }
}
