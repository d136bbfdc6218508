package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zkopt.models.TestModels;
import zkopt.onnx.proto.TensorProto;
import zkopt.tools.cli.ExitCode;

/**
 * Files whose bytes somebody changed, through the verbs that read them: a good answer, "invalid", or one line that names the file; never
 * a stack trace, an exhausted memory or a hang. Files with a checksum are changed with and without a new one.
 */
class HostileFilesTest {
  private static final long SEED = 20_261_121;
  private static final int FEW = 12;
  private static final int MANY = Integer.getInteger("zkopt.changes", 1000);
  private static final long SLOW_MILLIS = 20_000;
  private static final List<String> FAULTS = List.of("internal error", "Exception", "not enough memory", "\tat ", "nested too deeply");

  @TempDir static Path folder;
  private static Path input;

  @BeforeAll
  static void setUpAndProve() throws IOException {
    Path onnx = TestModels.copy("digits-mlp", "model.onnx", folder);
    input = TestModels.copy("digits-mlp", TestModels.input(2), folder);
    good("setup", onnx, "-o", folder.resolve("m.zkc"));
    good("prove", folder.resolve("m.zkc"), "--input", input, "-o", folder.resolve("p.zkp"));
  }

  private static void good(Object... arguments) {
    var outcome = Tool.zkprove(arguments);
    assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.err());
  }

  @Test
  void aFewChanges() throws IOException {
    changeAll(FEW);
  }

  @Test
  @Tag("slow")
  void manyChanges() throws IOException {
    changeAll(MANY);
  }

  private static void changeAll(int count) throws IOException {
    Path key = folder.resolve("m.vk");
    Path proof = folder.resolve("p.zkp");
    sealed(".zkp", proof, count, changed -> Tool.zkprove("verify", changed, "--vk", key));
    sealed(".vk", key, count, changed -> Tool.zkprove("verify", proof, "--vk", changed));
    sealed(".zkc", folder.resolve("m.zkc"), count, changed -> Tool.zkprove("check", changed, "--input", input));
    change(".zkd", Files.readAllBytes(folder.resolve("m.zkd")), false, count, changed -> Tool.zkprove("inspect", changed));
    var archive = new Input(".npz", new byte[] {'P', 'K', 3, 4});
    for (var format : List.of(new Input(".json", Files.readAllBytes(input)), new Input(".npy", npy()), new Input(".pb", tensor()), archive)) {
      change(format.ending, format.content, false, count, changed -> Tool.zkprove("check", folder.resolve("m.zkc"), "--input", changed));
    }
  }

  private record Input(String ending, byte[] content) {}

  private static void sealed(String ending, Path file, int count, Function<Path, Tool.Outcome> verb) throws IOException {
    byte[] content = Files.readAllBytes(file);
    change(ending, content, false, count / 4, verb);
    change(ending, content, true, count, verb);
  }

  private static void change(String ending, byte[] content, boolean reseal, int count, Function<Path, Tool.Outcome> verb) throws IOException {
    var random = new Random(SEED + ending.hashCode());
    Path file = folder.resolve("changed" + ending);
    for (int i = 0; i < count; i++) {
      byte[] bytes = reseal ? SealedFiles.sealed(changed(Arrays.copyOf(content, content.length - SealedFiles.CHECKSUM_BYTES), random)) : changed(content.clone(), random);
      Files.write(file, bytes);
      String what = "change " + i + " of seed " + SEED + (reseal ? ", resealed " : " ") + ending;
      long start = System.nanoTime();
      var outcome = verb.apply(file);
      long millis = (System.nanoTime() - start) / 1_000_000;
      String text = outcome.out() + outcome.err();
      assertTrue(List.of(ExitCode.GOOD, ExitCode.NO, ExitCode.BAD).contains(outcome.exitCode()), what + ": " + text);
      for (String fault : FAULTS) assertFalse(text.contains(fault), what + ": " + text);
      if (outcome.exitCode() == ExitCode.BAD) assertEquals(1, outcome.err().lines().count(), what + ": " + text);
      assertTrue(millis < SLOW_MILLIS, what + " took " + millis + " ms");
    }
  }

  /** One to three changes: bits, bytes, cut off, missing, doubled, or the largest number where there may stand a length. */
  private static byte[] changed(byte[] bytes, Random random) {
    byte[] result = bytes;
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) result = changedOnce(result, random);
    return result;
  }

  private static byte[] changedOnce(byte[] bytes, Random random) {
    if (bytes.length == 0) return bytes;
    // structure stands at the start
    int at = random.nextInt(random.nextBoolean() ? Math.min(bytes.length, 400) : bytes.length);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(9));
    return switch (random.nextInt(7)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> joined(bytes, at, at + length, new byte[0]);
      case 2 -> joined(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
      case 3 -> joined(bytes, at, at + length, filled(length, (byte) 0xff));
      case 4 -> joined(bytes, at, at + 1, new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07}); // a length of 2^31 - 1
      case 5 -> joined(bytes, at, at + 1, new byte[] {(byte) ('0' + random.nextInt(10))});
      default -> joined(bytes, at, at + 1, new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(8))});
    };
  }

  private static byte[] filled(int length, byte value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, value);
    return bytes;
  }

  /** {@code bytes} with {@code middle} in place of what stands between two places. */
  private static byte[] joined(byte[] bytes, int from, int to, byte[] middle) {
    var out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(middle);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }

  /** 64 floats, as numpy.save writes them. */
  private static byte[] npy() {
    byte[] header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 64), }".getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(10 + header.length + 64 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length).put(header).array();
  }

  private static byte[] tensor() {
    return TensorProto.newBuilder().addDims(1).addDims(64).setDataType(TensorProto.DataType.FLOAT_VALUE)
        .setRawData(ByteString.copyFrom(new byte[64 * Float.BYTES])).build().toByteArray();
  }
}
