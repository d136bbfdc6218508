package zkopt.attack.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import zkopt.attack.Attack;
import zkopt.attack.AttackFamily;
import zkopt.attack.Forgery;
import zkopt.attack.NotApplicableException;
import zkopt.attack.Target;
import zkopt.protocol.VerifyingKey;
import zkopt.protocol.codec.MalformedException;

/**
 * An honest proof under a key that it was not made for: weights blinded anew, other parameters, sizes, roots or constraints, and keys
 * with a changed byte that can still be read.
 *
 * @param bytes how many bytes of the key are changed, one at a time
 */
public record OtherKeys(int bytes) implements AttackFamily {
  @Override
  public String name() {
    return "other keys";
  }

  @Override
  public Stream<Attack> attacks(Target target) {
    VerifyingKey key = target.key();
    List<Attack> attacks = new ArrayList<>();
    add(attacks, target, "the same weights blinded anew", () -> target.setup(key.parameters(), target.seed() + 7).verifyingKey());
    visit(attacks, target, "key", KeyParts.of(key), KeyParts.class::cast);
    byte[] encoded = key.toBytes();
    target.random("key bytes").ints(0, encoded.length).distinct().limit(Math.min(bytes, encoded.length)).forEach(at ->
        add(attacks, target, "byte " + at + " of the key", () -> withByte(encoded, at)));
    return attacks.stream();
  }

  /** Lists are changed as wholes. */
  private static void visit(List<Attack> attacks, Target target, String path, Object part, Function<Object, KeyParts> rebuild) {
    for (Edit edit : Edit.of(part)) {
      add(attacks, target, path + ": " + edit.name(), () -> rebuild.apply(edit.apply().apply(part)).key());
    }
    if (!(part instanceof Record)) return;
    List<Object> parts = Parts.of(part);
    for (int i = 0; i < parts.size(); i++) {
      int at = i;
      visit(attacks, target, path + "." + Parts.name(part, i), parts.get(i), changed -> rebuild.apply(Parts.with(part, at, changed)));
    }
  }

  private static VerifyingKey withByte(byte[] encoded, int at) throws MalformedException {
    byte[] changed = encoded.clone();
    changed[at] ^= (byte) (1 << at % Byte.SIZE);
    return VerifyingKey.fromBytes(changed);
  }

  /** Makes a key, if there is such a one. */
  @FunctionalInterface
  private interface KeyMaker {
    VerifyingKey make() throws MalformedException;
  }

  private static void add(List<Attack> attacks, Target target, String name, KeyMaker maker) {
    attacks.add(new Attack(name, () -> {
      VerifyingKey key;
      try {
        key = maker.make();
      } catch (RuntimeException | MalformedException _) { // what makes keys may refuse; it is the verifier that is attacked
        throw new NotApplicableException("there is no such key");
      }
      if (Arrays.equals(key.digest(), target.key().digest())) throw new NotApplicableException("the key is the same");
      return new Forgery(key, target.instance(), target.bytes());
    }));
  }
}
