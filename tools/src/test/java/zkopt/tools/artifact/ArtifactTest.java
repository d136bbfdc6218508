package zkopt.tools.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import zkopt.assigner.Port;
import zkopt.protocol.Protocol;
import zkopt.tools.artifact.proto.Header;
import zkopt.tools.artifact.proto.ProofProto;
import zkopt.tools.artifact.proto.VerifyingKeyProto;
import zkopt.tools.cli.FileSet;
import zkopt.tools.cli.ToolException;

class ArtifactTest {
  private static final Port IMAGE = new Port("image", new long[] {1, 2}, 25, 12, false);
  private static final Port SCORES = new Port("scores", new long[] {1, 3}, 25, 12, true);
  private static final ProofSystem SYSTEM = new ProofSystem("c1c2", List.of(new ProofSystem.Parameter("queries", 30)));
  private static final VerifyingKeyFile KEY = new VerifyingKeyFile("m.onnx", List.of(IMAGE), List.of(SCORES), SYSTEM, new byte[] {1, 2, 3});
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
    FileSet.write(List.of(model.part(file)));
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
    FileSet.write(List.of(KEY.part(file)));
    VerifyingKeyFile read = VerifyingKeyFile.read(file);
    assertArrayEquals(KEY.key(), read.key());
    assertArrayEquals(SCORES.shape(), read.outputs().getFirst().shape());
    assertTrue(read.outputs().getFirst().isPublic());
    assertEquals(KEY.fingerprintHex(), read.fingerprintHex());
    var other = new VerifyingKeyFile("m.onnx", List.of(IMAGE), List.of(SCORES), SYSTEM, new byte[] {1, 2, 4});
    assertNotEquals(KEY.fingerprintHex(), other.fingerprintHex());
  }

  @Test
  void aKeyFileHasOneForm() throws IOException {
    Path file = folder.resolve("m.vk");
    VerifyingKeyProto key = VerifyingKeyProto.parseFrom(KEY.toBytes()).toBuilder().clearChecksum().build();
    Files.write(file, Envelope.seal(key.toBuilder().setHeader(key.getHeader().toBuilder().setWriter("9.9")).build()));
    assertEquals(KEY.fingerprintHex(), VerifyingKeyFile.read(file).fingerprintHex());
    UnknownFieldSet more = UnknownFieldSet.newBuilder().addField(9, UnknownFieldSet.Field.newBuilder().addVarint(1).build()).build();
    for (VerifyingKeyProto other : List.of(key.toBuilder().setUnknownFields(more).build(),
        key.toBuilder().setHeader(key.getHeader().toBuilder().setUnknownFields(more)).build())) {
      Files.write(file, Envelope.seal(other));
      assertEquals("'%s' is not in canonical form".formatted(file), refusal(() -> VerifyingKeyFile.read(file)));
    }
  }

  @Test
  void noByteOfAProofFileIsFree() throws IOException {
    byte[] content = new ProofFile(KEY.fingerprint(), SYSTEM, VALUES, new byte[] {5, 6, 7}).toBytes();
    ProofFile original = ProofFile.parse(content);
    for (int i = 0; i < content.length; i++) {
      byte[] changed = content.clone();
      changed[i] ^= 1;
      assertFalse(readsAs(changed, original), "byte " + i);
    }
    byte[] longer = Arrays.copyOf(content, content.length + 1);
    assertThrows(ToolException.class, () -> ProofFile.parse(longer));
    ProofProto unknownField = ProofProto.parseFrom(content).toBuilder().clearChecksum().setUnknownFields(UnknownFieldSet.newBuilder()
        .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build()).build()).build();
    assertEquals("the file is not in canonical form", refusal(() -> ProofFile.parse(Envelope.seal(unknownField))));
  }

  /** Whether the bytes say the same to a verifier. */
  private static boolean readsAs(byte[] content, ProofFile original) {
    try {
      ProofFile file = ProofFile.parse(content);
      return Arrays.equals(file.model(), original.model()) && file.system().equals(original.system()) && Arrays.equals(file.proof(), original.proof())
          && Arrays.equals(file.values().instance(KEY)[0], original.values().instance(KEY)[0]);
    } catch (ToolException e) {
      return false;
    }
  }

  @Test
  void anotherKindIsRefusedByName() throws IOException {
    Path key = folder.resolve("m.vk");
    FileSet.write(List.of(KEY.part(key)));
    assertEquals("'%s' is not a zkopt compiled model (.zkc): it is a zkopt verifying key (.vk)".formatted(key), refusal(() -> CompiledModel.read(key)));
    Path text = Files.writeString(folder.resolve("text"), "hello");
    assertEquals("'%s' is not a zkopt verifying key (.vk): it is no file of zkprove's".formatted(text), refusal(() -> VerifyingKeyFile.read(text)));
    Path empty = Files.createFile(folder.resolve("empty"));
    assertEquals("'%s' is not a zkopt compiled model (.zkc): it is empty".formatted(empty), refusal(() -> CompiledModel.read(empty)));
  }

  @Test
  void anotherVersionIsRefusedWithBothNamed() {
    Header ours = Envelope.plainHeader(ArtifactKind.PROOF, SYSTEM).toBuilder().setWriter("9.9").build();
    String format = refusal(ours.toBuilder().setVersion(1).build());
    assertTrue(format.startsWith("the file has version 1 of the format 'zkopt proof' (written by zkprove 9.9), and this zkprove "), format);
    assertTrue(format.endsWith(" reads version 2: prove with this version, or verify with the one that proved"), format);
    String protocol = refusal(ours.toBuilder().setProtocol(Protocol.VERSION + 1).build());
    assertTrue(protocol.contains("version %d of the proof system".formatted(Protocol.VERSION + 1)), protocol);
    assertTrue(protocol.contains("has version %d: ".formatted(Protocol.VERSION)), protocol);
    String hash = refusal(ours.toBuilder().setHash("MD4").build());
    assertTrue(hash.contains("'MD4'") && hash.contains("'BLAKE3'"), hash);
  }

  private static String refusal(Header header) {
    return refusal(() -> ProofFile.parse(Envelope.seal(ProofProto.newBuilder().setHeader(header).build())));
  }

  private static String refusal(Executable reading) {
    return assertThrows(ToolException.class, reading).getMessage();
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    Path file = folder.resolve("m.vk");
    FileSet.write(List.of(KEY.part(file)));
    byte[] content = Files.readAllBytes(file);
    for (int length = 0; length < content.length; length++) {
      Files.write(file, Arrays.copyOf(content, length));
      String message = refusal(() -> VerifyingKeyFile.read(file));
      assertTrue(message.startsWith("'%s' is ".formatted(file)), message);
      assertEquals(1, message.lines().count(), message);
    }
  }

  @Test
  void everyChangedBitIsRefused() throws IOException {
    Path file = folder.resolve("m.vk");
    FileSet.write(List.of(KEY.part(file)));
    byte[] content = Files.readAllBytes(file);
    for (int bit = 0; bit < Byte.SIZE * content.length; bit++) {
      byte[] changed = content.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      Files.write(file, changed);
      refusal(() -> VerifyingKeyFile.read(file));
    }
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
