package zkopt.tools.prove;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import zkopt.tools.artifact.CompiledModel;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.ToolException;

/**
 * Counts the proofs made from a compiled model, in a file beside it, and refuses one more than its randomness hides the weights for.
 * The count is written before the proof is made; threads and processes may share it. A copy of the model elsewhere has a count of its
 * own: whoever proves in several places shares the number out among them.
 */
final class ProofBudget {
  /** No proof may be made: none is left, or nobody knows how many are. */
  static final class RefusedException extends ToolException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }

  private static final int MAX_DIGITS = 20;
  /** A file's lock keeps other processes out, but is an error for another thread of this one. */
  private static final ReentrantLock THREADS = new ReentrantLock();

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
    count(1);
  }

  /** How many proofs are left. */
  long left() {
    return compiled.proofs() - count(0);
  }

  /** Adds to the proofs made. @return how many had been made @throws ToolException when there would be too many */
  private long count(int more) {
    THREADS.lock();
    try {
      return FileErrors.writing(counter, () -> {
        try (var channel = FileChannel.open(counter, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            var _ = channel.lock()) {
          long made = made(channel);
          if (made + more > compiled.proofs()) {
            throw new RefusedException(("%d proofs were made from '%s', and its randomness hides the weights for no more: run 'zkprove setup' again, "
                + "with '--proofs' for more").formatted(made, model));
          }
          // over what stands there and in one piece: a process that is killed here does not lose the count
          String line = "%s %0" + MAX_DIGITS + "d\n";
          if (more > 0) channel.write(ByteBuffer.wrap(line.formatted(name(), made + more).getBytes(StandardCharsets.US_ASCII)), 0);
          return made;
        }
      });
    } finally {
      THREADS.unlock();
    }
  }

  private String name() {
    return compiled.key().shortFingerprint();
  }

  /** The count in the file, if it is this model's and not that of one that lay here before. */
  private long made(FileChannel channel) throws IOException {
    var buffer = ByteBuffer.allocate(name().length() + 1 + MAX_DIGITS);
    channel.read(buffer, 0);
    if (buffer.position() == 0) return 0;
    String[] words = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).strip().split(" ");
    // to start afresh after damage would give the weights away
    if (words.length != 2 || !words[1].matches("00[0-9]{18}")) {
      throw new RefusedException("'%s' does not hold a count of proofs".formatted(counter));
    }
    return words[0].equals(name()) ? Long.parseLong(words[1]) : 0;
  }
}
