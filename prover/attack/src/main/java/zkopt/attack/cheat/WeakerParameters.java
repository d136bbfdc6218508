package zkopt.attack.cheat;

import java.util.stream.Stream;
import zkopt.attack.Attack;
import zkopt.attack.AttackFamily;
import zkopt.attack.Forgery;
import zkopt.attack.NotApplicableException;
import zkopt.attack.Target;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.UnsupportedCircuitException;
import zkopt.prover.Prover;
import zkopt.prover.ProvingKey;

/** Proofs made under weaker parameters than the key's, for a verifier that takes parameters from the proof. */
public record WeakerParameters() implements AttackFamily {
  @Override
  public String name() {
    return "weaker parameters than the key's";
  }

  @Override
  public Stream<Attack> attacks(Target target) {
    ProofParameters p = target.key().parameters();
    return Stream.of(
        attack(target, "one query", new ProofParameters(1, p.logBlowup(), p.degreeBound(), 1, p.grindingBits())),
        attack(target, "a query less", new ProofParameters(1, p.logBlowup(), p.degreeBound(), p.queries() - 1, p.grindingBits())),
        attack(target, "no grinding", new ProofParameters(1, p.logBlowup(), p.degreeBound(), p.queries(), 0)),
        attack(target, "a higher rate", new ProofParameters(1, 1, p.degreeBound(), p.queries(), p.grindingBits())),
        attack(target, "shorter digests", new ProofParameters(1, p.logBlowup(), p.degreeBound(), p.queries(), p.grindingBits())));
  }

  /** The honest proof under these parameters and the same seeds. */
  private static Attack attack(Target target, String name, ProofParameters parameters) {
    return new Attack(name, () -> {
      ProvingKey weak;
      try {
        weak = target.setup(parameters, target.seed());
      } catch (UnsupportedCircuitException _) {
        throw new NotApplicableException("the circuit cannot be set up under these parameters");
      }
      byte[] proof = Prover.prove(weak, target.assignment(), target.seedBytes()).toBytes();
      if (target.isHonest(proof)) throw new NotApplicableException("the parameters are those of the key");
      return target.with(proof);
    });
  }
}
