package zkopt.tools.prove;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import zkopt.assigner.TableCost;
import zkopt.protocol.Profile;
import zkopt.tools.cli.AtomicFile;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.ToolException;

/**
 * How long proofs take on a machine: a few tables of each profile, warm. Kept as JSON in the user's cache folder.
 *
 * @param processors that the virtual machine had
 * @param proofs measured, by profile, those of the fewest cells first
 */
record MachineProfile(int version, int processors, Map<Profile, List<Timed>> proofs) {
  /** What a profile of before would mean by other cells or other measures. */
  private static final int VERSION = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * One table.
   *
   * @param cells what {@link TableCost#TIME} says of it
   * @param millis of a proof
   */
  record Timed(double cells, double millis) {}

  /** Where nothing was measured: rounded from models that were proved with profile balanced on 2 cores with AVX-512. */
  static final MachineProfile USUAL = new MachineProfile(VERSION, 2, Map.of(
      Profile.BALANCED, List.of(new Timed(80_000, 31), new Timed(260_000, 65), new Timed(460_000, 92), new Timed(7_900_000, 890))));

  static MachineProfile of(Map<Profile, List<Timed>> proofs) {
    return new MachineProfile(VERSION, Runtime.getRuntime().availableProcessors(), new TreeMap<>(proofs));
  }

  /** Where the profile of this machine is kept: {@code ZKOPT_CACHE}, else the user's cache folder. */
  static Path file() {
    String own = System.getenv("ZKOPT_CACHE");
    String cache = System.getenv("XDG_CACHE_HOME");
    Path folder = own != null ? Path.of(own)
        : (cache != null && !cache.isEmpty() ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache")).resolve("zkopt");
    return folder.resolve("machine.json");
  }

  /** That of this machine; null when there is none. @throws ToolException when it cannot be read */
  static MachineProfile load() {
    Path file = file();
    if (!Files.exists(file)) return null;
    byte[] content = FileErrors.reading(file, () -> Files.readAllBytes(file));
    try {
      MachineProfile read = MAPPER.readValue(content, MachineProfile.class);
      if (read != null && read.version == VERSION && read.proofs != null) return read;
    } catch (IOException e) {
      throw new ToolException("'%s' is damaged: run 'zkprove bench --calibrate' again".formatted(file), e);
    }
    throw new ToolException("'%s' is of another version: run 'zkprove bench --calibrate' again".formatted(file));
  }

  /** Keeps it, beside what was measured of other profiles. */
  Path save() {
    Path file = file();
    FileErrors.writing(file, () -> Files.createDirectories(file.getParent()));
    try {
      AtomicFile.write(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this).getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new AssertionError("a record of numbers is JSON", e);
    }
    return file;
  }

  /** The time of a proof: between measured tables by a power law, beyond the largest in proportion. NaN where none was measured. */
  double millis(Profile profile, double cells) {
    List<Timed> known = proofs.getOrDefault(profile, List.of());
    if (known.isEmpty()) return Double.NaN;
    Timed last = known.getLast();
    if (cells >= last.cells) return last.millis * cells / last.cells;
    for (int i = 1; i < known.size(); i++) {
      if (cells < known.get(i).cells) return between(known.get(i - 1), known.get(i), cells);
    }
    return last.millis;
  }

  private static double between(Timed a, Timed b, double cells) {
    double share = Math.max(0, Math.log(cells / a.cells) / Math.log(b.cells / a.cells));
    return a.millis * Math.pow(b.millis / a.millis, share);
  }
}
