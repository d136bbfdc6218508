package zkopt.tools.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Layout;
import zkopt.assigner.LayoutOptions;
import zkopt.attack.Arena;
import zkopt.attack.AttackFamily;
import zkopt.attack.Judge;
import zkopt.attack.Lie;
import zkopt.attack.Limits;
import zkopt.attack.Tally;
import zkopt.attack.Target;
import zkopt.attack.cheat.SkippedChecks;
import zkopt.circuit.Assignment;
import zkopt.circuit.Circuit;
import zkopt.circuit.ConstraintSystem;
import zkopt.circuit.CopySet;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;
import zkopt.protocol.ProofParameters;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.prover.check.MockProver;

/** Lies about a small model's run: each is about one thing alone, and where a gate does not check that thing, the lie is believed. */
class ModelLiesTest {
  private static final Path DENSE = Path.of("../assigner/layout/src/test/mlir/dense.mlir");
  private static final ProofParameters PARAMETERS = new ProofParameters(24, 3, 8, 14, 4);
  private static final long[][] INPUT = {{20, -35, 90, 4, -100, 77, 0, 31}};
  private static final long SEED = 20261121;

  private static LaidOutModel layOut(String text) {
    var options = new LayoutOptions(PARAMETERS.blindingRows(), true, true, 0, 0);
    return Layout.of(Parser.parse(IRContext.withAllDialects(), "dense.mlir", text), options);
  }

  private static Target target(String text) {
    LaidOutModel model = layOut(text);
    ProvingKey key = Setup.run(model.circuit(), model.weights(), PARAMETERS, new byte[Setup.SEED_BYTES]);
    var honest = model.run(INPUT).assignment();
    return Target.of(model.circuit(), model.weights(), key, honest, honest, ModelLies.of(model, INPUT, SEED), SEED);
  }

  private static List<Lie> of(List<Lie> lies, String kind) {
    return lies.stream().filter(l -> l.kind().equals(kind)).toList();
  }

  /** What fails, and nothing else. */
  @ParameterizedTest
  @CsvSource({"wrong contraction, contract", "wrong remainder, limb", "wrong maximum, limb", "wrong activation, limb",
      "out-of-table lookup, limb", "broken copy, copy", "other weights than committed, contract", "wrong output, copy",
      "wrong public input, copy"})
  void oneThingIsFalse(String kind, String gate) throws IOException {
    List<Lie> lies = of(ModelLies.of(layOut(Files.readString(DENSE)), INPUT, SEED), kind);
    assertFalse(lies.isEmpty());
    lies.forEach(lie -> assertEquals(Set.of(gate), lie.gates(), lie.what()));
  }

  @Test
  void allLiesAreRejected() throws IOException {
    Target target = target(Files.readString(DENSE));
    Set<String> kinds = target.lies().stream().map(Lie::kind).collect(Collectors.toSet());
    assertTrue(kinds.size() >= 9, kinds.toString());
    for (AttackFamily family : SkippedChecks.of(target)) assertEquals(List.of(), run(target, family).failures(), family.name());
  }

  /** The same lies about a circuit that lacks what fails: they are proven, and the attacks reported as accepted. */
  @ParameterizedTest
  @CsvSource({"wrong contraction, contract", "wrong remainder, limb", "wrong maximum, limb", "wrong activation, limb",
      "out-of-table lookup, limb", "broken copy, copy", "other weights than committed, contract", "wrong output, copy",
      "wrong public input, copy"})
  void whatACircuitDoesNotCheckIsAccepted(String kind, String missing) throws IOException {
    LaidOutModel model = layOut(Files.readString(DENSE));
    Lie lie = of(ModelLies.of(model, INPUT, SEED), kind).getFirst();
    assertAccepted(without(model.circuit(), missing), model, lie);
  }

  /** A gate that does not check the range of its remainder. */
  @Test
  void anUncheckedRemainderIsAccepted() throws IOException {
    LaidOutModel model = layOut(Files.readString(DENSE).replace("  plonk.lookup @range4(%r)\n", ""));
    GateLie remainder = GateLie.ALL.stream().filter(l -> l.kind().equals("wrong remainder")).findFirst().orElseThrow();
    Assignment assignment = model.run(INPUT, new InstanceLie(remainder, "relu", 2)).assignment();
    assertFalse(Arrays.deepEquals(assignment.witness(), model.run(INPUT).assignment().witness()), "nothing was changed");
    assertEquals(List.of(), MockProver.check(model.circuit(), assignment));
    assertAccepted(model.circuit(), model, new Lie(remainder.kind(), "relu", assignment, Set.of()));
  }

  private static Circuit without(Circuit c, String gate) {
    ConstraintSystem s = c.system();
    ConstraintSystem weak = new ConstraintSystem(s.fixedColumns(), s.weightColumns(), s.witnessColumns(), s.instanceColumns(), s.challenges(),
        s.constraints().stream().filter(x -> !x.gate().equals(gate)).toList(),
        s.lookups().stream().filter(x -> !x.gate().equals(gate)).toList(), s.tables(), s.accumulators(), s.wired());
    return new Circuit(weak, c.logRows(), c.blindingRows(), c.weightRows(), c.fixed(), gate.equals("copy") ? new CopySet() : c.copies(),
        c.publicValues(), c.regions());
  }

  private static void assertAccepted(Circuit circuit, LaidOutModel model, Lie lie) {
    ProvingKey key = Setup.run(circuit, model.weights(), PARAMETERS, new byte[Setup.SEED_BYTES]);
    Assignment honest = model.run(INPUT).assignment();
    Target target = Target.of(circuit, model.weights(), key, honest, honest, List.of(lie), SEED);
    Tally tally = run(target, new SkippedChecks(lie.kind()));
    assertFalse(tally.withstood());
    assertTrue(tally.failures().contains(new Tally.Failure(lie.what(), "accepted")), tally.refusals().toString());
  }

  private static Tally run(Target target, AttackFamily family) {
    return new Arena(Judge.VERIFIER, Limits.of(Judge.VERIFIER, target.honest())).run(family.name(), family.attacks(target));
  }
}
