package zkopt.tools.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import zkopt.tools.cli.ToolException;

/**
 * ezkl's input file: {@code {"input_data": [[0.1, ...], ...]}}, one flat array for each input of the model, and optionally
 * {@code "input_shapes": [[1, 28, 28], ...]}. Other members are left unread.
 */
final class EzklJson implements InputFormat {
  private static final String DATA = "input_data";
  private static final String SHAPES = "input_shapes";

  @Override
  public String name() {
    return "ezkl JSON";
  }

  @Override
  public boolean matches(String fileName, byte[] content) {
    return JsonFiles.firstCharacter(content) == '{';
  }

  @Override
  public List<InputTensor> read(Path file, byte[] content) {
    JsonNode root = JsonFiles.parse(content);
    JsonNode data = JsonFiles.member(root, DATA, "the file");
    JsonFiles.requireArray(data, DATA);
    JsonNode shapes = root.get(SHAPES);
    if (shapes != null && !shapes.isNull()) {
      JsonFiles.requireArray(shapes, SHAPES);
      if (shapes.size() != data.size()) {
        throw new ToolException("'%s' has %d entries and '%s' %d".formatted(DATA, data.size(), SHAPES, shapes.size()));
      }
    } else {
      shapes = null;
    }
    var tensors = new ArrayList<InputTensor>();
    for (int i = 0; i < data.size(); i++) {
      double[] values = JsonFiles.numbers(data.get(i), "%s[%d]".formatted(DATA, i));
      long[] shape = shapes == null ? new long[] {values.length} : JsonFiles.integers(shapes.get(i), "%s[%d]".formatted(SHAPES, i));
      tensors.add(new InputTensor(shape, values));
    }
    return tensors;
  }
}
