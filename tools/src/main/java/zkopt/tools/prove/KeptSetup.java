package zkopt.tools.prove;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import zkopt.protocol.constraint.Oracle;
import zkopt.prover.StoredColumns;
import zkopt.tools.artifact.CompiledModel;
import zkopt.tools.artifact.ModelFiles;
import zkopt.tools.artifact.ProvingDataFile;
import zkopt.tools.cli.ToolException;

/** What setup kept for proving: read once, when it is asked for or before, while another core does something else. */
final class KeptSetup {
  private final Path data;
  private final FutureTask<Map<Oracle, StoredColumns>> reading;

  KeptSetup(Path file, CompiledModel compiled) {
    data = ModelFiles.of(file).provingData();
    reading = new FutureTask<>(() -> exists() ? ProvingDataFile.read(data, compiled.key(), file) : null);
  }

  /** The file of the columns, which may be missing. */
  Path data() {
    return data;
  }

  boolean exists() {
    return Files.exists(data);
  }

  /** Reads in the background. */
  void start() {
    Thread.ofPlatform().daemon().name("read proving data").start(reading);
  }

  /** The columns, by oracle; null where none were kept. @throws ToolException if the file is damaged, or belongs to another model */
  Map<Oracle, StoredColumns> get() {
    reading.run(); // nothing, if it was started
    try {
      return reading.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException r) throw r;
      if (e.getCause() instanceof Error r) throw r;
      throw new AssertionError("reading throws nothing else", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted while '%s' was read".formatted(data), e);
    }
  }
}
