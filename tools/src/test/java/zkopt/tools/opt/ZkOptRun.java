package zkopt.tools.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** One run of zkopt in this process. */
record ZkOptRun(int code, String out, String err) {
  static ZkOptRun of(String input, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var loader = Thread.currentThread().getContextClassLoader();
    try {
      int code = OptCommand.run(arguments, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), new PrintStream(out, true), new PrintStream(err, true));
      return new ZkOptRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      Thread.currentThread().setContextClassLoader(loader);
    }
  }

  ZkOptRun good() {
    assertEquals(0, code, err);
    return this;
  }

  /** A bug of a pass: named, without a stack trace. */
  void failedUnexpectedly(String message) {
    assertEquals(2, code, out + err);
    assertTrue(err.contains(message), err);
    assertFalse(err.contains("\tat "), err);
  }

  /** Bad usage or input, and no stack trace. */
  ZkOptRun bad(String message) {
    assertEquals(2, code, out + err);
    assertTrue(err.contains(message), err);
    assertFalse(err.contains("\tat ") || err.contains("Exception"), err);
    return this;
  }
}
