package zkopt.tools.prove;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** The checksum that ends zkprove's files, for tests that change what it covers. */
final class SealedFiles {
  /** A tag and a sum of 32 bits. */
  static final int CHECKSUM_BYTES = 5;
  private static final byte TAG = 15 << 3 | 5;

  private SealedFiles() {}

  /** {@code body} with a good checksum behind it. */
  static byte[] sealed(byte[] body) {
    var crc = new CRC32C();
    crc.update(body);
    return ByteBuffer.allocate(body.length + CHECKSUM_BYTES).order(ByteOrder.LITTLE_ENDIAN).put(body).put(TAG).putInt((int) crc.getValue()).array();
  }
}
