package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zkopt.models.TestModels;
import zkopt.protocol.codec.MalformedException;
import zkopt.tools.artifact.ProofFile;
import zkopt.tools.artifact.VerifyingKeyFile;
import zkopt.tools.artifact.proto.PortProto;
import zkopt.tools.artifact.proto.ProofProto;
import zkopt.tools.artifact.proto.PublicTensorProto;
import zkopt.tools.artifact.proto.VerifyingKeyProto;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Sha256;
import zkopt.verifier.cli.Main;
import zkopt.verifier.file.ModelKey;
import zkopt.verifier.file.ModelProof;
import zkopt.verifier.file.ModelVerdict;
import zkopt.verifier.file.ModelVerifier;
import zkopt.verifier.file.PublicTensor;
import zkopt.verifier.file.TensorFormat;

/** Many proofs at once, and the small verifier: both say of each proof what zkprove says of it alone. */
class BatchVerificationTest {
  private static final String MODEL = "digits-mlp";
  private static final long SEED = 20261121;
  private static final int CHECKSUM = 4;

  @TempDir static Path folder;
  private static Path key;
  private static final List<Path> GOOD = new ArrayList<>();
  private static final List<Path> BAD = new ArrayList<>();

  @BeforeAll
  static void prove() throws IOException {
    Path onnx = TestModels.copy(MODEL, "model.onnx", folder);
    Path compiled = folder.resolve("m.zkc");
    good("setup", onnx, "-o", compiled);
    key = folder.resolve("m.vk");
    for (int i = 0; i < 3; i++) {
      Path proof = folder.resolve("p" + i);
      good("prove", compiled, "--input", TestModels.copy(MODEL, TestModels.input(i), folder), "-o", proof);
      GOOD.add(proof);
    }
    byte[] content = Files.readAllBytes(GOOD.getFirst());
    BAD.add(write("flipped", flip(content, content.length / 2)));
    BAD.add(write("resealed", seal(flip(content, content.length / 2))));
    BAD.add(write("cut", Arrays.copyOf(content, content.length / 3)));
    BAD.add(write("empty", new byte[0]));
    BAD.add(write("long", Arrays.copyOf(content, content.length + 1)));
    Path other = folder.resolve("other.zkc");
    good("setup", onnx, "-o", other);
    BAD.add(folder.resolve("other"));
    good("prove", other, "--input", folder.resolve(TestModels.input(0)), "-o", BAD.getLast());
  }

  private static void good(Object... arguments) {
    Tool.Outcome outcome = Tool.zkprove(arguments);
    assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.err() + outcome.out());
  }

  private static Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static byte[] flip(byte[] content, int at) {
    byte[] changed = content.clone();
    changed[at] ^= 1;
    return changed;
  }

  /** Puts the right checksum under changed content. */
  private static byte[] seal(byte[] content) {
    if (content.length < CHECKSUM + 1) return content;
    var crc = new CRC32C();
    crc.update(content, 0, content.length - CHECKSUM - 1);
    return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(content.length - CHECKSUM, (int) crc.getValue()).array();
  }

  private static Tool.Outcome verify(List<Path> proofs, Object... more) {
    return Tool.zkprove(Stream.of(List.of("verify"), proofs, List.of("--vk", key), List.of(more)).flatMap(List::stream).toArray());
  }

  @Test
  void allGood() {
    Tool.Outcome outcome = verify(GOOD);
    assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.out() + outcome.err());
    assertTrue(outcome.out().contains("3 of 3 are valid"), outcome.out());
  }

  @Test
  void eachHasTheVerdictThatItHasAlone() {
    List<Path> mixed = Stream.concat(BAD.stream(), GOOD.stream()).toList();
    Tool.Outcome outcome = verify(mixed, "--json");
    assertEquals(ExitCode.NO, outcome.exitCode(), outcome.err());
    assertFalse(outcome.json().get("valid").booleanValue());
    for (int i = 0; i < mixed.size(); i++) {
      JsonNode alone = verify(List.of(mixed.get(i)), "--json").json();
      JsonNode together = outcome.json().get("proofs").get(i);
      assertEquals(mixed.get(i).toString(), together.get("proof").textValue());
      assertEquals(GOOD.contains(mixed.get(i)), together.get("valid").booleanValue(), together.toString());
      assertEquals(alone.get("valid"), together.get("valid"));
      assertEquals(alone.get("reason"), together.get("reason"));
      assertEquals(alone.get("outputs"), together.get("outputs"));
    }
  }

  @Test
  void oneBadProofAmongManyIsSeenWhereverItStands() {
    for (int place = 0; place <= GOOD.size(); place++) {
      var proofs = new ArrayList<>(GOOD);
      proofs.add(place, BAD.getFirst());
      Tool.Outcome outcome = verify(proofs);
      assertEquals(ExitCode.NO, outcome.exitCode());
      assertTrue(outcome.out().contains("3 of 4 are valid"), outcome.out());
      assertTrue(outcome.out().contains(BAD.getFirst() + ": not valid: "), outcome.out());
    }
  }

  @Test
  void anUnusableFileNeitherHidesNorIsHidden() {
    Path absent = folder.resolve("absent");
    Tool.Outcome outcome = verify(List.of(GOOD.getFirst(), absent, key));
    assertEquals(ExitCode.BAD, outcome.exitCode());
    assertTrue(outcome.out().contains("1 of 3 are valid") && outcome.out().contains("no such file"), outcome.out());
    assertEquals(ExitCode.NO, verify(List.of(absent, BAD.getFirst(), GOOD.getFirst())).exitCode());
  }

  @Test
  void theSmallVerifierSaysTheSame() {
    for (Path proof : Stream.concat(BAD.stream(), GOOD.stream()).toList()) {
      assertEquals(verify(List.of(proof)).exitCode(), small(List.of(proof)), proof.toString());
    }
    assertEquals(ExitCode.GOOD, small(GOOD));
    assertEquals(ExitCode.NO, small(List.of(GOOD.get(0), BAD.get(1), GOOD.get(1))));
    assertEquals(ExitCode.BAD, small(List.of(GOOD.get(0), folder.resolve("absent"))));
    assertEquals(ExitCode.NO, small(List.of(folder.resolve("absent"), BAD.get(0))));
    assertEquals(ExitCode.BAD, small(List.of(key)));
  }

  private static int small(List<Path> proofs) {
    var arguments = new ArrayList<>(proofs.stream().map(Path::toString).toList());
    arguments.addAll(List.of("--vk", key.toString()));
    var out = new StringWriter();
    int code = Main.run(arguments, new PrintWriter(out), new PrintWriter(out));
    assertFalse(out.toString().contains("Exception"), out.toString());
    return code;
  }

  /** The schema is the contract: what the verifier's reader sees is what protobuf's library sees. */
  @Test
  void theReaderSeesWhatTheSchemaSays() throws Exception {
    byte[] content = Files.readAllBytes(key);
    ModelKey read = ModelKey.parse(content);
    VerifyingKeyProto expected = VerifyingKeyProto.parseFrom(content);
    assertEquals(expected.getSource(), read.source());
    assertEquals(expected.getKey(), ByteString.copyFrom(read.key().toBytes()));
    assertEquals(HexFormat.of().formatHex(Sha256.of(expected.toBuilder().clearHeader().clearChecksum().build().toByteArray())), read.fingerprint());
    for (int i = 0; i < 2; i++) {
      PortProto port = (i == 0 ? expected.getInputsList() : expected.getOutputsList()).getFirst();
      TensorFormat format = (i == 0 ? read.inputs() : read.outputs()).getFirst();
      assertEquals(List.of(port.getName(), port.getShapeList(), port.getWidth(), port.getFrac(), port.getPublic()),
          List.of(format.name(), Arrays.stream(format.shape()).boxed().toList(), format.width(), format.frac(), format.isPublic()));
    }
    byte[] file = Files.readAllBytes(GOOD.getFirst());
    ModelProof proof = ModelProof.parse(file);
    ProofProto proto = ProofProto.parseFrom(file);
    assertEquals(HexFormat.of().formatHex(proto.getModel().toByteArray()), proof.model());
    assertEquals(proto.getProof(), ByteString.copyFrom(proof.proof()));
    PublicTensorProto scores = proto.getPublicOutputs(0);
    PublicTensor tensor = proof.values().outputs().getFirst();
    assertEquals(List.of(scores.getName(), scores.getShapeList(), scores.getFrac(), scores.getValuesList()),
        List.of(tensor.name(), Arrays.stream(tensor.shape()).boxed().toList(), tensor.frac(), Arrays.stream(tensor.values()).boxed().toList()));
    assertArrayEquals(file, ProofFile.toBytes(proof));
    assertArrayEquals(content, VerifyingKeyFile.toBytes(read));
  }

  /**
   * Changes near the beginning and near the end, where the structure is, under right checksums: what is read is what protobuf's library
   * would write.
   */
  @Test
  void theReaderTakesCanonicalFilesOnly() throws IOException, MalformedException {
    byte[] content = Files.readAllBytes(GOOD.getFirst());
    var verifier = new ModelVerifier(ModelKey.parse(Files.readAllBytes(key)));
    var random = new Random(SEED);
    int parsed = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] changed = seal(mutate(content, random));
      if (isRead(changed, "mutation " + i + ", seed " + SEED)) parsed++;
      ModelVerdict verdict = verifier.verify(changed);
      assertEquals(Arrays.equals(content, changed), verdict.accepted(), "mutation " + i + ", seed " + SEED);
    }
    assertTrue(parsed > 100, parsed + " mutations were read");
  }

  private static byte[] mutate(byte[] content, Random random) {
    int at = random.nextInt(4) == 0 ? content.length - 1 - random.nextInt(16) : random.nextInt(500);
    return switch (random.nextInt(3)) {
      case 0 -> flip(content, at);
      case 1 -> {
        byte[] inserted = new byte[content.length + 1];
        System.arraycopy(content, 0, inserted, 0, at);
        inserted[at] = (byte) random.nextInt(256);
        System.arraycopy(content, at, inserted, at + 1, content.length - at);
        yield inserted;
      }
      default -> {
        byte[] changed = content.clone();
        changed[at] = (byte) random.nextInt(256);
        yield changed;
      }
    };
  }

  /** Whether the verifier reads the file; if so, it is what is written of what is read, and what protobuf's library would write. */
  private static boolean isRead(byte[] content, String message) throws IOException {
    try {
      assertArrayEquals(content, ProofFile.toBytes(ModelProof.parse(content)), message);
    } catch (MalformedException e) {
      return false;
    }
    assertArrayEquals(content, ProofProto.parseFrom(content).toByteArray(), message);
    return true;
  }
}
