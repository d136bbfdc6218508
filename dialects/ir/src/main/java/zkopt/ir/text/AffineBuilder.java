package zkopt.ir.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;
import zkopt.ir.affine.IntegerSet;
import zkopt.ir.text.grammar.MlirParser;

/** Affine maps, sets and expressions from their parse trees. */
final class AffineBuilder {
  /** What the leaves of an expression stand for. */
  interface Leaves {
    AffineExpr named(Token name);

    AffineExpr value(MlirParser.SsaUseContext use, boolean symbol);
  }

  private final TokenCursor cursor;

  AffineBuilder(TokenCursor cursor) {
    this.cursor = cursor;
  }

  AffineMap map(MlirParser.AffineMapContext tree) {
    var names = new Names(tree.dimensions(), tree.symbols());
    return new AffineMap(names.numDims, names.numSymbols, exprs(tree.affineExprs(), names));
  }

  IntegerSet set(MlirParser.IntegerSetContext tree) {
    var names = new Names(tree.dimensions(), tree.symbols());
    return new IntegerSet(names.numDims, names.numSymbols, tree.constraint().stream().map(c -> constraint(c, names)).toList());
  }

  List<AffineExpr> exprs(MlirParser.AffineExprsContext tree, Leaves leaves) {
    return tree.affineExpr().stream().map(e -> expr(e, leaves)).toList();
  }

  private IntegerSet.Constraint constraint(MlirParser.ConstraintContext tree, Leaves leaves) {
    AffineExpr left = expr(tree.affineExpr(0), leaves);
    AffineExpr right = expr(tree.affineExpr(1), leaves);
    boolean atMost = tree.comparison != null && tree.comparison.getText().equals("<");
    return new IntegerSet.Constraint(atMost ? right.minus(left) : left.minus(right), tree.comparison == null);
  }

  AffineExpr expr(MlirParser.AffineExprContext tree, Leaves leaves) {
    return switch (tree) {
      case MlirParser.NegateExprContext e -> expr(e.affineExpr(), leaves).times(-1);
      case MlirParser.ProductExprContext e -> product(e, expr(e.affineExpr(0), leaves), expr(e.affineExpr(1), leaves));
      case MlirParser.SumExprContext e -> {
        AffineExpr left = expr(e.affineExpr(0), leaves);
        AffineExpr right = expr(e.affineExpr(1), leaves);
        yield e.op.getText().equals("+") ? left.plus(right) : left.minus(right);
      }
      case MlirParser.ParenthesisedExprContext e -> expr(e.affineExpr(), leaves);
      case MlirParser.ConstantExprContext e -> AffineExpr.constant(constant(e.INTEGER().getSymbol()));
      case MlirParser.SymbolExprContext e -> leaves.value(e.ssaUse(), true);
      case MlirParser.ValueExprContext e -> leaves.value(e.ssaUse(), false);
      case MlirParser.NamedExprContext e -> leaves.named(e.bareId().getStart());
      default -> throw new IllegalStateException(tree.getText());
    };
  }

  private long constant(Token token) {
    try {
      return token.getText().startsWith("0x") ? Long.decode(token.getText()) : Long.parseLong(token.getText());
    } catch (NumberFormatException _) {
      throw cursor.error(token, "constant too large for index");
    }
  }

  private AffineExpr product(MlirParser.ProductExprContext tree, AffineExpr left, AffineExpr right) {
    String op = tree.op.getText();
    if (op.equals("*")) {
      if (!left.isSymbolicOrConstant() && !right.isSymbolicOrConstant()) {
        throw nonAffine(tree, "at least one of the multiply operands has to be either a constant or symbolic");
      }
      return left.times(right);
    }
    if (!right.isSymbolicOrConstant()) throw nonAffine(tree, "right operand of " + op + " has to be either a constant or symbolic");
    return switch (op) {
      case "floordiv" -> left.floorDiv(right);
      case "ceildiv" -> left.ceilDiv(right);
      default -> left.mod(right);
    };
  }

  private RuntimeException nonAffine(ParserRuleContext tree, String why) {
    return cursor.error(tree.getStart(), "non-affine expression: " + why);
  }

  /** The dimensions and symbols that a map or set declares. */
  private final class Names implements Leaves {
    private final Map<String, AffineExpr> names = new HashMap<>();
    private final int numDims;
    private final int numSymbols;

    Names(MlirParser.DimensionsContext dims, MlirParser.SymbolsContext symbols) {
      var dimNames = new ArrayList<>(dims.bareId());
      numDims = dimNames.size();
      for (int i = 0; i < numDims; i++) declare(dimNames.get(i), AffineExpr.dim(i));
      var symbolNames = symbols == null ? List.<MlirParser.BareIdContext>of() : symbols.bareId();
      numSymbols = symbolNames.size();
      for (int i = 0; i < numSymbols; i++) declare(symbolNames.get(i), AffineExpr.symbol(i));
    }

    private void declare(MlirParser.BareIdContext name, AffineExpr expr) {
      if (names.put(name.getText(), expr) != null) throw cursor.error(name.getStart(), "redefinition of identifier '" + name.getText() + "'");
    }

    @Override
    public AffineExpr named(Token name) {
      AffineExpr expr = names.get(name.getText());
      if (expr == null) throw cursor.missing(name, "use of undeclared identifier");
      return expr;
    }

    @Override
    public AffineExpr value(MlirParser.SsaUseContext use, boolean symbol) {
      throw cursor.missing(use.getStart(), "unexpected ssa identifier");
    }
  }
}
