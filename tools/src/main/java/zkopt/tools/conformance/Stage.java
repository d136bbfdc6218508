package zkopt.tools.conformance;

/** How far a node test comes. Each stage includes those before it. */
enum Stage {
  NONE("nothing"),
  IMPORTED("imported"),
  FLOAT("float"),
  FIXED("fixed"),
  TABLE("table"),
  PROVED("proved");

  private final String title;

  Stage(String title) {
    this.title = title;
  }

  /** What stands above the column of the tests that came so far. */
  String title() {
    return title;
  }
}
