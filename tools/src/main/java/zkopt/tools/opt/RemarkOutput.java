package zkopt.tools.opt;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import zkopt.ir.IRContext;
import zkopt.ir.Location;
import zkopt.ir.Remark;
import zkopt.ir.text.DiagnosticPrinter;
import zkopt.tools.cli.FileErrors;

/** Which remarks are asked for, and where they go: to the diagnostics, at once or in the end, or to a file. */
final class RemarkOutput implements AutoCloseable {
  /** Of files, by lines and columns; what has no place comes last. */
  private static final Comparator<Remark> BY_PLACE = Comparator.comparing(r -> DiagnosticPrinter.place(r.location()),
      Comparator.nullsLast(Comparator.comparing(Location.FileLineCol::file).thenComparing(Location.FileLineCol::line).thenComparing(Location.FileLineCol::column)));

  private final OptOptions options;
  /** Null when remarks are diagnostics. */
  private final Writer file;

  /** @throws UsageException for a format that is not there, and when the file cannot be made */
  RemarkOutput(OptOptions options) {
    this.options = options;
    this.file = switch (options.remarkFormat) {
      case EMIT_REMARK -> null;
      case YAML -> open();
      case BITSTREAM -> throw new UsageException("'--remark-format=bitstream' is not there: nothing here writes LLVM's bitstream; use 'yaml'");
    };
  }

  private Writer open() {
    try {
      return Files.newBufferedWriter(options.remarksFile);
    } catch (IOException e) {
      throw new UsageException("cannot open output file '" + options.remarksFile + "': " + FileErrors.reason(options.remarksFile, e));
    }
  }

  /** Tells passes which remarks to make. */
  void ask(IRContext context) {
    context.showRemarks(this::isWanted, file == null && options.remarkPolicy == OptOptions.RemarkPolicy.ALL);
  }

  private boolean isWanted(Remark.Kind kind, String category) {
    var ofKind = switch (kind) {
      case PASSED -> options.remarksPassed;
      case MISSED -> options.remarksMissed;
      case FAILED -> options.remarksFailed;
      case ANALYSIS -> options.remarksAnalysis;
    };
    return options.debug || Stream.of(options.remarks, ofKind).anyMatch(f -> f != null && f.matcher(category).matches());
  }

  /** Shows or writes what is not shown yet. */
  void take(IRContext context) throws IOException {
    List<Remark> remarks = context.remarks().drain();
    if (options.remarkPolicy == OptOptions.RemarkPolicy.FINAL) {
      remarks = remarks.stream().distinct().sorted(BY_PLACE).toList();
      if (file == null) remarks.forEach(r -> context.diagnostics().remark(r.location(), r.text()));
    }
    if (file != null) for (Remark remark : remarks) file.write(RemarkYaml.of(remark));
  }

  @Override
  public void close() throws IOException {
    if (file != null) file.close();
  }
}
