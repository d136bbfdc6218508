package zkopt.ir;

/**
 * What an optimization did, did not do, or found out, as MLIR's remarks: for people and for tools, where somebody asks for it.
 *
 * @param category what filters go by: the name of the pass
 * @param name which kind of remark of the pass, as {@code Inlined}
 * @param function the function that it is about, or null
 */
public record Remark(Kind kind, String category, String name, Location location, String function, String message) {
  /** The outcome. */
  public enum Kind {
    /** It was done. */
    PASSED("Passed", "Remark"),
    /** It might have been done, and was not. */
    MISSED("Missed", "Reason"),
    /** It was tried, and did not succeed. */
    FAILED("Failure", "Reason"),
    /** A fact, by which something may be decided. */
    ANALYSIS("Analysis", "Remark");

    private final String title;
    private final String key;

    Kind(String title, String key) {
      this.title = title;
      this.key = key;
    }

    /** As reports name it. */
    public String title() {
      return title;
    }

    /** What the message is, in reports. */
    public String key() {
      return key;
    }
  }

  /** {@code [Missed] NotInlined | Category:inline | Function=main | Reason="..."}, in MLIR's form. */
  public String text() {
    boolean quoted = message.matches("(?s).*[ ,{}].*");
    return "[" + kind.title + "] " + name + " | " + (category.isEmpty() ? "" : "Category:" + category + " | ")
        + (function == null ? "" : "Function=" + function + " | ") + kind.key + "=" + (quoted ? "\"" + message + "\"" : message);
  }
}
