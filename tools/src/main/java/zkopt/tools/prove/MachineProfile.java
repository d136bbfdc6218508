package zkopt.tools.prove;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import zkopt.protocol.Profile;
import zkopt.tools.cli.AtomicFile;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.ToolException;

/**
 * What the units of a proof's work take on a machine, by profile. Kept as JSON in the user's cache folder.
 *
 * @param version of this format, and of what the units mean
 * @param machine {@link Machine#name}
 */
record MachineProfile(int version, String machine, Map<Profile, UnitCosts> costs) {
  /** Older ones mean other units. */
  private static final int VERSION = 3;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Where nothing was measured: those of a machine with 2 cores and AVX-512. */
  static final Map<Profile, UnitCosts> USUAL = usual();

  private static Map<Profile, UnitCosts> usual() {
    try (InputStream in = MachineProfile.class.getResourceAsStream("usual-machine.json")) {
      return MAPPER.readValue(in, MachineProfile.class).costs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MachineProfile of(Map<Profile, UnitCosts> costs) {
    return new MachineProfile(VERSION, Machine.name(), new TreeMap<>(costs));
  }

  /** Where the profile of this machine is kept: {@code ZKOPT_CACHE}, else the user's cache folder. */
  static Path file() {
    String own = System.getenv("ZKOPT_CACHE");
    String cache = System.getenv("XDG_CACHE_HOME");
    Path folder = own != null ? Path.of(own)
        : (cache != null && !cache.isEmpty() ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache")).resolve("zkopt");
    return folder.resolve("machine.json");
  }

  /** That of this machine; null when there is none. @throws ToolException when it is damaged, of another version or of another machine */
  static MachineProfile load(Path file) {
    if (!Files.exists(file)) return null;
    byte[] content = FileErrors.reading(file, () -> Files.readAllBytes(file));
    int version;
    try {
      version = MAPPER.readTree(content).path("version").asInt();
      if (version == VERSION) return checked(MAPPER.readValue(content, MachineProfile.class), file);
    } catch (IOException e) {
      throw unusable(file, "is damaged", e);
    }
    throw unusable(file, version == 0 ? "is damaged" : "is of version %d, and this is version %d".formatted(version, VERSION), null);
  }

  private static MachineProfile checked(MachineProfile read, Path file) {
    if (read.machine == null || read.costs == null || read.costs.values().stream().anyMatch(c -> c == null || !c.areSound())) {
      throw unusable(file, "is damaged", null);
    }
    if (!read.machine.equals(Machine.name())) {
      throw unusable(file, "was measured on '%s', and this is '%s'".formatted(read.machine, Machine.name()), null);
    }
    return read;
  }

  private static ToolException unusable(Path file, String why, Exception cause) {
    return new ToolException("'%s' %s: run 'zkprove bench --calibrate' again".formatted(file, why), cause);
  }

  /** Keeps it. */
  void save(Path file) {
    FileErrors.writing(file, () -> Files.createDirectories(file.toAbsolutePath().getParent()));
    try {
      AtomicFile.write(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this).getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new AssertionError("a record of numbers is JSON", e);
    }
  }
}
