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

  @Option(names = "--profile", paramLabel = "NAME",
      description = "fast (short proving), balanced or small (small proofs). Default: balanced.")
  Profile profile = Profile.BALANCED;

  @Option(names = "--security", paramLabel = "BITS",
      description = "Proven security of a proof. Default: 100.")
  int securityBits = 100;

  @Option(names = "--frac-bits", paramLabel = "BITS",
      description = "Fraction bits of all fixed-point numbers. Default: chosen for each value.")
  int fracBits = FixedPoint.CHOSEN;

  @Option(names = "--width", paramLabel = "BITS",
      description = "Bits of all fixed-point numbers, sign included: all values must be below 2^(width - 1 - frac-bits). Default: chosen for "
          + "each value.")
  int width = FixedPoint.CHOSEN;

  @Option(names = "--input-visibility", paramLabel = "WHO",
      description = "private or public. Default: private.")
  Visibility inputVisibility = Visibility.PRIVATE;

  @Option(names = "--output-visibility", paramLabel = "WHO",
      description = "private or public. Default: public.")
  Visibility outputVisibility = Visibility.PUBLIC;

  @Option(names = "--proofs", paramLabel = "N",
      description = "The table is made large enough for the randomness in it to hide the weights over N proofs. Default: 1.")
  long proofs = 1;

  @Option(names = "--dim", paramLabel = "NAME=SIZE", description = "Size of a symbolic dimension of the model.")
  Map<String, Long> dimensions = new LinkedHashMap<>();

  FixedPoint fixedPoint() {
    return new FixedPoint(FixedPoint.DEFAULT_PRECISION, width, fracBits);
  }

  /** The part of the choices that proving repeats. */
  CompiledModel.Parameters parameters() {
    return new CompiledModel.Parameters(profile.name().toLowerCase(Locale.ROOT), securityBits, inputVisibility == Visibility.PUBLIC,
        outputVisibility == Visibility.PUBLIC, MIN_LOG_ROWS);
  }
}
