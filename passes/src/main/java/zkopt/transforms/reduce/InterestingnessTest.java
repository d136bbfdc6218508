package zkopt.transforms.reduce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import zkopt.ir.CompileException;
import zkopt.ir.Operation;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.PrintOptions;

/**
 * A program that tells whether a module still shows what is looked for, as mlir-reduce's: it is given a file, and exits with 1 if so.
 *
 * @param arguments what comes before the name of the file
 */
record InterestingnessTest(String program, List<String> arguments) {
  private static final int INTERESTING = 1;

  boolean isInteresting(Operation op) {
    try {
      Path file = Files.createTempFile("reduce", ".mlir");
      try {
        Files.writeString(file, AsmPrinter.print(op, PrintOptions.DEFAULT));
        return run(file) == INTERESTING;
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int run(Path file) {
    var command = new ArrayList<String>();
    command.add(program);
    command.addAll(arguments);
    command.add(file.toString());
    try {
      return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    } catch (IOException e) {
      throw new CompileException("cannot run the test '" + program + "': " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompileException("the test '" + program + "' was interrupted");
    }
  }
}
