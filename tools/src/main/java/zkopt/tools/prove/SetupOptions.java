package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;
import zkopt.protocol.Profile;
import zkopt.tools.artifact.CompiledModel;

/** What one may choose at setup. */
final class SetupOptions {
  private static final int MIN_LOG_ROWS = 8;

  @Option(names = "--calibrate", arity = "1..*", paramLabel = "PATH",
      description = "Files or folders of sample inputs: the ranges of all values are observed on them.")
  List<Path> calibration = new ArrayList<>();

  @Option(names = "--profile", defaultValue = "balanced", paramLabel = "NAME",
      description = "fast (short proving), balanced or small (small proofs). Default: ${DEFAULT-VALUE}.")
  Profile profile;

  @Option(names = "--security", defaultValue = "100", paramLabel = "BITS",
      description = "Proven security of a proof. Default: ${DEFAULT-VALUE}.")
  int securityBits;

  @Option(names = "--frac-bits", defaultValue = "12", paramLabel = "BITS",
      description = "Fraction bits of the fixed-point numbers. Default: ${DEFAULT-VALUE}.")
  int fracBits;

  @Option(names = "--input-visibility", defaultValue = "private", paramLabel = "WHO",
      description = "private or public. Default: ${DEFAULT-VALUE}.")
  Visibility inputVisibility;

  @Option(names = "--output-visibility", defaultValue = "public", paramLabel = "WHO",
      description = "private or public. Default: ${DEFAULT-VALUE}.")
  Visibility outputVisibility;

  @Option(names = "--proofs", defaultValue = "1", paramLabel = "N",
      description = "The table is made large enough for the randomness in it to hide the weights over N proofs. Default: ${DEFAULT-VALUE}.")
  long proofs;

  @Option(names = "--dim", paramLabel = "NAME=SIZE", description = "Size of a symbolic dimension of the model.")
  Map<String, Long> dimensions = new LinkedHashMap<>();

  /** The part of the choices that proving repeats. */
  CompiledModel.Parameters parameters() {
    return new CompiledModel.Parameters(profile.name().toLowerCase(Locale.ROOT), securityBits, inputVisibility == Visibility.PUBLIC,
        outputVisibility == Visibility.PUBLIC, MIN_LOG_ROWS);
  }
}
