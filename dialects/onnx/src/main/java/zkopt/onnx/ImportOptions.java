package zkopt.onnx;

import java.util.Map;
import zkopt.ir.ElementsAttr;

/**
 * Choices of an import.
 *
 * @param dimensions sizes for symbolic dimensions, by name; a symbolic leading (batch) dimension that is not named here is 1
 * @param constants data for inputs, by name, that are to be part of the model: shapes, axes and the like
 */
public record ImportOptions(Map<String, Long> dimensions, Map<String, ElementsAttr> constants) {
  public static final ImportOptions DEFAULT = withDimensions(Map.of());

  public ImportOptions {
    dimensions = Map.copyOf(dimensions);
    constants = Map.copyOf(constants);
  }

  public static ImportOptions withDimensions(Map<String, Long> dimensions) {
    return new ImportOptions(dimensions, Map.of());
  }
}
