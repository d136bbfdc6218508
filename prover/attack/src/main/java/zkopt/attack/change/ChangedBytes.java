package zkopt.attack.change;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import zkopt.attack.Attack;
import zkopt.attack.AttackFamily;
import zkopt.attack.Target;

/**
 * An honest proof cut off at many places, continued, with each bit of its head changed (the name of the format and its version stand
 * there), and with one bit of every so many bytes.
 *
 * @param cuts how many lengths are tried
 * @param flips how many bytes have a bit changed
 */
public record ChangedBytes(int cuts, int flips) implements AttackFamily {
  private static final int HEAD = 40;
  private static final int TAIL = 40;

  @Override
  public String name() {
    return "changed bytes";
  }

  @Override
  public Stream<Attack> attacks(Target target) {
    byte[] bytes = target.bytes();
    int length = bytes.length;
    IntStream lengths = IntStream.concat(
        IntStream.concat(IntStream.range(0, HEAD), IntStream.range(length - TAIL, length)), spread(cuts, length)).distinct();
    IntStream longer = IntStream.rangeClosed(1, TAIL);
    IntStream bits = IntStream.concat(IntStream.range(0, Byte.SIZE * HEAD),
        spread(flips, length).map(at -> Byte.SIZE * at + at % Byte.SIZE)).distinct();
    return Stream.of(
        attacks(target, lengths, "the first %d bytes", n -> Arrays.copyOf(bytes, n)),
        attacks(target, longer, "%d zero bytes more", n -> Arrays.copyOf(bytes, length + n)),
        attacks(target, IntStream.of(2, 3), "repeated %d times", n -> repeated(bytes, n)),
        attacks(target, bits, "bit %d flipped", bit -> flipped(bytes, bit))).flatMap(a -> a);
  }

  private static IntStream spread(int count, int length) {
    return IntStream.range(0, Math.min(count, length)).map(i -> (int) ((long) i * length / Math.min(count, length)));
  }

  private static Stream<Attack> attacks(Target target, IntStream numbers, String name, IntFunction<byte[]> change) {
    return numbers.mapToObj(n -> new Attack(name.formatted(n), () -> target.with(change.apply(n))));
  }

  private static byte[] repeated(byte[] bytes, int times) {
    byte[] all = Arrays.copyOf(bytes, times * bytes.length);
    IntStream.range(1, times).forEach(i -> System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length));
    return all;
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] changed = bytes.clone();
    changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    return changed;
  }
}
