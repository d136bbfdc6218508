package zkopt.lowering.interp;

/** One compiled operation. */
interface Step {
  void run(Frame frame);

  static void runAll(Step[] steps, Frame frame) {
    for (Step step : steps) step.run(frame);
  }
}
