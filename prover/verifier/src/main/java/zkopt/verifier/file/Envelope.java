package zkopt.verifier.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.CRC32C;
import zkopt.protocol.Protocol;
import zkopt.protocol.codec.MalformedException;

/**
 * What all files have in common: a header that says what they are, in the first bytes, and a checksum in the last ones.
 *
 * @param writer the version of the tool that wrote the file, where it says so
 * @param system what the header says of the proof system
 * @param body the message after its header
 */
record Envelope(String writer, ProofSystem system, WireReader body) {
  private static final byte HEADER_TAG = 1 << 3 | 2;
  private static final byte CHECKSUM_TAG = 15 << 3 | 5;
  private static final int HEADER_FIELD = 1;
  /** A tag of one byte and the four bytes of the sum. */
  private static final int CHECKSUM_BYTES = 1 + Integer.BYTES;
  private static final int MAX_NAME = 40;

  /** The name of the format, as the file has it. */
  static Optional<String> titleOf(byte[] start) {
    try {
      return Optional.of(new WireReader(start, 0, start.length).messages(HEADER_FIELD).getFirst().text(1));
    } catch (MalformedException | NoSuchElementException _) {
      return Optional.empty();
    }
  }

  /** Reads a whole file. @throws MalformedException with what is wrong, as a sentence about "it" */
  static Envelope open(byte[] content, FileFormat format) throws MalformedException {
    int length = Math.max(0, content.length - CHECKSUM_BYTES);
    Envelope envelope = start(content, length, format);
    var crc = new CRC32C();
    crc.update(content, 0, length);
    var checksum = ByteBuffer.wrap(content, length, CHECKSUM_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (checksum.get() != CHECKSUM_TAG || checksum.getInt() != (int) crc.getValue()) {
      throw new MalformedException("it is damaged: its checksum is not that of its content; part of it is missing or changed");
    }
    return envelope;
  }

  /** Reads what stands at {@code content[0..end)}, which begins with a header. */
  static Envelope start(byte[] content, int end, FileFormat format) throws MalformedException {
    Optional<FileFormat> found = FileFormat.of(content);
    if (!found.equals(Optional.of(format))) {
      throw new MalformedException("it is not a %s: it %s".formatted(format, found.map(f -> "is a " + f).orElseGet(() -> describe(content))));
    }
    WireReader body = new WireReader(content, 0, end);
    List<WireReader> headers = body.messages(HEADER_FIELD);
    if (headers.size() != 1) throw new MalformedException("it is damaged: it has %d headers".formatted(headers.size()));
    return read(headers.getFirst(), format, body);
  }

  /** What a file is that is none of ours, in a predicate. */
  private static String describe(byte[] content) {
    if (content.length == 0) return "is empty";
    return content[0] == HEADER_TAG ? "has no header of ours, or is cut short" : "is no file of zkprove's";
  }

  private static Envelope read(WireReader in, FileFormat format, WireReader body) throws MalformedException {
    in.text(1);
    int version = in.count(2);
    String writer = in.text(3);
    String by = writer.isEmpty() ? "" : " (written by zkprove %s)".formatted(Printable.of(writer));
    if (version != format.version()) {
      throw new MalformedException("it has version %d of the format '%s'%s, and this zkopt reads version %d: %s".formatted(version, format.title(),
          by, format.version(), format.remedy()));
    }
    int protocol = in.count(4);
    if (protocol != Protocol.VERSION) {
      throw new MalformedException("it is for version %d of the proof system%s, and this zkopt has version %d: %s".formatted(protocol, by,
          Protocol.VERSION, format.remedy()));
    }
    String hash = in.text(5);
    if (!hash.equals(Protocol.HASH)) {
      throw new MalformedException("it is for the hash '%s'%s, and this zkopt works with '%s': %s".formatted(Printable.of(hash), by, Protocol.HASH,
          format.remedy()));
    }
    String circuit = HexFormat.of().formatHex(in.raw(6));
    Map<String, Integer> parameters = new LinkedHashMap<>();
    for (WireReader parameter : in.messages(7)) {
      String name = parameter.text(1);
      boolean word = name.length() <= MAX_NAME && name.chars().allMatch(Character::isLetterOrDigit);
      if (!word || parameters.put(name, parameter.count(2)) != null) throw new MalformedException("it is damaged: its parameters have bad names");
      parameter.end();
    }
    in.end();
    return new Envelope(writer, new ProofSystem(circuit, parameters), body);
  }
}
