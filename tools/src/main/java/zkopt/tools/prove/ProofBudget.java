package zkopt.tools.prove;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import zkopt.tools.artifact.CompiledModel;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.ToolException;

/**
 * Counts the proofs made from a compiled model, in a file beside it, and refuses one more than its randomness hides the weights for.
 * The count is written before the proof is made; several processes may share it. A copy of the model elsewhere has a count of its own:
 * whoever proves in several places shares the number out among them.
 */
final class ProofBudget {
  private static final int MAX_DIGITS = 20;

  private final Path model;
  private final Path counter;
  private final CompiledModel compiled;

  ProofBudget(Path model, CompiledModel compiled) {
    this.model = model;
    this.counter = model.resolveSibling(model.getFileName() + ".proofs");
    this.compiled = compiled;
  }

  /** Takes one proof. @throws ToolException when none is left */
  void take() {
    FileErrors.writing(counter, () -> {
      try (var channel = FileChannel.open(counter, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        long made = made(channel);
        if (made >= compiled.proofs()) {
          throw new ToolException(("%d proofs were made from '%s', and its randomness hides the weights for no more: run 'zkprove setup' again, "
              + "with '--proofs' for more").formatted(made, model));
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap("%s %d\n".formatted(compiled.key().shortFingerprint(), made + 1).getBytes(StandardCharsets.US_ASCII)), 0);
      }
      return null;
    });
  }

  /** The count in the file, if it is this model's and not that of one that lay here before. */
  private long made(FileChannel channel) throws IOException {
    var buffer = ByteBuffer.allocate(compiled.key().shortFingerprint().length() + 1 + MAX_DIGITS);
    channel.read(buffer, 0);
    String[] words = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).strip().split(" ");
    boolean ours = words.length == 2 && words[0].equals(compiled.key().shortFingerprint());
    try {
      return ours ? Long.parseLong(words[1]) : 0;
    } catch (NumberFormatException e) {
      throw new ToolException("'%s' does not hold a count of proofs".formatted(counter), e);
    }
  }
}
