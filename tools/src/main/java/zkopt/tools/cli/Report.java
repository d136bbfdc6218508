package zkopt.tools.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import zkopt.verifier.file.Printable;

/** What a verb found out, as text for people and as one JSON object for machines. */
public final class Report {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final List<String> lines = new ArrayList<>();

  /** A line for people. Texts among the arguments may be a stranger's: they neither steer a terminal nor begin another line. */
  public Report line(String format, Object... arguments) {
    lines.add(String.format(Locale.ROOT, format, Arrays.stream(arguments).map(Report::printable).toArray()));
    return this;
  }

  private static Object printable(Object argument) {
    return argument instanceof Number ? argument : Printable.line(String.valueOf(argument));
  }

  /** A member for machines. @param value a string, boolean, number, node, or an array or collection of such */
  public Report add(String key, Object value) {
    JsonNode node = switch (value) {
      case JsonNode n -> n;
      case Report r -> r.json;
      case BigDecimal d -> JsonNodeFactory.instance.numberNode(d);
      default -> MAPPER.valueToTree(value);
    };
    json.set(key, node);
    return this;
  }

  /** The lines of {@code part} too. */
  public Report addLines(Report part) {
    lines.addAll(part.lines);
    return this;
  }

  public ObjectNode json() {
    return json;
  }

  /** Writes the report in one of its two forms. */
  public void print(PrintWriter out, boolean asJson) {
    if (asJson) {
      out.println(json.toPrettyString());
    } else {
      lines.forEach(out::println);
    }
    out.flush();
  }
}
