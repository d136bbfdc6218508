package zkopt.tools.prove;

import java.util.LinkedHashMap;
import java.util.Map;
import zkopt.assigner.ProofRules;
import zkopt.assigner.TableCells;
import zkopt.assigner.TableEstimate;
import zkopt.protocol.ProofOutline;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.ProofShape;
import zkopt.protocol.ProofSize;
import zkopt.protocol.UnsupportedCircuitException;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.constraint.Oracle;
import zkopt.prover.ProofMemory;
import zkopt.prover.ProofWork;
import zkopt.prover.RowWork;
import zkopt.tools.cli.ToolException;

/**
 * What proofs of a model will be, from its plonk level: from the constraints of the table where {@link TableEstimate} has them, else from the
 * numbers of columns.
 *
 * @param columns by what they are for; columns of extension elements count three
 */
record ProofForecast(Map<String, Integer> columns, ProofOutline outline, ProofWork work) {
  private static final int EXTENSION = 3;
  /** Chunks of the quotient beyond the cosets on which it is evaluated, and the mask of the batch. */
  private static final int CHUNKS_BESIDE_COSETS = 2;

  /** @param profile the parameters before setup finds that a circuit needs fewer queries */
  static ProofForecast of(TableEstimate table, ProofParameters profile) {
    return table.system() == null ? ofColumns(table, profile) : ofSystem(table, profile);
  }

  private static ProofForecast ofSystem(TableEstimate table, ProofParameters profile) {
    try {
      ProofParameters parameters = profile.forCircuit(table.system(), table.logRows());
      return of(new ProofShape(new Relation(table.system(), parameters.degreeBound(), parameters.argumentDegree()), table.logRows(), parameters));
    } catch (UnsupportedCircuitException e) {
      throw new ToolException(e.getMessage(), e);
    }
  }

  /** That of a model that is laid out. */
  static ProofForecast of(ProofShape shape) {
    Relation relation = shape.relation();
    Map<String, Integer> columns = new LinkedHashMap<>();
    int contraction = EXTENSION * relation.system().accumulators().size();
    int permutation = EXTENSION * relation.permutation().columns().size();
    columns.put("witness", shape.width(Oracle.WITNESS));
    columns.put("contraction", contraction);
    columns.put("permutation", permutation);
    columns.put("lookup", shape.width(Oracle.PHASE2) - contraction - permutation);
    columns.put("quotient", shape.width(Oracle.QUOTIENT));
    columns.put("weights", shape.width(Oracle.WEIGHTS));
    columns.put("fixed", shape.width(Oracle.FIXED));
    return new ProofForecast(columns, shape.outline(), ProofWork.of(shape));
  }

  private static ProofForecast ofColumns(TableEstimate table, ProofParameters parameters) {
    TableCells cells = table.cells();
    Map<String, Integer> columns = new LinkedHashMap<>();
    columns.put("witness", cells.witness());
    columns.put("contraction", cells.contraction());
    columns.put("permutation", cells.permutation());
    columns.put("lookup", cells.lookup());
    columns.put("quotient", cells.quotient());
    columns.put("weights", cells.weights());
    columns.put("fixed", cells.fixed());
    ProofOutline outline = ProofBytes.outline(parameters, cells, table.logRows());
    return new ProofForecast(columns, outline, ProofWork.of(outline, rowWork(cells, new ProofRules(parameters.argumentDegree(), parameters.quotientMaskLength()))));
  }

  /**
   * What is computed in a row as far as the columns say: each factor that shares a column of an argument takes two products of extension elements but the first, a
   * scaled value and a scaled label. The arguments' identities are of the largest degree, those of gates of degree 3, with a term for each column.
   */
  private static RowWork rowWork(TableCells cells, ProofRules rules) {
    int fractions = (cells.permutation() + cells.lookup()) / EXTENSION;
    int accumulators = cells.contraction() / EXTENSION;
    int product = EXTENSION * EXTENSION;
    double phase2 = fractions * (rules.factors() * (EXTENSION + 1.0) + (rules.factors() - 1) * 2.0 * product) + accumulators * 2.0 * product;
    int cosets = cells.quotient() / EXTENSION - CHUNKS_BESIDE_COSETS;
    double arguments = phase2 + (fractions + accumulators) * 2.0 * product;
    double gates = EXTENSION * (cells.witness() + cells.fixed() + cells.weights());
    double lookups = Math.max(0, cells.lookup() / EXTENSION - 1) * rules.factors();
    return new RowWork(lookups, 1, phase2, fractions, accumulators + 2, cosets * arguments + 2 * gates, cosets * (cosets + 1) / 2.0);
  }

  long rows() {
    return 1L << outline.logRows();
  }

  /** Cells that a proof commits to. */
  long committedCells() {
    return rows() * (outline.width(Oracle.WITNESS) + outline.width(Oracle.PHASE2) + outline.width(Oracle.QUOTIENT));
  }

  /** The average over all proofs. */
  long proofBytes() {
    return Math.round(ProofSize.expected(outline).total());
  }

  /** {@link ProofMemory#live}. */
  long heapBytes() {
    return ProofMemory.live(outline);
  }
}
