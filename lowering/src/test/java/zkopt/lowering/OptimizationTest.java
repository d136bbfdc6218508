package zkopt.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;

/** Each optimization is somewhere in the road and can be taken out of it. */
class OptimizationTest {
  private static final PassPipeline ROAD =
      PassPipeline.parse("builtin.module(onnx-to-affine,affine-to-fixed,fixed-to-plonk)", PassRegistry.load());

  static List<Optimization> all() {
    return Optimization.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void isSwitchedOffAlone(Optimization optimization) {
    PassPipeline without = Optimization.without(List.of(optimization), ROAD);
    assertNotEquals(ROAD, without);
    assertEquals(without.toString(), PassPipeline.parse(without.toString(), PassRegistry.load()).toString(), "the pipeline can be written as text");
    assertEquals(List.of(optimization), Optimization.named(List.of(optimization.name())));
  }

  @Test
  void areSwitchedOffTogether() {
    String none = Optimization.without(Optimization.named(List.of("all")), ROAD).toString();
    for (Optimization o : all()) {
      if (o.option().isEmpty()) assertFalse(none.contains(o.pass()), none);
      else assertTrue(none.contains(o.option() + "=" + o.off()) || none.matches(".*disable-patterns=\\{[^}]*\\b" + o.off() + "\\b.*"), o.name());
    }
  }

  @Test
  void haveNamesOfTheirOwn() {
    assertEquals(all().size(), new HashSet<>(all().stream().map(Optimization::name).toList()).size());
    String message = assertThrows(IllegalArgumentException.class, () -> Optimization.named(List.of("fuse-gates", "fuse-gate"))).getMessage();
    assertEquals("there is no optimization 'fuse-gate'; did you mean 'fuse-gates'?", message);
  }
}
