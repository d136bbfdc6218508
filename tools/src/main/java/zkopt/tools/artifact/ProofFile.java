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
 * @param system what the file's header says of the proof
 * @param proof as the verifier reads it
 */
public record ProofFile(byte[] model, ProofSystem system, PublicValues values, byte[] proof) {
  /** Reads what {@link #toBytes} wrote, and nothing else. @throws ToolException saying what is wrong */
  public static ProofFile parse(byte[] content) {
    ProofProto p = Envelope.open(content, ArtifactKind.PROOF, "the file", ProofProto.parser());
    var values = new PublicValues(PublicValues.fromProto(p.getPublicInputsList()), PublicValues.fromProto(p.getPublicOutputsList()));
    var file = new ProofFile(p.getModel().toByteArray(), ProofSystem.of(p.getHeader()), values, p.getProof().toByteArray());
    if (!Arrays.equals(file.toBytes(), content)) throw new ToolException("the file is not in canonical form");
    return file;
  }

  /** What is a file of ours but no proof is a mistake rather than an invalid proof. @throws ToolException naming both kinds */
  public static void requireNoOtherKind(byte[] content, Path file) {
    boolean other = ArtifactKind.of(content).filter(k -> k != ArtifactKind.PROOF).isPresent();
    if (other) Envelope.require(content, ArtifactKind.PROOF, "'" + file + "'");
  }

  public byte[] toBytes() {
    return Envelope.seal(ProofProto.newBuilder().setHeader(Envelope.plainHeader(ArtifactKind.PROOF, system)).setModel(ByteString.copyFrom(model))
        .addAllPublicInputs(PublicValues.toProto(values.inputs())).addAllPublicOutputs(PublicValues.toProto(values.outputs()))
        .setProof(ByteString.copyFrom(proof)).build());
  }

  public void write(Path file) {
    AtomicFile.write(file, toBytes());
  }
}
