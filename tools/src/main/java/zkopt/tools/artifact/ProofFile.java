package zkopt.tools.artifact;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import zkopt.tools.artifact.proto.ProofProto;
import zkopt.tools.artifact.proto.PublicTensorProto;
import zkopt.tools.cli.AtomicFile;
import zkopt.verifier.file.FileFormat;
import zkopt.verifier.file.ModelProof;
import zkopt.verifier.file.PublicTensor;

/** Writes {@code .zkp} files. The verifier reads them: {@link ModelProof}. */
public final class ProofFile {
  private ProofFile() {}

  /** The content of the file, of which there is one for one proof. */
  public static byte[] toBytes(ModelProof proof) {
    return Envelope.seal(ProofProto.newBuilder().setHeader(Envelope.plainHeader(FileFormat.PROOF, proof.system()))
        .setModel(ByteString.copyFrom(HexFormat.of().parseHex(proof.model()))).addAllPublicInputs(tensors(proof.values().inputs()))
        .addAllPublicOutputs(tensors(proof.values().outputs())).setProof(ByteString.copyFrom(proof.proof())).build());
  }

  public static void write(ModelProof proof, Path file) {
    AtomicFile.write(file, toBytes(proof));
  }

  private static List<PublicTensorProto> tensors(List<PublicTensor> tensors) {
    return tensors.stream().map(t -> PublicTensorProto.newBuilder().setName(t.name()).addAllShape(Arrays.stream(t.shape()).boxed().toList())
        .setFrac(t.frac()).addAllValues(Arrays.stream(t.values()).boxed().toList()).build()).toList();
  }
}
