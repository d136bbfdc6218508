package zkopt.dialect.plonk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.Diagnostic;
import zkopt.ir.IRContext;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.Parser;

/** The text of the plonk and fixed dialects, and what their verifiers refuse. */
class PlonkTextTest {
  private static final String TABLES = """
      module {
        plonk.table @range4 range(4)
        plonk.table @square rows(dense<[[0, 0], [1, 1], [2, 4]]> : tensor<3x2xi64>)
      """;
  private static final String SQUARE = """
        plonk.gate @square_relu : (!fixed.q<5, 0>, !fixed.q<5, 0>) -> !fixed.q<9, 0> cells(key, value) virtual(0) neutral(7) idempotent attributes {note = "a test"} witness(%arg0, %arg1) {
          %0 = plonk.table_value @square[%arg1]
          %1 = plonk.inverse %0 : i64
          plonk.yield %0, %arg1, %1
        } constraints(%arg0, %arg1, %arg2, %arg3, %arg4) {
          %0 = plonk.constant -3
          %1 = plonk.add %arg3, %0
          %2 = plonk.mul %1, %arg4
          %3 = plonk.sub %2, %arg1
          plonk.define %arg0, %2
          plonk.constrain %3 "keys agree"
          plonk.lookup @square(%arg3, %arg2)
          plonk.lookup @range4(%arg3)
        }
      """;
  private static final String GATE = TABLES + SQUARE;
  private static final String FUNCTION = """
        func.func @f(%arg0: memref<4x5x!fixed.q<5, 0>>, %arg1: memref<5x6x!fixed.q<5, 0>>, %arg2: !fixed.q<5, 0>) {
          %0 = plonk.apply @square_relu(%arg2, %arg2) : (!fixed.q<5, 0>, !fixed.q<5, 0>) -> !fixed.q<9, 0>
          %alloc = memref.alloc() : memref<4x6x!fixed.q<12, 0>>
          plonk.contract ins(%arg0, %arg1 : memref<4x5x!fixed.q<5, 0>>, memref<5x6x!fixed.q<5, 0>>) outs(%alloc : memref<4x6x!fixed.q<12, 0>>) {bounds = array<i64: 4, 6, 5>, maps = [affine_map<(d0, d1, d2) -> (d0, d2)>, affine_map<(d0, d1, d2) -> (d2, d1)>, affine_map<(d0, d1, d2) -> (d0, d1)>]}
          %1 = fixed.constant -5 : !fixed.q<9, 0>
          %2 = fixed.add %0, %1 : (!fixed.q<9, 0>, !fixed.q<9, 0>) -> !fixed.q<10, 0>
          %3 = fixed.neg %2 : !fixed.q<10, 0> -> !fixed.q<10, 0>
          %4 = fixed.rescale %3 : !fixed.q<10, 0> to !fixed.q<20, 4>
          return
        }
      """;

  private record Parsed(ModuleOp module, IRContext context) {}

  private static Parsed parse(String text) {
    var context = IRContext.withAllDialects();
    return new Parsed(Parser.parse(context, "test", text), context);
  }

  private static boolean verify(Parsed parsed) {
    boolean[] good = {true};
    parsed.module.walk(op -> good[0] &= op.verify(parsed.context.diagnostics()));
    return good[0];
  }

  private static void assertRefused(String text, String message) {
    var parsed = parse(text);
    assertFalse(verify(parsed));
    assertEquals(List.of(message), parsed.context.diagnostics().diagnostics().stream().map(Diagnostic::message).toList());
  }

  @Test
  void roundTrip() {
    var parsed = parse(GATE + FUNCTION + "}");
    assertTrue(verify(parsed), () -> parsed.context.diagnostics().diagnostics().toString());
    String once = AsmPrinter.print(parsed.module);
    assertTrue(once.contains(SQUARE.strip()), once);
    assertEquals(once, AsmPrinter.print(parse(once).module));
  }

  @Test
  void accessors() {
    var module = parse(GATE + FUNCTION + "}").module;
    var gate = (GateOp) module.lookup("square_relu");
    assertEquals(List.of("key", "value"), gate.cells());
    assertTrue(gate.isVirtual(0));
    assertFalse(gate.isVirtual(1));
    assertEquals(7, gate.neutral().orElseThrow());
    assertEquals("value", gate.cellName(4));
    assertEquals("out0", gate.cellName(2));
    assertArrayEquals(new long[][] {{0, 0}, {1, 1}, {2, 4}}, ((TableOp) module.lookup("square")).rows());
    assertEquals(4, ((TableOp) module.lookup("range4")).rangeBits());
    assertEquals(-1, ((TableOp) module.lookup("square")).rangeBits());
    module.walk(ContractOp.class, contract -> assertArrayEquals(new int[] {2}, contract.reductionDims()));
  }

  @Test
  void referencesAreChecked() {
    assertRefused(GATE.replace("plonk.lookup @range4", "plonk.lookup @nothing") + "}", "'plonk.lookup' op 'nothing' does not name a table");
    assertRefused(GATE.replace("@square(%arg3, %arg2)", "@square(%arg3)").replace("%2, %arg1\n", "%2, %arg2\n") + "}",
        "'plonk.lookup' op looks up 1 values in 'square', which has 2 columns");
    assertRefused(GATE.replace("@square[", "@range4[") + "}", "'plonk.table_value' op requires a table of at least 2 columns, but 'range4' has 1");
    assertRefused(GATE + FUNCTION.replace("apply @square_relu", "apply @square") + "}", "'plonk.apply' op 'square' does not name a gate");
  }

  @Test
  void anOperandMayBeNarrowerThanTheInput() {
    String narrow = FUNCTION.replace("%arg2: !fixed.q<5, 0>)", "%arg2: !fixed.q<4, 0>)").replace("(!fixed.q<5, 0>, !fixed.q<5, 0>) ->", "(!fixed.q<4, 0>, !fixed.q<4, 0>) ->");
    assertTrue(verify(parse(GATE + narrow + "}")));
    assertRefused(GATE + narrow.replace("q<4, 0>", "q<6, 0>") + "}",
        "'plonk.apply' op of type '(!fixed.q<6, 0>, !fixed.q<6, 0>) -> !fixed.q<9, 0>' does not fit the gate");
  }

  @Test
  void virtualInputsAreDefinedOnce() {
    assertRefused(GATE.replace("    plonk.define %arg0, %2\n", "") + "}", "'plonk.gate' op defines virtual input 0 0 times instead of once");
    assertRefused(GATE.replace("plonk.define %arg0, %2", "plonk.define %arg1, %2") + "}", "'plonk.gate' op defines a value that is no virtual input");
    assertRefused(GATE.replace("plonk.sub %2, %arg1", "plonk.sub %2, %arg0") + "}", "'plonk.gate' op uses virtual input 0, which has no cell");
  }

  @Test
  void everyCellIsConstrained() {
    assertRefused(GATE.replace("plonk.lookup @square(%arg3, %arg2)", "plonk.lookup @square(%arg3, %arg3)") + "}",
        "'plonk.gate' op leaves cell 'out0' unconstrained");
    assertRefused(GATE.replace("plonk.mul %1, %arg4", "plonk.mul %1, %1") + "}", "'plonk.gate' op leaves cell 'value' unconstrained");
  }

  /** One that only demands something would be left out of the table: what is not used has no effect. */
  @Test
  void aGateHasAnOutput() {
    assertRefused("""
        module {
          plonk.gate @check : (!fixed.q<5, 0>) -> () witness(%arg0) {
            plonk.yield
          } constraints(%arg0) {
            plonk.constrain %arg0 "x is zero"
          }
        }
        """, "'plonk.gate' op requires an output; an instance that nothing is read of is not laid out");
  }

  @Test
  void degreesAreLimited() {
    String power = "%1 = plonk.mul %arg3, %arg3\n%8 = plonk.mul %1, %1\n%9 = plonk.mul %8, %8\nplonk.constrain %9 \"too high\"";
    assertRefused(GATE.replace("%1 = plonk.add %arg3, %0", power) + "}",
        "'plonk.gate' op has an expression of degree 8 under 'plonk.constrain', above the limit of 6");
  }

  @Test
  void regionsFitTheType() {
    assertRefused(GATE.replace("plonk.yield %0, %arg1, %1", "plonk.yield %0, %arg1") + "}",
        "'plonk.gate' op requires the witness region to yield 3 values, the outputs and cells, but got 2");
    assertRefused(GATE.replace("cells(key, value)", "cells(key, key)") + "}", "'plonk.gate' op has two cells named 'key'");
    assertRefused(GATE.replace("(%arg0, %arg1, %arg2, %arg3, %arg4)", "(%arg0, %arg1, %arg2, %arg3, %arg4, %arg5)") + "}",
        "'plonk.gate' op requires 5 arguments of type '!plonk.cell' of the constraints region");
  }

  @Test
  void contractionsStayInBounds() {
    assertRefused(GATE + FUNCTION.replace("i64: 4, 6, 5>", "i64: 4, 6, 7>") + "}",
        "'plonk.contract' op map 0 reaches 0..6 in dimension 1 of 'memref<4x5x!fixed.q<5, 0>>'");
    assertRefused(GATE + FUNCTION.replace("(d0, d1, d2) -> (d2, d1)", "(d0, d1, d2) -> (d2, d1 mod 2)") + "}", "'plonk.contract' op map 1 must be linear");
  }

  @Test
  void fixedPointTypes() {
    assertRefused("fixed.constant 16 : !fixed.q<5, 0>".transform(op -> "module { %0 = " + op + " }"),
        "'fixed.constant' op value 16 does not fit '!fixed.q<5, 0>'");
    assertRefused(GATE + FUNCTION.replace("(!fixed.q<9, 0>, !fixed.q<9, 0>) -> !fixed.q<10, 0>", "(!fixed.q<9, 0>, !fixed.q<9, 0>) -> !fixed.q<10, 1>")
        .replace("%3 = fixed.neg %2 : !fixed.q<10, 0> -> !fixed.q<10, 0>", "%3 = fixed.neg %2 : !fixed.q<10, 1> -> !fixed.q<10, 1>")
        .replace("%3 : !fixed.q<10, 0> to", "%3 : !fixed.q<10, 1> to") + "}",
        "'fixed.add' op requires equal fraction bits of operands and result, but got 0, 0 and 1");
  }
}
