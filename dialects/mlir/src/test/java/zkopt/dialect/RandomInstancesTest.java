package zkopt.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import zkopt.dialect.InstanceGrammar.Template;
import zkopt.ir.IRContext;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.Arity;
import zkopt.ir.Operation;
import zkopt.ir.testing.MlirOpt;
import zkopt.ir.testing.RoundTrip;
import zkopt.ir.text.Parser;

/** Random instances of every operation, with each clause of its assembly there and not: mlir-opt and we print them the same. */
class RandomInstancesTest {
  private static final long SEED = 20261121;
  private static final Path RESOURCES = Path.of("src/test/resources");

  private static final int ROUNDS = Integer.getInteger("zkopt.modules", 25);
  /** What MLIR's verifier or its custom form does not allow. */
  private static final Set<String> IMPOSSIBLE = Set.of("affine.delinearize_index without basis", "affine.delinearize_index without results",
      "affine.dma_start without operands", "affine.dma_start without other attributes", "affine.dma_wait without operands", "affine.dma_wait without other attributes", "affine.if without other attributes",
      "affine.prefetch without map", "builtin.unrealized_conversion_cast without results", "memref.dma_start with other attributes",
      "memref.dma_start without operands", "memref.extract_strided_metadata without results", "memref.prefetch with other attributes",
      "scf.parallel without lowerBound", "scf.parallel without step", "scf.parallel without upperBound", "tensor.concat without inputs",
      "tensor.scatter without unique");

  /** A text of the grammar. */
  private record Instance(Template template, String text) {}

  static InstanceGrammar grammar() throws IOException {
    return InstanceGrammar.read(Files.readAllLines(RESOURCES.resolve("operations.grammar")));
  }

  @Test
  void everyAlternative() throws IOException {
    check(everyAlternative(grammar(), new Random(SEED)));
  }

  @Tag("slow")
  @Test
  void manyInstances() throws IOException {
    var random = new Random(SEED + 1);
    var grammar = grammar();
    for (int round = 0; round < ROUNDS; round++) check(everyTemplate(grammar, random));
  }

  /** In the texts of {@link #manyInstances}: attributes, operands and results that may be absent by the declarations are there and absent. */
  @Test
  void everyClauseIsTaken() throws IOException {
    var expected = new TreeSet<String>();
    for (String name : Files.readAllLines(RESOURCES.resolve("operations-of-mlir-19.txt"))) {
      expected.add(name);
      clauses(IRContext.withAllDialects().operation(name), expected);
    }
    expected.removeAll(IMPOSSIBLE);
    var random = new Random(SEED + 1);
    var grammar = grammar();
    for (int round = 0; round < ROUNDS && !expected.isEmpty(); round++) {
      var context = IRContext.withAllDialects();
      context.allowUnregisteredDialects(true);
      Parser.parse(context, "text", text(everyTemplate(grammar, random))).walkPreOrder(op -> expected.removeAll(taken(op)));
    }
    assertEquals(new TreeSet<>(), expected);
  }

  private static void clauses(OpSpec spec, TreeSet<String> all) {
    for (var def : spec.attributes()) if (def.optional()) both(spec, def.name(), all);
    for (var def : spec.operands()) if (def.arity() != Arity.ONE) both(spec, def.name(), all);
    for (var def : spec.results()) if (def.arity() != Arity.ONE) both(spec, "results", all);
    both(spec, "other attributes", all);
  }

  private static void both(OpSpec spec, String clause, TreeSet<String> all) {
    all.add(spec.name() + " with " + clause);
    all.add(spec.name() + " without " + clause);
  }

  private static Set<String> taken(Operation op) {
    OpSpec spec = op.spec();
    var taken = new HashSet<String>();
    if (!spec.registered()) return taken;
    taken.add(spec.name());
    for (var def : spec.attributes()) taken.add(clause(op, def.name(), op.attribute(def.name()) != null && !op.attribute(def.name()).equals(def.defaultValue())));
    for (var def : spec.operands()) taken.add(clause(op, def.name(), !def.all(op).isEmpty()));
    taken.add(clause(op, "results", op.numResults() > 0));
    taken.add(clause(op, "other attributes", op.attributes().keySet().stream().anyMatch(name -> !spec.isInherent(name))));
    return taken;
  }

  private static String clause(Operation op, String name, boolean is) {
    return op.name() + (is ? " with " : " without ") + name;
  }

  private static List<Instance> everyAlternative(InstanceGrammar grammar, Random random) {
    var all = new ArrayList<Instance>();
    for (Template template : grammar.templates()) {
      do all.add(instance(grammar, template, random, all.size())); while (grammar.isLeft(template));
    }
    return all;
  }

  private static List<Instance> everyTemplate(InstanceGrammar grammar, Random random) {
    var all = new ArrayList<Instance>();
    for (Template template : grammar.templates()) {
      for (int i = 0; i < template.width(); i++) all.add(instance(grammar, template, random, all.size()));
    }
    return all;
  }

  private static Instance instance(InstanceGrammar grammar, Template template, Random random, int number) {
    return new Instance(template, RandomInstance.text(grammar, template, random, number));
  }

  private static String text(List<Instance> instances) {
    var text = new StringBuilder();
    for (Instance instance : instances) text.append(instance.text);
    return text.append(RandomInstance.RESOURCES).toString();
  }

  private static void check(List<Instance> instances) throws IOException {
    var oracle = MlirOpt.find();
    assumeTrue(oracle.isPresent(), "no mlir-opt on this machine");
    var roundTrip = new RoundTrip(oracle.get(), IRContext::withAllDialects);
    check(instances, roundTrip);
  }

  /** Looks for one that is wrong in halves. */
  private static void check(List<Instance> instances, RoundTrip roundTrip) throws IOException {
    try {
      roundTrip.check(text(instances));
    } catch (AssertionError e) {
      int middle = instances.size() / 2;
      if (middle == 0) throw new AssertionError("line " + instances.getFirst().template.line() + " of the grammar:\n" + instances.getFirst().text + e.getMessage(), e);
      check(instances.subList(0, middle), roundTrip);
      check(instances.subList(middle, instances.size()), roundTrip);
      throw e;
    }
  }
}
