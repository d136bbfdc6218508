package zkopt.tools;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import zkopt.tools.cli.Cli;
import zkopt.tools.cli.ToolVersion;
import zkopt.tools.cli.Verb;
import zkopt.tools.conformance.ConformanceVerb;
import zkopt.tools.prove.AccuracyVerb;
import zkopt.tools.prove.AttackVerb;
import zkopt.tools.prove.BenchVerb;
import zkopt.tools.prove.CalibrateVerb;
import zkopt.tools.prove.CheckVerb;
import zkopt.tools.prove.DemoVerb;
import zkopt.tools.prove.EstimateVerb;
import zkopt.tools.prove.ExplainVerb;
import zkopt.tools.prove.InspectVerb;
import zkopt.tools.prove.ProveVerb;
import zkopt.tools.prove.ServeVerb;
import zkopt.tools.prove.SetupVerb;
import zkopt.tools.prove.VerifyVerb;

/** The prover's command line: {@code zkprove calibrate|estimate|setup|prove|verify|check|inspect|explain|accuracy|bench|attack|serve|demo|conformance}. */
@Command(name = "zkprove", mixinStandardHelpOptions = true, versionProvider = ToolVersion.class, sortOptions = false,
    synopsisSubcommandLabel = "VERB",
    description = "Proves that an ONNX model, on some input, gave some output, without showing the input or the weights.",
    commandListHeading = "%nVerbs:%n",
    footer = {"", "Exit codes: 0 done and good, 1 the answer is no (an invalid proof, a violated constraint), 2 bad usage or input.", "",
        "Examples:",
        "  zkprove demo",
        "  zkprove setup model.onnx --calibrate samples -o model.zkc",
        "  zkprove prove model.zkc --input x.json -o proof.zkp",
        "  zkprove verify proof.zkp --vk model.vk"})
public final class ZkProve implements Runnable {
  /** The verbs by their names, in the order of the help. */
  private static final SequencedMap<String, Supplier<Verb>> VERBS = new LinkedHashMap<>();

  static {
    VERBS.put("calibrate", CalibrateVerb::new);
    VERBS.put("estimate", EstimateVerb::new);
    VERBS.put("setup", SetupVerb::new);
    VERBS.put("prove", ProveVerb::new);
    VERBS.put("verify", VerifyVerb::new);
    VERBS.put("check", CheckVerb::new);
    VERBS.put("inspect", InspectVerb::new);
    VERBS.put("explain", ExplainVerb::new);
    VERBS.put("accuracy", AccuracyVerb::new);
    VERBS.put("bench", BenchVerb::new);
    VERBS.put("attack", AttackVerb::new);
    VERBS.put("serve", ServeVerb::new);
    VERBS.put("demo", DemoVerb::new);
    VERBS.put("conformance", ConformanceVerb::new);
  }

  @Spec private CommandSpec spec;

  private ZkProve() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no verb given");
  }

  /** The command line for these arguments: with all verbs, or with the only one that is needed, as it takes a while to make them all. */
  public static CommandLine commandLine(String... arguments) {
    var command = new CommandLine(new ZkProve());
    Supplier<Verb> needed = arguments.length == 0 ? null : VERBS.get(arguments[0]);
    if (needed != null) return command.addSubcommand(needed.get());
    VERBS.values().forEach(verb -> command.addSubcommand(verb.get()));
    return command.addSubcommand(new HelpCommand());
  }

  public static void main(String[] arguments) {
    Cli.main(commandLine(arguments), arguments);
  }
}
