package zkopt.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import zkopt.field.Ext3;
import zkopt.merkle.MerkleShape;
import zkopt.protocol.constraint.Oracle;

/** What the length of a proof depends on: the trees, and how much is opened out of the domain. */
public final class ProofOutline {
  private final ProofParameters parameters;
  private final int logRows;
  private final int openings;
  private final Map<Oracle, MerkleShape> trees = new EnumMap<>(Oracle.class);
  private final List<MerkleShape> friTrees = new ArrayList<>();

  /**
   * @param widths base columns of the committed oracles
   * @param openings values that are opened out of the domain
   */
  public ProofOutline(ProofParameters parameters, int logRows, Map<Oracle, Integer> widths, int openings) {
    this.parameters = parameters;
    this.logRows = logRows;
    this.openings = openings;
    int logDomain = logRows + parameters.logBlowup();
    for (Oracle oracle : ProofShape.COMMITTED) {
      int width = widths.getOrDefault(oracle, 0);
      if (width > 0) trees.put(oracle, tree(logDomain, width, oracle.isPrivate()));
    }
    int logHeight = logDomain;
    for (int fold : parameters.logFoldings(logRows)) {
      logHeight -= fold;
      friTrees.add(tree(logHeight, Ext3.DEGREE << fold, false));
    }
  }

  private MerkleShape tree(int logHeight, int width, boolean salted) {
    return new MerkleShape(logHeight, width, salted ? parameters.saltLongs(logRows + parameters.logBlowup()) : 0, parameters.digestBytes(), 0);
  }

  public ProofParameters parameters() {
    return parameters;
  }

  public int logRows() {
    return logRows;
  }

  public int logDomain() {
    return logRows + parameters.logBlowup();
  }

  /** Values that are opened out of the domain. */
  public int openings() {
    return openings;
  }

  /** The base columns of a committed oracle. */
  public int width(Oracle oracle) {
    return trees.containsKey(oracle) ? trees.get(oracle).width() : 0;
  }

  /** The trees of the oracles that have columns, in the order in which they are opened. */
  public Map<Oracle, MerkleShape> trees() {
    return trees;
  }

  public List<MerkleShape> friTrees() {
    return friTrees;
  }

  /** Coefficients of the final polynomial. */
  int finalLength() {
    return 1 << (logRows - Arrays.stream(parameters.logFoldings(logRows)).sum());
  }
}
