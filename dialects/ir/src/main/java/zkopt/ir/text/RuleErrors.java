package zkopt.ir.text;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import zkopt.ir.CompileException;

/** Turns the first syntax error in a grammar rule into a diagnostic in MLIR's words and at its place, and gives up. */
final class RuleErrors extends DefaultErrorStrategy {
  private final TokenCursor cursor;

  RuleErrors(TokenCursor cursor) {
    this.cursor = cursor;
  }

  @Override
  public void recover(Parser parser, RecognitionException e) {
    throw error(parser, e.getOffendingToken());
  }

  @Override
  public Token recoverInline(Parser parser) {
    throw error(parser, parser.getCurrentToken());
  }

  @Override
  public void sync(Parser parser) {
    // the rules are entered without their follow set, so that nothing can be told ahead of an error
  }

  @Override
  public void reportError(Parser parser, RecognitionException e) {
    // reported by recover
  }

  private CompileException error(Parser parser, Token token) {
    var expected = parser.getExpectedTokens();
    String only = expected.size() == 1 ? parser.getVocabulary().getLiteralName(expected.getMinElement()) : null;
    return new RuleWords(cursor, token).error(parser.getContext(), only);
  }
}
