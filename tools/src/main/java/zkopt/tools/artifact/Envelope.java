package zkopt.tools.artifact;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.WireFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import zkopt.protocol.Protocol;
import zkopt.tools.artifact.proto.Header;
import zkopt.tools.artifact.proto.ParameterProto;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.ToolVersion;
import zkopt.verifier.file.FileFormat;
import zkopt.verifier.file.ProofSystem;

/** Writes what all files have in common: a header that says what they are, in the first bytes, and a checksum in the last ones. */
final class Envelope {
  private static final int CHECKSUM_FIELD = 15;
  /** A tag of one byte and the four bytes of the sum. */
  private static final int CHECKSUM_BYTES = 1 + Integer.BYTES;

  private Envelope() {}

  /** A header that depends on nothing but what the file is. */
  static Header plainHeader(FileFormat format, ProofSystem system) {
    var header = Header.newBuilder().setFormat(format.title()).setVersion(format.version()).setProtocol(Protocol.VERSION).setHash(Protocol.HASH)
        .setCircuit(ByteString.copyFrom(HexFormat.of().parseHex(system.circuit())));
    system.parameters().forEach((name, value) -> header.addParameters(ParameterProto.newBuilder().setName(name).setValue(value)));
    return header.build();
  }

  /** A header that names the version of the tool too, for people. */
  static Header header(FileFormat format, ProofSystem system) {
    return plainHeader(format, system).toBuilder().setWriter(ToolVersion.current()).build();
  }

  /** The bytes of a message that has no checksum yet, and its checksum. */
  static byte[] seal(MessageLite message) {
    byte[] body = message.toByteArray();
    var crc = new CRC32C();
    crc.update(body);
    return ByteBuffer.allocate(body.length + CHECKSUM_BYTES).order(ByteOrder.LITTLE_ENDIAN).put(body)
        .put((byte) (CHECKSUM_FIELD << 3 | WireFormat.WIRETYPE_FIXED32)).putInt((int) crc.getValue()).array();
  }

  /**
   * Reads a message of the tools' own.
   *
   * @param where what the bytes are, for messages
   * @throws ToolException if they are of another kind or another version, or damaged
   */
  static <M extends MessageLite> M open(byte[] content, FileFormat format, String where, Parser<M> parser) {
    FileErrors.parsing(where, () -> format.require(content));
    try {
      return parser.parseFrom(content);
    } catch (InvalidProtocolBufferException e) {
      throw new ToolException("%s is damaged: %s".formatted(where, e.getMessage()), e);
    }
  }
}
