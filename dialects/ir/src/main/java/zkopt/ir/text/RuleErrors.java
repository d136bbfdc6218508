package zkopt.ir.text;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import zkopt.ir.CompileException;
import zkopt.ir.text.grammar.MlirParser;

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
    RuleContext root = parser.getContext();
    while (root.getParent() != null) root = root.getParent();
    var unknown = unknownType(root);
    // MLIR looks up the name of a type when it stands there
    if (unknown != null) return new RuleWords(cursor, unknown.getStart()).unknownType(unknown);
    var expected = parser.getExpectedTokens();
    String only = expected.size() == 1 ? parser.getVocabulary().getLiteralName(expected.getMinElement()) : null;
    return new RuleWords(cursor, token).error(parser.getContext(), only);
  }

  /** The first name in {@code tree} that stands for a type and is none; or null. */
  private static MlirParser.NamedTypeContext unknownType(ParseTree tree) {
    if (tree instanceof MlirParser.NamedTypeContext named && !TypeBuilder.isName(named.getText())) return named;
    for (int i = 0; i < tree.getChildCount(); i++) {
      var unknown = unknownType(tree.getChild(i));
      if (unknown != null) return unknown;
    }
    return null;
  }
}
