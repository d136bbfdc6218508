package zkopt.ir.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The real {@code mlir-opt} of LLVM 19, when the machine has it: the oracle for our reading and printing. */
public record MlirOpt(Path executable) {
  /** What {@code mlir-opt} answered. */
  public record Answer(boolean accepted, String output, String errors) {}

  /** The one named by the environment variable {@code MLIR_OPT}, else {@code mlir-opt-19} or {@code mlir-opt} on the path. */
  public static Optional<MlirOpt> find() {
    var named = Stream.ofNullable(System.getenv("MLIR_OPT")).map(Path::of);
    var onPath = Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
        .flatMap(d -> Stream.of(Path.of(d, "mlir-opt-19"), Path.of(d, "mlir-opt")));
    return Stream.concat(named, onPath).filter(Files::isExecutable).findFirst().map(MlirOpt::new);
  }

  /** What the answer calls the text. */
  public static final String SOURCE = "text";

  /** Runs it on a text; unregistered dialects are allowed. */
  public Answer run(String text, String... arguments) throws IOException {
    Path input = Files.createTempFile("oracle", ".mlir");
    Path errors = Files.createTempFile("oracle", ".txt");
    try {
      Files.writeString(input, text);
      var command = new ArrayList<>(List.of(executable.toString(), "--allow-unregistered-dialect", input.toString()));
      command.addAll(List.of(arguments));
      var builder = new ProcessBuilder(command).redirectError(errors.toFile());
      // the stack of a tool that crashes interests nobody
      builder.environment().put("LLVM_DISABLE_SYMBOLIZATION", "1");
      var process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean accepted = process.waitFor() == 0;
      return new Answer(accepted, output.replace(input.toString(), SOURCE), Files.readString(errors).replace(input.toString(), SOURCE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(input);
      Files.delete(errors);
    }
  }
}
