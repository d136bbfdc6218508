package zkopt.ir.text;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import zkopt.ir.CompileException;
import zkopt.ir.text.grammar.MlirLexer;
import zkopt.ir.text.grammar.MlirParser;

/**
 * What MLIR's parser says of affine expressions that the grammar's rules do not take. The rules look far ahead before they decide, so that
 * they leave an expression before the token that is wrong: it is searched for from the first one of the list.
 */
final class AffineWords {
  private final TokenCursor cursor;
  /** A map or set; null for subscripts. */
  private final RuleContext owner;
  private final int wrong;
  private int at;

  AffineWords(TokenCursor cursor, RuleContext rule, int wrong) {
    this.cursor = cursor;
    this.wrong = wrong;
    RuleContext list = rule;
    while (list.getParent() != null && !(list instanceof MlirParser.AffineMapContext || list instanceof MlirParser.IntegerSetContext)) list = list.getParent();
    this.owner = list instanceof MlirParser.AffineMapContext || list instanceof MlirParser.IntegerSetContext ? list : null;
    this.at = owner == null ? ((ParserRuleContext) list).getStart().getTokenIndex() : behindDimensions((ParserRuleContext) owner);
  }

  /** The token behind the parenthesis that opens the list. */
  private int behindDimensions(ParserRuleContext owner) {
    int i = owner.getStart().getTokenIndex();
    while (!cursor.isText(i, "->") && !cursor.isText(i, ":")) i++;
    return i + 2;
  }

  CompileException error() {
    var error = list();
    return error != null ? error : cursor.missing(cursor.get(wrong), "expected ')'");
  }

  private boolean stands(String text) {
    return cursor.isText(at, text);
  }

  private Token token() {
    return cursor.get(at);
  }

  private boolean take(String text) {
    if (!stands(text)) return false;
    at++;
    return true;
  }

  private CompileException list() {
    String end = owner == null ? "]" : ")";
    if (stands(end)) return null;
    do {
      var error = owner instanceof MlirParser.IntegerSetContext ? constraint() : sum();
      if (error != null) return error;
    } while (take(","));
    if (stands(end)) return null;
    return cursor.missing(token(), "expected '" + end + "'" + switch (owner) {
      case MlirParser.AffineMapContext _ -> " in affine map range";
      case null -> "";
      default -> " in integer set constraint list";
    });
  }

  private CompileException constraint() {
    var error = sum();
    if (error != null) return error;
    boolean compares = (take(">") || take("<") || take("=")) && take("=");
    return compares ? sum() : cursor.error(token(), "expected '== affine-expr' or '>= affine-expr' at end of affine constraint");
  }

  private CompileException sum() {
    var error = operand(false);
    while (error == null && takeOperator()) error = operand(true);
    return error;
  }

  private boolean takeOperator() {
    return take("+") || take("-") || take("*") || take("floordiv") || take("ceildiv") || take("mod");
  }

  private CompileException operand(boolean isRight) {
    if (stands("+") || stands("*")) return cursor.error(token(), "missing " + (isRight ? "right" : "left") + " operand of binary operator");
    if (take("-")) return operand(isRight);
    if (take("(")) {
      if (stands(")")) return cursor.error(token(), "no expression inside parentheses");
      var error = sum();
      return error != null || take(")") ? error : cursor.missing(token(), "expected ')'");
    }
    if (owner == null && take("symbol")) {
      if (!take("(")) return cursor.missing(token(), "expected '('");
      var error = operand(isRight);
      return error != null || take(")") ? error : cursor.missing(token(), "expected ')'");
    }
    if (owner == null && cursor.type(at) == MlirLexer.PERCENT_ID) {
      at++;
      if (cursor.type(at) == MlirLexer.HASH_ID) at++;
      return null;
    }
    boolean isName = Character.isLetter(token().getText().charAt(0)) || stands("_");
    if (cursor.type(at) == MlirLexer.PERCENT_ID) return cursor.missing(token(), "unexpected ssa identifier");
    if (cursor.type(at) != MlirLexer.INTEGER && !isName) {
      return cursor.error(token(), isRight ? "missing right operand of binary operator" : "expected affine expression");
    }
    if (isName && !isDeclared()) return cursor.missing(token(), "use of undeclared identifier");
    at++;
    return null;
  }

  private boolean isDeclared() {
    if (owner == null) return false;
    for (int i = ((ParserRuleContext) owner).getStart().getTokenIndex(); !cursor.isText(i, "->") && !cursor.isText(i, ":"); i++) {
      if (cursor.isText(i, token().getText())) return true;
    }
    return false;
  }
}
