package zkopt.tools.prove;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import zkopt.tools.cli.Report;

/** An answer over HTTP. */
record HttpReply(int status, String contentType, byte[] body, Map<String, String> headers) {
  static HttpReply bytes(byte[] body) {
    return new HttpReply(200, "application/octet-stream", body, Map.of());
  }

  /** Adds {@code ok}, as the verbs' reports have it. */
  static HttpReply json(int status, Report report) {
    String text = report.add("ok", status == 200).json().toPrettyString() + "\n";
    return new HttpReply(status, "application/json", text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  static HttpReply error(int status, String message) {
    return json(status, new Report().add("error", message));
  }

  HttpReply with(String header, String value) {
    return new HttpReply(status, contentType, body, Map.of(header, value));
  }
}
