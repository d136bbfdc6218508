package zkopt.protocol;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.merkle.MerkleShape;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.constraint.Graph;
import zkopt.protocol.constraint.Node;
import zkopt.protocol.constraint.Oracle;
import zkopt.protocol.security.SecurityInputs;

/** Every size and order that the prover and the verifier must agree on, from the relation, the number of rows and the parameters. */
public final class ProofShape {
  /** The domain is {@code SHIFT * K}, K the group of order N: disjoint from the rows' group H. */
  public static final long SHIFT = Goldilocks.GENERATOR;
  /** The committed oracles, in the order in which they are opened. */
  public static final List<Oracle> COMMITTED =
      List.of(Oracle.FIXED, Oracle.WEIGHTS, Oracle.WITNESS, Oracle.PHASE2, Oracle.QUOTIENT);

  private final Relation relation;
  private final int logRows;
  private final ProofParameters parameters;
  private final int chunks;
  private final List<Opening> openings;
  private final Map<Opening, Integer> openingIndex = new HashMap<>();
  private final ProofOutline outline;

  public ProofShape(Relation relation, int logRows, ProofParameters parameters) {
    if (logRows + parameters.logBlowup() > 30 || logRows < 1 || rows(logRows) <= parameters.quotientMaskLength()) {
      throw new UnsupportedCircuitException("2^%d rows are too few or too many for these parameters".formatted(logRows));
    }
    this.relation = relation;
    this.logRows = logRows;
    this.parameters = parameters;
    this.chunks = (int) Math.ceilDiv((relation.degree() - 1L) << logRows, (long) chunkLength());
    this.openings = openings(relation, chunks);
    for (int i = 0; i < openings.size(); i++) {
      openingIndex.put(openings.get(i), i);
    }
    Map<Oracle, Integer> widths = new EnumMap<>(Oracle.class);
    COMMITTED.forEach(oracle -> widths.put(oracle, width(oracle)));
    outline = new ProofOutline(parameters, logRows, widths, openings.size());
  }

  private static int rows(int logRows) {
    return 1 << logRows;
  }

  /** All columns at the rotations at which identities read them, and at zeta at least; by oracle, column and rotation. */
  private static List<Opening> openings(Relation relation, int chunks) {
    Map<Oracle, Map<Integer, TreeSet<Integer>>> rotations = new EnumMap<>(Oracle.class);
    Graph graph = relation.graph();
    for (int node : relation.schedule()) {
      if (graph.node(node) instanceof Node.Cell(var oracle, int column, int rotation)) {
        add(rotations, oracle, column, rotation);
      } else if (graph.node(node) instanceof Node.ExtensionCell(var oracle, int column, int rotation)) {
        for (int k = 0; k < Ext3.DEGREE; k++) {
          add(rotations, oracle, column + k, rotation);
        }
      }
    }
    List<Opening> openings = new ArrayList<>();
    for (Oracle oracle : COMMITTED) {
      int width = oracle == Oracle.QUOTIENT ? Ext3.DEGREE * chunks : relation.width(oracle);
      for (int c = 0; c < width; c++) {
        add(rotations, oracle, c, 0);
        for (int rotation : rotations.get(oracle).get(c)) {
          openings.add(new Opening(oracle, c, rotation));
        }
      }
    }
    return openings;
  }

  private static void add(Map<Oracle, Map<Integer, TreeSet<Integer>>> rotations, Oracle oracle, int column, int rotation) {
    rotations.computeIfAbsent(oracle, _ -> new HashMap<>()).computeIfAbsent(column, _ -> new TreeSet<>()).add(rotation);
  }

  public Relation relation() {
    return relation;
  }

  public ProofParameters parameters() {
    return parameters;
  }

  public int logRows() {
    return logRows;
  }

  public int rows() {
    return rows(logRows);
  }

  public int logDomain() {
    return logRows + parameters.logBlowup();
  }

  /** Chunks of the quotient; each is an extension column. */
  public int chunks() {
    return chunks;
  }

  /** Coefficients of the quotient in each chunk; the mask stands above. */
  public int chunkLength() {
    return rows() - parameters.quotientMaskLength();
  }

  /** The first of the three mask columns in {@link Oracle#QUOTIENT}. */
  public int maskColumn() {
    return Ext3.DEGREE * chunks;
  }

  public int width(Oracle oracle) {
    return oracle == Oracle.QUOTIENT ? maskColumn() + Ext3.DEGREE : relation.width(oracle);
  }

  /** Whether the oracle has columns, and so a tree. */
  public boolean has(Oracle oracle) {
    return outline.trees().containsKey(oracle);
  }

  public MerkleShape tree(Oracle oracle) {
    return outline.trees().get(oracle);
  }

  /** The trees of FRI's rounds. Leaf i of a tree of m leaves holds the values at i, i + m, i + 2m, ...: a coset that is folded. */
  public List<MerkleShape> friTrees() {
    return outline.friTrees();
  }

  /** Coefficients of the final polynomial: exactly so many. */
  public int finalLength() {
    return outline.finalLength();
  }

  /** What the length of a proof depends on. */
  public ProofOutline outline() {
    return outline;
  }

  /** What the soundness error depends on. */
  public SecurityInputs securityInputs() {
    double rows = rows();
    int arguments = relation.lookups().inputs().size() + relation.lookups().tables().size();
    int tupleWidth = Stream.of(relation.lookups().inputs(), relation.lookups().tables()).flatMap(List::stream).mapToInt(List::size).max().orElse(0);
    return new SecurityInputs(
        logRows,
        parameters.logBlowup(),
        parameters.queries(),
        parameters.grindingBits(),
        parameters.logFoldings(logRows),
        openings.size() + 1,
        Math.max(relation.degree(), chunks + 1),
        relation.identities().size(),
        rows * arguments * tupleWidth,
        rows * relation.system().wired().size(),
        relation.challengeDegree(rows()),
        Byte.SIZE * parameters.digestBytes());
  }

  /** What is opened out of the domain, in order. */
  public List<Opening> openings() {
    return openings;
  }

  /** The place of an opening in {@link #openings}. */
  public int indexOf(Oracle oracle, int column, int rotation) {
    return openingIndex.get(new Opening(oracle, column, rotation));
  }
}
