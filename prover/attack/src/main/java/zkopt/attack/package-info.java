/**
 * Attacks on the verifier, shipped: whatever is changed in a proof, its key or its public values, and whatever a prover does that skips
 * its own checks, the verifier says no, and says it in bounded time and memory.
 *
 * <p>An {@link zkopt.attack.AttackFamily} makes {@link zkopt.attack.Attack}s on a {@link zkopt.attack.Target}; the {@link
 * zkopt.attack.Arena} lets a {@link zkopt.attack.Judge} decide on the {@link zkopt.attack.Forgery} of each and keeps count.
 */
package zkopt.attack;
