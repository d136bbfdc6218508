package zkopt.ir.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;

/** Reads MLIR's text. */
public final class Parser {
  private Parser() {}

  /**
   * The module that a text holds; operations outside any module are wrapped in one. The result is not verified.
   *
   * @param sourceName the file name in locations and messages
   * @throws CompileException on the first error, which is in the context's diagnostics
   */
  public static ModuleOp parse(IRContext context, String sourceName, String text) {
    return new OperationParser(context, sourceName, text).parse();
  }

  /** As {@link #parse}, from a file. */
  public static ModuleOp parseFile(IRContext context, Path file) throws IOException {
    return parse(context, file.toString(), Files.readString(file));
  }
}
