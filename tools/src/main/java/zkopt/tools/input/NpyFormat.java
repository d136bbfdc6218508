package zkopt.tools.input;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import zkopt.tools.cli.ToolException;

/**
 * One NumPy array as {@code numpy.save} writes it: format versions 1 to 3, C order, little or big endian, element types bool, i1 to
 * i8, u1 to u8, f2, f4, f8 (NumPy Enhancement Proposal 1).
 */
final class NpyFormat implements InputFormat {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=])([a-zA-Z])(\\d+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d\\s,]*)\\)");

  @Override
  public String name() {
    return ".npy array";
  }

  @Override
  public boolean matches(String fileName, byte[] content) {
    return content.length >= MAGIC.length && Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  @Override
  public List<InputTensor> read(Path file, byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).position(MAGIC.length);
    if (bytes.remaining() < 6) throw new ToolException("the header is cut off");
    int major = bytes.get();
    bytes.get();
    if (major < 1 || major > 3) throw new ToolException("format version %d is not known".formatted(major));
    int headerLength = major == 1 ? Short.toUnsignedInt(bytes.getShort()) : bytes.getInt();
    if (headerLength < 0 || headerLength > bytes.remaining()) throw new ToolException("the header is cut off");
    byte[] headerBytes = new byte[headerLength];
    bytes.get(headerBytes);
    String header = new String(headerBytes, StandardCharsets.UTF_8);

    if (find(ORDER, header, "fortran_order").group(1).equals("True")) {
      throw new ToolException("the array is in Fortran order: save numpy.ascontiguousarray of it");
    }
    long[] shape = extents(find(SHAPE, header, "shape").group(1));
    Matcher type = find(TYPE, header, "descr");
    Element element = Element.of(type.group(2) + type.group(3));
    long count = InputTensor.elements(shape);
    if (count < 0 || count * element.width != bytes.remaining()) {
      throw new ToolException("shape %s of '%s' does not fit the %d bytes of data".formatted(InputTensor.shapeText(shape),
          type.group(2) + type.group(3), bytes.remaining()));
    }
    ByteBuffer data = bytes.slice().order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    double[] values = IntStream.range(0, (int) count).mapToDouble(i -> element.at(data, i * element.width)).toArray();
    return List.of(new InputTensor(shape, values));
  }

  private static long[] extents(String list) {
    try {
      return Arrays.stream(list.split(",")).map(String::strip).filter(s -> !s.isEmpty()).mapToLong(Long::parseLong).toArray();
    } catch (NumberFormatException e) {
      throw new ToolException("the shape '(%s)' is no list of extents".formatted(list), e);
    }
  }

  private static Matcher find(Pattern pattern, String header, String key) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) throw new ToolException("the header has no usable '%s': %s".formatted(key, header.strip()));
    return matcher;
  }

  /** Element types, by NumPy's kind and width in bytes. */
  private enum Element {
    B1(1), I1(1), I2(2), I4(4), I8(8), U1(1), U2(2), U4(4), U8(8), F2(2), F4(4), F8(8);

    final int width;

    Element(int width) {
      this.width = width;
    }

    static Element of(String code) {
      return Arrays.stream(values()).filter(e -> e.name().equalsIgnoreCase(code)).findFirst()
          .orElseThrow(() -> new ToolException("element type '%s' is not supported".formatted(code)));
    }

    double at(ByteBuffer data, int offset) {
      return switch (this) {
        case B1, I1 -> data.get(offset);
        case I2 -> data.getShort(offset);
        case I4 -> data.getInt(offset);
        case I8 -> data.getLong(offset);
        case U1 -> Byte.toUnsignedInt(data.get(offset));
        case U2 -> Short.toUnsignedInt(data.getShort(offset));
        case U4 -> Integer.toUnsignedLong(data.getInt(offset));
        case U8 -> Math.scalb((double) (data.getLong(offset) >>> 1), 1) + (data.getLong(offset) & 1);
        case F2 -> Float.float16ToFloat(data.getShort(offset));
        case F4 -> data.getFloat(offset);
        case F8 -> data.getDouble(offset);
      };
    }
  }
}
