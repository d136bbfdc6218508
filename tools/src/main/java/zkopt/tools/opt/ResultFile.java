package zkopt.tools.opt;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import zkopt.tools.cli.FileErrors;

/** Where results are printed; a file is made when the first comes. */
final class ResultFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final String file;
  private final PrintStream out;
  private Writer writer;

  /** @param file {@code -} for {@code out} */
  ResultFile(String file, PrintStream out) {
    this.file = file;
    this.out = out;
  }

  /** @throws UsageException when the file cannot be made */
  Writer writer() {
    if (writer != null) return writer;
    try {
      var stream = file.equals("-") ? out : Files.newOutputStream(Path.of(file));
      writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), BUFFER);
      return writer;
    } catch (IOException e) {
      throw new UsageException("cannot open output file '" + file + "': " + FileErrors.reason(Path.of(file), e));
    }
  }

  @Override
  public void close() throws IOException {
    if (writer == null) return;
    writer.flush();
    if (!file.equals("-")) writer.close();
  }
}
