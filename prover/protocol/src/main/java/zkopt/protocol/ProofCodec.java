package zkopt.protocol;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import zkopt.field.Ext3;
import zkopt.merkle.MerkleOpening;
import zkopt.merkle.MerkleShape;
import zkopt.protocol.codec.ByteReader;
import zkopt.protocol.codec.ByteWriter;
import zkopt.protocol.codec.MalformedException;
import zkopt.protocol.constraint.Oracle;

/**
 * The binary form of proofs. Almost every length follows from the key's {@link ProofShape}; those that depend on which queries
 * coincide are written, bounded here, and checked exactly with the Merkle paths. Field elements are canonical, nothing trails:
 * a proof has one form.
 */
public final class ProofCodec {
  private static final String MAGIC = "zkopt proof v" + Protocol.VERSION;

  /** Bytes of the format's name. */
  static final int HEADER_BYTES = Integer.BYTES + MAGIC.length();

  private ProofCodec() {}

  static byte[] encode(Proof proof) {
    ByteWriter out = new ByteWriter().string(MAGIC);
    out.raw(proof.witnessRoot()).raw(proof.phase2Root()).raw(proof.quotientRoot());
    for (Ext3 value : proof.openings()) {
      out.ext(value);
    }
    proof.friRoots().forEach(out::raw);
    for (Ext3 value : proof.finalPolynomial()) {
      out.ext(value);
    }
    out.int64(proof.nonce());
    for (Oracle oracle : ProofShape.COMMITTED) {
      if (proof.trees().containsKey(oracle)) encode(proof.trees().get(oracle), out);
    }
    proof.friTrees().forEach(tree -> encode(tree, out));
    return out.toBytes();
  }

  private static void encode(MerkleOpening opening, ByteWriter out) {
    out.int32(opening.rows().length);
    for (long[] row : opening.rows()) {
      for (long value : row) {
        out.int64(value);
      }
    }
    for (long[] salt : opening.salts()) {
      for (long word : salt) {
        out.int64(word);
      }
    }
    encode(opening.siblings(), out);
  }

  private static void encode(FriOpening opening, ByteWriter out) {
    out.int32(opening.values().length);
    for (Ext3 value : opening.values()) {
      out.ext(value);
    }
    encode(opening.siblings(), out);
  }

  private static void encode(byte[] siblings, ByteWriter out) {
    out.int32(siblings.length).raw(siblings);
  }

  /** Reads a proof under a key of this shape. */
  public static Proof decode(ProofShape shape, byte[] bytes) throws MalformedException {
    ByteReader in = new ByteReader(bytes);
    if (!in.string("format name", MAGIC.length()).equals(MAGIC)) throw new MalformedException("not a " + MAGIC);
    byte[] witness = root(shape, Oracle.WITNESS, in);
    byte[] phase2 = root(shape, Oracle.PHASE2, in);
    byte[] quotient = root(shape, Oracle.QUOTIENT, in);
    Ext3[] openings = in.exts(shape.openings().size(), "openings");
    List<byte[]> friRoots = new ArrayList<>();
    for (MerkleShape tree : shape.friTrees()) {
      friRoots.add(in.raw(tree.capBytes(), "fri root"));
    }
    Ext3[] finalPolynomial = in.exts(shape.finalLength(), "final polynomial");
    long nonce = in.int64("nonce");
    int queries = shape.parameters().queries();
    Map<Oracle, MerkleOpening> trees = new EnumMap<>(Oracle.class);
    for (Oracle oracle : ProofShape.COMMITTED) {
      if (shape.has(oracle)) trees.put(oracle, opening(shape.tree(oracle), queries, in));
    }
    List<FriOpening> friTrees = new ArrayList<>();
    for (MerkleShape tree : shape.friTrees()) {
      friTrees.add(friOpening(tree, queries, in));
    }
    in.end();
    return new Proof(witness, phase2, quotient, openings, friRoots, finalPolynomial, nonce, trees, friTrees);
  }

  private static byte[] root(ProofShape shape, Oracle oracle, ByteReader in) throws MalformedException {
    return in.raw(shape.has(oracle) ? shape.tree(oracle).capBytes() : 0, "root");
  }

  private static MerkleOpening opening(MerkleShape shape, int queries, ByteReader in) throws MalformedException {
    int count = in.int32("number of opened leaves", 1, queries);
    long[][] rows = new long[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = in.elements(shape.width(), "opened leaf");
    }
    long[][] salts = new long[shape.salted() ? count : 0][shape.saltLongs()];
    for (long[] salt : salts) {
      for (int k = 0; k < salt.length; k++) {
        salt[k] = in.int64("salt");
      }
    }
    return new MerkleOpening(rows, salts, siblings(shape, queries, in));
  }

  /** Of each coset at least one value is known. */
  private static FriOpening friOpening(MerkleShape shape, int queries, ByteReader in) throws MalformedException {
    int arity = shape.width() / Ext3.DEGREE;
    Ext3[] values = in.exts(in.int32("number of opened values", 0, queries * (arity - 1)), "opened coset");
    return new FriOpening(values, siblings(shape, queries, in));
  }

  private static byte[] siblings(MerkleShape shape, int queries, ByteReader in) throws MalformedException {
    int length = in.int32("length of the path digests", 0, shape.digestBytes() * queries * shape.logHeight());
    return in.raw(length, "path digests");
  }
}
