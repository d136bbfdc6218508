package zkopt.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.hash.Blake3;
import zkopt.protocol.codec.ByteWriter;

/**
 * The Fiat-Shamir transcript: a duplex over BLAKE3's extendable output. Messages are framed with label and length, so that
 * different sequences of messages are different strings. A challenge first hashes the state with all messages since the last one
 * to a new state and an output key, then reads words of the output under that key.
 */
public class Transcript {
  private static final int STATE_BYTES = Blake3.DIGEST_BYTES;
  private static final int WORDS = Blake3.BLOCK_BYTES / Long.BYTES;

  private final Consumer<String> observer;
  private int[] state = Blake3.words(Blake3.hash("zkopt transcript v1".getBytes(StandardCharsets.US_ASCII)));
  private ByteWriter pending = new ByteWriter();
  private int[] outputKey;
  private long[] block;
  private long drawn;

  public Transcript() {
    this(_ -> {});
  }

  /** A transcript that tells {@code observer} every message and challenge by its label, for tests and traces. */
  public Transcript(Consumer<String> observer) {
    this.observer = observer;
  }

  /** Absorbs a message. Attacks on the verifier override this, to forget messages. */
  public void absorb(String label, byte[] data) {
    observer.accept("absorb " + label);
    pending.int8(0).string(label).int32(data.length).raw(data);
  }

  public final void absorb(String label, Ext3... values) {
    ByteWriter bytes = new ByteWriter();
    for (Ext3 value : values) {
      bytes.ext(value);
    }
    absorb(label, bytes.toBytes());
  }

  /** A uniform element of the extension field. */
  public final Ext3 challenge(String label) {
    ratchet(label);
    return new Ext3(nextElement(), nextElement(), nextElement());
  }

  /** A uniform element of the extension field that is not in the base field, where all domains lie. */
  public final Ext3 challengeOutsideBase(String label) {
    ratchet(label);
    Ext3 value;
    do {
      value = new Ext3(nextElement(), nextElement(), nextElement());
    } while ((value.c1() | value.c2()) == 0);
    return value;
  }

  /** {@code count} independent uniform numbers below {@code 2^log}. Attacks on the verifier override this, to bias them. */
  public int[] indices(String label, int count, int log) {
    ratchet(label);
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) {
      indices[i] = (int) (nextWord() & ((1L << log) - 1));
    }
    return indices;
  }

  /** 32 uniform bytes. */
  public final byte[] bytes(String label) {
    ratchet(label);
    ByteWriter out = new ByteWriter();
    for (int i = 0; i < STATE_BYTES / Long.BYTES; i++) {
      out.int64(nextWord());
    }
    return out.toBytes();
  }

  private void ratchet(String label) {
    observer.accept("challenge " + label);
    pending.int8(1).string(label);
    int[] next = Blake3.words(Blake3.keyedXof(state, pending.toBytes(), 2 * STATE_BYTES));
    state = Arrays.copyOfRange(next, 0, next.length / 2);
    outputKey = Arrays.copyOfRange(next, next.length / 2, next.length);
    pending = new ByteWriter();
    drawn = 0;
  }

  private long nextElement() {
    long word;
    do {
      word = nextWord();
    } while (!Goldilocks.isCanonical(word));
    return word;
  }

  private long nextWord() {
    int at = (int) (drawn % WORDS);
    if (at == 0) {
      byte[] counter = new ByteWriter().int64(drawn / WORDS).toBytes();
      int[] out = Blake3.words(Blake3.keyedXof(outputKey, counter, Blake3.BLOCK_BYTES));
      block = new long[WORDS];
      for (int i = 0; i < WORDS; i++) {
        block[i] = Integer.toUnsignedLong(out[2 * i]) | (long) out[2 * i + 1] << Integer.SIZE;
      }
    }
    drawn++;
    return block[at];
  }
}
