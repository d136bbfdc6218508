package zkopt.kernel;

/** The kernels of this run, chosen once. */
final class KernelChoice {
    static final Kernels BEST = new ScalarKernels();

    private KernelChoice() {}
}
