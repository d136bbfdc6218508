package zkopt.pass;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An option of a pass.
 *
 * @param name as in text, {@code frac-bits}
 * @param type the component's type, or a list's element type
 */
public record OptionInfo(String name, String summary, Class<?> type, boolean isList, String defaultValue, RecordComponent component) {
  static OptionInfo of(RecordComponent component) {
    var option = component.getAnnotation(Option.class);
    if (option == null) {
      throw new IllegalStateException("component '" + component.getName() + "' of " + component.getDeclaringRecord() + " has no @Option");
    }
    boolean list = component.getType() == List.class;
    Class<?> type = list ? elementType(component.getGenericType()) : component.getType();
    return new OptionInfo(kebab(component.getName()), option.value(), type, list, option.defaultValue(), component);
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
    if (!given.isEmpty()) return scalar(OptionText.unwrap(given.getLast()));
    return defaultValue.isEmpty() ? zero() : scalar(defaultValue);
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
      if (type == int.class || type == Integer.class) return Integer.parseInt(text);
      if (type == long.class || type == Long.class) return Long.parseLong(text);
      if (type == double.class || type == Double.class) return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("'" + text + "' value invalid for " + typeText() + " argument");
    }
    throw new IllegalStateException("option '" + name + "' has a type that cannot be read from text: " + type);
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
    return type == int.class || type == Integer.class ? "integer" : type == Double.class ? "double" : type.getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** {@code int}, {@code list of string}, {@code normal|aggressive}: for help. */
  public String typeSummary() {
    String scalar = type.isEnum()
        ? Arrays.stream(type.getEnumConstants()).map(OptionInfo::constantName).collect(Collectors.joining("|"))
        : type.getSimpleName().toLowerCase(Locale.ROOT);
    return isList ? "list of " + scalar : scalar;
  }

  /** What the option is when it is not given: for help. */
  public String defaultText() {
    if (!defaultValue.isEmpty()) return defaultValue;
    return isList || type == String.class ? "" : text(zero()).substring(name.length() + 1);
  }

  /** {@code name=value} in the normal form; empty for an empty list. */
  String text(Object value) {
    if (!isList) return name + "=" + (type.isEnum() ? constantName(value) : OptionText.wrap(value.toString()));
    var items = (List<?>) value;
    return items.isEmpty() ? "" : items.stream().map(i -> OptionText.wrap(i.toString())).collect(Collectors.joining(",", name + "={", "}"));
  }
}
