package zkopt.verifier.file;

/** Text from a stranger's file, made fit for a message: short, and without what steers a terminal. */
public final class Printable {
  private static final int MAX = 80;

  private Printable() {}

  public static String of(String text) {
    return line(text.length() <= MAX ? text : text.substring(0, MAX) + "...");
  }

  /** As {@link #of}, of any length: it stays on its line. */
  public static String line(String text) {
    return text.codePoints().map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }
}
