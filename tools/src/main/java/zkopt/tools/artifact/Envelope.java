package zkopt.tools.artifact;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import zkopt.protocol.Protocol;
import zkopt.tools.artifact.proto.Header;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.ToolVersion;
import zkopt.verifier.file.Printable;

/** What all files have in common: a header that says what they are, in the first bytes, and a checksum in the last ones. */
final class Envelope {
  private static final int HEADER_FIELD = 1;
  private static final int CHECKSUM_FIELD = 15;
  /** A tag of one byte and the four bytes of the sum. */
  private static final int CHECKSUM_BYTES = 1 + Integer.BYTES;

  private Envelope() {}

  /** A header that depends on nothing but what the file is. */
  static Header plainHeader(ArtifactKind kind, ProofSystem system) {
    var header = Header.newBuilder().setFormat(kind.format()).setVersion(kind.version())
        .setProtocol(Protocol.VERSION).setHash(Protocol.HASH);
    system.addTo(header);
    return header.build();
  }

  /** A header that names the version of the tool too, for people. */
  static Header header(ArtifactKind kind, ProofSystem system) {
    return plainHeader(kind, system).toBuilder().setWriter(ToolVersion.current()).build();
  }

  /** The bytes of a message that has no checksum yet, and its checksum. */
  static byte[] seal(MessageLite message) {
    byte[] body = message.toByteArray();
    return ByteBuffer.allocate(body.length + CHECKSUM_BYTES).put(body).put(checksumField(body, body.length)).array();
  }

  /** The last field of a file. @param length of what stands before it */
  private static byte[] checksumField(byte[] content, int length) {
    var crc = new CRC32C();
    crc.update(content, 0, length);
    return ByteBuffer.allocate(CHECKSUM_BYTES).order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) (CHECKSUM_FIELD << 3 | WireFormat.WIRETYPE_FIXED32)).putInt((int) crc.getValue()).array();
  }

  /** The message's first field, which all our messages have in common; nothing if the content does not start with one. */
  static Optional<Header> header(byte[] content) {
    try {
      var in = CodedInputStream.newInstance(content);
      if (in.readTag() != (HEADER_FIELD << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) return Optional.empty();
      return Optional.of(Header.parseFrom(in.readByteArray()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a message.
   *
   * @param where what the bytes are, for messages
   * @throws ToolException if they are of another kind or another version, or damaged
   */
  static <M extends MessageLite> M open(byte[] content, ArtifactKind kind, String where, Parser<M> parser) {
    require(content, kind, where);
    int length = content.length - CHECKSUM_BYTES;
    if (length < 0 || !Arrays.equals(content, length, content.length, checksumField(content, length), 0, CHECKSUM_BYTES)) {
      throw damaged(where, "its checksum is not that of its content; part of it is missing or changed", null);
    }
    try {
      return parser.parseFrom(content);
    } catch (InvalidProtocolBufferException e) {
      throw damaged(where, e.getMessage(), e);
    }
  }

  /** Checks kind and versions from the first bytes. @throws ToolException naming what is found and what is expected */
  static void require(byte[] start, ArtifactKind kind, String where) {
    Header header = header(start).filter(h -> ArtifactKind.named(h.getFormat()).isPresent())
        .orElseThrow(() -> new ToolException("%s is not a %s (%s): it %s".formatted(where, kind.format(), kind.ending(), describe(start))));
    ArtifactKind found = ArtifactKind.named(header.getFormat()).orElseThrow();
    if (found != kind) {
      throw new ToolException("%s is not a %s (%s): it is a %s (%s)".formatted(where, kind.format(), kind.ending(), found.format(),
          found.ending()));
    }
    String writer = header.getWriter().isEmpty() ? "" : " (written by zkprove %s)".formatted(Printable.of(header.getWriter()));
    if (header.getVersion() != kind.version()) {
      throw new ToolException("%s has version %d of the format '%s'%s, and this zkprove %s reads version %d: %s".formatted(where,
          header.getVersion(), kind.format(), writer, ToolVersion.current(), kind.version(), kind.remedy()));
    }
    if (header.getProtocol() != Protocol.VERSION) {
      throw new ToolException("%s is for version %d of the proof system%s, and this zkprove %s has version %d: %s".formatted(where,
          header.getProtocol(), writer, ToolVersion.current(), Protocol.VERSION, kind.remedy()));
    }
    if (!header.getHash().equals(Protocol.HASH)) {
      throw new ToolException("%s is for the hash '%s'%s, and this zkprove %s works with '%s': %s".formatted(where, Printable.of(header.getHash()), writer,
          ToolVersion.current(), Protocol.HASH, kind.remedy()));
    }
  }

  /** What a file is that is none of ours, in a predicate. */
  static String describe(byte[] content) {
    if (content.length == 0) return "is empty";
    if (content[0] == (HEADER_FIELD << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) return "has no header of ours, or is cut short";
    return "is no file of zkprove's";
  }

  static ToolException damaged(String where, String how, Throwable cause) {
    return new ToolException("%s is damaged: %s".formatted(where, how), cause);
  }
}
