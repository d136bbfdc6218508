package zkopt.tools.artifact;

/**
 * The model after one step of its compilation.
 *
 * @param name {@code import}, or the pass in the pipelines' spelling
 * @param millis how long the step took
 * @param operations how many operations there are, nested ones too
 * @param ir the module with large constants elided
 */
public record PassSnapshot(String name, double millis, int operations, String ir) {}
