package zkopt.ir.text;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import zkopt.ir.CompileException;
import zkopt.ir.text.grammar.MlirParser;

/** Turns the first syntax error in a grammar rule into a diagnostic worded as MLIR's, and gives up. */
final class RuleErrors extends DefaultErrorStrategy {
  private final TokenCursor cursor;

  RuleErrors(TokenCursor cursor) {
    this.cursor = cursor;
  }

  @Override
  public void recover(Parser parser, RecognitionException e) {
    throw error(parser, e.getOffendingToken(), e instanceof NoViableAltException);
  }

  @Override
  public Token recoverInline(Parser parser) {
    throw error(parser, parser.getCurrentToken(), false);
  }

  @Override
  public void sync(Parser parser) {
    // the rules are entered without their follow set, so that nothing can be told ahead of an error
  }

  @Override
  public void reportError(Parser parser, RecognitionException e) {
    // reported by recover
  }

  private CompileException error(Parser parser, Token token, boolean undecided) {
    var expected = parser.getExpectedTokens();
    String what = !undecided && expected.size() == 1
        ? parser.getVocabulary().getDisplayName(expected.getMinElement())
        : what(parser.getContext());
    if (token.getType() == MlirParser.UNKNOWN_CHARACTER) {
      return cursor.error(token, token.getText().equals("\"") ? "expected '\"' in string literal" : "unexpected character");
    }
    return cursor.error(token, "expected " + what + (token.getType() == Token.EOF ? ", but the text ends" : ""));
  }

  private static String what(RuleContext context) {
    return switch (context.getRuleIndex()) {
      case MlirParser.RULE_type, MlirParser.RULE_typeList -> "type";
      case MlirParser.RULE_nonFunctionType, MlirParser.RULE_functionResults, MlirParser.RULE_functionType -> "non-function type";
      case MlirParser.RULE_attribute, MlirParser.RULE_attributeValue, MlirParser.RULE_typedValue, MlirParser.RULE_untypedValue ->
          "attribute value";
      case MlirParser.RULE_dictionary, MlirParser.RULE_dictionaryEntry, MlirParser.RULE_key -> "attribute name";
      case MlirParser.RULE_affineExpr, MlirParser.RULE_affineExprs, MlirParser.RULE_constraint -> "affine expression";
      case MlirParser.RULE_affineMap, MlirParser.RULE_dimensions, MlirParser.RULE_symbols -> "affine map";
      case MlirParser.RULE_integerSet -> "integer set";
      case MlirParser.RULE_location -> "location instance";
      case MlirParser.RULE_denseBody, MlirParser.RULE_element -> "element literal of primitive type";
      case MlirParser.RULE_balanced, MlirParser.RULE_balancedItem -> "balanced brackets";
      case MlirParser.RULE_ssaUse -> "SSA operand";
      default -> "identifier";
    };
  }
}
