package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.protocol.Profile;
import zkopt.tools.cli.ToolException;

/** The file of a machine's unit costs: what is read is what was written here, or it is refused. */
class MachineProfileTest {
  private static final UnitCosts COSTS = MachineProfile.USUAL.get(Profile.BALANCED);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void save() {
    file = folder.resolve("cache/machine.json");
    MachineProfile.of(Map.of(Profile.BALANCED, COSTS)).save(file);
  }

  @Test
  void whatIsKeptIsReadAgain() {
    MachineProfile read = MachineProfile.load(file);
    assertEquals(Machine.name(), read.machine());
    assertEquals(Map.of(Profile.BALANCED, COSTS).keySet(), read.costs().keySet());
    UnitCosts costs = read.costs().get(Profile.BALANCED);
    assertEquals(COSTS.millis().keySet(), costs.millis().keySet());
    COSTS.millis().forEach((name, millis) -> assertArrayEquals(millis, costs.millis().get(name)));
  }

  @Test
  void noFileIsNoProfile() {
    assertNull(MachineProfile.load(folder.resolve("none.json")));
  }

  @Test
  void ofAnotherVersion() throws IOException {
    replace("\"version\" : 3", "\"version\" : 2");
    assertRefused("is of version 2, and this is version 3");
  }

  @Test
  void ofAnotherMachine() throws IOException {
    replace(Machine.name(), "64 x Abacus");
    assertRefused("was measured on '64 x Abacus', and this is '" + Machine.name() + "'");
  }

  @Test
  void withAnItemLess() throws IOException {
    replace("\"fri\"", "\"fry\"");
    assertRefused("is damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "7", "{}", "{\"version\": 3}", "{\"version\": 3, \"machine\": null, \"costs\": {}}",
      "{\"version\": 3, \"machine\": \"m\", \"costs\": {\"quick\": {}}}", "{\"version\": 3, \"machine\": \"m\", \"costs\": {\"FAST\": null}}",
      "{\"version\": 3, \"machine\": \"m\", \"costs\": {\"FAST\": {\"fri\": [1]}}}", "{\"version\": 3, \"machine\": \"m\", \"costs\": {\"FAST\": [1]}}"})
  void garbage(String text) throws IOException {
    Files.writeString(file, text);
    assertRefused("is damaged");
  }

  private void replace(String old, String by) throws IOException {
    String text = Files.readString(file);
    assertTrue(text.contains(old), text);
    Files.writeString(file, text.replace(old, by));
  }

  private void assertRefused(String why) {
    String message = assertThrows(ToolException.class, () -> MachineProfile.load(file)).getMessage();
    assertEquals("'%s' %s: run 'zkprove bench --calibrate' again".formatted(file, why), message);
  }
}
