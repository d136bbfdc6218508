package zkopt.pass;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import zkopt.ir.Operation;

/** Passes that do nothing, with all kinds of options. */
final class TestPasses implements PassProvider {
  enum Mode { NORMAL, VERY_AGGRESSIVE }

  @Pass.Named(value = "plain", summary = "No options")
  record Plain() implements Pass {
    @Override
    public String anchor() {
      return ANY;
    }

    @Override
    public void run(Operation op, PassContext context) {}
  }

  @Pass.Named(value = "module-only", summary = "Runs on modules")
  record ModuleOnly() implements Pass {
    @Override
    public void run(Operation op, PassContext context) {}
  }

  @Pass.Named(value = "function-only", summary = "Runs on functions")
  record FunctionOnly() implements Pass {
    @Override
    public String anchor() {
      return "func.func";
    }

    @Override
    public void run(Operation op, PassContext context) {}
  }

  @Pass.Named(value = "options", summary = "One of each")
  record Options(
      @Option(value = "a number", defaultValue = "12") int fracBits,
      @Option("a text") String string,
      @Option("a flag") boolean flag,
      @Option("one of several") Mode mode,
      @Option("numbers") List<Integer> list,
      @Option("texts") List<String> names,
      @Option("a real number") double ratio) implements Pass {
    Options {
      if (fracBits > 40) throw new IllegalArgumentException("frac-bits must be at most 40, but got " + fracBits);
    }

    @Override
    public String anchor() {
      return ANY;
    }

    @Override
    public void run(Operation op, PassContext context) {}
  }

  @Pass.Named(value = "sizes", summary = "Numbers without sign")
  record Sizes(
      @Option(value = "a large number", defaultValue = "18446744073709551615", unsigned = true) long size,
      @Option(value = "a number that may be missing", unsigned = true) OptionalInt threshold,
      @Option(value = "numbers", unsigned = true) List<Integer> list) implements Pass {
    @Override
    public String anchor() {
      return ANY;
    }

    @Override
    public void run(Operation op, PassContext context) {}
  }

  @Override
  public List<Class<? extends Pass>> passes() {
    return List.of(Plain.class, ModuleOnly.class, FunctionOnly.class, Options.class, Sizes.class);
  }

  @Override
  public Map<String, String> pipelines() {
    return Map.of(
        "both", "plain,options{frac-bits=7 string=inside}",
        "nested", "both{string=outer},func.func(function-only)");
  }

  static PassRegistry registry() {
    var registry = new PassRegistry();
    registry.register(new TestPasses());
    return registry;
  }
}
