package zkopt.tools.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The report as one HTML page that needs nothing else: {@code report.html} with the data in it. */
public final class ReportPage {
  private static final String TEMPLATE = "report.html";
  private static final String PLACE = "null /* data */";

  private ReportPage() {}

  public static String of(Explanation explanation) {
    return template().replace(PLACE, script(explanation));
  }

  /** JSON that can stand in a script element: names of nodes are a stranger's. */
  private static String script(Explanation explanation) {
    try {
      return new ObjectMapper().writeValueAsString(explanation).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String template() {
    try (InputStream in = ReportPage.class.getResourceAsStream(TEMPLATE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
