package zkopt.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.Attribute;
import zkopt.ir.IRContext;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.ir.text.Parser;

/** What folds to what, as in MLIR. */
class FoldTest {
  /** The fold of the last operation before the return of a function of %x, %y : f32, %i, %j : i32 and %b : i1; "-" for none. */
  private static String fold(String body) {
    var module = Parser.parse(IRContext.withAllDialects(), "text",
        "func.func @f(%x: f32, %y: f32, %i: i32, %j: i32, %b: i1, %n: index) {\n" + body + "\n  return\n}");
    var function = (FuncOp) module.lookup("f");
    Operation op = function.body().last().previous();
    var operands = new ArrayList<Attribute>();
    for (Value v : op.operands()) operands.add(v.definingOp() instanceof ConstantOp c ? c.value() : null);
    List<Object> folded = ((Traits.Foldable) op).fold(operands);
    if (folded == null) return "-";
    return switch (folded.getFirst()) {
      case Value v when v.definingOp() == null -> "%" + "xyijbn".charAt(function.arguments().indexOf(v));
      case Value v -> "%" + v.definingOp().name();
      case Object attribute -> attribute.toString();
    };
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      arith.addi | 0  | %i
      arith.subi | 0  | %i
      arith.muli | 1  | %i
      arith.muli | 0  | %arith.constant
      arith.divsi | 1 | %i
      arith.andi | 0  | %arith.constant
      arith.andi | -1 | %i
      arith.remsi | 1 | 0 : i32
      arith.shli | 0  | %i
      arith.addi | 7  | -
      arith.divsi | 0 | -
      """)
  void integerIdentities(String op, String constant, String expected) {
    assertEquals(expected, fold("%c = arith.constant " + constant + " : i32\n%r = " + op + " %i, %c : i32"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      arith.addi | 2147483647 | 1  | -2147483648 : i32
      arith.muli | 65536      | 65537 | 65536 : i32
      arith.divsi | -7        | 2  | -3 : i32
      arith.floordivsi | -7   | 2  | -4 : i32
      arith.ceildivsi | -7    | 2  | -3 : i32
      arith.remsi | -7        | 2  | -1 : i32
      arith.divui | -1        | 2  | 2147483647 : i32
      arith.shrui | -1        | 28 | 15 : i32
      arith.shrsi | -16       | 2  | -4 : i32
      arith.maxui | -1        | 1  | -1 : i32
      arith.maxsi | -1        | 1  | 1 : i32
      arith.divsi | -2147483648 | -1 | -
      arith.divsi | 5         | 0  | -
      arith.shli | 1          | 32 | -
      """)
  void integerConstants(String op, String a, String b, String expected) {
    assertEquals(expected, fold("%a = arith.constant " + a + " : i32\n%c = arith.constant " + b + " : i32\n%r = " + op + " %a, %c : i32"));
  }

  @Test
  void signedZerosAreKept() {
    assertEquals("-", fold("%c = arith.constant 0.0 : f32\n%r = arith.addf %x, %c : f32"));
    assertEquals("%x", fold("%c = arith.constant -0.0 : f32\n%r = arith.addf %x, %c : f32"));
    assertEquals("%x", fold("%c = arith.constant 0.0 : f32\n%r = arith.subf %x, %c : f32"));
    assertEquals("-", fold("%c = arith.constant 0.0 : f32\n%r = arith.mulf %x, %c : f32"));
    assertEquals("%x", fold("%c = arith.constant 1.0 : f32\n%r = arith.mulf %x, %c : f32"));
  }

  @Test
  void floatsAreRoundedToTheirType() {
    assertEquals("1.000000e+00 : f32",
        fold("%a = arith.constant 1.0 : f32\n%c = arith.constant 1.0e-9 : f32\n%r = arith.addf %a, %c : f32"));
    assertEquals("2.71828175 : f32", fold("%a = arith.constant 1.0 : f32\n%r = math.exp %a : f32"));
  }

  @Test
  void comparisonsAndChoices() {
    assertEquals("true", fold("%r = arith.cmpi sge, %i, %i : i32"));
    assertEquals("false", fold("%r = arith.cmpi ult, %i, %i : i32"));
    assertEquals("-", fold("%r = arith.cmpf oeq, %x, %x : f32"));
    assertEquals("%x", fold("%r = arith.select %b, %x, %x : f32"));
    assertEquals("%y", fold("%c = arith.constant false\n%r = arith.select %c, %x, %y : f32"));
    assertEquals("%x", fold("%m = arith.negf %x : f32\n%r = arith.negf %m : f32"));
  }

  @Test
  void casts() {
    assertEquals("255 : i32", fold("%c = arith.constant -1 : i8\n%r = arith.extui %c : i8 to i32"));
    assertEquals("-1 : i32", fold("%c = arith.constant true\n%r = arith.extsi %c : i1 to i32"));
    assertEquals("-1 : i8", fold("%c = arith.constant 511 : i32\n%r = arith.trunci %c : i32 to i8"));
    assertEquals("-3 : i32", fold("%c = arith.constant -3.75 : f32\n%r = arith.fptosi %c : f32 to i32"));
  }

  @Test
  void affineMaps() {
    assertEquals("%n", fold("%r = affine.apply affine_map<(d0) -> (d0)>(%n)"));
    assertEquals("7 : index", fold("%c = arith.constant 3 : index\n%r = affine.apply affine_map<(d0) -> (d0 * 2 + 1)>(%c)"));
    assertEquals("3 : index", fold("%c = arith.constant 3 : index\n%r = affine.min affine_map<(d0) -> (d0, 8)>(%c)"));
    assertEquals("8 : index", fold("%c = arith.constant 3 : index\n%r = affine.max affine_map<(d0) -> (d0, 8)>(%c)"));
    assertEquals("-", fold("%r = affine.max affine_map<(d0) -> (d0, 8)>(%n)"));
  }
}
