package zkopt.tools.prove;

import java.util.ArrayList;
import java.util.List;
import zkopt.field.Ext3;
import zkopt.merkle.MerkleShape;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.ProofShape;
import zkopt.protocol.argument.Argument;
import zkopt.protocol.argument.Identity;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.constraint.Oracle;
import zkopt.tools.cli.Report;

/** The arguments and the rounds of the protocol as they are for one key: the numbers behind the error terms. */
final class RoundsReport {
  private RoundsReport() {}

  /**
   * One argument.
   *
   * @param degree the largest of its identities, factor included
   */
  record ArgumentSize(String name, int identities, int degree) {}

  /** What the prover sends, and what the verifier draws then. */
  record Round(String message, String challenges) {}

  static void addTo(Report report, ProofShape shape) {
    Relation relation = shape.relation();
    List<ArgumentSize> arguments = relation.arguments().stream().map(a -> size(relation, a)).toList();
    for (ArgumentSize a : arguments) {
      report.line("argument  %-12s %3d identities of degree up to %d", a.name(), a.identities(), a.degree());
    }
    List<Round> rounds = rounds(shape);
    for (int i = 0; i < rounds.size(); i++) {
      report.line("round %-3d %-52s then draw %s", i + 1, rounds.get(i).message(), rounds.get(i).challenges());
    }
    report.add("arguments", arguments).add("rounds", rounds);
  }

  private static ArgumentSize size(Relation relation, Argument argument) {
    int degree = argument.identities().stream().mapToInt(i -> degree(relation, i)).max().orElse(0);
    return new ArgumentSize(argument.name(), argument.identities().size(), degree);
  }

  private static int degree(Relation relation, Identity identity) {
    return relation.graph().degree(identity.node()) + identity.domain().degree();
  }

  private static List<Round> rounds(ProofShape shape) {
    Relation relation = shape.relation();
    ProofParameters parameters = shape.parameters();
    List<Round> rounds = new ArrayList<>();
    rounds.add(new Round("%d columns of phase 1, degree < n = 2^%d".formatted(shape.width(Oracle.WITNESS), shape.logRows()),
        "%d of the contract, 2 of the copies, 2 of the lookups".formatted(relation.system().challenges())));
    rounds.add(new Round("%d columns of phase 2 in E, degree < n".formatted(shape.width(Oracle.PHASE2) / Ext3.DEGREE),
        "y for the sum of %d identities, of degree %d".formatted(relation.identities().size(), relation.degree())));
    rounds.add(new Round("%d chunks of the quotient and a mask in E, degree < n".formatted(shape.chunks()), "zeta"));
    int openings = shape.openings().size();
    rounds.add(new Round("%d openings".formatted(openings), "c for the batch of %d polynomials".formatted(openings + 1)));
    int log = shape.logDomain();
    for (MerkleShape tree : shape.friTrees()) {
      rounds.add(new Round("a codeword of length 2^%d, degree < 2^%d".formatted(log, log - parameters.logBlowup()),
          "beta to fold by %d".formatted(1 << log - tree.logHeight())));
      log = tree.logHeight();
    }
    rounds.add(new Round("the final polynomial, degree < %d".formatted(shape.finalLength()),
        "a challenge for %d bits of work".formatted(parameters.grindingBits())));
    rounds.add(new Round("a nonce", "%d queries among 2^%d positions".formatted(parameters.queries(), shape.logDomain())));
    return rounds;
  }
}
