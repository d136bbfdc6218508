package zkopt.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import zkopt.ir.Operation;

class PassRegistryTest {
  @Pass.Named(value = "no-option", summary = "A component that is not described")
  record Undescribed(int x) implements Pass {
    @Override
    public void run(Operation op, PassContext context) {}
  }

  @Test
  void findsTheStandardPasses() {
    var registry = PassRegistry.load();
    for (String name : List.of("canonicalize", "cse", "dce", "symbol-dce", "strip-debuginfo", "print-ir", "print-op-stats")) {
      assertNotNull(registry.pass(name), name);
      assertEquals(Pass.ANY, registry.pass(name).anchor(), name);
    }
  }

  @Test
  void everyRegisteredPassCanBeMadeAndIsDescribed() {
    for (var info : PassRegistry.load().passes()) {
      assertNotNull(info.anchor(), info.name());
      assertTrue(!info.summary().isEmpty() && info.options().stream().noneMatch(o -> o.summary().isEmpty()), info.name());
    }
  }

  @Test
  void everyNamedPipelineExpands() {
    var registry = PassRegistry.load();
    for (String name : registry.pipelines().keySet()) PassPipeline.parseNesting(name, "builtin.module", registry);
  }

  @Test
  void namesAreTakenOnce() {
    var registry = TestPasses.registry();
    assertThrows(IllegalStateException.class, () -> registry.register(new TestPasses()));
  }

  @Test
  void everyComponentIsDescribed() {
    var registry = new PassRegistry();
    assertThrows(IllegalStateException.class, () -> registry.register(() -> List.of(Undescribed.class)));
  }

  @Test
  void optionTypesAreNamed() {
    var options = TestPasses.registry().pass("options");
    assertEquals("int", options.option("frac-bits").typeSummary());
    assertEquals("normal|very-aggressive", options.option("mode").typeSummary());
    assertEquals("list of string", options.option("names").typeSummary());
    var sizes = TestPasses.registry().pass("sizes");
    assertEquals("ulong", sizes.option("size").typeSummary());
    assertEquals("18446744073709551615", sizes.option("size").defaultText());
    assertEquals("uint", sizes.option("threshold").typeSummary());
    assertEquals("", sizes.option("threshold").defaultText());
    assertEquals("list of uint", sizes.option("list").typeSummary());
  }
}
