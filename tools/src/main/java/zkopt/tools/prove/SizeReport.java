package zkopt.tools.prove;

import zkopt.protocol.ProofSize;
import zkopt.tools.cli.Report;

/** Where the bytes of a proof go. */
final class SizeReport {
  private SizeReport() {}

  /** @param what whose size it is: "proof", or "proofs, on average" */
  static void addTo(Report report, String what, ProofSize size) {
    report.line("%-28s %9s %9s %9s %9s", "bytes of the " + what, "values", "salts", "digests", "all");
    for (ProofSize.Part part : size.parts()) {
      report.line("  %-26s %,9.0f %,9.0f %,9.0f %,9.0f", part.name(), part.values(), part.salts(), part.digests(), part.total());
    }
    report.line("  %-26s %9s %9s %9s %,9.0f", "all", "", "", "", size.total());
    report.add("size", size.total()).add("sizeByPart", size.parts());
  }
}
