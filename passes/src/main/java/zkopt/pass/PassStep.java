package zkopt.pass;

/** A pass in a pipeline. */
public record PassStep(PassInfo info, Pass pass) implements PipelineElement {
  /** The name with all options, in the normal form. */
  @Override
  public String toString() {
    return info.text(pass);
  }
}
