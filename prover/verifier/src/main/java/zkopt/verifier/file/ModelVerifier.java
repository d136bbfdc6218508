package zkopt.verifier.file;

import java.util.List;
import zkopt.protocol.codec.MalformedException;
import zkopt.verifier.Verdict;
import zkopt.verifier.Verifier;

/**
 * Checks proof files against one key; good for any number of them, and from several threads. Files may be hostile: the answer is a
 * {@link ModelVerdict}, in bounded time and memory.
 */
public final class ModelVerifier {
  private final ModelKey key;

  public ModelVerifier(ModelKey key) {
    this.key = key;
  }

  /** Whether the proof file proves the model of the key to have given the public values that stand in it. */
  public ModelVerdict verify(byte[] file) {
    return verify(file, null);
  }

  /** As {@link #verify(byte[])}, for {@code expected} in place of the public values in the file, unless it is null. */
  public ModelVerdict verify(byte[] file, PublicValues expected) {
    try {
      ModelProof proof = ModelProof.parse(file);
      PublicValues values = expected == null ? proof.values() : expected;
      long[][] instance = key.instance(values);
      requireSameModel(proof);
      Verdict verdict = Verifier.verify(key.key(), instance, proof.proof());
      return verdict.accepted() ? new ModelVerdict(true, "", values) : ModelVerdict.rejected(verdict.reason());
    } catch (MalformedException e) {
      return ModelVerdict.rejected(e.getMessage());
    }
  }

  /** The verdicts on several files, in their order; all processors work on them. */
  public List<ModelVerdict> verifyAll(List<byte[]> files) {
    return files.parallelStream().map(this::verify).toList();
  }

  private void requireSameModel(ModelProof proof) throws MalformedException {
    ProofSystem system = ProofSystem.of(key.key());
    if (!proof.model().equals(key.fingerprint())) {
      String what = proof.system().circuit().equals(system.circuit()) ? "setup of the model" : "model";
      throw new MalformedException("the proof was made for another %s (identity %s) than that of the key (identity %s): verify with the key that its setup wrote"
          .formatted(what, proof.model(), key.fingerprint()));
    }
    if (!proof.system().same(system)) {
      throw new MalformedException("its header speaks of %s, the key of %s".formatted(proof.system(), system));
    }
  }
}
