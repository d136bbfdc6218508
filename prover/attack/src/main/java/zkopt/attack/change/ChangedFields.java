package zkopt.attack.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import zkopt.attack.Attack;
import zkopt.attack.AttackFamily;
import zkopt.attack.Forgery;
import zkopt.attack.NotApplicableException;
import zkopt.attack.Replay;
import zkopt.attack.Target;
import zkopt.protocol.Proof;
import zkopt.protocol.ProofCodec;
import zkopt.protocol.codec.MalformedException;

/**
 * Every field of a proof changed, dropped, repeated, reordered, non-canonical, of another length, or that of another proof; and of
 * long lists the first, the last and some elements between.
 *
 * @param sample how many elements of a list are attacked one by one
 * @param regrind whether a new proof of work is made for the changed proof, so that what stands behind that check is reached; only
 *     what the proof of work depends on is changed then
 */
public record ChangedFields(int sample, boolean regrind) implements AttackFamily {
  private static final String NONCE = "nonce";

  @Override
  public String name() {
    return regrind ? "changed fields, ground again" : "changed fields";
  }

  @Override
  public Stream<Attack> attacks(Target target) {
    Proof proof = decode(target, target.bytes());
    List<Proof> others = target.others().stream().map(o -> decode(target, o.proof())).toList();
    List<Attack> attacks = new ArrayList<>();
    new Walk(target, attacks).visit("proof", proof, others.stream().map(o -> (Supplier<Object>) () -> o).toList(), Proof.class::cast);
    return attacks.stream();
  }

  private static Proof decode(Target target, byte[] bytes) {
    try {
      return ProofCodec.decode(target.shape(), bytes);
    } catch (MalformedException e) {
      throw new IllegalStateException("the honest proof is malformed: " + e.getMessage(), e);
    }
  }

  /** Puts a changed part back into the proof. */
  @FunctionalInterface
  private interface Rebuild {
    Proof with(Object part);
  }

  private final class Walk {
    private final Target target;
    private final List<Attack> attacks;
    private final RandomGenerator random;

    Walk(Target target, List<Attack> attacks) {
      this.target = target;
      this.attacks = attacks;
      this.random = target.random("fields");
    }

    /** @param others the part in the same place of other proofs, where they have it */
    void visit(String path, Object part, List<Supplier<Object>> others, Rebuild rebuild) {
      for (Edit edit : Edit.of(part)) {
        add(path + ": " + edit.name(), () -> rebuild.with(edit.apply().apply(part)));
      }
      for (int i = 0; i < others.size(); i++) {
        Supplier<Object> other = others.get(i);
        add(path + ": that of other proof " + i, () -> rebuild.with(other.get()));
      }
      List<Object> parts = Parts.of(part);
      for (int i : chosen(part, parts.size())) {
        List<Supplier<Object>> same = others.stream()
            .filter(o -> Parts.of(o.get()).size() > i)
            .map(o -> (Supplier<Object>) () -> Parts.of(o.get()).get(i)).toList();
        visit(path + "." + Parts.name(part, i), parts.get(i), same, changed -> rebuild.with(Parts.with(part, i, changed)));
      }
    }

    /** All fields; of long lists the first, the last, and others by chance. */
    private int[] chosen(Object part, int size) {
      if (regrind && part instanceof Proof) return IntStream.range(0, Parts.index(part, NONCE)).toArray();
      if (part instanceof Record || part instanceof Map || size <= sample) return IntStream.range(0, size).toArray();
      return IntStream.concat(IntStream.of(0, size - 1), random.ints(1, size - 1)).distinct().limit(sample).sorted().toArray();
    }

    private void add(String name, Supplier<Proof> changed) {
      attacks.add(new Attack(name, () -> forge(changed.get())));
    }

    private Forgery forge(Proof changed) throws NotApplicableException {
      byte[] bytes;
      try {
        bytes = (regrind ? Replay.ground(target.key(), target.instance(), changed) : changed).toBytes();
      } catch (RuntimeException e) { // the codec writes no such thing; changes of the bytes are another family's
        throw new NotApplicableException("the change cannot be written down");
      }
      if (target.isHonest(bytes)) throw new NotApplicableException("the change gives an honest proof");
      return target.with(bytes);
    }
  }
}
