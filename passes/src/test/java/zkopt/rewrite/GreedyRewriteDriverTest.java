package zkopt.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.IRContext;
import zkopt.ir.Operation;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.Parser;

class GreedyRewriteDriverTest {
  private final IRContext context = IRContext.withAllDialects();

  /** {@code addi(x, x) -> shli(x, 1)} would do; this one makes {@code muli(x, x)}, which nothing folds. */
  private record AddToMul(String name, int benefit) implements Rewrite<BinaryOp> {
    @Override
    public Class<BinaryOp> root() {
      return BinaryOp.class;
    }

    @Override
    public boolean matchAndRewrite(BinaryOp op, Rewriter rewriter) {
      if (op.kind() != BinaryOp.Kind.ADDI || op.lhs() != op.rhs()) return false;
      var kind = name.equals("mul") ? BinaryOp.Kind.MULI : BinaryOp.Kind.SHLI;
      rewriter.replaceOp(op, BinaryOp.create(rewriter, op.location(), kind, op.lhs(), op.lhs()));
      return true;
    }
  }

  /** {@code subi(x, y) -> subi(y, x)}, for ever. */
  private record Swap() implements Rewrite<BinaryOp> {
    @Override
    public Class<BinaryOp> root() {
      return BinaryOp.class;
    }

    @Override
    public boolean matchAndRewrite(BinaryOp op, Rewriter rewriter) {
      if (op.kind() != BinaryOp.Kind.SUBI) return false;
      rewriter.replaceOp(op, BinaryOp.create(rewriter, op.location(), op.kind(), op.rhs(), op.lhs()));
      return true;
    }
  }

  private ModuleOp function(String body) {
    return Parser.parse(context, "test", "func.func @f(%a: i32, %b: i32) -> i32 {\n" + body + "\n}\n");
  }

  private void assertBody(String body, ModuleOp module) {
    assertEquals(AsmPrinter.print(function(body)), AsmPrinter.print(module));
  }

  @Test
  void higherBenefitFirst() {
    var module = function("%0 = arith.addi %a, %a : i32\nreturn %0 : i32");
    var result = GreedyRewriteDriver.apply(module, List.of(new AddToMul("shift", 1), new AddToMul("mul", 2)), context);
    assertTrue(result.changed() && result.converged());
    assertBody("%0 = arith.muli %a, %a : i32\nreturn %0 : i32", module);
  }

  @Test
  void nothingToDo() {
    var module = function("%0 = arith.addi %a, %b : i32\nreturn %0 : i32");
    assertEquals(new GreedyRewriteDriver.Result(false, true, null), GreedyRewriteDriver.apply(module, List.of(new AddToMul("mul", 1)), context));
  }

  @Test
  void usersOfWhatChangedAreVisitedAgain() {
    var module = function("%0 = arith.muli %a, %b : i32\n%1 = arith.muli %0, %0 : i32\n%c0 = arith.constant 0 : i32\n%2 = arith.addi %1, %c0 : i32\n"
        + "%3 = arith.subi %2, %1 : i32\n%4 = arith.addi %3, %a : i32\nreturn %4 : i32");
    var once = new GreedyRewriteDriver.Config(1, -1, true);
    GreedyRewriteDriver.apply(module, List.of(), context, once);
    // x - x folds only after x + 0 has; all of it in one sweep
    assertBody("return %a : i32", module);
  }

  @Test
  void limits() {
    var module = function("%0 = arith.subi %a, %b : i32\nreturn %0 : i32");
    var result = GreedyRewriteDriver.apply(module, List.of(new Swap()), context, new GreedyRewriteDriver.Config(1, 7, true));
    assertTrue(result.changed());
    assertFalse(result.converged());
    assertEquals("Swap rewrote 'arith.subi'", result.last());
    assertBody("%0 = arith.subi %b, %a : i32\nreturn %0 : i32", module);
  }

  @Test
  void bothOrdersReachTheSame() {
    String body = "%c1 = arith.constant 1 : i32\n%c2 = arith.constant 2 : i32\n%0 = arith.addi %c1, %c2 : i32\n%1 = arith.muli %0, %a : i32\nreturn %1 : i32";
    var topDown = function(body);
    var bottomUp = function(body);
    GreedyRewriteDriver.apply(topDown, List.of(), context, new GreedyRewriteDriver.Config(10, -1, true));
    GreedyRewriteDriver.apply(bottomUp, List.of(), context, new GreedyRewriteDriver.Config(10, -1, false));
    assertEquals(AsmPrinter.print(topDown), AsmPrinter.print(bottomUp));
    assertBody("%c3 = arith.constant 3 : i32\n%0 = arith.muli %a, %c3 : i32\nreturn %0 : i32", topDown);
  }

  @Test
  void constantsOfTwoFunctionsStayApart() {
    var module = Parser.parse(context, "test", """
        func.func @f() -> i32 {
          %c1 = arith.constant 1 : i32
          return %c1 : i32
        }
        func.func @g() -> i32 {
          %c1 = arith.constant 1 : i32
          return %c1 : i32
        }
        """);
    String before = AsmPrinter.print(module);
    GreedyRewriteDriver.apply(module, List.of(), context);
    assertEquals(before, AsmPrinter.print(module));
  }

  @Test
  void listenersHearOfEveryChange() {
    var heard = new ArrayList<String>();
    var rewriter = new Rewriter(new RewriteListener() {
      @Override
      public void inserted(Operation op) {
        heard.add("inserted " + op.name());
      }

      @Override
      public void modified(Operation op) {
        heard.add("modified " + op.name());
      }

      @Override
      public void erasing(Operation op) {
        heard.add("erasing " + op.name());
      }
    });
    var module = function("%0 = arith.addi %a, %a : i32\nreturn %0 : i32");
    var add = (BinaryOp) module.lookup("f").region(0).front().first();
    rewriter.setInsertionPoint(add);
    assertTrue(new AddToMul("mul", 1).matchAndRewrite(add, rewriter));
    assertEquals(List.of("inserted arith.muli", "modified func.return", "erasing arith.addi"), heard);
    assertFalse(module.lookup("f").region(0).front().operations().contains(add));
  }
}
