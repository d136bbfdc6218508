package zkopt.tools.opt;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;
import zkopt.tools.cli.Cli;

/** The values of flags as LLVM reads them. */
final class OptionValues {
  private OptionValues() {}

  static void register(CommandLine command) {
    command.registerConverter(boolean.class, OptionValues::isTrue);
    command.registerConverter(Pattern.class, OptionValues::pattern);
    words(command, OptOptions.VerifyDiagnostics.class);
    words(command, OptOptions.RemarkFormat.class);
    words(command, OptOptions.RemarkPolicy.class);
    words(command, OptOptions.TimingDisplay.class);
    words(command, OptOptions.OutputFormat.class);
    words(command, OptOptions.StatisticsDisplay.class);
    words(command, OptOptions.DebugTopic.class);
    words(command, OptOptions.ReferenceOf.class);
  }

  private static <E extends Enum<E>> void words(CommandLine command, Class<E> type) {
    command.registerConverter(type, text -> word(type, text));
  }

  /** {@code ONLY_EXPECTED} is {@code only-expected}. */
  private static <E extends Enum<E>> E word(Class<E> type, String text) {
    return Stream.of(type.getEnumConstants()).filter(e -> text(e).equals(text)).findFirst().orElseThrow(() -> new TypeConversionException(
        "expected " + Stream.of(type.getEnumConstants()).map(e -> "'" + text(e) + "'").collect(Collectors.joining(" or ")) + ", but got '" + text + "'"));
  }

  private static String text(Enum<?> value) {
    return value == OptOptions.RemarkFormat.EMIT_REMARK ? "emitRemark" : value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new TypeConversionException("'" + text + "' is not a regular expression: " + Cli.lowerFirst(e.getDescription()));
    }
  }

  private static boolean isTrue(String text) {
    return switch (text) {
      case "true", "True", "TRUE", "1" -> true;
      case "false", "False", "FALSE", "0" -> false;
      default -> throw new TypeConversionException("'" + text + "' is not a boolean");
    };
  }
}
