package zkopt.ir.text;

import java.util.Map;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.ir.Operation;

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

  /** As {@link #parse}, but the text must hold one operation, which is not wrapped; it has no parent. */
  public static Operation parseOperation(IRContext context, String sourceName, String text) {
    return new OperationParser(context, sourceName, text).parseSingle();
  }

  /**
   * What the section {@code external_resources} at the end of a text holds for a tool: strings without their quotes, other values as
   * written; empty when there is nothing. @throws CompileException when the section is malformed
   */
  public static Map<String, String> externalResources(IRContext context, String sourceName, String text, String owner) {
    return new Resources(context, new TokenCursor(sourceName, text, context.diagnostics())).external(owner);
  }
}
