package zkopt.pass;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An option of a pass.
 *
 * @param name as in text, {@code frac-bits}
 * @param type the component's type, a list's element type, or {@code int} for an {@code OptionalInt}
 * @param isUnsigned whether the bits of an integer are read and written without a sign
 */
public record OptionInfo(String name, String summary, Class<?> type, boolean isList, boolean isUnsigned, String defaultValue, RecordComponent component) {
  private static final Pattern INTEGER = Pattern.compile("(-?)(0[xX]|0[bB]|0[oO]|0(?=\\d))?([0-9a-fA-F]+)");

  static OptionInfo of(RecordComponent component) {
    var option = component.getAnnotation(Option.class);
    if (option == null) {
      throw new IllegalStateException("component '" + component.getName() + "' of " + component.getDeclaringRecord() + " has no @Option");
    }
    boolean list = component.getType() == List.class;
    Class<?> type = list ? elementType(component.getGenericType()) : component.getType() == OptionalInt.class ? int.class : component.getType();
    return new OptionInfo(kebab(component.getName()), option.value(), type, list, option.unsigned(), option.defaultValue(), component);
  }

  private static Class<?> elementType(Type list) {
    return (Class<?>) ((ParameterizedType) list).getActualTypeArguments()[0];
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String constantName(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The value that the texts given for this option mean: the last one's, or for a list all of theirs.
   *
   * @throws IllegalArgumentException whose message says what is wrong with a text
   */
  Object parse(List<String> given) {
    if (isList) {
      var texts = given.isEmpty() ? List.of(defaultValue) : given;
      var values = new ArrayList<Object>();
      for (String text : texts) {
        for (var item : OptionText.split(OptionText.unwrap(text), ',')) values.add(scalar(OptionText.unwrap(item.text().strip())));
      }
      return List.copyOf(values);
    }
    if (isOptional()) return given.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) scalar(OptionText.unwrap(given.getLast())));
    if (!given.isEmpty()) return scalar(OptionText.unwrap(given.getLast()));
    return defaultValue.isEmpty() ? zero() : scalar(defaultValue);
  }

  private boolean isOptional() {
    return component.getType() == OptionalInt.class;
  }

  private boolean isInt() {
    return type == int.class || type == Integer.class;
  }

  private boolean isLong() {
    return type == long.class || type == Long.class;
  }

  private Object zero() {
    if (type.isEnum()) return type.getEnumConstants()[0];
    return type == boolean.class ? Boolean.FALSE : type == String.class ? "" : scalar("0");
  }

  private Object scalar(String text) {
    if (type == String.class) return text;
    if (type == boolean.class) return bool(text);
    if (type.isEnum()) return constant(text);
    try {
      if (isInt()) return integer(text, Integer.SIZE).intValue();
      if (isLong()) return integer(text, Long.SIZE).longValue();
      if (type == double.class || type == Double.class) return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("'" + text + "' value invalid for " + typeText() + " argument");
    }
    throw new IllegalStateException("option '" + name + "' has a type that cannot be read from text: " + type);
  }

  /** A number of so many bits, as LLVM reads it: {@code 0x}, {@code 0b}, {@code 0o} and {@code 0} before it name the base. */
  private BigInteger integer(String text, int bits) {
    var parts = INTEGER.matcher(text);
    if (!parts.matches()) throw new NumberFormatException();
    int base = switch (parts.group(2)) {
      case "0x", "0X" -> 16;
      case "0b", "0B" -> 2;
      case String _ -> 8;
      case null -> 10;
    };
    var value = new BigInteger(parts.group(1) + parts.group(3), base);
    boolean fits = isUnsigned ? parts.group(1).isEmpty() && value.bitLength() <= bits : value.bitLength() < bits;
    if (!fits) throw new NumberFormatException();
    return value;
  }

  private static boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "", "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new IllegalArgumentException("'" + text + "' is invalid value for boolean argument! Try 0 or 1");
    };
  }

  private Object constant(String text) {
    for (Object constant : type.getEnumConstants()) {
      if (constantName(constant).equals(text)) return constant;
    }
    var names = Arrays.stream(type.getEnumConstants()).map(OptionInfo::constantName).toList();
    throw new IllegalArgumentException("Cannot find option named '" + text + "'!" + " Expected one of: " + String.join(", ", names));
  }

  private String typeText() {
    if (isInt()) return isUnsigned ? "uint" : "integer";
    return isLong() ? isUnsigned ? "ulong" : "long" : "floating point";
  }

  /** {@code int}, {@code list of string}, {@code normal|aggressive}: for help. */
  public String typeSummary() {
    String scalar = type.isEnum()
        ? Arrays.stream(type.getEnumConstants()).map(OptionInfo::constantName).collect(Collectors.joining("|"))
        : isUnsigned ? typeText() : type.getSimpleName().toLowerCase(Locale.ROOT);
    return isList ? "list of " + scalar : scalar;
  }

  /** What the option is when it is not given: for help. */
  public String defaultText() {
    if (!defaultValue.isEmpty()) return defaultValue;
    return isList || isOptional() || type == String.class ? "" : text(zero()).substring(name.length() + 1);
  }

  /** {@code name=value} in the normal form; empty for an empty list and for what is not given and has no default. */
  String text(Object value) {
    if (value instanceof OptionalInt number) return number.isEmpty() ? "" : name + "=" + scalarText(number.getAsInt());
    if (!isList) return name + "=" + scalarText(value);
    var items = (List<?>) value;
    return items.isEmpty() ? "" : items.stream().map(this::scalarText).collect(Collectors.joining(",", name + "={", "}"));
  }

  private String scalarText(Object value) {
    if (type.isEnum()) return constantName(value);
    if (isUnsigned) return value instanceof Integer i ? Integer.toUnsignedString(i) : Long.toUnsignedString((long) value);
    return OptionText.wrap(value.toString());
  }
}
