package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.tools.artifact.PublicValuesJson;
import zkopt.tools.artifact.VerifyingKeyFile;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.Verb;
import zkopt.verifier.file.ModelKey;
import zkopt.verifier.file.ModelVerdict;
import zkopt.verifier.file.ModelVerifier;
import zkopt.verifier.file.PublicValues;
import zkopt.verifier.file.TensorFormat;

/** {@code zkprove verify}: checks proofs, with nothing but the verifying key and the public values. */
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Checks proofs and says what they prove. Needs the verifying key and the public values, neither model nor input.",
    footer = {"", "Exit code 0: the proof is valid, or all of several are; 1: it is not.", "", "Examples:",
        "  zkprove verify proof.zkp --vk model.vk",
        "  zkprove verify a.zkp b.zkp c.zkp --vk model.vk",
        "  zkprove verify proof.zkp --vk model.vk --public values.json"})
public final class VerifyVerb extends Verb {
  @Parameters(arity = "1..*", paramLabel = "PROOF.zkp", description = "The proofs, each of which gets a verdict of its own.")
  private List<Path> proofs;

  @Option(names = "--vk", required = true, paramLabel = "MODEL.vk", description = "The verifying key.")
  private Path verifyingKey;

  @Option(names = "--public", paramLabel = "FILE",
      description = "Public values as JSON, to check the proof against in place of those in its file.")
  private Path publicValues;

  @Override
  protected int run(Report report) {
    if (proofs.size() == 1) return verify(report, proofs.getFirst());
    if (publicValues != null) throw new ToolException("'--public' goes with one proof, and %d are given".formatted(proofs.size()));
    BatchVerification batch = BatchVerification.of(verifyingKey, proofs);
    batch.addTo(report);
    return batch.exitCode();
  }

  private int verify(Report report, Path proof) {
    ModelKey key = VerifyingKeyFile.read(verifyingKey);
    PublicValues given = publicValues == null ? null : PublicValuesJson.read(publicValues);
    Verification verification = Verification.of(new ModelVerifier(key), Verification.read(proof), given);
    ModelVerdict verdict = verification.verdict();
    report.add("valid", verdict.accepted()).add("identity", key.fingerprint()).add("model", key.source());
    if (!verdict.accepted()) {
      report.add("reason", verdict.reason()).line("not valid: %s", verdict.reason());
      return ExitCode.NO;
    }
    PublicValues values = verdict.values();
    report.line("valid: the model of '%s' (%s, identity %s)", verifyingKey, key.source(), key.shortFingerprint());
    if (!values.inputs().isEmpty()) Outputs.addTo(report, "input", values.inputs());
    if (!values.outputs().isEmpty()) Outputs.addTo(report, "output", values.outputs());
    report.line("private: the weights%s", privateTensors(key));
    report.line("verified in %.1f ms", verification.millis()).add("verifyMillis", verification.millis());
    return ExitCode.GOOD;
  }

  private static String privateTensors(ModelKey key) {
    String inputs = names("input", key.inputs());
    String outputs = names("output", key.outputs());
    return Stream.of(inputs, outputs).filter(s -> !s.isEmpty()).map(s -> ", " + s).collect(Collectors.joining());
  }

  private static String names(String role, List<TensorFormat> formats) {
    return formats.stream().filter(f -> !f.isPublic()).map(f -> role + " '" + f.name() + "'").collect(Collectors.joining(", "));
  }
}
