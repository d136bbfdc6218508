package zkopt.tools.artifact;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.Arrays;
import zkopt.tools.artifact.proto.ProofProto;
import zkopt.tools.cli.AtomicFile;
import zkopt.tools.cli.ToolException;

/**
 * A {@code .zkp} file: a proof and the public values that it is about. There is one file for one content: no byte of it may change.
 *
 * @param model fingerprint of the verifying key that it was made for
 * @param proof as the verifier reads it
 */
public record ProofFile(byte[] model, PublicValues values, byte[] proof) {
  /** Reads what {@link #toBytes} wrote, and nothing else. @throws ToolException saying what is wrong */
  public static ProofFile parse(byte[] content) {
    ProofProto p = ArtifactKind.PROOF.parse(content, "the file", ProofProto.parser());
    var values = new PublicValues(PublicValues.fromProto(p.getPublicInputsList()), PublicValues.fromProto(p.getPublicOutputsList()));
    var file = new ProofFile(p.getModel().toByteArray(), values, p.getProof().toByteArray());
    if (!Arrays.equals(file.toBytes(), content)) throw new ToolException("the file is not in canonical form");
    return file;
  }

  public byte[] toBytes() {
    return ProofProto.newBuilder().setHeader(ArtifactKind.PROOF.plainHeader()).setModel(ByteString.copyFrom(model))
        .addAllPublicInputs(PublicValues.toProto(values.inputs())).addAllPublicOutputs(PublicValues.toProto(values.outputs()))
        .setProof(ByteString.copyFrom(proof)).build().toByteArray();
  }

  public void write(Path file) {
    AtomicFile.write(file, toBytes());
  }
}
