package zkopt.tools.artifact;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import zkopt.tools.artifact.proto.ArrayProto;

/** Arrays of numbers in a file: little-endian, from page boundaries on, with their checksums. */
final class MappedArrays {
  /** Where arrays start: at multiples of so many bytes. */
  static final int PAGE = 4096;

  private static final int CHUNK = 1 << 20;
  private static final ValueLayout.OfLong LONGS = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INTS = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private MappedArrays() {}

  /** The next page boundary. */
  static long aligned(long position) {
    return (position + PAGE - 1) / PAGE * PAGE;
  }

  /** Writes arrays one behind the other. */
  static final class Writer {
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    private long position;

    /** @param start the first page boundary to write from */
    Writer(FileChannel channel, long start) {
      this.channel = channel;
      this.position = start;
    }

    ArrayProto write(long[] array) throws IOException {
      return write(array.length, Long.BYTES, (from, n) -> buffer.asLongBuffer().put(array, from, n));
    }

    ArrayProto write(int[] array) throws IOException {
      return write(array.length, Integer.BYTES, (from, n) -> buffer.asIntBuffer().put(array, from, n));
    }

    private interface Filler {
      void fill(int from, int n);
    }

    private ArrayProto write(int length, int width, Filler filler) throws IOException {
      long offset = position;
      var crc = new CRC32C();
      for (int from = 0; from < length; from += CHUNK / width) {
        int n = Math.min(CHUNK / width, length - from);
        buffer.clear();
        filler.fill(from, n);
        crc.update(buffer.limit(n * width));
        buffer.rewind();
        while (buffer.hasRemaining()) position += channel.write(buffer, position);
      }
      position = aligned(position);
      return ArrayProto.newBuilder().setOffset(offset).setBytes((long) length * width).setChecksum((int) crc.getValue()).build();
    }
  }

  /** Copies an array out of the mapped file. @throws DamagedException if it is not there, or changed */
  static long[] longs(MemorySegment file, ArrayProto array) throws DamagedException {
    MemorySegment bytes = slice(file, array, Long.BYTES);
    long[] values = new long[(int) (bytes.byteSize() / Long.BYTES)];
    MemorySegment.copy(bytes, LONGS, 0, values, 0, values.length);
    return values;
  }

  /** Copies an array out of the mapped file. @throws DamagedException if it is not there, or changed */
  static int[] ints(MemorySegment file, ArrayProto array) throws DamagedException {
    MemorySegment bytes = slice(file, array, Integer.BYTES);
    int[] values = new int[(int) (bytes.byteSize() / Integer.BYTES)];
    MemorySegment.copy(bytes, INTS, 0, values, 0, values.length);
    return values;
  }

  private static MemorySegment slice(MemorySegment file, ArrayProto array, int width) throws DamagedException {
    long offset = array.getOffset();
    long size = array.getBytes();
    if (offset < 0 || size < 0 || size > file.byteSize() || offset > file.byteSize() - size) {
      throw new DamagedException("it is cut short: it has %,d bytes, but an array stands at %,d to %,d".formatted(file.byteSize(), offset,
          offset + size));
    }
    if (size % width != 0 || size > Integer.MAX_VALUE) throw new DamagedException("an array has %,d bytes".formatted(size));
    MemorySegment bytes = file.asSlice(offset, size);
    var crc = new CRC32C();
    crc.update(bytes.asByteBuffer());
    if ((int) crc.getValue() != array.getChecksum()) {
      throw new DamagedException("the bytes from %,d to %,d do not have their checksum".formatted(offset, offset + size));
    }
    return bytes;
  }

  /** What is wrong with the file. */
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1;

    DamagedException(String message) {
      super(message);
    }
  }
}
