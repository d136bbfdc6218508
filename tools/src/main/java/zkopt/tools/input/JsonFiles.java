package zkopt.tools.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.stream.IntStream;
import zkopt.tools.cli.ToolException;

/** What the JSON formats share: strict parsing with the place of an error, arrays of numbers. */
final class JsonFiles {
  private static final JsonMapper MAPPER = JsonMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  private JsonFiles() {}

  static JsonNode parse(byte[] content) {
    try {
      return MAPPER.readTree(content);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      String place = at == null ? "" : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
      throw new ToolException(place + firstLine(e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new ToolException(e.getMessage(), e);
    }
  }

  /** The first byte that is no white space (or byte order mark), or 0. */
  static char firstCharacter(byte[] content) {
    return (char) IntStream.range(0, content.length).map(i -> content[i]).filter(b -> b > ' ').findFirst().orElse(0);
  }

  /** Member {@code key} of an object. @param where what the object is, for messages */
  static JsonNode member(JsonNode object, String key, String where) {
    JsonNode value = object.get(key);
    if (value == null) throw new ToolException("%s has no '%s'".formatted(where, key));
    return value;
  }

  /** An array of integers. */
  static long[] integers(JsonNode array, String where) {
    requireArray(array, where);
    return IntStream.range(0, array.size()).mapToLong(i -> {
      JsonNode element = array.get(i);
      if (!element.canConvertToLong() || !element.isIntegralNumber()) {
        throw new ToolException("%s[%d] is not an integer: %s".formatted(where, i, shortText(element)));
      }
      return element.longValue();
    }).toArray();
  }

  /** A flat array of finite numbers; true and false count as 1 and 0. */
  static double[] numbers(JsonNode array, String where) {
    requireArray(array, where);
    double[] values = new double[array.size()];
    int i = 0;
    for (JsonNode element : array) {
      if (!element.isNumber() && !element.isBoolean()) {
        throw new ToolException("%s[%d] is not a number: %s".formatted(where, i, shortText(element)));
      }
      values[i++] = element.isBoolean() ? (element.booleanValue() ? 1 : 0) : element.doubleValue();
    }
    return values;
  }

  static void requireArray(JsonNode node, String where) {
    if (!node.isArray()) throw new ToolException("%s is not an array: %s".formatted(where, shortText(node)));
  }

  private static String shortText(JsonNode node) {
    String text = node.toString();
    return text.length() <= 40 ? text : text.substring(0, 37) + "...";
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("not JSON");
  }
}
