package zkopt.tools.prove;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import zkopt.verifier.file.FileFormat;

/** A model to measure. @param input null for zeros */
record BenchCase(Path model, Path input) {
  /** Reads {@code MODEL} or {@code MODEL=INPUT}. */
  static final class Converter implements ITypeConverter<BenchCase> {
    @Override
    public BenchCase convert(String text) {
      int at = text.indexOf('=');
      return at < 0 ? new BenchCase(Path.of(text), null) : new BenchCase(Path.of(text.substring(0, at)), Path.of(text.substring(at + 1)));
    }
  }

  /** Whether it is still to be compiled. */
  boolean isSource() {
    return !model.toString().endsWith(FileFormat.COMPILED_MODEL.ending());
  }
}
