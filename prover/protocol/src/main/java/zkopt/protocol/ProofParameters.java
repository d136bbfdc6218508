package zkopt.protocol;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import zkopt.circuit.ConstraintSystem;
import zkopt.field.Ext3;
import zkopt.hash.Blake3;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.codec.ByteReader;
import zkopt.protocol.codec.ByteWriter;
import zkopt.protocol.codec.MalformedException;
import zkopt.protocol.security.Regime;
import zkopt.protocol.security.SecurityCalculator;
import zkopt.protocol.security.SecurityInputs;

/**
 * The proof system's parameters. They are part of the verifying key; a proof does not carry any.
 *
 * @param securityBits proven bits asked for, in the Johnson regime
 * @param logBlowup log2 of (points of the domain / rows): 1/rate
 * @param degreeBound the largest degree of a constraint, with selector
 * @param queries positions of the domain at which the columns are opened
 * @param grindingBits bits of proof of work before the queries are drawn
 */
public record ProofParameters(int securityBits, int logBlowup, int degreeBound, int queries, int grindingBits) {
  private static final int DEGREE_BOUND = 8;
  /** Collisions of the hash take so many. */
  private static final int MAX_SECURITY_BITS = Byte.SIZE * Blake3.DIGEST_BYTES / 2;
  /** Beyond twice the bits asked for: T hashes collide with probability below T^2 2^-digest. */
  private static final int SPARE_DIGEST_BITS = 8;
  /** log2 of the number of salted trees. */
  private static final int LOG_SALTED_TREES = 2;
  /** Rotations are -1, 0 and 1. */
  private static final int MAX_POINTS_PER_QUERY = 3;

  public ProofParameters {
    if (securityBits < 1 || securityBits > MAX_SECURITY_BITS || logBlowup < 1 || logBlowup > 6 || degreeBound < 3 || degreeBound > 64
        || queries < 1 || queries > 1000 || grindingBits < 0 || grindingBits > 40) {
      throw new IllegalArgumentException("proof parameters are out of range");
    }
  }

  /**
   * The parameters of a profile that prove {@code bits} bits.
   *
   * @throws IllegalArgumentException where none do
   */
  public static ProofParameters of(Profile profile, int bits) {
    if (bits > MAX_SECURITY_BITS) {
      throw new IllegalArgumentException("trees over a hash of %d bits prove no more than %d"
          .formatted(2 * MAX_SECURITY_BITS, MAX_SECURITY_BITS));
    }
    int queries = SecurityCalculator.queries(bits, profile.logBlowup(), profile.grindingBits(), FriSchedule.MAX_LOG_FOLDING);
    return new ProofParameters(bits, profile.logBlowup(), DEGREE_BOUND, queries, profile.grindingBits());
  }

  /** The same with the fewest queries that prove the bits for this circuit: what holds for all circuits may be more. */
  public ProofParameters forCircuit(ConstraintSystem system, int logRows) {
    Relation relation = new Relation(system, degreeBound, argumentDegree());
    ProofParameters fewest = this;
    while (fewest.queries > 1) {
      var fewer = new ProofParameters(securityBits, logBlowup, degreeBound, fewest.queries - 1, grindingBits);
      SecurityInputs inputs = new ProofShape(relation, logRows, fewer).securityInputs();
      if (SecurityCalculator.report(inputs, Regime.JOHNSON).bits() < securityBits) return fewest;
      fewest = fewer;
    }
    return fewest;
  }

  /**
   * Up to which degree an argument puts several columns into one identity: one of degree 1/rate + 1 has its quotient evaluated on the
   * 1/rate cosets of the domain, where columns are extended anyway. Gates may have a higher one.
   */
  public int argumentDegree() {
    return Math.min(degreeBound, (1 << logBlowup) + 1);
  }

  /**
   * The random rows that a private column needs at its end: as many as base-field values of its polynomial are determined by a
   * proof, and one more for the row of a running column that is fixed. Each query determines the value at x by opening and, as
   * the quotient's value is opened too, at worst those at the rotations of x; each of three points out of the domain determines
   * an extension element. See {@code PROTOCOL.md}, "Zero knowledge".
   */
  public int blindingRows() {
    return openingsPerProof(MAX_POINTS_PER_QUERY) + 1;
  }

  /** Base-field values of a column, read at so many rotations, that one proof determines. */
  public int openingsPerProof(int rotations) {
    return rotations * (queries + Ext3.DEGREE);
  }

  /** Random rows in weight columns, read at so many rotations, that hide the weights for {@code proofs} proofs. */
  public long weightRandomRows(int rotations, long proofs) {
    return Math.multiplyExact(proofs, (long) openingsPerProof(rotations));
  }

  /** Random coefficients that pass between neighbouring chunks of the quotient: each is opened at the queries and at zeta. */
  public int quotientMaskLength() {
    return queries + Ext3.DEGREE;
  }

  /** log2 of the arities of FRI's rounds for {@code 2^logRows} coefficients. */
  public int[] logFoldings(int logRows) {
    return FriSchedule.shortest(logRows, this);
  }

  /** Length of a Merkle digest: 2 bits for each bit of security, and some to spare while the hash has them. */
  public int digestBytes() {
    return Math.min(Blake3.DIGEST_BYTES, Math.ceilDiv(2 * securityBits + SPARE_DIGEST_BITS, Byte.SIZE));
  }

  /** Longs of a leaf's salt: to guess the salt of one of all leaves takes {@code 2^securityBits} hashes. */
  public int saltLongs(int logDomain) {
    return Math.ceilDiv(securityBits + logDomain + LOG_SALTED_TREES, Long.SIZE);
  }

  /** The parameters by their names, in the order in which they are written. */
  public SequencedMap<String, Integer> byName() {
    SequencedMap<String, Integer> values = new LinkedHashMap<>();
    values.put("securityBits", securityBits);
    values.put("logBlowup", logBlowup);
    values.put("degreeBound", degreeBound);
    values.put("queries", queries);
    values.put("grindingBits", grindingBits);
    return values;
  }

  void write(ByteWriter out) {
    byName().values().forEach(out::int32);
  }

  static ProofParameters read(ByteReader in) throws MalformedException {
    int[] values = new int[5];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.int32("parameter");
    }
    try {
      return new ProofParameters(values[0], values[1], values[2], values[3], values[4]);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(e.getMessage());
    }
  }
}
