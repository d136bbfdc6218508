package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zkopt.protocol.Profile;
import zkopt.tools.artifact.CompiledModel;
import zkopt.tools.cli.OptimizationOptions;
import zkopt.tools.cli.ToolException;

/** What one may choose at setup. */
final class SetupOptions {
  /** Of all tables. */
  static final int MIN_LOG_ROWS = 8;

  @Option(names = "--calibrate", arity = "1..*", paramLabel = "PATH",
      description = "Files or folders of sample inputs: the ranges of all values are observed on them.")
  List<Path> calibration = new ArrayList<>();

  @Option(names = "--calibration", paramLabel = "FILE", description = "What 'zkprove calibrate' wrote for this model.")
  Path calibrationFile;

  @Option(names = "--precision", paramLabel = "ERROR",
      description = "With '--calibrate': the largest error of an output that is allowed, over the largest output, on the samples.")
  Double target;

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

  @Mixin
  OptimizationOptions optimizations = new OptimizationOptions();

  /** @param precision that of formats that are chosen for each value */
  FixedPoint fixedPoint(int precision) {
    return new FixedPoint(precision, width, fracBits);
  }

  /** @throws ToolException when options do not go together */
  void check() {
    optimizations.off();
    boolean uniform = width != FixedPoint.CHOSEN || fracBits != FixedPoint.CHOSEN;
    if (calibrationFile != null && !calibration.isEmpty()) throw new ToolException("'--calibration' and '--calibrate' do not go together");
    if (target != null && calibration.isEmpty()) throw new ToolException("'--precision' needs samples: '--calibrate'");
    if (target != null && !(target > 0)) throw new ToolException("'--precision' must be positive, but is " + target);
    if (target != null && uniform) throw new ToolException("'--precision' chooses formats, and '--width' and '--frac-bits' say one");
  }

  /** The part of the choices that proving repeats. */
  CompiledModel.Parameters parameters() {
    return new CompiledModel.Parameters(profile.name().toLowerCase(Locale.ROOT), securityBits, inputVisibility == Visibility.PUBLIC,
        outputVisibility == Visibility.PUBLIC, MIN_LOG_ROWS, null);
  }
}
