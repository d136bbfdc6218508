package zkopt.tools.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import zkopt.tools.cli.ToolException;

/**
 * A list of memrefs: {@code [{"memref": {"idx": 0, "data": [...], "dims": [1, 28, 28], "type": "f32"}}, ...]}. {@code idx} is the
 * number of the model's input (the place in the list where it is absent).
 */
final class MemrefJson implements InputFormat {
  @Override
  public String name() {
    return "memref JSON";
  }

  @Override
  public boolean matches(String fileName, byte[] content) {
    return JsonFiles.firstCharacter(content) == '[';
  }

  @Override
  public List<InputTensor> read(Path file, byte[] content) {
    JsonNode root = JsonFiles.parse(content);
    var byIndex = new TreeMap<Integer, InputTensor>();
    for (int i = 0; i < root.size(); i++) {
      String where = "entry " + i;
      JsonNode memref = JsonFiles.member(root.get(i), "memref", where);
      int index = memref.path("idx").asInt(i);
      long[] dims = JsonFiles.integers(JsonFiles.member(memref, "dims", where), where + ", dims");
      double[] data = JsonFiles.numbers(JsonFiles.member(memref, "data", where), where + ", data");
      if (byIndex.put(index, new InputTensor(dims, data)) != null) {
        throw new ToolException("two entries have idx %d".formatted(index));
      }
    }
    return List.copyOf(byIndex.values());
  }
}
