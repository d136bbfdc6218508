package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.List;
import zkopt.protocol.VerifyingKey;
import zkopt.tools.artifact.VerifyingKeyFile;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.ToolException;

/**
 * The check of several proof files against one key, which is read once; all processors work on them. One proof's verdict does not depend
 * on another's.
 *
 * @param millis time of all
 */
record BatchVerification(VerifyingKeyFile key, List<Entry> entries, double millis) {
  /**
   * @param verification null where the file cannot be used
   * @param error why; empty where it can
   */
  record Entry(Path proof, Verification verification, String error) {
    boolean valid() {
      return verification != null && verification.valid();
    }

    private int exitCode() {
      if (verification == null) return ExitCode.BAD;
      return verification.valid() ? ExitCode.GOOD : ExitCode.NO;
    }

    private Report report() {
      var report = new Report().add("proof", proof.toString()).add("valid", valid());
      if (verification == null) {
        report.line("%s: error: %s", proof, error).add("error", error);
      } else if (!valid()) {
        report.line("%s: not valid: %s", proof, verification.reason()).add("reason", verification.reason());
      } else {
        report.line("%s: valid", proof);
        Outputs.addTo(report, "input", verification.values().inputs());
        Outputs.addTo(report, "output", verification.values().outputs());
      }
      return report;
    }
  }

  /** @throws ToolException if the key cannot be used */
  static BatchVerification of(Path verifyingKey, List<Path> proofs) {
    VerifyingKeyFile keyFile = VerifyingKeyFile.read(verifyingKey);
    VerifyingKey key = Keys.parse(keyFile, verifyingKey);
    long start = System.nanoTime();
    List<Entry> entries = proofs.parallelStream().map(proof -> entry(keyFile, key, verifyingKey, proof)).toList();
    return new BatchVerification(keyFile, entries, (System.nanoTime() - start) / 1e6);
  }

  private static Entry entry(VerifyingKeyFile keyFile, VerifyingKey key, Path verifyingKey, Path proof) {
    try {
      return new Entry(proof, Verification.of(keyFile, key, verifyingKey, Verification.read(proof), null), "");
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
    report.add("valid", valid == entries.size()).add("identity", key.fingerprintHex()).add("model", key.source());
    report.add("proofs", reports.stream().map(Report::json).toList()).add("verifyMillis", millis);
  }
}
