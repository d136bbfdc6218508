package zkopt.tools.artifact;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import zkopt.tools.artifact.proto.Header;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.ToolVersion;

/** The kinds of files that zkprove writes, with the version of each that this tool writes and reads. */
public enum ArtifactKind {
  COMPILED_MODEL("zkopt compiled model", 1),
  VERIFYING_KEY("zkopt verifying key", 1),
  PROOF("zkopt proof", 1);

  private final String format;
  private final int version;

  ArtifactKind(String format, int version) {
    this.format = format;
    this.version = version;
  }

  /** The kind of file as it reads after "a": {@code zkopt proof}. */
  public String format() {
    return format;
  }

  /** A header that names the version of the tool, for people. */
  Header header() {
    return plainHeader().toBuilder().setWriter(ToolVersion.current()).build();
  }

  /** A header that depends on nothing but the format. */
  Header plainHeader() {
    return Header.newBuilder().setFormat(format).setVersion(version).build();
  }

  /** The kind of a file, from its header; nothing if it is none of ours. */
  public static Optional<ArtifactKind> of(byte[] content) {
    return header(content).flatMap(ArtifactKind::named);
  }

  /** Reads a file of this kind. @throws ToolException naming the file, if it is another kind, another version or damaged */
  <M extends MessageLite> M read(Path file, Parser<M> parser) {
    byte[] content = FileErrors.reading(file, () -> Files.readAllBytes(file));
    return parse(content, "'" + file + "'", parser);
  }

  /** As {@link #read}, from memory. @param where what the bytes are, for messages */
  <M extends MessageLite> M parse(byte[] content, String where, Parser<M> parser) {
    Header header = header(content).orElseThrow(() -> new ToolException("%s is not a %s".formatted(where, format)));
    if (!header.getFormat().equals(format)) {
      String found = named(header).map(k -> ": it is a " + k.format).orElse("");
      throw new ToolException("%s is not a %s%s".formatted(where, format, found));
    }
    if (header.getVersion() != version) {
      String writer = header.getWriter().isEmpty() ? "" : " (written by zkprove %s)".formatted(header.getWriter());
      throw new ToolException("%s is version %d of the format '%s'%s; this is zkprove %s, which reads version %d"
          .formatted(where, header.getVersion(), format, writer, ToolVersion.current(), version));
    }
    try {
      return parser.parseFrom(content);
    } catch (InvalidProtocolBufferException e) {
      throw new ToolException("%s is damaged: %s".formatted(where, e.getMessage()), e);
    }
  }

  private static Optional<ArtifactKind> named(Header header) {
    return Arrays.stream(values()).filter(k -> k.format.equals(header.getFormat())).findFirst();
  }

  /** The message's first field, which all our messages have in common; nothing if the content does not start with one. */
  private static Optional<Header> header(byte[] content) {
    try {
      var in = CodedInputStream.newInstance(content);
      if (in.readTag() != (1 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) return Optional.empty();
      return Optional.of(Header.parseFrom(in.readByteArray()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
