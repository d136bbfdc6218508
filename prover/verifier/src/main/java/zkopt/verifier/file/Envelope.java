package zkopt.verifier.file;

import java.util.HexFormat;
import java.util.LinkedHashMap;
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
  private static final int HEADER_FIELD = 1;
  private static final int CHECKSUM_FIELD = 15;
  /** A tag of one byte and the four bytes of the sum. */
  private static final int CHECKSUM_BYTES = 1 + Integer.BYTES;
  private static final int MAX_NAME = 40;

  /** The name of the format, as the file has it. */
  static Optional<String> nameOf(byte[] content) {
    try {
      return Optional.of(new WireReader(content, 0, content.length).messages(HEADER_FIELD).getFirst().text(1));
    } catch (MalformedException | NoSuchElementException _) {
      return Optional.empty();
    }
  }

  /** @throws MalformedException with what is wrong, as a sentence about "it" */
  static Envelope open(byte[] content, FileFormat format) throws MalformedException {
    FileFormat found = FileFormat.of(content).orElseThrow(() -> new MalformedException("it is no %s".formatted(format)));
    if (!found.equals(format)) throw new MalformedException("it is no %s but a %s".formatted(format, found));
    int length = content.length - CHECKSUM_BYTES;
    WireReader body = new WireReader(content, 0, Math.max(0, length));
    var headers = body.messages(HEADER_FIELD);
    if (headers.size() != 1) throw new MalformedException("it is damaged: it has %d headers".formatted(headers.size()));
    Envelope envelope = read(headers.getFirst(), format, body);
    var crc = new CRC32C();
    crc.update(content, 0, length);
    WireReader checksum = new WireReader(content, length, content.length);
    if (checksum.fixed32(CHECKSUM_FIELD) != (int) crc.getValue()) {
      throw new MalformedException("it is damaged: its checksum is not that of its content; part of it is missing or changed");
    }
    return envelope;
  }

  private static Envelope read(WireReader in, FileFormat format, WireReader body) throws MalformedException {
    in.text(1);
    require("version of the format", in.count(2), format.version(), format);
    String writer = in.text(3);
    require("version of the proof system", in.count(4), Protocol.VERSION, format);
    require("hash", in.text(5), Protocol.HASH, format);
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

  private static void require(String what, Object found, Object expected, FileFormat format) throws MalformedException {
    if (found.equals(expected)) return;
    throw new MalformedException("it has the %s '%s', and this verifier reads '%s': %s".formatted(what, Printable.of(found.toString()), expected, format.remedy()));
  }
}
