package zkopt.ir.text;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How to print.
 *
 * @param elideElementsLargerThan constants of more elements are printed {@code dense_resource<__elided__>}
 * @param elideResourcesLargerThan the data of resources of more bytes is left out of the resource section
 * @param hexElementsLargerThan constants of more elements are printed as hexadecimal bytes
 */
public record PrintOptions(Set<Flag> flags, long elideElementsLargerThan, long elideResourcesLargerThan, long hexElementsLargerThan) {
  /** What is on or off. */
  public enum Flag {
    /** Every operation in its generic form. */
    GENERIC,
    /** Print {@code loc(...)} behind operations and block arguments. */
    LOCATIONS,
    /** Locations as humans write them; the text cannot be read back. */
    PRETTY_LOCATIONS,
    /** Name values as the text that they came from did. */
    NAME_HINTS,
    /** Name values as their {@code NameLoc} does. */
    LOCATION_NAMES,
    /** No aliases and no resource section: one operation for a human. */
    LOCAL_SCOPE,
    /** Numbers of values are not used again in sibling regions. */
    UNIQUE_IDS,
    /** The users of each value in a comment. */
    VALUE_USERS,
    /** {@code {...}} for each region. */
    SKIP_REGIONS
  }

  /** As {@code mlir-opt} prints without options. */
  public static final PrintOptions DEFAULT = new PrintOptions(EnumSet.noneOf(Flag.class), Long.MAX_VALUE, Long.MAX_VALUE, 100);

  public PrintOptions {
    flags = Collections.unmodifiableSet(flags.isEmpty() ? EnumSet.noneOf(Flag.class) : EnumSet.copyOf(flags));
  }

  public boolean has(Flag flag) {
    return flags.contains(flag);
  }

  public PrintOptions with(Flag flag, boolean value) {
    var changed = EnumSet.noneOf(Flag.class);
    changed.addAll(flags);
    if (value) changed.add(flag);
    else changed.remove(flag);
    return new PrintOptions(changed, elideElementsLargerThan, elideResourcesLargerThan, hexElementsLargerThan);
  }

  public PrintOptions generic(boolean value) {
    return with(Flag.GENERIC, value);
  }

  public PrintOptions locations(boolean value) {
    return with(Flag.LOCATIONS, value);
  }

  public PrintOptions useNameHints(boolean value) {
    return with(Flag.NAME_HINTS, value);
  }

  public PrintOptions localScope(boolean value) {
    return with(Flag.LOCAL_SCOPE, value);
  }

  public PrintOptions elideElementsLargerThan(long elements) {
    return new PrintOptions(flags, elements, elideResourcesLargerThan, hexElementsLargerThan);
  }

  /** 0 elides the data of every resource. */
  public PrintOptions elideResourcesLargerThan(long bytes) {
    return new PrintOptions(flags, elideElementsLargerThan, bytes, hexElementsLargerThan);
  }

  public PrintOptions hexElementsLargerThan(long elements) {
    return new PrintOptions(flags, elideElementsLargerThan, elideResourcesLargerThan, elements);
  }
}
