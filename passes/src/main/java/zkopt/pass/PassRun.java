package zkopt.pass;

import java.util.List;
import zkopt.ir.Operation;

/**
 * One run of a pass.
 *
 * @param position the place of the pass in its pipeline, after that of the pipeline in the one around it, and so on
 * @param context what the pass was given, with the statistics that it left there
 */
public record PassRun(PassStep step, Operation op, List<Integer> position, PassContext context) {
  public PassRun {
    position = List.copyOf(position);
  }

  /** The name of the pass in pipelines. */
  public String passName() {
    return step.info().name();
  }
}
