package zkopt.tools.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zkopt.assigner.Port;
import zkopt.tools.artifact.proto.Header;
import zkopt.tools.artifact.proto.ProofProto;
import zkopt.tools.cli.ToolException;

class ArtifactTest {
  private static final Port IMAGE = new Port("image", new long[] {1, 2}, 25, 12, false);
  private static final Port SCORES = new Port("scores", new long[] {1, 3}, 25, 12, true);
  private static final VerifyingKeyFile KEY = new VerifyingKeyFile("m.onnx", List.of(IMAGE), List.of(SCORES), new byte[] {1, 2, 3});
  private static final PublicValues VALUES =
      new PublicValues(List.of(), List.of(new PublicTensor("scores", new long[] {1, 3}, 12, new long[] {4096, -1, 6144})));

  @TempDir Path folder;

  @Test
  void compiledModelRoundTrip() throws IOException {
    var resources = new LinkedHashMap<String, byte[]>();
    resources.put("w", new byte[] {7, 8});
    var model = new CompiledModel("m.onnx", new byte[] {9}, new CompiledModel.Parameters("small", 128, true, false, 11), "module {}", resources,
        new CompiledModel.CalibrationSummary(10, 0.5, 0.25), new byte[32], 42, KEY);
    Path file = folder.resolve("m.zkc");
    model.write(file);
    CompiledModel read = CompiledModel.read(file);
    assertEquals(model.parameters(), read.parameters());
    assertEquals(model.calibration(), read.calibration());
    assertEquals("module {}", read.module());
    assertArrayEquals(new byte[] {7, 8}, read.resources().get("w"));
    assertEquals(42, read.proofs());
    assertEquals(KEY.fingerprintHex(), read.key().fingerprintHex());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(List.of(file), filesIn(folder));
  }

  @Test
  void verifyingKeyRoundTrip() {
    Path file = folder.resolve("m.vk");
    KEY.write(file);
    VerifyingKeyFile read = VerifyingKeyFile.read(file);
    assertArrayEquals(KEY.key(), read.key());
    assertArrayEquals(SCORES.shape(), read.outputs().getFirst().shape());
    assertTrue(read.outputs().getFirst().isPublic());
    assertEquals(KEY.fingerprintHex(), read.fingerprintHex());
    var other = new VerifyingKeyFile("m.onnx", List.of(IMAGE), List.of(SCORES), new byte[] {1, 2, 4});
    assertNotEquals(KEY.fingerprintHex(), other.fingerprintHex());
  }

  @Test
  void noByteOfAProofFileIsFree() {
    byte[] content = new ProofFile(KEY.fingerprint(), VALUES, new byte[] {5, 6, 7}).toBytes();
    ProofFile original = ProofFile.parse(content);
    for (int i = 0; i < content.length; i++) {
      byte[] changed = content.clone();
      changed[i] ^= 1;
      assertFalse(readsAs(changed, original), "byte " + i);
    }
    byte[] longer = Arrays.copyOf(content, content.length + 1);
    assertThrows(ToolException.class, () -> ProofFile.parse(longer));
    byte[] withUnknownField = ByteString.copyFrom(content).concat(ByteString.copyFrom(HexFormat.of().parseHex("9a060141"))).toByteArray();
    assertEquals("the file is not in canonical form", assertThrows(ToolException.class, () -> ProofFile.parse(withUnknownField)).getMessage());
  }

  /** Whether the bytes say the same to a verifier. */
  private static boolean readsAs(byte[] content, ProofFile original) {
    try {
      ProofFile file = ProofFile.parse(content);
      return Arrays.equals(file.model(), original.model()) && Arrays.equals(file.proof(), original.proof())
          && Arrays.equals(file.values().instance(KEY)[0], original.values().instance(KEY)[0]);
    } catch (ToolException e) {
      return false;
    }
  }

  @Test
  void anotherKindOrVersionIsRefusedByName() throws IOException {
    Path key = folder.resolve("m.vk");
    KEY.write(key);
    assertEquals("'%s' is not a zkopt compiled model: it is a zkopt verifying key".formatted(key),
        assertThrows(ToolException.class, () -> CompiledModel.read(key)).getMessage());
    byte[] future = ProofProto.newBuilder().setHeader(Header.newBuilder().setFormat("zkopt proof").setVersion(99).setWriter("9.9")).build().toByteArray();
    String message = assertThrows(ToolException.class, () -> ProofFile.parse(future)).getMessage();
    assertTrue(message.contains("version 99") && message.contains("zkprove 9.9") && message.contains("reads version 1"), message);
    Path text = Files.writeString(folder.resolve("text"), "hello");
    assertEquals("'%s' is not a zkopt verifying key".formatted(text), assertThrows(ToolException.class, () -> VerifyingKeyFile.read(text)).getMessage());
  }

  @Test
  void publicValuesAsJsonAreExactAndSayOneThing() throws IOException {
    Path file = folder.resolve("values.json");
    PublicValuesJson.write(file, VALUES);
    assertTrue(Files.readString(file).contains("-0.000244140625"));
    assertArrayEquals(VALUES.instance(KEY), PublicValuesJson.read(file).instance(KEY));
    Files.writeString(file, Files.readString(file).replace("-0.000244140625", "-0.0002441"));
    String message = assertThrows(ToolException.class, () -> PublicValuesJson.read(file)).getMessage();
    assertTrue(message.contains("outputs[0]: values[1] = -0.0002441 is no fixed-point number of 12 fraction bits"), message);
  }

  @Test
  void publicValuesMustFitTheKey() {
    assertRefused(new long[] {1, 3}, 12, new long[] {1, 2}, "scores", "shape 1x3");
    assertRefused(new long[] {3}, 12, new long[] {1, 2, 3}, "scores", "has shape 3, but the verifying key says 1x3");
    assertRefused(new long[] {1, 3}, 11, new long[] {1, 2, 3}, "scores", "11 fraction bits");
    assertRefused(new long[] {1, 3}, 12, new long[] {1, 2, 1 << 24}, "scores", "outside the range");
    assertRefused(new long[] {1, 3}, 12, new long[] {1, 2, 3}, "other", "is named 'scores' in the verifying key");
    assertThrows(ToolException.class, () -> new PublicValues(List.of(), List.of()).instance(KEY));
  }

  private static void assertRefused(long[] shape, int frac, long[] values, String name, String reason) {
    var given = new PublicValues(List.of(), List.of(new PublicTensor(name, shape, frac, values)));
    String message = assertThrows(ToolException.class, () -> given.instance(KEY)).getMessage();
    assertTrue(message.contains(reason), message);
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
