package zkopt.attack.change;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import zkopt.field.Goldilocks;
import zkopt.hash.Blake3;

/**
 * Something that can be done to one part of a message.
 *
 * @param apply gives a changed copy, of the same type
 */
record Edit(String name, UnaryOperator<Object> apply) {
  private static final List<Edit> NUMBER = List.of(
      number("plus one", v -> v + 1),
      number("highest bit flipped", v -> v ^ Long.MIN_VALUE),
      number("zero", _ -> 0L),
      number("the modulus, another zero", _ -> Goldilocks.MODULUS),
      number("the same element plus the modulus, or its largest such", Edit::nonCanonical),
      number("all bits set", _ -> -1L));
  private static final List<Edit> SMALL_NUMBER = List.of(
      new Edit("plus one", v -> (Integer) v + 1),
      new Edit("minus one", v -> (Integer) v - 1));
  private static final List<Edit> BYTES = List.of(
      bytes("first bit flipped", b -> flipped(b, 0, 0)),
      bytes("last bit flipped", b -> flipped(b, b.length - 1, Byte.SIZE - 1)),
      bytes("zeros", b -> new byte[b.length]),
      bytes("last byte dropped", b -> Arrays.copyOf(b, Math.max(0, b.length - 1))),
      bytes("first digest dropped", b -> Arrays.copyOfRange(b, Math.min(b.length, Blake3.DIGEST_BYTES), b.length)),
      bytes("dropped", _ -> new byte[0]),
      bytes("one byte more", b -> Arrays.copyOf(b, b.length + 1)),
      bytes("one digest more", b -> Arrays.copyOf(b, b.length + Blake3.DIGEST_BYTES)),
      bytes("halves exchanged", Edit::halvesExchanged),
      bytes("by another hash", Edit::byAnotherHash));
  private static final List<Edit> SEQUENCE = List.of(
      sequence("first dropped", l -> l.subList(1, l.size())),
      sequence("last dropped", l -> l.subList(0, l.size() - 1)),
      sequence("all dropped", l -> l.subList(0, 0)),
      sequence("first repeated", l -> inserted(l, 0, l.getFirst())),
      sequence("last repeated", l -> inserted(l, l.size(), l.getLast())),
      sequence("reversed", List::reversed),
      sequence("first two exchanged", l -> exchanged(l, 0, Math.min(1, l.size() - 1))),
      sequence("first and last exchanged", l -> exchanged(l, 0, l.size() - 1)),
      sequence("last overwritten by the first", Edit::overwritten));

  /** All that can be done to this part as a whole. */
  static List<Edit> of(Object part) {
    if (part instanceof Long) return NUMBER;
    if (part instanceof Integer) return SMALL_NUMBER;
    if (part instanceof byte[]) return BYTES;
    return Parts.isSequence(part) && !Parts.of(part).isEmpty() ? SEQUENCE : List.of();
  }

  private static Edit number(String name, UnaryOperator<Long> change) {
    return new Edit(name, v -> change.apply((Long) v));
  }

  private static Edit bytes(String name, UnaryOperator<byte[]> change) {
    return new Edit(name, v -> change.apply((byte[]) v));
  }

  private static Edit sequence(String name, UnaryOperator<List<Object>> change) {
    return new Edit(name, v -> Parts.with(v, change.apply(Parts.of(v))));
  }

  private static long nonCanonical(long v) {
    long sum = v + Goldilocks.MODULUS;
    return Goldilocks.isCanonical(sum) ? Goldilocks.MODULUS + (v & 0xFFFF) : sum;
  }

  private static byte[] flipped(byte[] b, int at, int bit) {
    byte[] changed = b.clone();
    if (b.length > 0) changed[at] ^= (byte) (1 << bit);
    return changed;
  }

  private static byte[] halvesExchanged(byte[] b) {
    byte[] changed = Arrays.copyOfRange(b, b.length / 2, b.length + b.length / 2);
    System.arraycopy(b, 0, changed, b.length - b.length / 2, b.length / 2);
    return changed;
  }

  /** Digest by digest replaced by one of SHA-256. */
  private static byte[] byAnotherHash(byte[] b) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] changed = b.clone();
      for (int at = 0; at < b.length; at += Blake3.DIGEST_BYTES) {
        int length = Math.min(Blake3.DIGEST_BYTES, b.length - at);
        sha.update(b, at, length);
        System.arraycopy(sha.digest(), 0, changed, at, length);
      }
      return changed;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static List<Object> inserted(List<Object> list, int at, Object element) {
    List<Object> changed = new ArrayList<>(list);
    changed.add(at, element);
    return changed;
  }

  private static List<Object> exchanged(List<Object> list, int i, int j) {
    List<Object> changed = new ArrayList<>(list);
    Collections.swap(changed, i, j);
    return changed;
  }

  private static List<Object> overwritten(List<Object> list) {
    List<Object> changed = new ArrayList<>(list);
    changed.set(changed.size() - 1, changed.getFirst());
    return changed;
  }
}
