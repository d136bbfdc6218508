package zkopt.protocol;

import java.util.Arrays;
import java.util.List;
import zkopt.circuit.ConstraintSystem;
import zkopt.hash.Blake3;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.codec.ByteReader;
import zkopt.protocol.codec.ByteWriter;
import zkopt.protocol.codec.ConstraintSystemCodec;
import zkopt.protocol.codec.MalformedException;
import zkopt.protocol.constraint.Oracle;
import zkopt.protocol.security.Regime;
import zkopt.protocol.security.SecurityCalculator;
import zkopt.protocol.security.SecurityReport;

/** All that a verifier needs: what is proved, under which parameters, and the commitments made at setup. Immutable. */
public final class VerifyingKey {
  private static final String MAGIC = "zkopt verifying key v" + Protocol.VERSION;
  private static final byte[] NONE = {};
  /** The verifier evaluates a Lagrange polynomial for each. */
  private static final int MAX_BLINDING_ROWS = 1 << 16;

  private final ConstraintSystem system;
  private final int logRows;
  private final int blindingRows;
  private final List<Integer> publicValues;
  private final ProofParameters parameters;
  private final byte[] circuitDigest;
  private final byte[] fixedRoot;
  private final byte[] weightsRoot;
  private final ProofShape shape;
  private final byte[] digest;

  /**
   * @param publicValues the number of public values in each instance column
   * @param fixedRoot commitment to the fixed and sigma columns; empty where there are none
   * @param weightsRoot commitment to the weights; empty where there are none
   * @throws UnsupportedCircuitException where these parameters cannot prove the system
   */
  public VerifyingKey(
      ConstraintSystem system,
      int logRows,
      int blindingRows,
      List<Integer> publicValues,
      ProofParameters parameters,
      byte[] circuitDigest,
      byte[] fixedRoot,
      byte[] weightsRoot) {
    this.system = system;
    this.logRows = logRows;
    this.blindingRows = blindingRows;
    this.publicValues = List.copyOf(publicValues);
    this.parameters = parameters;
    this.circuitDigest = circuitDigest.clone();
    this.fixedRoot = fixedRoot.clone();
    this.weightsRoot = weightsRoot.clone();
    this.shape = new ProofShape(new Relation(system, parameters.degreeBound(), parameters.argumentDegree()), logRows, parameters);
    check();
    this.digest = Blake3.hash(toBytes());
  }

  private void check() {
    int usable = shape.rows() - blindingRows;
    if (blindingRows < parameters.blindingRows() || usable < 1) {
      throw new UnsupportedCircuitException("a column has %d blinding rows, and %d are needed"
          .formatted(blindingRows, parameters.blindingRows()));
    }
    if (publicValues.size() != system.instanceColumns() || publicValues.stream().anyMatch(v -> v < 0 || v > usable)) {
      throw new UnsupportedCircuitException("the public values do not fit into the instance columns");
    }
    if (security(Regime.JOHNSON).bits() < parameters.securityBits()) {
      throw new UnsupportedCircuitException("%.1f bits are proven for this circuit, and %d are asked for"
          .formatted(security(Regime.JOHNSON).bits(), parameters.securityBits()));
    }
    if (fixedRoot.length != rootLength(Oracle.FIXED) || weightsRoot.length != rootLength(Oracle.WEIGHTS)) {
      throw new UnsupportedCircuitException("a commitment has the wrong length");
    }
  }

  private int rootLength(Oracle oracle) {
    return shape.has(oracle) ? shape.tree(oracle).capBytes() : 0;
  }

  public ConstraintSystem system() {
    return system;
  }

  public int logRows() {
    return logRows;
  }

  public int rows() {
    return 1 << logRows;
  }

  public int usableRows() {
    return rows() - blindingRows;
  }

  public List<Integer> publicValues() {
    return publicValues;
  }

  public ProofParameters parameters() {
    return parameters;
  }

  public ProofShape shape() {
    return shape;
  }

  public byte[] circuitDigest() {
    return circuitDigest.clone();
  }

  /** The root of an oracle that is committed at setup; empty where it has no columns. */
  public byte[] root(Oracle oracle) {
    return switch (oracle) {
      case FIXED -> fixedRoot.clone();
      case WEIGHTS -> weightsRoot.clone();
      default -> throw new IllegalArgumentException("the key holds no commitment to " + oracle);
    };
  }

  /** The proven soundness of proofs under this key. */
  public SecurityReport security(Regime regime) {
    return SecurityCalculator.report(shape.securityInputs(), regime);
  }

  /** The hash of the whole key: the first message of the transcript. */
  public byte[] digest() {
    return digest.clone();
  }

  /** The canonical binary form. */
  public byte[] toBytes() {
    ByteWriter out = new ByteWriter().string(MAGIC).int32(logRows).int32(blindingRows).int32(publicValues.size());
    publicValues.forEach(out::int32);
    parameters.write(out);
    out.raw(circuitDigest);
    out.int8(fixedRoot.length == 0 ? 0 : 1).raw(fixedRoot);
    out.int8(weightsRoot.length == 0 ? 0 : 1).raw(weightsRoot);
    ConstraintSystemCodec.write(system, out);
    return out.toBytes();
  }

  /** Reads what {@link #toBytes} wrote, and nothing else. */
  public static VerifyingKey fromBytes(byte[] bytes) throws MalformedException {
    ByteReader in = new ByteReader(bytes);
    if (!in.string("format name", MAGIC.length()).equals(MAGIC)) throw new MalformedException("not a " + MAGIC);
    int logRows = in.int32("log2 of rows", 1, 30);
    int blindingRows = in.int32("blinding rows", 0, MAX_BLINDING_ROWS);
    Integer[] publicValues = new Integer[in.int32("number of instance columns", 0, 1 << 16)];
    for (int i = 0; i < publicValues.length; i++) {
      publicValues[i] = in.int32("number of public values", 0, 1 << 30);
    }
    ProofParameters parameters = ProofParameters.read(in);
    byte[] digest = in.raw(Blake3.DIGEST_BYTES, "circuit digest");
    byte[] fixed = root(in, parameters, "fixed root");
    byte[] weights = root(in, parameters, "weights root");
    ConstraintSystem system = ConstraintSystemCodec.read(in);
    in.end();
    try {
      VerifyingKey key = new VerifyingKey(
          system, logRows, blindingRows, List.of(publicValues), parameters, digest, fixed, weights);
      if (!Arrays.equals(key.toBytes(), bytes)) throw new MalformedException("the verifying key is not in canonical form");
      return key;
    } catch (UnsupportedCircuitException e) {
      throw new MalformedException(e.getMessage());
    }
  }

  private static byte[] root(ByteReader in, ProofParameters parameters, String what) throws MalformedException {
    return in.int8(what, 1) == 0 ? NONE : in.raw(parameters.digestBytes(), what);
  }
}
