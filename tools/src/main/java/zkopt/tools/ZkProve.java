package zkopt.tools;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import zkopt.tools.cli.Cli;
import zkopt.tools.cli.ToolVersion;
import zkopt.tools.prove.AccuracyVerb;
import zkopt.tools.prove.AttackVerb;
import zkopt.tools.prove.BenchVerb;
import zkopt.tools.prove.CheckVerb;
import zkopt.tools.prove.DemoVerb;
import zkopt.tools.prove.InspectVerb;
import zkopt.tools.prove.ProveVerb;
import zkopt.tools.prove.ServeVerb;
import zkopt.tools.prove.SetupVerb;
import zkopt.tools.prove.VerifyVerb;

/** The prover's command line: {@code zkprove setup|prove|verify|check|inspect|accuracy|bench|attack|serve|demo}. */
@Command(name = "zkprove", mixinStandardHelpOptions = true, versionProvider = ToolVersion.class, sortOptions = false,
    synopsisSubcommandLabel = "VERB",
    description = "Proves that an ONNX model, on some input, gave some output, without showing the input or the weights.",
    subcommands = {SetupVerb.class, ProveVerb.class, VerifyVerb.class, CheckVerb.class, InspectVerb.class, AccuracyVerb.class, BenchVerb.class,
        AttackVerb.class, ServeVerb.class, DemoVerb.class, HelpCommand.class},
    commandListHeading = "%nVerbs:%n",
    footer = {"", "Exit codes: 0 done and good, 1 the answer is no (an invalid proof, a violated constraint), 2 bad usage or input.", "",
        "Examples:",
        "  zkprove demo",
        "  zkprove setup model.onnx --calibrate samples -o model.zkc",
        "  zkprove prove model.zkc --input x.json -o proof.zkp",
        "  zkprove verify proof.zkp --vk model.vk"})
public final class ZkProve implements Runnable {
  @Spec private CommandSpec spec;

  private ZkProve() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no verb given");
  }

  public static CommandLine commandLine() {
    return new CommandLine(new ZkProve());
  }

  public static void main(String[] arguments) {
    Cli.main(commandLine(), arguments);
  }
}
