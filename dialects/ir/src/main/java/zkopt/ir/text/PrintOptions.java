package zkopt.ir.text;

/**
 * How to print.
 *
 * @param generic every operation in its generic form
 * @param locations print {@code loc(...)} behind operations and block arguments
 * @param elideElementsLargerThan constants of more elements are printed {@code dense_resource<__elided__>}
 * @param elideResourcesLargerThan the data of resources of more bytes is left out of the resource section
 * @param hexElementsLargerThan constants of more elements are printed as hexadecimal bytes
 * @param useNameHints name values as the text that they came from did
 * @param localScope no aliases and no resource section: one operation for a human
 */
public record PrintOptions(
    boolean generic,
    boolean locations,
    long elideElementsLargerThan,
    long elideResourcesLargerThan,
    long hexElementsLargerThan,
    boolean useNameHints,
    boolean localScope) {
  /** As {@code mlir-opt} prints without options. */
  public static final PrintOptions DEFAULT =
      new PrintOptions(false, false, Long.MAX_VALUE, Long.MAX_VALUE, 100, false, false);

  public PrintOptions generic(boolean value) {
    return new PrintOptions(value, locations, elideElementsLargerThan, elideResourcesLargerThan, hexElementsLargerThan, useNameHints, localScope);
  }

  public PrintOptions locations(boolean value) {
    return new PrintOptions(generic, value, elideElementsLargerThan, elideResourcesLargerThan, hexElementsLargerThan, useNameHints, localScope);
  }

  public PrintOptions elideElementsLargerThan(long elements) {
    return new PrintOptions(generic, locations, elements, elideResourcesLargerThan, hexElementsLargerThan, useNameHints, localScope);
  }

  /** 0 elides the data of every resource. */
  public PrintOptions elideResourcesLargerThan(long bytes) {
    return new PrintOptions(generic, locations, elideElementsLargerThan, bytes, hexElementsLargerThan, useNameHints, localScope);
  }

  public PrintOptions hexElementsLargerThan(long elements) {
    return new PrintOptions(generic, locations, elideElementsLargerThan, elideResourcesLargerThan, elements, useNameHints, localScope);
  }

  public PrintOptions useNameHints(boolean value) {
    return new PrintOptions(generic, locations, elideElementsLargerThan, elideResourcesLargerThan, hexElementsLargerThan, value, localScope);
  }

  public PrintOptions localScope(boolean value) {
    return new PrintOptions(generic, locations, elideElementsLargerThan, elideResourcesLargerThan, hexElementsLargerThan, useNameHints, value);
  }
}
