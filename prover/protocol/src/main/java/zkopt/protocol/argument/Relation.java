package zkopt.protocol.argument;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import zkopt.circuit.ConstraintSystem;
import zkopt.field.Ext3;
import zkopt.protocol.UnsupportedCircuitException;
import zkopt.protocol.constraint.Graph;
import zkopt.protocol.constraint.Node;
import zkopt.protocol.constraint.Oracle;

/**
 * All that is to be proved of one constraint system, as identities over columns: the part that the prover and the verifier share.
 * Both make it from the constraint system and the bounds of degrees.
 */
public final class Relation {
  private final ConstraintSystem system;
  private final Graph graph;
  private final GateArgument gates;
  private final AccumulatorArgument accumulators;
  private final PermutationArgument permutation;
  private final LookupArgument lookups;
  private final int challenges;
  private final int extensionColumns;
  private final List<Part> parts;
  private final int combined;
  private final int[] schedule;

  /**
   * The combination of the identities of one degree.
   *
   * @param degree in multiples of the number of rows, at least 2
   */
  public record Part(int degree, int node) {}

  /**
   * @param degreeBound the largest degree of an identity, with selector and factor
   * @param argumentDegree up to which degree permutation and lookups put several columns into one identity
   * @throws UnsupportedCircuitException where the system is not well formed or its degree is above the bound
   */
  public Relation(ConstraintSystem system, int degreeBound, int argumentDegree) {
    Scope scope = new Scope(system, degreeBound, argumentDegree);
    this.system = system;
    this.graph = scope.graph();
    for (int i = 0; i < system.challenges(); i++) {
      scope.newChallenge();
    }
    this.accumulators = new AccumulatorArgument(scope);
    this.gates = new GateArgument(scope);
    this.permutation = new PermutationArgument(scope);
    this.lookups = new LookupArgument(scope);
    this.extensionColumns = scope.extensionColumns();
    if (identities().isEmpty()) throw new UnsupportedCircuitException("a circuit without constraints proves nothing");
    checkDegrees(scope);
    checkPhases();
    int combiner = scope.newChallenge();
    this.challenges = scope.challenges();
    this.parts = parts(scope, combiner);
    this.combined = parts.stream().map(Part::node).reduce(graph::add).orElseThrow();
    this.schedule = graph.schedule(combined);
  }

  /** The sums of all identities times powers of the last challenge. */
  private List<Part> parts(Scope scope, int combiner) {
    SortedMap<Integer, Map<Domain, Integer>> sums = new TreeMap<>();
    int power = 0;
    for (Identity identity : identities()) {
      int term = graph.mul(graph.challenge(combiner, power++), identity.node());
      sums.computeIfAbsent(Math.max(2, scope.degree(identity)), _ -> new EnumMap<>(Domain.class))
          .merge(identity.domain(), term, graph::add);
    }
    return sums.entrySet().stream().map(sum -> new Part(sum.getKey(), total(sum.getValue()))).toList();
  }

  /** The sum of what holds on each domain, times its factor. */
  private int total(Map<Domain, Integer> sums) {
    int total = graph.constant(0);
    for (Map.Entry<Domain, Integer> sum : sums.entrySet()) {
      Domain domain = sum.getKey();
      int factor = domain.factor() == null ? graph.constant(1) : graph.row(domain.factor());
      total = graph.add(total, graph.mul(factor, sum.getValue()));
    }
    return total;
  }

  private void checkDegrees(Scope scope) {
    for (Identity identity : identities()) {
      if (scope.degree(identity) > scope.degreeBound()) {
        throw new UnsupportedCircuitException("constraint '%s' has degree %d, and the bound is %d"
            .formatted(identity.name(), scope.degree(identity), scope.degreeBound()));
      }
    }
  }

  private void checkPhases() {
    List<Integer> tuples = new ArrayList<>();
    lookups.inputs().forEach(tuples::addAll);
    lookups.tables().forEach(tuples::addAll);
    if (tuples.stream().anyMatch(graph::isExtension)) {
      throw new UnsupportedCircuitException("a lookup reads a challenge or an accumulator");
    }
    for (int i = 0; i < accumulators.rules().size(); i++) {
      AccumulatorArgument.Rule rule = accumulators.rules().get(i);
      for (int node : graph.schedule(rule.multiplier(), rule.addend())) {
        if (graph.node(node) instanceof Node.ExtensionCell(_, int column, int rotation)
            && (column >= rule.column() || rotation > 0)) {
          throw new UnsupportedCircuitException("accumulator '%s' reads a value that is not known yet"
              .formatted(system.accumulators().get(i).name()));
        }
      }
    }
  }

  public ConstraintSystem system() {
    return system;
  }

  public Graph graph() {
    return graph;
  }

  public GateArgument gates() {
    return gates;
  }

  public AccumulatorArgument accumulators() {
    return accumulators;
  }

  public PermutationArgument permutation() {
    return permutation;
  }

  public LookupArgument lookups() {
    return lookups;
  }

  public List<Argument> arguments() {
    return List.of(gates, accumulators, permutation, lookups);
  }

  /** All identities, in the order of the powers that combine them. */
  public List<Identity> identities() {
    return arguments().stream().map(Argument::identities).flatMap(List::stream).toList();
  }

  /**
   * The number of challenge slots: first those of the circuit, then two of the permutation and two of the lookups, all drawn
   * after phase 1; the last one combines the identities and is drawn after phase 2.
   */
  public int challenges() {
    return challenges;
  }

  /** The degree of the combination of all identities, in multiples of the number of rows. */
  public int degree() {
    return parts.getLast().degree();
  }

  /** {@link #combined} as a sum of parts, by degree. */
  public List<Part> parts() {
    return parts;
  }

  /** The degree of the gate constraints in the contract challenges, over so many rows. */
  public double challengeDegree(int rows) {
    return ChallengeDegree.total(this, rows);
  }

  /** The combination of all identities: zero on all rows for a true statement. */
  public int combined() {
    return combined;
  }

  /** The nodes that {@link #combined} depends on, and it, each after its operands. Not a copy. */
  public int[] schedule() {
    return schedule;
  }

  /** The number of base columns of an oracle other than {@link Oracle#QUOTIENT}, which depends on the number of rows. */
  public int width(Oracle oracle) {
    return switch (oracle) {
      case FIXED -> system.fixedColumns() + system.wired().size();
      case WEIGHTS -> system.weightColumns();
      case WITNESS -> system.witnessColumns() + (system.lookups().isEmpty() ? 0 : system.tables().size());
      case PHASE2 -> Ext3.DEGREE * extensionColumns;
      case INSTANCE -> system.instanceColumns();
      case QUOTIENT -> throw new IllegalArgumentException("the quotient's width depends on the number of rows");
    };
  }
}
