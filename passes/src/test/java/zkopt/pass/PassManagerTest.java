package zkopt.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.ir.Operation;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.Parser;

class PassManagerTest {
  private static final String TWO = "func.func @f() {\n  return\n}\nfunc.func @g() {\n  return\n}\n";
  private final IRContext context = IRContext.withAllDialects();

  /** Does what the test wants. */
  @Pass.Named(value = "probe", summary = "Does what the test wants")
  private record Probe(BiConsumer<Operation, PassContext> action) implements Pass {
    @Override
    public String anchor() {
      return ANY;
    }

    @Override
    public void run(Operation op, PassContext context) {
      action.accept(op, context);
    }
  }

  private static PassStep step(BiConsumer<Operation, PassContext> action) {
    return new PassStep(new PassInfo(Probe.class, "probe", "Probe", "", List.of()), new Probe(action));
  }

  private PassManager manager(BiConsumer<Operation, PassContext> action) {
    return new PassManager(context, new PassPipeline("builtin.module", List.of(step(action))));
  }

  private boolean run(PassManager manager) {
    return manager.run(Parser.parse(context, "test", TWO));
  }

  private String message() {
    return context.diagnostics().diagnostics().getFirst().message();
  }

  @Test
  void nestedPipelinesRunOnEachOperationInFull() {
    var runs = new ArrayList<String>();
    var inner = new PassPipeline("func.func", List.of(step((op, _) -> runs.add("first " + op.attribute("sym_name"))), step((op, _) -> runs.add("second " + op.attribute("sym_name")))));
    var outer = new PassPipeline("builtin.module", List.of(inner, step((op, _) -> runs.add(op.name()))));
    assertTrue(run(new PassManager(context, outer).threads(1)));
    assertEquals(List.of("first \"f\"", "second \"f\"", "first \"g\"", "second \"g\"", "builtin.module"), runs);
  }

  @Test
  void anyRunsOnWhatIsIsolated() {
    var runs = new ArrayList<String>();
    var inner = new PassPipeline(Pass.ANY, List.of(step((op, _) -> runs.add(op.name()))));
    assertTrue(run(new PassManager(context, new PassPipeline("builtin.module", List.of(inner)))));
    assertEquals(List.of("func.func", "func.func"), runs);
  }

  @Test
  void anchorsThatNobodyKnowsAreWarnedOf() {
    var inner = new PassPipeline("bogus.op", List.of(step((_, _) -> {})));
    assertTrue(run(new PassManager(context, new PassPipeline("builtin.module", List.of(inner)))));
    assertEquals("passes in 'bogus.op(...)' never ran: no operation of that name is registered", message());
  }

  @Test
  void pipelinesThatMatchedNothingAreWarnedOf() {
    var none = new PassPipeline("builtin.module", List.of(step((_, _) -> {})));
    var some = new PassPipeline("func.func", List.of(step((_, _) -> {}), none));
    assertTrue(run(new PassManager(context, new PassPipeline("builtin.module", List.of(some)))));
    assertEquals("passes in 'builtin.module(...)' never ran: there is no 'builtin.module' in a 'func.func'", message());
    assertEquals(1, context.diagnostics().diagnostics().size());
  }

  @Test
  void wrongAnchor() {
    assertFalse(run(new PassManager(context, new PassPipeline("func.func", List.of()))));
    assertEquals("can't run 'func.func' pass manager on 'builtin.module' op", message());
  }

  /** Of many functions, some of which print, are warned of, or fail. */
  private String traces(int threads, int failing) {
    var text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      text.append("func.func @f%d(%%a: i32) -> i32 {\n  %%c = arith.constant %d : i32\n  %%s = arith.addi %%c, %%c : i32\n  %%t = arith.addi %%s, %%a : i32\n  return %%t : i32\n}\n".formatted(i, i));
    }
    var own = IRContext.withAllDialects();
    var module = Parser.parse(own, "test", text.toString());
    var printed = new ByteArrayOutputStream();
    PassStep probe = step((op, c) -> {
      String name = op.attribute("sym_name").toString();
      c.out().println("at " + name);
      c.diagnostics().warning(op.location(), "seen " + name);
      if (name.equals("\"f" + failing + "\"")) throw c.failure(op, "does not please");
    });
    PassStep canonicalize = (PassStep) PassPipeline.parse("func.func(canonicalize)", PassRegistry.load()).elements().getFirst();
    var inner = new PassPipeline("func.func", List.of(probe, canonicalize));
    var manager = new PassManager(own, new PassPipeline("builtin.module", List.of(inner))).threads(threads).printTo(new PrintStream(printed));
    boolean good = manager.run(module);
    String messages = own.diagnostics().drain().stream().map(d -> d.message()).collect(Collectors.joining("\n"));
    return good + "\n" + printed + messages + (good ? "\n" + AsmPrinter.print(module) : manager.failed().passName());
  }

  @Test
  void manyThreadsGiveWhatOneGives() {
    for (int failing : new int[] {-1, 0, 57}) assertEquals(traces(1, failing), traces(8, failing));
    assertTrue(traces(8, -1).contains("arith.constant 198 : i32"));
    assertTrue(traces(8, 57).contains("at \"f57\"") && !traces(8, 57).contains("at \"f58\""));
  }

  @Test
  void failureStopsAndIsRemembered() {
    var manager = manager((op, c) -> {
      throw c.failure(op, "does not please");
    });
    assertFalse(run(manager));
    assertEquals("'builtin.module' op does not please", message());
    assertEquals("probe", manager.failed().passName());
    assertEquals(1, context.diagnostics().diagnostics().size());
  }

  @Test
  void failureWithoutDiagnosticGetsOne() {
    assertFalse(run(manager((_, _) -> {
      throw new CompileException("for no reason");
    })));
    assertEquals("for no reason", message());
  }

  @Test
  void anErrorIsAFailureAlsoWhenThePassReturns() {
    assertFalse(run(manager((op, c) -> c.diagnostics().error(op.location(), "bad"))));
  }

  @Test
  void aCrashBecomesADiagnostic() {
    assertFalse(run(manager((_, _) -> {
      throw new IllegalStateException("a bug");
    })));
    assertEquals("pass 'probe' failed unexpectedly: java.lang.IllegalStateException: a bug", message());
  }

  @Test
  void brokenIrIsFoundAfterThePass() {
    BiConsumer<Operation, PassContext> breaking = (op, _) -> op.region(0).front().first().region(0).front().last().erase();
    var manager = manager(breaking);
    assertFalse(run(manager));
    assertEquals("probe", manager.failed().passName());
    context.diagnostics().drain();
    var trusting = manager(breaking).verifyEach(false);
    assertTrue(run(trusting));
    assertNull(trusting.failed());
  }

  @Test
  void instrumentationsAreNested() {
    var told = new ArrayList<String>();
    var manager = manager((_, _) -> told.add("run")).instrument(new Teller("a", told)).instrument(new Teller("b", told));
    assertTrue(run(manager));
    assertEquals(List.of("a before pipeline", "b before pipeline", "a before", "b before", "run", "b after", "a after", "b after pipeline", "a after pipeline"), told);
    told.clear();
    var failing = manager((op, c) -> {
      throw c.failure(op, "fails");
    }).instrument(new Teller("a", told));
    assertFalse(run(failing));
    assertEquals(List.of("a before pipeline", "a before", "a failed"), told);
  }

  private record Teller(String name, List<String> told) implements PassInstrumentation {
    @Override
    public void beforePipeline(PassPipeline pipeline, Operation op) {
      told.add(name + " before pipeline");
    }

    @Override
    public void afterPipeline(PassPipeline pipeline, Operation op) {
      told.add(name + " after pipeline");
    }

    @Override
    public void beforePass(PassRun run) {
      told.add(name + " before");
    }

    @Override
    public void afterPass(PassRun run) {
      told.add(name + " after");
    }

    @Override
    public void afterPassFailed(PassRun run) {
      told.add(name + " failed");
    }
  }
}
