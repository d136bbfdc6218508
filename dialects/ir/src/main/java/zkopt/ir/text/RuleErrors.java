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
    var before = before(root, token.getTokenIndex());
    if (before != null) return before;
    var expected = parser.getExpectedTokens();
    String only = expected.size() == 1 ? parser.getVocabulary().getLiteralName(expected.getMinElement()) : null;
    return new RuleWords(cursor, token).error(parser.getContext(), only);
  }

  /**
   * The error that MLIR, which looks at what things mean while it reads them, finds in {@code tree} before the token that is wrong: names of
   * types that there are not, elements without a type. Null when there is none.
   */
  private CompileException before(ParseTree tree, int wrong) {
    if (tree instanceof MlirParser.NamedTypeContext name && !TypeBuilder.isName(name.getText())) return new RuleWords(cursor, name.getStart()).unknownType(name);
    for (int i = 0; i < tree.getChildCount(); i++) {
      var found = before(tree.getChild(i), wrong);
      if (found != null) return found;
    }
    boolean lacksType = tree instanceof MlirParser.AttributeContext a && a.type() == null && isElements(a.typedValue()) && a.typedValue().getStop() != null;
    if (!lacksType) return null;
    int behind = ((MlirParser.AttributeContext) tree).typedValue().getStop().getTokenIndex() + 1;
    return behind > wrong || cursor.isText(behind, ":") || !cursor.isText(behind - 1, ">") ? null : cursor.missing(cursor.get(behind), "expected ':'");
  }

  private static boolean isElements(MlirParser.TypedValueContext value) {
    return value instanceof MlirParser.DenseValueContext || value instanceof MlirParser.SparseValueContext || value instanceof MlirParser.DenseResourceValueContext;
  }
}
