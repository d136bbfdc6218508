package zkopt.pass;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The passes and named pipelines that may stand in a pipeline's text. */
public final class PassRegistry {
  private final SortedMap<String, PassInfo> passes = new TreeMap<>();
  private final SortedMap<String, String> pipelines = new TreeMap<>();

  /** A registry of what every {@link PassProvider} on the class path provides. */
  public static PassRegistry load() {
    return load(PassRegistry.class.getClassLoader());
  }

  /** As {@link #load()}, with the class path (and plug-ins) of {@code loader}. */
  public static PassRegistry load(ClassLoader loader) {
    var registry = new PassRegistry();
    ServiceLoader.load(PassProvider.class, loader).forEach(registry::register);
    return registry;
  }

  /** @throws IllegalStateException when a name is taken already */
  public void register(PassProvider provider) {
    for (var type : provider.passes()) {
      var info = PassInfo.of(type);
      claim(info.name());
      passes.put(info.name(), info);
    }
    provider.pipelines().forEach((name, text) -> {
      claim(name);
      pipelines.put(name, text);
    });
  }

  private void claim(String name) {
    if (passes.containsKey(name) || pipelines.containsKey(name)) throw new IllegalStateException("two passes or pipelines are named '" + name + "'");
  }

  public Collection<PassInfo> passes() {
    return Collections.unmodifiableCollection(passes.values());
  }

  /** What each named pipeline stands for. */
  public Map<String, String> pipelines() {
    return Collections.unmodifiableSortedMap(pipelines);
  }

  /** The pass of this name, or null. */
  public PassInfo pass(String name) {
    return passes.get(name);
  }

  /** The text of the pipeline of this name, or null. */
  public String pipeline(String name) {
    return pipelines.get(name);
  }

  /** The names of passes and pipelines. */
  public Collection<String> names() {
    return Stream.concat(passes.keySet().stream(), pipelines.keySet().stream()).toList();
  }
}
