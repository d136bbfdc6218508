package zkopt.verifier.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.protocol.codec.MalformedException;

/** Canonical encodings are read; every other encoding of the same message is refused. */
class WireReaderTest {
  private static WireReader of(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return new WireReader(bytes, 0, bytes.length);
  }

  /** Reads a message of: a number, a text, repeated numbers, repeated messages of one flag. */
  private static void readAll(WireReader in) throws MalformedException {
    in.number(1);
    in.text(2);
    in.numbers(3);
    for (WireReader message : in.messages(4)) {
      message.flag(1);
      message.end();
    }
    in.end();
  }

  @Test
  void everyKindOfField() throws MalformedException {
    WireReader in = of("089601" + "1202c3a9" + "1a0401ac0205" + "22020801" + "2200");
    assertEquals(150, in.number(1));
    assertEquals("\u00e9", in.text(2));
    assertArrayEquals(new long[] {1, 300, 5}, in.numbers(3));
    List<WireReader> messages = in.messages(4);
    assertEquals(2, messages.size());
    assertEquals(true, messages.getFirst().flag(1));
    assertEquals(false, messages.getLast().flag(1));
    in.end();
  }

  @Test
  void absentFieldsAreEmpty() throws MalformedException {
    readAll(of(""));
    assertEquals(0, of("").number(1));
    assertEquals("", of("1a0101").text(2));
  }

  @Test
  void theLargestNumber() throws MalformedException {
    assertEquals(-1, of("08ffffffffffffffffff01").number(1));
    assertEquals(Long.MIN_VALUE, of("0880808080808080808001").number(1));
    assertThrows(MalformedException.class, () -> of("088080808008").count(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "0800", // a zero
    "089600", // a leading zero
    "0896810080", // does not end
    "08ffffffffffffffffff02", // 65 bits
    "08ffffffffffffffffffff01", // 11 bytes
    "1200", // an empty text
    "1201ff", // not UTF-8
    "1205414141", // longer than what is left
    "12ffffffffffffffffff01", // a negative length
    "1a00", // no numbers
    "1801", // repeated, not packed
    "1a0101" + "1a0102", // packed in two parts
    "0801" + "0802", // twice
    "120141" + "0801", // out of order
    "2a0141", // unknown
    "22020802", // a flag that is 2
    "22030801", // a message longer than what is left
    "0d01000000", // another wire type
    "08"})
  void otherEncodingsAreRefused(String hex) {
    assertThrows(MalformedException.class, () -> readAll(of(hex)));
  }

  @Test
  void noBytesDoHarm() {
    long seed = 20261121;
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[random.nextInt(24)];
      random.nextBytes(bytes);
      if (bytes.length > 0 && random.nextBoolean()) bytes[0] = (byte) (random.nextInt(6) << 3 | random.nextInt(3));
      try {
        readAll(new WireReader(bytes, 0, bytes.length));
      } catch (MalformedException _) {
        // as it should be; anything else fails the test
      }
    }
  }
}
