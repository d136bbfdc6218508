package zkopt.tools.artifact;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import zkopt.assigner.Port;
import zkopt.protocol.VerifyingKey;
import zkopt.protocol.codec.MalformedException;
import zkopt.tools.artifact.proto.PortProto;
import zkopt.tools.artifact.proto.VerifyingKeyProto;
import zkopt.tools.cli.AtomicFile;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.FileSet;
import zkopt.tools.cli.ToolException;
import zkopt.verifier.file.FileFormat;
import zkopt.verifier.file.ModelKey;
import zkopt.verifier.file.ProofSystem;
import zkopt.verifier.file.TensorFormat;

/** Writes {@code .vk} files. The verifier reads them: {@link ModelKey}. */
public final class VerifyingKeyFile {
  private VerifyingKeyFile() {}

  /** The key of a setup, as the verifier reads what is written of it. @param source file name of the ONNX model */
  public static ModelKey of(String source, List<Port> inputs, List<Port> outputs, VerifyingKey key) {
    try {
      return ModelKey.parse(toBytes(new ModelKey(source, formats(inputs), formats(outputs), key, "")));
    } catch (MalformedException e) {
      throw new AssertionError("the verifier does not read the key that is written", e);
    }
  }

  private static List<TensorFormat> formats(List<Port> ports) {
    return ports.stream().map(p -> new TensorFormat(p.name(), p.shape(), p.width(), p.frac(), p.isPublic())).toList();
  }

  /** @throws ToolException naming the file and what is wrong with it */
  public static ModelKey read(Path file) {
    byte[] content = FileErrors.reading(file, () -> Files.readAllBytes(file));
    return FileErrors.parsing("'" + file + "'", () -> ModelKey.parse(content));
  }

  /** The file as part of a {@link FileSet}. */
  static FileSet.Part part(ModelKey key, Path file) {
    return AtomicFile.part(file, false, toBytes(key));
  }

  /** The content of the file. */
  public static byte[] toBytes(ModelKey key) {
    return Envelope.seal(VerifyingKeyProto.newBuilder().setHeader(Envelope.header(FileFormat.VERIFYING_KEY, ProofSystem.of(key.key())))
        .setSource(key.source()).addAllInputs(ports(key.inputs())).addAllOutputs(ports(key.outputs()))
        .setKey(ByteString.copyFrom(key.key().toBytes())).build());
  }

  private static List<PortProto> ports(List<TensorFormat> formats) {
    return formats.stream().map(f -> PortProto.newBuilder().setName(f.name()).addAllShape(Arrays.stream(f.shape()).boxed().toList())
        .setWidth(f.width()).setFrac(f.frac()).setPublic(f.isPublic()).build()).toList();
  }
}
