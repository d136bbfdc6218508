package zkopt.attack.change;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import zkopt.attack.Forgery;
import zkopt.attack.Target;
import zkopt.field.Goldilocks;
import zkopt.hash.Blake3;
import zkopt.protocol.ProofCodec;
import zkopt.protocol.codec.MalformedException;

/** Changes a proof's bytes at random: bits, words, lengths; ranges moved, exchanged, left out, or taken from another proof. */
final class Mutator {
  private static final int MAX_CHANGES = 4;
  private static final int MAX_RANGE = 1 << 12;
  private static final long[] WORDS = {0, 1, -1, Goldilocks.MODULUS, Goldilocks.MODULUS - 1, Long.MAX_VALUE, 1L << 32, 0xFFFF_FFFFL};
  private static final int[] LENGTHS = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30, 1 << 24, 1 << 16};

  private final byte[] proof;
  private final List<byte[]> others;
  private final int[] lengthFields;

  private enum Kind { BIT, BYTE, WORD, LENGTH, DIGESTS_EXCHANGED, RANGES_EXCHANGED, COPY, SPLICE, NOISE, INSERT, DELETE, CUT, EXTEND }

  private static final Kind[] KINDS = Kind.values();

  private Mutator(byte[] proof, List<byte[]> others, int[] lengthFields) {
    this.proof = proof;
    this.others = others;
    this.lengthFields = lengthFields;
  }

  static Mutator of(Target target) {
    try {
      Set<Integer> lengths = new HashSet<>();
      collectLengths(ProofCodec.decode(target.shape(), target.bytes()), lengths);
      return new Mutator(target.bytes(), target.others().stream().map(Forgery::proof).toList(), fields(target.bytes(), lengths));
    } catch (MalformedException e) {
      throw new IllegalStateException("the honest proof is malformed: " + e.getMessage(), e);
    }
  }

  private static void collectLengths(Object part, Set<Integer> lengths) {
    List<Object> parts = Parts.of(part);
    if (Parts.isSequence(part)) lengths.add(parts.size());
    if (part instanceof byte[] digests) lengths.add(digests.length);
    parts.forEach(p -> collectLengths(p, lengths));
  }

  /** Where four bytes read as one of the numbers: its length fields, and hardly ever anything else. */
  private static int[] fields(byte[] bytes, Set<Integer> numbers) {
    ByteBuffer buffer = little(bytes);
    return IntStream.rangeClosed(0, bytes.length - Integer.BYTES)
        .filter(at -> buffer.getInt(at) > 0 && numbers.contains(buffer.getInt(at))).toArray();
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A changed copy; seldom, by chance, one that is not changed. */
  byte[] mutate(RandomGenerator random) {
    byte[] bytes = proof.clone();
    for (int changes = 1 + random.nextInt(MAX_CHANGES); changes > 0 && bytes.length >= Long.BYTES; changes--) {
      bytes = change(bytes, KINDS[random.nextInt(KINDS.length)], random);
    }
    return bytes;
  }

  private byte[] change(byte[] b, Kind kind, RandomGenerator random) {
    int at = random.nextInt(b.length);
    int length = 1 + random.nextInt(Math.min(MAX_RANGE, b.length - at));
    switch (kind) {
      case BIT -> b[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      case BYTE -> b[at] = (byte) random.nextInt();
      case WORD -> little(b).putLong(random.nextInt(b.length - Long.BYTES + 1), word(random));
      case LENGTH -> putLength(b, random);
      case DIGESTS_EXCHANGED -> exchange(b, at, random.nextInt(b.length), Blake3.DIGEST_BYTES);
      case RANGES_EXCHANGED -> exchange(b, at, random.nextInt(b.length), length);
      case COPY -> System.arraycopy(b, random.nextInt(b.length - length + 1), b, at, length);
      case SPLICE -> {
        byte[] other = others.get(random.nextInt(others.size()));
        if (at < other.length) System.arraycopy(other, at, b, at, Math.min(length, other.length - at));
      }
      case NOISE -> IntStream.range(at, at + length).forEach(i -> b[i] = (byte) random.nextInt());
      case INSERT -> {
        return moved(b, at, at + length, b.length + length);
      }
      case DELETE -> {
        return moved(b, at + length, at, b.length - length);
      }
      case CUT -> {
        return Arrays.copyOf(b, at);
      }
      case EXTEND -> {
        return Arrays.copyOf(b, b.length + length);
      }
    }
    return b;
  }

  private static long word(RandomGenerator random) {
    return random.nextBoolean() ? random.nextLong() : WORDS[random.nextInt(WORDS.length)];
  }

  private void putLength(byte[] b, RandomGenerator random) {
    int at = lengthFields.length == 0 ? random.nextInt(b.length) : lengthFields[random.nextInt(lengthFields.length)];
    if (at > b.length - Integer.BYTES) return;
    ByteBuffer buffer = little(b);
    int near = buffer.getInt(at) + random.nextInt(-2, 3);
    buffer.putInt(at, random.nextBoolean() ? near : LENGTHS[random.nextInt(LENGTHS.length)]);
  }

  private static void exchange(byte[] b, int at, int with, int length) {
    int n = Math.min(length, b.length - Math.max(at, with));
    byte[] first = Arrays.copyOfRange(b, at, at + n);
    System.arraycopy(b, with, b, at, n);
    System.arraycopy(first, 0, b, with, n);
  }

  /** What stood from {@code from} on stands from {@code to} on. */
  private static byte[] moved(byte[] b, int from, int to, int length) {
    byte[] changed = Arrays.copyOf(b, length);
    System.arraycopy(b, from, changed, to, b.length - from);
    return changed;
  }
}
