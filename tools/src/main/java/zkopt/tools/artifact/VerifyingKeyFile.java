package zkopt.tools.artifact;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import zkopt.assigner.Port;
import zkopt.tools.artifact.proto.Header;
import zkopt.tools.artifact.proto.VerifyingKeyProto;
import zkopt.tools.cli.AtomicFile;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.FileSet;
import zkopt.tools.cli.Sha256;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.ToolVersion;

/**
 * A {@code .vk} file: what a verifier must know of a model, and nothing of its weights but the commitment.
 *
 * @param source file name of the ONNX model
 * @param system what the file's header says of the key
 * @param key the prover's verifying key, as the verifier reads it
 */
public record VerifyingKeyFile(String source, List<Port> inputs, List<Port> outputs, ProofSystem system, byte[] key) {
  private static final int SHORT_HEX = 16;

  public VerifyingKeyFile {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  public static VerifyingKeyFile read(Path file) {
    return parse(FileErrors.reading(file, () -> Files.readAllBytes(file)), "'" + file + "'", file);
  }

  /** As {@link #read}, from the bytes inside {@code file}. */
  static VerifyingKeyFile parse(byte[] content, Path file) {
    return parse(content, "the key in '" + file + "'", file);
  }

  private static VerifyingKeyFile parse(byte[] content, String where, Path file) {
    VerifyingKeyProto p = Envelope.open(content, ArtifactKind.VERIFYING_KEY, where, VerifyingKeyProto.parser());
    var key = new VerifyingKeyFile(p.getSource(), Ports.fromProto(p.getInputsList(), file), Ports.fromProto(p.getOutputsList(), file),
        ProofSystem.of(p.getHeader()), p.getKey().toByteArray());
    // protobuf reads many encodings of one message; the verifier that reads files by itself takes one
    if (!Arrays.equals(key.toBytes(p.getHeader().getWriter()), content)) throw new ToolException("%s is not in canonical form".formatted(where));
    return key;
  }

  /** The file as part of a {@link FileSet}. */
  FileSet.Part part(Path file) {
    return AtomicFile.part(file, false, toBytes());
  }

  public byte[] toBytes() {
    return toBytes(ToolVersion.current());
  }

  private byte[] toBytes(String writer) {
    Header header = Envelope.plainHeader(ArtifactKind.VERIFYING_KEY, system).toBuilder().setWriter(writer).build();
    return Envelope.seal(proto().setHeader(header).build());
  }

  /** The identity of the committed model: SHA-256 of the file's content without header and checksum. */
  public byte[] fingerprint() {
    return Sha256.of(proto().build().toByteArray());
  }

  /** The fingerprint in hexadecimal. */
  public String fingerprintHex() {
    return HexFormat.of().formatHex(fingerprint());
  }

  /** The first 64 bits of the fingerprint in hexadecimal, for people. */
  public String shortFingerprint() {
    return fingerprintHex().substring(0, SHORT_HEX);
  }

  private VerifyingKeyProto.Builder proto() {
    return VerifyingKeyProto.newBuilder().setSource(source).addAllInputs(Ports.toProto(inputs)).addAllOutputs(Ports.toProto(outputs))
        .setKey(ByteString.copyFrom(key));
  }
}
