package zkopt.ir.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import zkopt.ir.CompileException;
import zkopt.ir.Diagnostic;
import zkopt.ir.IRContext;
import zkopt.ir.Location;
import zkopt.ir.Verifier;
import zkopt.ir.text.Parser;

/**
 * The first error of a text that is read and verified.
 *
 * @param line of the text, from 1
 * @param column in bytes, from 1
 */
public record FirstError(int line, int column, String message) {
  /** Stands for an oracle that itself fails. */
  public static final FirstError CRASH = new FirstError(0, 0, "crash");

  private static final Pattern ERROR = Pattern.compile("within split at [^:]*:(\\d+) offset :(\\d+):(\\d+): error: (.*)");

  /** What {@code context} says of the text; null when it is good. @throws AssertionError with the text when we crash */
  public static FirstError of(String text, IRContext context) {
    context.allowUnregisteredDialects(true);
    try {
      Verifier.verify(Parser.parse(context, MlirOpt.SOURCE, text), context.diagnostics());
    } catch (CompileException _) {
      // is in the diagnostics
    } catch (RuntimeException e) {
      throw new AssertionError("we crash on\n" + text, e);
    }
    return context.diagnostics().drain().stream().filter(d -> d.severity() == Diagnostic.Severity.ERROR).findFirst().map(d -> {
      var place = d.location() instanceof Location.FileLineCol file ? file : new Location.FileLineCol("", 0, 0);
      return new FirstError(place.line(), place.column(), d.message().lines().findFirst().orElse(""));
    }).orElse(null);
  }

  /** What {@code oracle} says of each text, asked in one run; null for those that are good. */
  public static List<FirstError> of(List<String> texts, MlirOpt oracle) throws IOException {
    if (texts.isEmpty()) return List.of();
    var all = new StringBuilder();
    var starts = new ArrayList<Integer>();
    int line = 1;
    for (String text : texts) {
      // what mlir-opt counts from is the separator, but for the first text
      starts.add(starts.isEmpty() ? line : line - 1);
      String whole = text.endsWith("\n") ? text : text + "\n";
      all.append(whole).append("// -----\n");
      line += (int) whole.chars().filter(c -> c == '\n').count() + 1;
    }
    String errors = oracle.run(all.toString(), "--split-input-file", "--mlir-print-op-on-diagnostic=false").errors();
    if (errors.contains("Stack dump")) return ofHalves(texts, oracle);
    var first = new FirstError[texts.size()];
    ERROR.matcher(errors).results().forEach(error -> {
      int at = starts.indexOf(Integer.parseInt(error.group(1)));
      int skipped = at == 0 ? 0 : 1;
      if (first[at] == null) first[at] = new FirstError(Integer.parseInt(error.group(2)) - skipped, Integer.parseInt(error.group(3)), error.group(4));
    });
    return Arrays.asList(first);
  }

  private static List<FirstError> ofHalves(List<String> texts, MlirOpt oracle) throws IOException {
    if (texts.size() == 1) return List.of(CRASH);
    int middle = texts.size() / 2;
    var errors = new ArrayList<>(of(texts.subList(0, middle), oracle));
    errors.addAll(of(texts.subList(middle, texts.size()), oracle));
    return errors;
  }
}
