package zkopt.tools.prove;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import zkopt.protocol.VerifyingKey;
import zkopt.tools.artifact.ProofFile;
import zkopt.tools.artifact.PublicValues;
import zkopt.tools.artifact.PublicValuesJson;
import zkopt.tools.artifact.VerifyingKeyFile;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.ToolException;
import zkopt.verifier.Verdict;
import zkopt.verifier.Verifier;

/**
 * The check of a proof file against a verifying key.
 *
 * @param values what is proven, if it is
 * @param reason why the proof is not valid; empty where it is
 * @param millis time that the verifier took
 */
record Verification(VerifyingKeyFile key, PublicValues values, String reason, double millis) {
  boolean valid() {
    return reason.isEmpty();
  }

  /**
   * Whatever is wrong with the proof makes it invalid.
   *
   * @param publicValues a file of public values to check against in place of those in the proof's file, or null
   * @throws ToolException if a file cannot be read, or the key or the public values are no such thing
   */
  static Verification of(Path verifyingKey, Path proof, Path publicValues) {
    VerifyingKeyFile keyFile = VerifyingKeyFile.read(verifyingKey);
    VerifyingKey key = Keys.parse(keyFile, verifyingKey);
    return of(keyFile, key, verifyingKey, read(proof), publicValues == null ? null : PublicValuesJson.read(publicValues));
  }

  /** What lies in {@code proof}, which may be anything but a file of ours of another kind. @throws ToolException if it cannot be read, or is one */
  static byte[] read(Path proof) {
    byte[] content = FileErrors.reading(proof, () -> Files.readAllBytes(proof));
    ProofFile.requireNoOtherKind(content, proof);
    return content;
  }

  /**
   * As {@link #of(Path, Path, Path)}, from memory.
   *
   * @param key what {@code keyFile} holds
   * @param source where that was read from, for messages
   * @param given public values, or null for those in the proof's file
   */
  static Verification of(VerifyingKeyFile keyFile, VerifyingKey key, Path source, byte[] proof, PublicValues given) {
    ProofFile file;
    long[][] instance;
    PublicValues values;
    try {
      file = ProofFile.parse(proof);
      values = given == null ? file.values() : given;
      instance = values.instance(keyFile);
    } catch (ToolException e) {
      return new Verification(keyFile, null, e.getMessage(), 0);
    }
    if (!Arrays.equals(file.model(), keyFile.fingerprint())) {
      return new Verification(keyFile, values, anotherModel(file, keyFile, source), 0);
    }
    if (!file.system().equals(keyFile.system())) {
      return new Verification(keyFile, values, "its header speaks of %s, the key of %s".formatted(file.system(), keyFile.system()), 0);
    }
    long start = System.nanoTime();
    Verdict verdict = Verifier.verify(key, instance, file.proof());
    return new Verification(keyFile, values, verdict.reason(), (System.nanoTime() - start) / 1e6);
  }

  private static String anotherModel(ProofFile proof, VerifyingKeyFile key, Path verifyingKey) {
    boolean sameCircuit = proof.system().circuit().equals(key.system().circuit());
    return "the proof was made for another %s (identity %s) than that of '%s' (identity %s): verify with the key that its setup wrote".formatted(
        sameCircuit ? "setup of the model" : "model", HexFormat.of().formatHex(proof.model()), verifyingKey, key.fingerprintHex());
  }
}
