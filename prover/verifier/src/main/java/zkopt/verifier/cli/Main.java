package zkopt.verifier.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import zkopt.verifier.file.ModelVerifier;

/** The verifier's command line: {@code java -jar zkopt-verifier.jar PROOF.zkp... --vk MODEL.vk}. */
public final class Main {
  static final int VALID = 0;
  static final int INVALID = 1;
  static final int BAD = 2;
  private static final String NAME = "zkopt-verifier";
  private static final String USAGE = """
      Usage: java -jar zkopt-verifier.jar PROOF.zkp... --vk MODEL.vk
      Checks zkprove's proofs against a verifying key, and says what they prove.

      Exit code 0: all are valid; 1: at least one is not; 2: bad usage or input.""";

  private Main() {}

  /** Runs the command line and ends the process. */
  public static void main(String[] arguments) {
    var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, false, StandardCharsets.UTF_8);
    int code = run(List.of(arguments), out, err);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /** The exit code of the command line; whatever goes wrong is one line of {@code err}. */
  public static int run(List<String> arguments, PrintWriter out, PrintWriter err) {
    try {
      Arguments parsed = Arguments.parse(arguments);
      if (parsed.help()) {
        out.println(USAGE);
        return VALID;
      }
      return verify(parsed.key(), parsed.proofs(), out, err);
    } catch (InputException e) {
      return complain(err, e.getMessage());
    } catch (OutOfMemoryError _) {
      return complain(err, "not enough memory: give the virtual machine more, as with -Xmx1g");
    } catch (StackOverflowError _) {
      return complain(err, "the verifying key is nested too deeply");
    }
  }

  private static int verify(Path key, List<Path> proofs, PrintWriter out, PrintWriter err) throws InputException {
    var verifier = new ModelVerifier(InputFiles.key(key));
    int code = VALID;
    for (Answer answer : proofs.parallelStream().map(proof -> Answer.of(verifier, proof)).toList()) {
      answer.print(out, err);
      code = switch (answer.exitCode()) {
        case INVALID -> INVALID;
        case BAD -> code == VALID ? BAD : code;
        default -> code;
      };
    }
    return code;
  }

  /** Says what is wrong and returns {@link #BAD}. */
  static int complain(PrintWriter err, String message) {
    err.println(NAME + ": error: " + message);
    return BAD;
  }
}
