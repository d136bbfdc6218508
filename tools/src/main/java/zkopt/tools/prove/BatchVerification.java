package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.List;
import zkopt.tools.artifact.VerifyingKeyFile;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.ToolException;
import zkopt.verifier.file.ModelKey;
import zkopt.verifier.file.ModelVerdict;
import zkopt.verifier.file.ModelVerifier;

/**
 * The check of several proof files against one key, which is read once; all processors work on them. One proof's verdict does not depend
 * on another's.
 *
 * @param millis time of all
 */
record BatchVerification(ModelKey key, List<Entry> entries, double millis) {
  /**
   * @param verdict null where the file cannot be used
   * @param error why; empty where it can
   */
  record Entry(Path proof, ModelVerdict verdict, String error) {
    boolean valid() {
      return verdict != null && verdict.accepted();
    }

    private int exitCode() {
      if (verdict == null) return ExitCode.BAD;
      return verdict.accepted() ? ExitCode.GOOD : ExitCode.NO;
    }

    private Report report() {
      var report = new Report().add("proof", proof.toString()).add("valid", valid());
      if (verdict == null) {
        report.line("%s: error: %s", proof, error).add("error", error);
      } else if (!valid()) {
        report.line("%s: not valid: %s", proof, verdict.reason()).add("reason", verdict.reason());
      } else {
        report.line("%s: valid", proof);
        Outputs.addTo(report, "input", verdict.values().inputs());
        Outputs.addTo(report, "output", verdict.values().outputs());
      }
      return report;
    }
  }

  /** @throws ToolException if the key cannot be used */
  static BatchVerification of(Path verifyingKey, List<Path> proofs) {
    ModelKey key = VerifyingKeyFile.read(verifyingKey);
    var verifier = new ModelVerifier(key);
    long start = System.nanoTime();
    List<Entry> entries = proofs.parallelStream().map(proof -> entry(verifier, proof)).toList();
    return new BatchVerification(key, entries, (System.nanoTime() - start) / 1e6);
  }

  private static Entry entry(ModelVerifier verifier, Path proof) {
    try {
      return new Entry(proof, verifier.verify(Verification.read(proof)), "");
    } catch (ToolException e) {
      return new Entry(proof, null, e.getMessage());
    }
  }

  /** That of an invalid proof if there is one, else that of an unusable file if there is one. */
  int exitCode() {
    List<Integer> codes = entries.stream().map(Entry::exitCode).toList();
    if (codes.contains(ExitCode.NO)) return ExitCode.NO;
    return codes.contains(ExitCode.BAD) ? ExitCode.BAD : ExitCode.GOOD;
  }

  void addTo(Report report) {
    List<Report> reports = entries.stream().map(Entry::report).toList();
    long valid = entries.stream().filter(Entry::valid).count();
    reports.forEach(report::addLines);
    report.line("%d of %d are valid: the model of %s, identity %s", valid, entries.size(), key.source(), key.shortFingerprint());
    report.line("verified in %.1f ms, %.2f ms each", millis, millis / entries.size());
    report.add("valid", valid == entries.size()).add("identity", key.fingerprint()).add("model", key.source());
    report.add("proofs", reports.stream().map(Report::json).toList()).add("verifyMillis", millis);
  }
}
