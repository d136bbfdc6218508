package zkopt.pass;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options given to a named pipeline, which go to the passes inside that have them; {@code outer} is of the pipeline around, or null. */
record OptionsGiven(Map<String, List<String>> values, OptionsGiven outer, Set<String> used) {
  static final OptionsGiven NONE = new OptionsGiven(Map.of(), null);

  OptionsGiven(Map<String, List<String>> values, OptionsGiven outer) {
    this(values, outer, new HashSet<>());
  }

  /** The options of {@code pass}: its {@code own}, overridden by those given to the pipelines around it, outermost last. */
  Map<String, List<String>> override(PassInfo pass, Map<String, List<String>> own) {
    var all = new LinkedHashMap<>(own);
    values.forEach((name, texts) -> {
      if (pass.option(name) == null) return;
      used.add(name);
      all.put(name, texts);
    });
    return outer == null ? all : outer.override(pass, all);
  }

  /** Those that no pass has. */
  List<String> unused() {
    var unused = new ArrayList<>(values.keySet());
    unused.removeAll(used);
    return unused;
  }
}
