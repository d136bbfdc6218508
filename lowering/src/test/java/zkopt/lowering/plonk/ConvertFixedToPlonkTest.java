package zkopt.lowering.plonk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.plonk.ApplyOp;
import zkopt.dialect.plonk.ContractOp;
import zkopt.dialect.plonk.GateOp;
import zkopt.dialect.plonk.TableOp;
import zkopt.ir.CompileException;
import zkopt.ir.MemRefType;
import zkopt.ir.text.AsmPrinter;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;

/** Fixed-point operations become instances of gates, fused where one gate can do several. */
class ConvertFixedToPlonkTest {
  private static Ir lower(String text, String pipeline) {
    Ir ir = Ir.parse(text);
    var passes = PassPipeline.parse("builtin.module(" + pipeline + ")", PassRegistry.load());
    assertTrue(new PassManager(ir.context(), passes).run(ir.module()), () -> ir.messages().toString());
    return ir;
  }

  private static Ir lowerFile(String name, String pipeline) throws IOException {
    return lower(Files.readString(Path.of("src/test/mlir/plonk", name)), pipeline);
  }

  private static List<String> gatesUsed(Ir ir) {
    return ir.all(ApplyOp.class).stream().map(ApplyOp::gateName).toList();
  }

  /** One argument %x and one result, both of this type; {@code body} computes %y from %v. */
  private static String scalar(String in, String out, String body) {
    return """
        func.func @main_graph(%x: memref<4xIN>) -> memref<4xOUT> {
          %zero = fixed.constant 0 : !fixed.q<25, 12>
          %r = memref.alloc() : memref<4xOUT>
          affine.for %i = 0 to 4 {
            %v = affine.load %x[%i] : memref<4xIN>
            BODY
            affine.store %y, %r[%i] : memref<4xOUT>
          }
          return %r : memref<4xOUT>
        }
        """.replace("IN", in).replace("OUT", out).replace("BODY", body);
  }

  private static List<String> gatesFor(String in, String out, String body) {
    var gates = gatesUsed(lower(scalar(in, out, body), "fixed-to-plonk"));
    assertEquals("input_" + in.replace("!fixed.q<", "q").replace(", ", "_").replace(">", ""), gates.getFirst());
    return gates.subList(1, gates.size());
  }

  private static final String Q25 = "!fixed.q<25, 12>";

  @Test
  void denseLayerIsOneContractionAndOneGate() throws IOException {
    Ir ir = lowerFile("dense-relu.mlir", "fixed-to-plonk");
    assertEquals(1, ir.all(ContractOp.class).size());
    assertEquals(List.of("input_q25_12", "rescale_add_relu_s12_q25_12"), gatesUsed(ir));
    ApplyOp rescale = ir.all(ApplyOp.class).get(1);
    assertEquals("!fixed.q<40, 24>", rescale.operand(0).type().toString(), "the sum is what the gate defines");
  }

  @Test
  void handWrittenMaxPool() throws IOException {
    Ir ir = lowerFile("maxpool.mlir", "affine-to-fixed,fixed-to-plonk");
    assertEquals(List.of("input_q25_12", "max_q25_12"), gatesUsed(ir));
  }

  /** Text written at the plonk level reads back to the same text. */
  @Test
  void textRoundTrips() throws IOException {
    String text = AsmPrinter.print(lowerFile("dense-relu.mlir", "fixed-to-plonk").module());
    assertEquals(text, AsmPrinter.print(Ir.parse(text).module()));
  }

  @Test
  void fusion() {
    assertEquals(List.of("relu_q25_12"),
        gatesFor(Q25, Q25, "%y = fixed.max %zero, %v : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>"));
    assertEquals(List.of("mul_rescale_q25_12_q25_12_s12_q25_12"), gatesFor(Q25, Q25, """
        %p = fixed.mul %v, %v : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<49, 24>
        %y = fixed.rescale %p : !fixed.q<49, 24> to !fixed.q<25, 12>
        """));
    assertEquals(List.of("rescale_relu_s2_q25_12"), gatesFor("!fixed.q<30, 14>", Q25, """
        %p = fixed.rescale %v : !fixed.q<30, 14> to !fixed.q<25, 12>
        %y = fixed.max %p, %zero : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>
        """));
  }

  @Test
  void aValueThatIsNeededTwiceIsNotFusedAway() {
    assertEquals(List.of("rescale_s2_q25_12", "relu_q25_12", "add_q25_12_q25_12_to_q25_12"), gatesFor("!fixed.q<30, 14>", Q25, """
        %p = fixed.rescale %v : !fixed.q<30, 14> to !fixed.q<25, 12>
        %m = fixed.max %p, %zero : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>
        %y = fixed.add %m, %p : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>
        """));
  }

  @Test
  void everyScalarOperation() {
    assertEquals(List.of("exp_q25_12_to_q25_12"), gatesFor(Q25, Q25, "%y = fixed.exp %v : !fixed.q<25, 12> -> !fixed.q<25, 12>"));
    assertEquals(List.of("div_q25_12_q25_12_to_q25_12"),
        gatesFor(Q25, Q25, "%y = fixed.div %v, %v : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>"));
    assertEquals(List.of("neg_q25_12_to_q25_12"), gatesFor(Q25, Q25, "%y = fixed.neg %v : !fixed.q<25, 12> -> !fixed.q<25, 12>"));
    assertEquals(List.of("shl_c4_q25_12_to_q30_14"), gatesFor(Q25, "!fixed.q<30, 14>", "%y = fixed.rescale %v : !fixed.q<25, 12> to !fixed.q<30, 14>"));
    assertEquals(List.of("square_q25_12_to_q49_24"),
        gatesFor(Q25, "!fixed.q<49, 24>", "%y = fixed.mul %v, %v : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<49, 24>"));
    assertEquals(List.of("mul_q25_12_q25_12_q40_24"),
        gatesFor(Q25, "!fixed.q<40, 24>", "%y = fixed.mul %v, %v : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<40, 24>"));
    assertEquals(List.of("min_q25_12", "resize_q25_12_to_q20_12"),
        gatesFor(Q25, "!fixed.q<20, 12>", "%y = fixed.min %v, %zero : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<20, 12>"));
  }

  @Test
  void carriedValuesGoToMemory() {
    Ir ir = lower("""
        func.func @main_graph(%x: memref<4x!fixed.q<25, 12>>) -> memref<1x!fixed.q<25, 12>> {
          %low = fixed.constant -16777215 : !fixed.q<25, 12>
          %r = memref.alloc() : memref<1x!fixed.q<25, 12>>
          %m = affine.for %i = 0 to 4 iter_args(%acc = %low) -> (!fixed.q<25, 12>) {
            %v = affine.load %x[%i] : memref<4x!fixed.q<25, 12>>
            %n = fixed.max %acc, %v : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>
            affine.yield %n : !fixed.q<25, 12>
          }
          affine.store %m, %r[0] : memref<1x!fixed.q<25, 12>>
          return %r : memref<1x!fixed.q<25, 12>>
        }
        """, "fixed-to-plonk");
    assertEquals(List.of("input_q25_12", "max_q25_12"), gatesUsed(ir));
    assertTrue(ir.all(zkopt.dialect.affine.ForOp.class).stream().allMatch(loop -> loop.inits().isEmpty()));
  }

  @Test
  void limbsOfAnotherSize() {
    Ir ir = lower(scalar(Q25, Q25, "%y = fixed.neg %v : !fixed.q<25, 12> -> !fixed.q<25, 12>"), "fixed-to-plonk{limb-bits=8}");
    assertEquals(List.of(8), ir.all(TableOp.class).stream().map(TableOp::rangeBits).toList());
    assertEquals(List.of("mag0", "mag1", "mag2", "neg"), ir.all(GateOp.class).stream().filter(g -> g.symbolName().equals("input_q25_12"))
        .findFirst().orElseThrow().cells());
  }

  /** Behind a relu, a maximum compares values that cannot be negative; range attributes are not believed. */
  @Test
  void maximaOfWhatCannotBeNegative() {
    String twice = """
        %p = fixed.max %v, %zero : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>
        affine.store %p, %r[%i] : memref<4x!fixed.q<25, 12>>
        %q = affine.load %r[0] : memref<4x!fixed.q<25, 12>>
        %y = fixed.max %OTHER, %q : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>
        """;
    assertEquals(List.of("relu_q25_12", "max_nonneg_q25_12"), gatesFor(Q25, Q25, twice.replace("OTHER", "p")));
    assertEquals(List.of("max_q25_12"), gatesFor(Q25, Q25, twice.replace("OTHER", "v")
        .replace("%q = affine.load %r[0]", "%q = affine.load %r[0] {fixed.bounds = array<i64: 0, 5>}")
        .replace("affine.store %p", "affine.store %v")));
    assertEquals(List.of("relu_q25_12", "neg_q25_12_to_q25_12", "max_q25_12"), gatesFor(Q25, Q25, twice.replace("affine.store %p",
        "%n = fixed.neg %p : !fixed.q<25, 12> -> !fixed.q<25, 12>\naffine.store %n").replace("OTHER", "p").replace("%y = fixed.max %p", "%y = fixed.max %v")));
  }

  // errors

  private static void assertFails(String text, String message) {
    Ir ir = Ir.parse(text);
    assertThrows(CompileException.class, () -> ir.run(new RaiseAffineToContract()).run(new ConvertFixedToPlonk(12, true, true, true, true, true)));
    assertFalse(ir.messages().isEmpty());
    assertEquals(message, ir.messages().getLast());
  }

  @Test
  void floatsHaveNoGate() {
    assertFails("""
        func.func @main_graph(%x: memref<4x!fixed.q<25, 12>>) {
          %a = arith.constant 1.0 : f32
          %m = memref.alloc() : memref<1xf32>
          affine.store %a, %m[0] : memref<1xf32> loc("Node7")
          return
        }
        """, "'arith.constant' op is on 'f32'; only fixed-point values have gates, run 'affine-to-fixed' first");
  }

  @Test
  void unknownOperationIsNamedWithItsNode() {
    assertFails("""
        func.func @main_graph(%x: memref<4x!fixed.q<25, 12>>) {
          %c = arith.constant 0 : index
          %d = memref.dim %x, %c : memref<4x!fixed.q<25, 12>> loc("Node7")
          %m = memref.alloc(%d) : memref<?xindex>
          return
        }
        """, "'memref.dim' op has no gate (node 'Node7')");
  }

  @Test
  void constantDataBeyondItsType() {
    assertFails("""
        memref.global "private" constant @w : memref<2x!fixed.q<5, 0>> = dense<[15, -16]>
        func.func @main_graph(%x: memref<4x!fixed.q<25, 12>>) {
          %w = memref.get_global @w : memref<2x!fixed.q<5, 0>>
          return
        }
        """, "'memref.global' op element 1 of 'w' is -16, which does not fit '!fixed.q<5, 0>'");
  }

  @Test
  void sumThatCouldWrap() {
    assertFails("""
        func.func @main_graph(%a: memref<2x5x!fixed.q<40, 12>>, %b: memref<5x2x!fixed.q<40, 12>>) {
          %zero = fixed.constant 0 : !fixed.q<63, 24>
          %c = memref.alloc() : memref<2x2x!fixed.q<63, 24>>
          affine.for %i = 0 to 2 { affine.for %j = 0 to 2 { affine.store %zero, %c[%i, %j] : memref<2x2x!fixed.q<63, 24>> } }
          affine.for %i = 0 to 2 { affine.for %j = 0 to 2 { affine.for %k = 0 to 5 {
            %0 = affine.load %a[%i, %k] : memref<2x5x!fixed.q<40, 12>>
            %1 = affine.load %b[%k, %j] : memref<5x2x!fixed.q<40, 12>>
            %2 = fixed.mul %0, %1 : (!fixed.q<40, 12>, !fixed.q<40, 12>) -> !fixed.q<63, 24>
            %3 = affine.load %c[%i, %j] : memref<2x2x!fixed.q<63, 24>>
            %4 = fixed.add %3, %2 : (!fixed.q<63, 24>, !fixed.q<63, 24>) -> !fixed.q<63, 24>
            affine.store %4, %c[%i, %j] : memref<2x2x!fixed.q<63, 24>>
          }}} loc("MatMul_3")
          return
        }
        """, "'plonk.contract' op may sum up to 81 bits, more than 61 that a sum can have; give the factors narrower types (node 'MatMul_3')");
  }

  @Test
  void rangesBeyondAGate() {
    assertFails(scalar("!fixed.q<62, 12>", Q25, "%y = fixed.div %v, %v : (!fixed.q<62, 12>, !fixed.q<62, 12>) -> !fixed.q<25, 12> loc(\"Div_1\")"),
        "'fixed.div' op has no sound gate: values of up to 87 bits meet in gate 'div_q62_12_q62_12_to_q25_12', more than the field holds (node 'Div_1')");
  }

  @Test
  void constantDataStaysAsItIs() {
    String text = "memref.global \"private\" constant @w : memref<4x!fixed.q<25, 12>> = dense<1>\n"
        + scalar("!fixed.q<25, 12>", "!fixed.q<25, 12>", "%w = memref.get_global @w : memref<4x!fixed.q<25, 12>>\n"
            + "affine.store %v, %w[%i] : memref<4x!fixed.q<25, 12>>\n%y = fixed.add %v, %zero : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>");
    Ir ir = Ir.parse(text);
    assertThrows(CompileException.class, () -> ir.run(new ConvertFixedToPlonk(12, true, true, true, true, true)));
    assertTrue(ir.messages().toString().contains("writes to 'w', which is constant data"), ir.messages().toString());
  }

  /** In the second iteration %q is computed from the wide sums: 2^8 of them times 255, and so below 2^16, times 255 again. */
  @Test
  void aSumThatIsAFactorBeforeItIsWidenedCountsWithItsWideType() {
    String maps = "{bounds = array<i64: 4>, maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>]}";
    String contract = "plonk.contract ins(%%%s, %%%s : memref<4x!fixed.q<9, 0>>, memref<4x!fixed.q<9, 0>>) outs(%%%s : memref<4x!fixed.q<9, 0>>) " + maps + "\n";
    var ir = Ir.parse("""
        memref.global "private" constant @one : memref<4x!fixed.q<9, 0>> = dense<1>
        memref.global "private" constant @large : memref<4x!fixed.q<9, 0>> = dense<255>
        func.func @main_graph(%x: memref<4x!fixed.q<9, 0>>) -> memref<4x!fixed.q<9, 0>> {
          %one = memref.get_global @one : memref<4x!fixed.q<9, 0>>
          %large = memref.get_global @large : memref<4x!fixed.q<9, 0>>
          %p = memref.alloc() : memref<4x!fixed.q<9, 0>>
          %q = memref.alloc() : memref<4x!fixed.q<9, 0>>
          """ + contract.formatted("x", "one", "p") + "affine.for %t = 0 to 2 {\n"
        + contract.formatted("p", "large", "q") + contract.formatted("x", "large", "p") + "}\nreturn %x : memref<4x!fixed.q<9, 0>>\n}");
    ir.run(new ConvertFixedToPlonk(12, true, true, true, true, true));
    var widths = ir.all(ContractOp.class).stream().map(c -> ((QType) ((MemRefType) c.out().type()).elementType()).width()).toList();
    assertEquals(List.of(17, 25, 17), widths);
  }
}
