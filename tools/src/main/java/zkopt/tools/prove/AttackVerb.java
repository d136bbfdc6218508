package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.assigner.AssignmentException;
import zkopt.attack.Arena;
import zkopt.attack.Attack;
import zkopt.attack.AttackFamily;
import zkopt.attack.AttackSuite;
import zkopt.attack.Judge;
import zkopt.attack.Limits;
import zkopt.attack.Tally;
import zkopt.attack.Target;
import zkopt.circuit.Assignment;
import zkopt.prover.ProvingKey;
import zkopt.tools.attack.ModelLies;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.Verb;

/** {@code zkprove attack}: tries to have the verifier accept what is not true. The proofs are thrown away: none counts against the budget. */
@Command(name = "attack", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Attacks the verifier with changed proofs, statements and keys, and with proofs of false statements by provers that skip "
        + "their checks or exploit the known mistakes of verifiers. Every attack must be rejected, in bounded time and memory."},
    footer = {"", "Exit code 0: all attacks were rejected; 1: some were not, and are named with how to repeat them.", "", "Examples:",
        "  zkprove attack model.zkc --input x.json",
        "  zkprove attack model.zkc --input x.json --mutations 1000000 --seed 7",
        "  zkprove attack model.zkc --input x.json --seed 7 --only \"random mutations/mutation 4711\""})
public final class AttackVerb extends Verb {
  private static final int SAMPLE = 4;
  private static final int BYTES = 1000;

  @Parameters(index = "0", paramLabel = "MODEL.zkc", description = "The compiled model.")
  private Path file;

  @Option(names = {"-i", "--input"}, required = true, paramLabel = "FILE", description = "An input to make honest proofs for.")
  private Path input;

  @Option(names = "--mutations", defaultValue = "100000", paramLabel = "N",
      description = "Random mutations of the proof's bytes. Default: ${DEFAULT-VALUE}.")
  private long mutations;

  @Option(names = "--seed", paramLabel = "S", description = "Seed of all that is chosen by chance. Default: another one each time.")
  private Long seed;

  @Option(names = "--only", paramLabel = "FAMILY[/ATTACK]", description = "Only one family of attacks, or one attack of it.")
  private String only;

  @Override
  protected int run(Report report) {
    if (mutations < 0) throw new ToolException("the number of mutations is negative: " + mutations);
    long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1L << Integer.SIZE) : seed;
    try (Stages stages = stages(LoadedModel.LOAD_STAGES + 3)) {
      LoadedModel loaded = LoadedModel.load(file, stages);
      long[][] inputs = loaded.quantize(input);
      ProvingKey key = stages.run("commit to the model", loaded::provingKey);
      Target target = stages.run("tell lies and prove the truth", () -> target(loaded, key, inputs, chosen));
      List<Tally> tallies = stages.run("attack", () -> attack(target));
      return report(report, target, tallies);
    }
  }

  private static Target target(LoadedModel loaded, ProvingKey key, long[][] inputs, long seed) {
    Assignment honest = LoadedModel.run(loaded.model(), inputs).assignment();
    Target target = Target.of(loaded.model().circuit(), loaded.model().weights(), key, honest, other(loaded, inputs),
        ModelLies.of(loaded.model(), inputs, seed), seed);
    if (!Judge.VERIFIER.judge(target.honest()).accepted()) throw new ToolException("the verifier does not accept the honest proof");
    return target;
  }

  /** A run on another input: the first one backwards where the model allows, else the same. */
  private static Assignment other(LoadedModel loaded, long[][] inputs) {
    long[][] backwards = new long[inputs.length][];
    for (int i = 0; i < inputs.length; i++) {
      backwards[i] = new long[inputs[i].length];
      for (int j = 0; j < inputs[i].length; j++) {
        backwards[i][j] = inputs[i][inputs[i].length - 1 - j];
      }
    }
    try {
      return loaded.model().run(backwards).assignment();
    } catch (AssignmentException _) {
      return loaded.model().run(inputs).assignment();
    }
  }

  private List<Tally> attack(Target target) {
    Arena arena = new Arena(Judge.VERIFIER, Limits.of(Judge.VERIFIER, target.honest()));
    List<Tally> tallies = new ArrayList<>();
    for (AttackFamily family : AttackSuite.families(target, new AttackSuite.Effort(SAMPLE, BYTES, mutations))) {
      if (only == null || only.equals(family.name()) || only.startsWith(family.name() + "/")) {
        tallies.add(arena.run(family.name(), wanted(family, family.attacks(target))));
      }
    }
    if (tallies.isEmpty()) throw new ToolException("no family of attacks is called '%s'".formatted(only));
    return tallies;
  }

  private Stream<Attack> wanted(AttackFamily family, Stream<Attack> attacks) {
    if (only == null || only.equals(family.name())) return attacks;
    String name = only.substring(family.name().length() + 1);
    return attacks.filter(a -> a.name().equals(name));
  }

  private int report(Report report, Target target, List<Tally> tallies) {
    new AttackReport(tallies, "zkprove attack %s --input %s --mutations %d --seed %d".formatted(file, input, mutations, target.seed()))
        .addTo(report.add("seed", target.seed()));
    return tallies.stream().allMatch(Tally::withstood) ? ExitCode.GOOD : ExitCode.NO;
  }
}
