package org.example.poly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code new-dialect} refuses; {@link DocumentsTest} has what it makes. */
class NewDialectTest {
  private static final int BAD_USAGE = 2;

  @TempDir Path folder;

  private void assertRefused(String name, Path target, String message) throws IOException, InterruptedException {
    var process = new ProcessBuilder("../bin/new-dialect", name, target.toString()).redirectErrorStream(true).start();
    assertEquals("new-dialect: error: " + message + "\n", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals(BAD_USAGE, process.waitFor());
  }

  @Test
  void nameThatIsNoNamespaceIsRefused() throws Exception {
    Path target = folder.resolve("new");
    for (String name : new String[] {"", "Ring", "a.b", "9x", "a/b"}) {
      assertRefused(name, target, "the name '" + name + "' is not one small letter and then small letters and digits");
    }
    assertFalse(Files.exists(target));
  }

  @Test
  void folderThatIsThereIsLeftAlone() throws Exception {
    assertRefused("ring", folder, "'" + folder + "' is there already");
  }
}
