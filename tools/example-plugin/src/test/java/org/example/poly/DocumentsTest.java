package org.example.poly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Does what the documents say, in an empty folder. Of their fenced blocks, one with a path after its language is a file to write, a
 * {@code sh} is a script to run, and a {@code text} has lines that the script before must print, in this order and among others.
 */
class DocumentsTest {
  private static final Path TOOLS = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("^```(?<language>\\w+)(?: (?<path>\\S+))?\\n(?<text>.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** What the documents call a built clone: the launch scripts, and the class path of this test for the tool's jar. */
  @TempDir static Path clone;

  @TempDir Path folder;

  @BeforeAll
  static void makeClone() throws IOException {
    Path bin = Files.createDirectories(clone.resolve("tools/bin"));
    Path target = Files.createDirectories(clone.resolve("tools/target/lib")).getParent();
    Files.createSymbolicLink(clone.resolve("tools/example-plugin"), TOOLS.resolve("example-plugin"));
    try (Stream<Path> scripts = Files.list(TOOLS.resolve("bin"))) {
      for (Path script : scripts.toList()) Files.copy(script, bin.resolve(script.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
    }
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPathOfTools());
    new JarOutputStream(Files.newOutputStream(target.resolve("zkopt-tools.jar")), manifest).close();
    // an empty start-up cache that is newer than the jar keeps the launch script from making one, which takes longer than the tests
    for (String cache : List.of("zkopt", "zkprove", "zkprove-prove", "zkprove-verify")) {
      Files.setLastModifiedTime(Files.createFile(target.resolve(cache + ".aot")), FileTime.from(Instant.now().plusSeconds(1)));
    }
  }

  /** As URLs, without this project's own classes. */
  private static String classPathOfTools() {
    Path own = Path.of("target").toAbsolutePath();
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(entry -> Path.of(entry).toAbsolutePath())
        .filter(entry -> !entry.startsWith(own)).map(entry -> entry.toUri().toString()).collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"FIRST-PASS.md", "example-plugin/README.md"})
  void documentIsTrue(String document) throws Exception {
    String printed = "";
    int scripts = 0;
    for (var block = BLOCK.matcher(Files.readString(TOOLS.resolve(document))); block.find(); ) {
      String text = block.group("text");
      if (block.group("path") != null) {
        Path file = folder.resolve(block.group("path"));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      } else if (block.group("language").equals("sh")) {
        printed = run(text);
        scripts++;
      } else {
        assertPrinted(text.lines().toList(), printed);
      }
    }
    assertTrue(scripts > 1, "no scripts in '" + document + "'");
  }

  private String run(String script) throws IOException, InterruptedException {
    Path output = Files.createTempFile("output", ".txt");
    var builder = new ProcessBuilder("bash", "-eu", "-c", script).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    String jdk = System.getProperty("java.home");
    builder.environment().put("JAVA_HOME", jdk);
    builder.environment().put("ZKOPT", clone.toString());
    builder.environment().put("ZKOPT_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"); // runs of a second
    builder.environment().merge("PATH", clone.resolve("tools/bin") + ":" + jdk + "/bin", (path, front) -> front + ":" + path);
    try {
      int exitCode = builder.start().waitFor();
      String printed = Files.readString(output);
      assertEquals(0, exitCode, script + printed);
      return printed;
    } finally {
      Files.delete(output);
    }
  }

  /** Each line is a part of one that was printed after that of the line before. */
  private static void assertPrinted(List<String> expected, String printed) {
    var lines = printed.lines().iterator();
    for (String line : expected) {
      boolean found = false;
      while (!found && lines.hasNext()) found = lines.next().contains(line.strip());
      if (!found) fail("'" + line + "' is not, or not in its place, in\n" + printed);
    }
  }
}
