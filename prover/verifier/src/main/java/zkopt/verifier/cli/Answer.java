package zkopt.verifier.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import zkopt.verifier.file.ModelVerdict;
import zkopt.verifier.file.ModelVerifier;
import zkopt.verifier.file.Printable;
import zkopt.verifier.file.PublicTensor;
import zkopt.verifier.file.TensorFormat;

/**
 * What is said of one proof.
 *
 * @param verdict null where the file cannot be used
 * @param error why; empty where it can
 */
record Answer(Path proof, ModelVerdict verdict, String error) {
  static Answer of(ModelVerifier verifier, Path proof) {
    try {
      return new Answer(proof, verifier.verify(InputFiles.proof(proof)), "");
    } catch (InputException e) {
      return new Answer(proof, null, e.getMessage());
    }
  }

  int exitCode() {
    if (verdict == null) return Main.BAD;
    return verdict.accepted() ? Main.VALID : Main.INVALID;
  }

  void print(PrintWriter out, PrintWriter err) {
    if (verdict == null) {
      Main.complain(err, error);
    } else if (verdict.accepted()) {
      out.println(proof + ": valid");
      print(out, "input", verdict.values().inputs());
      print(out, "output", verdict.values().outputs());
    } else {
      out.println(proof + ": not valid: " + verdict.reason());
    }
  }

  private static void print(PrintWriter out, String role, List<PublicTensor> tensors) {
    for (PublicTensor t : tensors) {
      String values = IntStream.range(0, t.values().length).mapToObj(i -> t.exact(i).toPlainString()).collect(Collectors.joining(" "));
      out.println("  %s '%s' (%s): %s".formatted(role, Printable.of(t.name()), TensorFormat.shapeText(t.shape()), values));
    }
  }
}
