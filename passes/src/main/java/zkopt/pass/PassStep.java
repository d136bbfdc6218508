package zkopt.pass;

/** A pass in a pipeline. */
public record PassStep(PassInfo info, Pass pass) implements PipelineElement {
  /**
   * The step with another value of one option, or one more where the option is a list.
   *
   * @throws IllegalArgumentException whose message says what is wrong with the text
   */
  public PassStep with(String option, String text) {
    return new PassStep(info, info.with(pass, option, text));
  }

  /** The name with all options, in the normal form. */
  @Override
  public String toString() {
    return info.text(pass);
  }
}
