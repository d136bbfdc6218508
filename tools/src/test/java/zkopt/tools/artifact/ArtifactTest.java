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
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import zkopt.assigner.TableShape;
import zkopt.assigner.TrackShape;
import zkopt.assigner.Port;
import zkopt.circuit.Column;
import zkopt.circuit.Constraint;
import zkopt.circuit.ConstraintSystem;
import zkopt.circuit.Expr;
import zkopt.hash.Blake3;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.Protocol;
import zkopt.protocol.VerifyingKey;
import zkopt.protocol.codec.MalformedException;
import zkopt.tools.artifact.proto.Header;
import zkopt.tools.artifact.proto.ProofProto;
import zkopt.tools.artifact.proto.VerifyingKeyProto;
import zkopt.tools.cli.FileSet;
import zkopt.tools.cli.ToolException;
import zkopt.verifier.file.FileFormat;
import zkopt.verifier.file.ModelKey;
import zkopt.verifier.file.ModelProof;
import zkopt.verifier.file.ProofSystem;
import zkopt.verifier.file.PublicTensor;
import zkopt.verifier.file.PublicValues;

class ArtifactTest {
  private static final Port IMAGE = new Port("image", new long[] {1, 2}, 25, 12, false);
  private static final Port SCORES = new Port("scores", new long[] {1, 3}, 25, 12, true);
  private static final TableShape SHAPE = new TableShape(List.of(new TrackShape(4, 5, 1), new TrackShape(0, 0, 7)), List.of(0, 1, 0), 3, 2, 6);
  private static final ModelKey KEY = key((byte) 1);
  private static final ProofSystem SYSTEM = ProofSystem.of(KEY.key());
  private static final PublicValues VALUES =
      new PublicValues(List.of(), List.of(new PublicTensor("scores", new long[] {1, 3}, 12, new long[] {4096, -1, 6144})));
  private static final ModelProof PROOF = new ModelProof(KEY.fingerprint(), SYSTEM, VALUES, new byte[] {5, 6, 7});

  @TempDir Path folder;

  /** Of the smallest circuit there is. */
  private static ModelKey key(byte circuitDigest) {
    Expr difference = Expr.cell(Column.witness(0)).minus(Expr.cell(Column.instance(0)));
    var system = new ConstraintSystem(0, 0, 1, 1, 0, List.of(new Constraint("gate", "equal", difference)), List.of(), List.of(), List.of(), List.of());
    byte[] digest = new byte[Blake3.DIGEST_BYTES];
    digest[0] = circuitDigest;
    var key = new VerifyingKey(system, 8, 64, List.of(3), new ProofParameters(10, 3, 8, 4, 8), digest, new byte[0], new byte[0]);
    return VerifyingKeyFile.of("m.onnx", List.of(IMAGE), List.of(SCORES), key);
  }

  @Test
  void compiledModelRoundTrip() throws IOException {
    var resources = new LinkedHashMap<String, byte[]>();
    resources.put("w", new byte[] {7, 8});
    var model = new CompiledModel("m.onnx", new byte[] {9}, new CompiledModel.Parameters("small", 128, true, false, 11, SHAPE), "module {}", resources,
        List.of(new PassSnapshot("cse", 1.5, 3, "module { }")), new CompiledModel.CalibrationSummary(10, 0.5, 0.25, Map.of("node", 0.125)), new byte[32], 42, KEY);
    Path file = folder.resolve("m.zkc");
    FileSet.write(List.of(model.part(file)));
    CompiledModel read = CompiledModel.read(file);
    assertEquals(model.parameters(), read.parameters());
    assertEquals(model.history(), read.history());
    assertEquals(model.calibration(), read.calibration());
    assertEquals("module {}", read.module());
    assertArrayEquals(new byte[] {7, 8}, read.resources().get("w"));
    assertEquals(42, read.proofs());
    assertEquals(KEY.fingerprint(), read.key().fingerprint());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(List.of(file), filesIn(folder));
  }

  @Test
  void verifyingKeyRoundTrip() {
    Path file = folder.resolve("m.vk");
    FileSet.write(List.of(VerifyingKeyFile.part(KEY, file)));
    ModelKey read = VerifyingKeyFile.read(file);
    assertEquals(KEY.source(), read.source());
    assertArrayEquals(KEY.key().toBytes(), read.key().toBytes());
    assertArrayEquals(SCORES.shape(), read.outputs().getFirst().shape());
    assertTrue(read.outputs().getFirst().isPublic());
    assertEquals(KEY.fingerprint(), read.fingerprint());
    assertNotEquals(KEY.fingerprint(), key((byte) 2).fingerprint());
  }

  @Test
  void aKeyFileHasOneForm() throws IOException {
    Path file = folder.resolve("m.vk");
    VerifyingKeyProto key = VerifyingKeyProto.parseFrom(VerifyingKeyFile.toBytes(KEY)).toBuilder().clearChecksum().build();
    Files.write(file, Envelope.seal(key.toBuilder().setHeader(key.getHeader().toBuilder().setWriter("9.9")).build()));
    assertEquals(KEY.fingerprint(), VerifyingKeyFile.read(file).fingerprint());
    UnknownFieldSet more = UnknownFieldSet.newBuilder().addField(9, UnknownFieldSet.Field.newBuilder().addVarint(1).build()).build();
    for (VerifyingKeyProto other : List.of(key.toBuilder().setUnknownFields(more).build(),
        key.toBuilder().setHeader(key.getHeader().toBuilder().setUnknownFields(more)).build())) {
      Files.write(file, Envelope.seal(other));
      assertEquals("'%s' is not in canonical form".formatted(file), refusal(() -> VerifyingKeyFile.read(file)));
    }
  }

  @Test
  void noByteOfAProofFileIsFree() throws IOException, MalformedException {
    byte[] content = ProofFile.toBytes(PROOF);
    assertTrue(readsAs(content, PROOF));
    for (int i = 0; i < content.length; i++) {
      byte[] changed = content.clone();
      changed[i] ^= 1;
      assertFalse(readsAs(changed, PROOF), "byte " + i);
    }
    byte[] longer = Arrays.copyOf(content, content.length + 1);
    assertThrows(MalformedException.class, () -> ModelProof.parse(longer));
    ProofProto unknownField = ProofProto.parseFrom(content).toBuilder().clearChecksum().setUnknownFields(UnknownFieldSet.newBuilder()
        .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build()).build()).build();
    assertEquals("it is not in canonical form", malformed(Envelope.seal(unknownField)));
  }

  /** Whether the bytes say the same to a verifier. */
  private static boolean readsAs(byte[] content, ModelProof original) {
    try {
      ModelProof file = ModelProof.parse(content);
      return file.model().equals(original.model()) && file.system().equals(original.system()) && Arrays.equals(file.proof(), original.proof())
          && Arrays.equals(KEY.instance(file.values())[0], KEY.instance(original.values())[0]);
    } catch (MalformedException e) {
      return false;
    }
  }

  @Test
  void anotherKindIsRefusedByName() throws IOException {
    Path key = folder.resolve("m.vk");
    FileSet.write(List.of(VerifyingKeyFile.part(KEY, key)));
    assertEquals("'%s' is not a zkopt compiled model (.zkc): it is a zkopt verifying key (.vk)".formatted(key), refusal(() -> CompiledModel.read(key)));
    Path text = Files.writeString(folder.resolve("text"), "hello");
    assertEquals("'%s' is not a zkopt verifying key (.vk): it is no file of zkprove's".formatted(text), refusal(() -> VerifyingKeyFile.read(text)));
    Path empty = Files.createFile(folder.resolve("empty"));
    assertEquals("'%s' is not a zkopt compiled model (.zkc): it is empty".formatted(empty), refusal(() -> CompiledModel.read(empty)));
  }

  @Test
  void anotherVersionIsRefusedWithBothNamed() {
    Header ours = Envelope.plainHeader(FileFormat.PROOF, SYSTEM).toBuilder().setWriter("9.9").build();
    String format = refusal(ours.toBuilder().setVersion(1).build());
    assertTrue(format.startsWith("it has version 1 of the format 'zkopt proof' (written by zkprove 9.9), and this zkopt "), format);
    assertTrue(format.endsWith(" reads version 2: prove with this version, or verify with the one that proved"), format);
    String protocol = refusal(ours.toBuilder().setProtocol(Protocol.VERSION + 1).build());
    assertTrue(protocol.contains("version %d of the proof system".formatted(Protocol.VERSION + 1)), protocol);
    assertTrue(protocol.contains("has version %d: ".formatted(Protocol.VERSION)), protocol);
    String hash = refusal(ours.toBuilder().setHash("MD4").build());
    assertTrue(hash.contains("'MD4'") && hash.contains("'BLAKE3'"), hash);
  }

  private static String refusal(Header header) {
    return malformed(Envelope.seal(ProofProto.newBuilder().setHeader(header).build()));
  }

  private static String malformed(byte[] proof) {
    return assertThrows(MalformedException.class, () -> ModelProof.parse(proof)).getMessage();
  }

  private static String refusal(Executable reading) {
    return assertThrows(ToolException.class, reading).getMessage();
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    Path file = folder.resolve("m.vk");
    FileSet.write(List.of(VerifyingKeyFile.part(KEY, file)));
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
    FileSet.write(List.of(VerifyingKeyFile.part(KEY, file)));
    byte[] content = Files.readAllBytes(file);
    for (int bit = 0; bit < Byte.SIZE * content.length; bit++) {
      byte[] changed = content.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      Files.write(file, changed);
      refusal(() -> VerifyingKeyFile.read(file));
    }
  }

  @Test
  void publicValuesAsJsonAreExactAndSayOneThing() throws IOException, MalformedException {
    Path file = folder.resolve("values.json");
    PublicValuesJson.write(file, VALUES);
    assertTrue(Files.readString(file).contains("-0.000244140625"));
    assertArrayEquals(KEY.instance(VALUES), KEY.instance(PublicValuesJson.read(file)));
    Files.writeString(file, Files.readString(file).replace("-0.000244140625", "-0.0002441"));
    String message = assertThrows(ToolException.class, () -> PublicValuesJson.read(file)).getMessage();
    assertTrue(message.contains("outputs[0]: values[1] = -0.0002441 is no fixed-point number of 12 fraction bits"), message);
  }

  @Test
  void publicValuesMustFitTheKey() {
    assertRefused(new long[] {1, 3}, 12, new long[] {1, 2}, "scores", "shape 1x3");
    assertRefused(new long[] {3}, 12, new long[] {1, 2, 3}, "scores", "has shape 3 and 3 values, but the verifying key says 1x3");
    assertRefused(new long[] {1, 3}, 11, new long[] {1, 2, 3}, "scores", "11 fraction bits");
    assertRefused(new long[] {1, 3}, 12, new long[] {1, 2, 1 << 24}, "scores", "outside the range");
    assertRefused(new long[] {1, 3}, 12, new long[] {1, 2, 3}, "other", "is named 'scores' in the verifying key");
    assertThrows(MalformedException.class, () -> KEY.instance(new PublicValues(List.of(), List.of())));
  }

  private static void assertRefused(long[] shape, int frac, long[] values, String name, String reason) {
    var given = new PublicValues(List.of(), List.of(new PublicTensor(name, shape, frac, values)));
    String message = assertThrows(MalformedException.class, () -> KEY.instance(given)).getMessage();
    assertTrue(message.contains(reason), message);
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
