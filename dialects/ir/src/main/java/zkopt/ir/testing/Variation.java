package zkopt.ir.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changes a text in small ways that often leave it good: another value, number, type or operation, lines missing, doubled or exchanged. */
public record Variation(Random random) {
  private static final Pattern VALUE = Pattern.compile("%[\\w$.-]+(?!\\s*=)(?:#\\d+)?");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.%#^@$-])-?\\d+(?![\\w.])|(?<=x|<)\\d+(?=x)");
  private static final Pattern TYPE = Pattern.compile("(?<![\\w.%#^@$-])(?:i\\d+|f\\d+|index|(?:tensor|memref|vector)<[^<>]*>)(?!\\w)");
  private static final Pattern OPERATION = Pattern.compile("(?<![\\w.%#^@!$-])[a-z]+\\.[a-z_]+");
  private static final List<String> NUMBERS = List.of("0", "1", "-1", "2", "3", "7", "64", "128", "-128", "1000000", "9223372036854775807", "-9223372036854775808", "4294967296");

  /** {@code text} with one to three such changes. */
  public String apply(String text) {
    String result = text;
    for (int n = 1 + random.nextInt(3); n > 0; n--) result = once(result);
    return result;
  }

  private String once(String text) {
    return switch (random.nextInt(7)) {
      case 0, 1 -> exchange(text, VALUE);
      case 2 -> exchange(text, TYPE);
      case 3 -> exchange(text, OPERATION);
      case 4, 5 -> number(text);
      default -> lines(text);
    };
  }

  /** One of what {@code pattern} finds is replaced by another one. */
  private String exchange(String text, Pattern pattern) {
    var found = pattern.matcher(text).results().toList();
    if (found.size() < 2) return text;
    return replace(text, pick(found), pick(found).group());
  }

  private String number(String text) {
    var found = NUMBER.matcher(text).results().toList();
    return found.isEmpty() ? text : replace(text, pick(found), pick(NUMBERS));
  }

  private String lines(String text) {
    var lines = new ArrayList<>(text.lines().toList());
    if (lines.size() < 2) return text;
    int at = random.nextInt(lines.size());
    switch (random.nextInt(3)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(random.nextInt(lines.size()), lines.remove(at));
      default -> lines.add(at, lines.get(at).replaceFirst("%[\\w$.-]+(?=.* = )", "%copy" + random.nextInt(1000)));
    }
    return String.join("\n", lines) + "\n";
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static String replace(String text, MatchResult at, String by) {
    return text.substring(0, at.start()) + by + text.substring(at.end());
  }
}
