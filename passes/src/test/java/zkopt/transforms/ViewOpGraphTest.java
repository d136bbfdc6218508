package zkopt.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import zkopt.ir.IRContext;
import zkopt.ir.testing.MlirOpt;
import zkopt.ir.text.Parser;
import zkopt.pass.PassContext;

class ViewOpGraphTest {
  private static final String TEXT = """
      func.func @f(%a: i32, %c: i1) -> i32 {
        %r = scf.if %c -> (i32) {
          %d = arith.maxsi %a, %a : i32
          scf.yield %d : i32
        } else {
          scf.yield %a : i32
        }
        cf.br ^bb1(%r : i32)
      ^bb1(%q: i32):
        return %q : i32
      }
      """;

  private static String graph(ViewOpGraph pass) {
    var context = IRContext.withAllDialects();
    var out = new ByteArrayOutputStream();
    pass.run(Parser.parse(context, "graph", TEXT), new PassContext(context, new PrintStream(out, true, StandardCharsets.UTF_8)));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aNodeForEachOperationAndAnEdgeForEachUse() {
    String graph = graph(new ViewOpGraph(20, false, false, true, false));
    assertEquals(5, graph.lines().filter(l -> l.contains("style = filled")).count());
    assertEquals(7, graph.lines().filter(l -> l.contains("style = solid")).count());
    assertEquals(0, graph.lines().filter(l -> l.contains("style = dashed")).count());
  }

  @Test
  void sameAsMlirOpt() throws IOException {
    var oracle = MlirOpt.find();
    assumeTrue(oracle.isPresent(), "no mlir-opt on this machine");
    assertEquals(oracle.get().run(TEXT, "--view-op-graph").errors(), graph(new ViewOpGraph(20, true, false, true, true)));
    assertEquals(oracle.get().run(TEXT, "--view-op-graph=print-control-flow-edges=1 print-attrs=0 print-result-types=0").errors(),
        graph(new ViewOpGraph(20, false, true, true, false)));
  }
}
