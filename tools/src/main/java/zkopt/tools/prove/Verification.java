package zkopt.tools.prove;

import java.nio.file.Files;
import java.nio.file.Path;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.ToolException;
import zkopt.verifier.file.FileFormat;
import zkopt.verifier.file.ModelVerdict;
import zkopt.verifier.file.ModelVerifier;
import zkopt.verifier.file.PublicValues;

/** The check of a proof file against a verifying key. @param millis time that the verifier took */
record Verification(ModelVerdict verdict, double millis) {
  /** Whatever is wrong with the proof makes it invalid. @param given public values, or null for those in the proof's file */
  static Verification of(ModelVerifier verifier, byte[] proof, PublicValues given) {
    long start = System.nanoTime();
    ModelVerdict verdict = verifier.verify(proof, given);
    return new Verification(verdict, (System.nanoTime() - start) / 1e6);
  }

  /** What lies in {@code proof}, which may be anything but a file of ours of another kind. @throws ToolException if it cannot be read, or is one */
  static byte[] read(Path proof) {
    byte[] content = FileErrors.reading(proof, () -> Files.readAllBytes(proof));
    return FileErrors.parsing("'" + proof + "'", () -> {
      FileFormat.PROOF.requireNoOther(content);
      return content;
    });
  }
}
