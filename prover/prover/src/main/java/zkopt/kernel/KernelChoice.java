package zkopt.kernel;

import java.util.Optional;

/** The kernels of this run, chosen once. */
final class KernelChoice {
  static final String PROPERTY = "zkopt.kernels";
  private static final String MODULE = "jdk.incubator.vector";
  static final Kernels BEST = choose(Optional.ofNullable(System.getProperty(PROPERTY)));

  private KernelChoice() {}

  static Kernels choose(Optional<String> wish) {
    return switch (wish.orElse("best")) {
      case "best" -> canVector() ? new VectorKernels() : new ScalarKernels();
      case "vector" -> {
        if (!canVector()) {
          throw new IllegalArgumentException("'-D" + PROPERTY
              + "=vector': needs '--add-modules " + MODULE + "' and vectors of 256 bits");
        }
        yield new VectorKernels();
      }
      case "scalar" -> new ScalarKernels();
      default -> throw new IllegalArgumentException(
          "'-D%s=%s': expected 'scalar' or 'vector'".formatted(PROPERTY, wish.get()));
    };
  }

  private static boolean canVector() {
    return ModuleLayer.boot().findModule(MODULE).isPresent() && VectorKernels.isSupported();
  }
}
