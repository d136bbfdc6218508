package zkopt.pass;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the registry knows of a kind of pass, read from its record class. */
public record PassInfo(Class<? extends Pass> type, String name, String title, String summary, List<OptionInfo> options) {
  static PassInfo of(Class<? extends Pass> type) {
    var named = type.getAnnotation(Pass.Named.class);
    if (named == null || !type.isRecord()) throw new IllegalStateException(type + " is no record with @Pass.Named");
    var options = Arrays.stream(type.getRecordComponents()).map(OptionInfo::of).toList();
    String title = named.title().isEmpty() ? type.getSimpleName() : named.title();
    return new PassInfo(type, named.value(), title, named.summary(), options);
  }

  /** The descriptions of what the pass counts, by name. */
  public SortedMap<String, String> statistics() {
    var descriptions = new TreeMap<String, String>();
    for (var statistic : type.getAnnotationsByType(Pass.Statistic.class)) descriptions.put(statistic.value(), statistic.description());
    return descriptions;
  }

  /** The option of this name, or null. */
  public OptionInfo option(String name) {
    return options.stream().filter(o -> o.name().equals(name)).findFirst().orElse(null);
  }

  /**
   * Makes the pass.
   *
   * @param given the texts given for each option by name
   * @throws IllegalArgumentException whose message says which value is wrong
   */
  public Pass make(Map<String, List<String>> given) {
    return make(options.stream().map(o -> o.parse(given.getOrDefault(o.name(), List.of()))).toArray());
  }

  /** {@code pass} with another value of one option, or one more where that is a list. */
  Pass with(Pass pass, String option, String text) {
    if (option(option) == null) throw new IllegalArgumentException("pass '" + name + "' has no option '" + option + "'");
    return make(options.stream().map(o -> {
      Object value = value(pass, o.component());
      if (!o.name().equals(option)) return value;
      Object parsed = o.parse(List.of(text));
      return o.isList() ? Stream.concat(((List<?>) value).stream(), ((List<?>) parsed).stream()).toList() : parsed;
    }).toArray());
  }

  private Pass make(Object[] values) {
    var types = options.stream().map(o -> o.component().getType()).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong) throw wrong;
      throw new IllegalStateException("pass '" + name + "' cannot be made", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("pass '" + name + "' cannot be made", e);
    }
  }

  /** The kind of operation that the pass runs on. */
  public String anchor() {
    return make(Map.of()).anchor();
  }

  /** {@code name{a=1 b={x,y}}}: the normal form, with every option, in alphabetical order. */
  String text(Pass pass) {
    var text = options.stream().sorted(Comparator.comparing(OptionInfo::name)).map(o -> o.text(value(pass, o.component())))
        .filter(t -> !t.isEmpty()).collect(Collectors.joining(" "));
    return text.isEmpty() ? name : name + "{" + text + "}";
  }

  private static Object value(Pass pass, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(pass);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("option '" + component.getName() + "' cannot be read", e);
    }
  }
}
