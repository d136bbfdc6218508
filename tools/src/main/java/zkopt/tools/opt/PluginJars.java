package zkopt.tools.opt;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import zkopt.ir.Dialect;
import zkopt.ir.IRContext;
import zkopt.pass.PassProvider;
import zkopt.pass.PassRegistry;
import zkopt.transforms.CanonicalizationProvider;

/** The jars of {@code --load-plugin}. What is wrong with one is told with its name, before anything runs. */
final class PluginJars {
  private static final String SERVICES = "META-INF/services/";
  /** What a plug-in may provide. */
  private static final List<Class<?>> KINDS = List.of(Dialect.class, PassProvider.class, CanonicalizationProvider.class);

  private final ClassLoader loader;
  private final IRContext ir;
  private final PassRegistry registry;

  private PluginJars(ClassLoader loader, ClassLoader parent) {
    this.loader = loader;
    this.ir = IRContext.withAllDialects(parent);
    this.registry = PassRegistry.load(parent);
  }

  /**
   * A class loader for these jars, of which each class that is provided has been made once.
   *
   * @throws UsageException when one is no plug-in for this tool
   */
  static ClassLoader load(List<Path> jars, ClassLoader parent) throws MalformedURLException {
    if (jars.isEmpty()) return parent;
    var providers = new LinkedHashMap<Path, Map<Class<?>, List<String>>>();
    for (Path jar : jars) providers.put(jar, providers(jar));
    var urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) urls[i] = jars.get(i).toUri().toURL();
    var loader = new URLClassLoader(urls, parent);
    var all = new PluginJars(loader, parent);
    providers.forEach((jar, kinds) -> kinds.forEach((kind, names) -> names.forEach(name -> all.check(jar, kind, name))));
    return loader;
  }

  /** The names of the classes of each kind. A class loader takes what is no jar for an empty one. */
  private static Map<Class<?>, List<String>> providers(Path file) {
    if (!Files.exists(file)) throw new UsageException("cannot open plug-in '" + file + "': No such file or directory");
    var providers = new LinkedHashMap<Class<?>, List<String>>();
    try (var jar = new JarFile(file.toFile())) {
      for (Class<?> kind : KINDS) {
        var entry = jar.getEntry(SERVICES + kind.getName());
        if (entry == null) continue;
        String text = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        providers.put(kind, text.lines().map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty()).toList());
      }
    } catch (IOException _) {
      throw new UsageException("cannot open plug-in '" + file + "': it is no jar");
    }
    if (providers.isEmpty()) {
      throw new UsageException("'" + file + "' is no plug-in: it has none of " + KINDS.stream().map(k -> "'" + SERVICES + k.getName() + "'").collect(Collectors.joining(", ")));
    }
    return providers;
  }

  private void check(Path jar, Class<?> kind, String name) {
    try {
      register(Class.forName(name, true, loader).asSubclass(kind).getConstructor().newInstance());
    } catch (ClassNotFoundException _) {
      throw wrong(jar, "there is no class '" + name + "', which its '" + SERVICES + kind.getName() + "' names");
    } catch (ClassCastException _) {
      throw wrong(jar, "class '" + name + "' is no '" + kind.getName() + "'");
    } catch (InvocationTargetException e) {
      throw wrong(jar, "class '" + name + "' cannot be made: " + e.getCause());
    } catch (ReflectiveOperationException _) {
      throw wrong(jar, "class '" + name + "' is not public with a public constructor without parameters");
    } catch (LinkageError e) {
      throw wrong(jar, "it was not built for this zkopt or this virtual machine: " + e.getMessage() + " (" + e.getClass().getSimpleName() + ")");
    } catch (RuntimeException e) {
      throw wrong(jar, "class '" + name + "' failed: " + (e instanceof IllegalStateException ? e.getMessage() : e));
    }
  }

  private void register(Object made) {
    switch (made) {
      case Dialect dialect -> ir.register(dialect);
      case PassProvider passes -> registry.register(passes);
      case CanonicalizationProvider rewrites -> rewrites.rewrites();
      default -> throw new IllegalStateException("unknown kind " + made.getClass());
    }
  }

  private static UsageException wrong(Path jar, String reason) {
    return new UsageException("cannot load plug-in '" + jar + "': " + reason);
  }
}
