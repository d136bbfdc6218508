package zkopt.verifier.file;

import java.util.HexFormat;
import zkopt.protocol.codec.MalformedException;

/**
 * A {@code .zkp} file: a proof and the public values that it is about. There is one file for one content: no byte of it may change.
 *
 * @param model fingerprint of the key that it was made for, in hexadecimal
 * @param system what the file's header says of the proof
 * @param proof as the verifier reads it
 */
public record ModelProof(String model, ProofSystem system, PublicValues values, byte[] proof) {
  private static final int FINGERPRINT_HEX = 64;

  /** @throws MalformedException with what is wrong, as a sentence about "it" */
  public static ModelProof parse(byte[] content) throws MalformedException {
    Envelope envelope = Envelope.open(content, FileFormat.PROOF);
    WireReader in = envelope.body();
    String model = HexFormat.of().formatHex(in.raw(2));
    var values = new PublicValues(PublicValues.read(in.messages(3)), PublicValues.read(in.messages(4)));
    byte[] proof = in.raw(5);
    in.end();
    if (!envelope.writer().isEmpty()) throw new MalformedException("it is not in canonical form");
    if (model.length() != FINGERPRINT_HEX) throw new MalformedException("it is damaged: it names no model");
    return new ModelProof(model, envelope.system(), values, proof);
  }
}
