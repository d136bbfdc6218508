package zkopt.lowering.interp;

import java.util.List;
import java.util.stream.IntStream;
import zkopt.ir.Value;

/** Copies values to other places at once, as a yield passes them on: all are read before any is written. */
final class Moves implements Step {
  static final Step NONE = _ -> {};
  private final int[] fromWords;
  private final int[] toWords;
  private final int[] fromBuffers;
  private final int[] toBuffers;

  private Moves(Slots slots, List<? extends Value> from, List<? extends Value> to) {
    int[] words = IntStream.range(0, from.size()).filter(i -> !Slots.isBuffer(from.get(i))).toArray();
    int[] buffers = IntStream.range(0, from.size()).filter(i -> Slots.isBuffer(from.get(i))).toArray();
    fromWords = IntStream.of(words).map(i -> slots.of(from.get(i))).toArray();
    toWords = IntStream.of(words).map(i -> slots.of(to.get(i))).toArray();
    fromBuffers = IntStream.of(buffers).map(i -> slots.of(from.get(i))).toArray();
    toBuffers = IntStream.of(buffers).map(i -> slots.of(to.get(i))).toArray();
  }

  static Step of(Slots slots, List<? extends Value> from, List<? extends Value> to) {
    return from.isEmpty() ? NONE : new Moves(slots, from, to);
  }

  @Override
  public void run(Frame frame) {
    long[] words = new long[fromWords.length];
    for (int i = 0; i < words.length; i++) words[i] = frame.words()[fromWords[i]];
    for (int i = 0; i < words.length; i++) frame.words()[toWords[i]] = words[i];
    long[][] buffers = new long[fromBuffers.length][];
    for (int i = 0; i < buffers.length; i++) buffers[i] = frame.buffers()[fromBuffers[i]];
    for (int i = 0; i < buffers.length; i++) frame.buffers()[toBuffers[i]] = buffers[i];
  }
}
