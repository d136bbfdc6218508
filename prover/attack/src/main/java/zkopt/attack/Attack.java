package zkopt.attack;

/**
 * One attempt to have something false accepted.
 *
 * @param name what is done, unique in its family: with target and seed it says how to do it again
 * @param forge does it
 */
public record Attack(String name, Forge forge) {
  /** Makes a forgery. */
  @FunctionalInterface
  public interface Forge {
    /** @throws NotApplicableException where the target has nothing to attack in this way */
    Forgery make() throws NotApplicableException;
  }
}
