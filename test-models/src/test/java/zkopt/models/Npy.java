package zkopt.models;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A NumPy array file, format version 1.0, as {@code numpy.save} writes it: C order only. */
record Npy(String type, long[] shape, ByteBuffer data) {
  private static final Pattern HEADER = Pattern.compile(
      "\\{'descr': '(?<type>[^']+)', 'fortran_order': False, 'shape': \\((?<shape>[^)]*)\\), }\\s*");
  private static final int HEADER_LENGTH_AT = 8;

  static Npy read(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int length = Short.toUnsignedInt(bytes.getShort(HEADER_LENGTH_AT));
    int start = HEADER_LENGTH_AT + Short.BYTES;
    String header = new String(file, start, length, StandardCharsets.US_ASCII);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("unexpected header: " + header);
    }
    long[] shape = Stream.of(matcher.group("shape").split(",\\s*")).mapToLong(Long::parseLong).toArray();
    ByteBuffer data = bytes.position(start + length).slice().order(ByteOrder.LITTLE_ENDIAN);
    return new Npy(matcher.group("type"), shape, data);
  }
}
