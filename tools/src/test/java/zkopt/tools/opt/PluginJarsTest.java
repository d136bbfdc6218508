package zkopt.tools.opt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zkopt.pass.Pass;
import zkopt.pass.PassProvider;
import zkopt.transforms.Cse;

/** What is wrong with a plug-in is one line for people, which names the jar. Classes may stand on the class path of this test. */
class PluginJarsTest {
  private static final String PROVIDERS = "META-INF/services/zkopt.pass.PassProvider";

  @TempDir
  Path dir;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Path jar(Map<String, byte[]> entries) throws IOException {
    Path jar = dir.resolve("bad.jar");
    try (var stream = new JarOutputStream(Files.newOutputStream(jar))) {
      for (var entry : entries.entrySet()) {
        stream.putNextEntry(new JarEntry(entry.getKey()));
        stream.write(entry.getValue());
      }
    }
    return jar;
  }

  /** With a provider of this name. */
  private void refused(String name, Map<String, byte[]> classes, String reason) throws IOException {
    var entries = new HashMap<>(classes);
    entries.put(PROVIDERS, bytes("# what it adds\n" + name + "\n"));
    Path jar = jar(entries);
    ZkOptRun.of("", "--load-plugin=" + jar).failedUnexpectedly("zkopt: error: cannot load plug-in '" + jar + "': " + reason);
  }

  @Test
  void jarsThatProvideNothing() throws IOException {
    Path jar = jar(Map.of("some/file.txt", bytes("text")));
    ZkOptRun.of("", "--load-plugin=" + jar).bad("zkopt: error: '" + jar + "' is no plug-in: it has none of 'META-INF/services/zkopt.ir.Dialect', '");
  }

  @Test
  void classesThatAreNotThere() throws IOException {
    refused("org.example.Missing", Map.of(), "there is no class 'org.example.Missing', which its '" + PROVIDERS + "' names");
  }

  @Test
  void classesOfAnotherKind() throws IOException {
    refused("java.lang.String", Map.of(), "class 'java.lang.String' is no 'zkopt.pass.PassProvider'");
  }

  @Test
  void classesOfANewerVirtualMachine() throws IOException {
    byte[] newer = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, (byte) 0xFF, 0};
    refused("Newer", Map.of("Newer.class", newer), "it was not built for this zkopt or this virtual machine: ");
  }

  /** Cannot be made. */
  public static final class Throwing implements PassProvider {
    public Throwing() {
      throw new IllegalStateException("not today");
    }

    @Override
    public List<Class<? extends Pass>> passes() {
      return List.of();
    }
  }

  @Test
  void constructorsThatThrow() throws IOException {
    refused(Throwing.class.getName(), Map.of(), "class '" + Throwing.class.getName() + "' cannot be made: java.lang.IllegalStateException: not today");
  }

  /** Nobody else can make it. */
  public static final class Hidden implements PassProvider {
    private Hidden() {}

    @Override
    public List<Class<? extends Pass>> passes() {
      return List.of();
    }
  }

  @Test
  void constructorsThatAreHidden() throws IOException {
    refused(Hidden.class.getName(), Map.of(), "class '" + Hidden.class.getName() + "' is not public with a public constructor without parameters");
  }

  /** Has a pass of a name that is taken. */
  public static final class Rival implements PassProvider {
    @Override
    public List<Class<? extends Pass>> passes() {
      return List.of(Cse.class);
    }
  }

  @Test
  void namesThatAreTaken() throws IOException {
    refused(Rival.class.getName(), Map.of(), "class '" + Rival.class.getName() + "' failed: two passes or pipelines are named 'cse'");
  }
}
