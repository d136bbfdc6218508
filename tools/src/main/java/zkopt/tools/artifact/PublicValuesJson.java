package zkopt.tools.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import zkopt.tools.cli.AtomicFile;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.ToolException;
import zkopt.verifier.file.PublicTensor;
import zkopt.verifier.file.PublicValues;

/**
 * Public values as JSON, for other software: {@code {"inputs": [...], "outputs": [{"name": "scores", "shape": [1, 10], "frac": 12,
 * "values": [5.05224609375, ...]}]}}. The values are the exact decimals of the fixed-point numbers, so that the file says one thing only.
 */
public final class PublicValuesJson {
  private static final JsonMapper MAPPER = JsonMapper.builder()
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final int MAX_FRAC = 62;

  private PublicValuesJson() {}

  public static void write(Path file, PublicValues values) {
    AtomicFile.write(file, (toJson(values).toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  public static ObjectNode toJson(PublicValues values) {
    ObjectNode root = MAPPER.createObjectNode();
    root.set("inputs", toJson(values.inputs()));
    root.set("outputs", toJson(values.outputs()));
    return root;
  }

  /** The tensors, one object for each. */
  public static ArrayNode toJson(List<PublicTensor> tensors) {
    ArrayNode array = MAPPER.createArrayNode();
    for (PublicTensor t : tensors) {
      ObjectNode tensor = array.addObject().put("name", t.name());
      ArrayNode shape = tensor.putArray("shape");
      for (long extent : t.shape()) shape.add(extent);
      tensor.put("frac", t.frac());
      ArrayNode numbers = tensor.putArray("values");
      for (int i = 0; i < t.values().length; i++) numbers.add(new BigDecimal(t.exact(i).toPlainString()));
    }
    return array;
  }

  /** @throws ToolException naming the file and what is wrong with it */
  public static PublicValues read(Path file) {
    byte[] content = FileErrors.reading(file, () -> Files.readAllBytes(file));
    try {
      JsonNode root = MAPPER.readTree(content);
      return new PublicValues(tensors(root, "inputs"), tensors(root, "outputs"));
    } catch (JsonProcessingException e) {
      throw new ToolException("'%s' is no good JSON: line %d: %s".formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()), e);
    } catch (java.io.IOException e) {
      throw new ToolException("'%s' is no good JSON: %s".formatted(file, e.getMessage()), e);
    } catch (ToolException e) {
      throw new ToolException("'%s' holds no good public values: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static List<PublicTensor> tensors(JsonNode root, String role) {
    JsonNode array = root.path(role);
    if (!array.isArray()) throw new ToolException("it has no array '%s'".formatted(role));
    var tensors = new ArrayList<PublicTensor>();
    for (JsonNode tensor : array) tensors.add(tensor(tensor, "%s[%d]".formatted(role, tensors.size())));
    return tensors;
  }

  private static PublicTensor tensor(JsonNode tensor, String where) {
    JsonNode frac = tensor.path("frac");
    if (!frac.canConvertToInt() || frac.intValue() < 0 || frac.intValue() > MAX_FRAC) {
      throw new ToolException("%s: 'frac' is not a number of bits from 0 to %d".formatted(where, MAX_FRAC));
    }
    if (!tensor.path("shape").isArray() || !tensor.path("values").isArray()) {
      throw new ToolException("%s: 'shape' and 'values' must be arrays".formatted(where));
    }
    long[] shape = StreamSupport.stream(tensor.get("shape").spliterator(), false).mapToLong(JsonNode::asLong).toArray();
    BigDecimal scale = new BigDecimal(BigInteger.TWO.pow(frac.intValue()));
    long[] values = new long[tensor.get("values").size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode value = tensor.get("values").get(i);
      try {
        if (!value.isNumber()) throw new ArithmeticException("not a number");
        values[i] = value.decimalValue().multiply(scale).longValueExact();
      } catch (ArithmeticException e) {
        throw new ToolException("%s: values[%d] = %s is no fixed-point number of %d fraction bits".formatted(where, i, value, frac.intValue()), e);
      }
    }
    return new PublicTensor(tensor.path("name").asText(), shape, frac.intValue(), values);
  }
}
