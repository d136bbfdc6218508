package zkopt.protocol.argument;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import zkopt.circuit.Column;
import zkopt.circuit.ConstraintSystem;
import zkopt.circuit.Expr;
import zkopt.field.Ext3;
import zkopt.protocol.UnsupportedCircuitException;
import zkopt.protocol.constraint.Graph;
import zkopt.protocol.constraint.Oracle;

/** Where arguments build their identities: one graph, and the columns and challenges handed out so far. */
final class Scope {
  private final ConstraintSystem system;
  private final Graph graph = new Graph();
  private final int degreeBound;
  private final int argumentDegree;
  private final Map<Expr, Integer> lowered = new IdentityHashMap<>();
  private int extensionColumns;
  private int challenges;

  Scope(ConstraintSystem system, int degreeBound, int argumentDegree) {
    this.system = system;
    this.degreeBound = degreeBound;
    this.argumentDegree = argumentDegree;
  }

  ConstraintSystem system() {
    return system;
  }

  Graph graph() {
    return graph;
  }

  /** The largest degree that an identity may have, its domain's factor included. */
  int degreeBound() {
    return degreeBound;
  }

  /** The largest degree that an identity may have because an argument puts several columns into it. */
  int argumentDegree() {
    return argumentDegree;
  }

  /** The first base column, in {@link Oracle#PHASE2}, of a new extension column. */
  int newExtensionColumn() {
    return Ext3.DEGREE * extensionColumns++;
  }

  int extensionColumns() {
    return extensionColumns;
  }

  /** The slot of a new challenge. */
  int newChallenge() {
    return challenges++;
  }

  int challenges() {
    return challenges;
  }

  /** The degree of an identity with its factor. */
  int degree(Identity identity) {
    return graph.degree(identity.node()) + identity.domain().degree();
  }

  /** An expression of the circuit as a node. */
  int lower(Expr expr) {
    Integer known = lowered.get(expr);
    if (known != null) return known;
    int node = switch (expr) {
      case Expr.Constant(long value) -> graph.constant(value);
      case Expr.Challenge(int index, int power) -> challenge(index, power);
      case Expr.Cell(Column column, int rotation) -> cell(column, rotation);
      case Expr.Sum(Expr a, Expr b) -> graph.add(lower(a), lower(b));
      case Expr.Product(Expr a, Expr b) -> graph.mul(lower(a), lower(b));
    };
    lowered.put(expr, node);
    return node;
  }

  List<Integer> lower(List<Expr> exprs) {
    return exprs.stream().map(this::lower).toList();
  }

  private int challenge(int index, int power) {
    if (index < 0 || index >= system.challenges() || power < 0) {
      throw new UnsupportedCircuitException("no such challenge: %d to the power %d".formatted(index, power));
    }
    return graph.challenge(index, power);
  }

  int cell(Column column, int rotation) {
    int i = column.index();
    if (i < 0 || i >= count(column.kind()) || Math.abs(rotation) > 1) {
      throw new UnsupportedCircuitException("no such cell: %s column %d, rotation %d".formatted(column.kind(), i, rotation));
    }
    return switch (column.kind()) {
      case FIXED -> graph.cell(Oracle.FIXED, i, rotation);
      case WEIGHT -> graph.cell(Oracle.WEIGHTS, i, rotation);
      case WITNESS -> graph.cell(Oracle.WITNESS, i, rotation);
      case INSTANCE -> graph.cell(Oracle.INSTANCE, i, rotation);
      case ACCUMULATOR -> graph.extensionCell(Oracle.PHASE2, Ext3.DEGREE * i, rotation);
    };
  }

  private int count(Column.Kind kind) {
    return switch (kind) {
      case FIXED -> system.fixedColumns();
      case WEIGHT -> system.weightColumns();
      case WITNESS -> system.witnessColumns();
      case INSTANCE -> system.instanceColumns();
      case ACCUMULATOR -> system.accumulators().size();
    };
  }
}
