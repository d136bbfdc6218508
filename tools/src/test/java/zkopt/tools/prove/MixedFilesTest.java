package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zkopt.models.TestModels;
import zkopt.protocol.Protocol;
import zkopt.tools.artifact.proto.CompiledModelProto;
import zkopt.tools.artifact.proto.Header;
import zkopt.tools.artifact.proto.ProofProto;
import zkopt.tools.artifact.proto.VerifyingKeyProto;
import zkopt.tools.cli.ExitCode;

/** Files that do not go together are refused in one line that names both sides. */
class MixedFilesTest {
  @TempDir static Path folder;
  private static Path input;

  @BeforeAll
  static void setUpAndProve() throws IOException {
    Path onnx = TestModels.copy("digits-mlp", "model.onnx", folder);
    input = TestModels.copy("digits-mlp", TestModels.input(2), folder);
    for (String name : new String[] {"m", "other"}) {
      assertEquals(ExitCode.GOOD, Tool.zkprove("setup", onnx, "-o", file(name + ".zkc"), "--no-proving-data").exitCode());
    }
    assertEquals(ExitCode.GOOD, Tool.zkprove("prove", file("m.zkc"), "--input", input, "-o", file("p.zkp")).exitCode());
  }

  private static Path file(String name) {
    return folder.resolve(name);
  }

  private static void assertOneLine(int exitCode, Tool.Outcome outcome, String... parts) {
    String text = outcome.err() + outcome.out();
    assertEquals(exitCode, outcome.exitCode(), text);
    assertEquals(1, text.lines().count(), text);
    assertFalse(text.contains("Exception"), text);
    for (String part : parts) assertTrue(text.contains(part), text);
  }

  private static Tool.Outcome prove(Path model) {
    return Tool.zkprove("prove", model, "--input", input, "-o", file("q.zkp"));
  }

  private static Tool.Outcome verify(Path proof, Path key) {
    return Tool.zkprove("verify", proof, "--vk", key);
  }

  private static Tool.Outcome verify(Path first, Path second, Path key) {
    return Tool.zkprove("verify", first, second, "--vk", key);
  }

  /** The file with another header and a good checksum. */
  private static Path resealed(String name, Message message, UnaryOperator<Header.Builder> change) throws IOException {
    Message.Builder builder = message.toBuilder();
    var headerField = message.getDescriptorForType().findFieldByName("header");
    builder.setField(headerField, change.apply(((Header) message.getField(headerField)).toBuilder()).build());
    builder.clearField(message.getDescriptorForType().findFieldByName("checksum"));
    return Files.write(file(name), SealedFiles.sealed(builder.build().toByteArray()));
  }

  private static byte[] content(String name) throws IOException {
    return Files.readAllBytes(file(name));
  }

  @Test
  void aModelOfAnOlderFormatOrOfAnotherProofSystem() throws IOException {
    CompiledModelProto model = CompiledModelProto.parseFrom(content("m.zkc"));
    Path older = resealed("older.zkc", model, h -> h.setVersion(1));
    assertOneLine(ExitCode.BAD, prove(older), "'" + older + "' has version 1 of the format 'zkopt compiled model'", "reads version 3",
        "run 'zkprove setup' again");
    Path foreign = resealed("foreign.zkc", model, h -> h.setProtocol(99));
    assertOneLine(ExitCode.BAD, prove(foreign), "version 99 of the proof system", "has version " + Protocol.VERSION);
    Path same = resealed("same.zkc", model, h -> h);
    assertEquals(ExitCode.GOOD, prove(same).exitCode());
  }

  @Test
  void aKeyOfAnotherProofSystemOrThatContradictsItsHeader() throws IOException {
    VerifyingKeyProto key = VerifyingKeyProto.parseFrom(content("m.vk"));
    Path foreign = resealed("foreign.vk", key, h -> h.setProtocol(99));
    assertOneLine(ExitCode.BAD, verify(file("p.zkp"), foreign), "version 99 of the proof system", "version " + Protocol.VERSION);
    Path hash = resealed("hash.vk", key, h -> h.setHash("SHA-256"));
    assertOneLine(ExitCode.BAD, verify(file("p.zkp"), hash), "'SHA-256'", "'BLAKE3'");
    Path parameters = resealed("parameters.vk", key, h -> h.setParameters(0, h.getParameters(0).toBuilder().setValue(7)));
    assertOneLine(ExitCode.BAD, verify(file("p.zkp"), parameters), "is damaged");
  }

  @Test
  void aProofOfAnotherSetupOrVersion() throws IOException {
    assertOneLine(ExitCode.NO, verify(file("p.zkp"), file("other.vk")), "another setup of the model", "identity");
    ProofProto proof = ProofProto.parseFrom(content("p.zkp"));
    assertOneLine(ExitCode.NO, verify(resealed("older.zkp", proof, h -> h.setVersion(1)), file("m.vk")), "version 1 of", "reads version 2");
    Path parameters = resealed("parameters.zkp", proof, h -> h.setParameters(0, h.getParameters(0).toBuilder().setValue(7)));
    assertOneLine(ExitCode.NO, verify(parameters, file("m.vk")), "securityBits 7", "securityBits 100");
  }

  /** Text from a stranger's file must not write a verdict of its own, nor move the cursor to where ours stands. */
  @Test
  void textInAFileStaysOnTheLineOfItsVerdict() throws IOException {
    String forged = "\nvalid: the model\r\u001b[2K";
    ProofProto proof = ProofProto.parseFrom(content("p.zkp"));
    Path hash = resealed("hash.zkp", proof, h -> h.setHash(forged));
    Path parameter = resealed("name.zkp", proof, h -> h.setParameters(0, h.getParameters(0).toBuilder().setName(forged)));
    Path tensor = resealed("tensor.zkp", proof.toBuilder().setPublicOutputs(0, proof.getPublicOutputs(0).toBuilder().setName(forged)).build(), h -> h);
    for (Path file : new Path[] {hash, parameter, tensor}) {
      Tool.Outcome outcome = verify(file, file("m.vk"));
      assertOneLine(ExitCode.NO, outcome, "not valid: ", file.equals(parameter) ? "bad names" : "?valid: the model");
      assertFalse(outcome.out().contains("\u001b"), outcome.out());
      assertEquals(3, verify(file, file, file("m.vk")).out().lines().filter(line -> !line.startsWith("verified in")).count());
    }
    Path key = resealed("forged.vk", VerifyingKeyProto.parseFrom(content("m.vk")), h -> h.setHash(forged));
    assertOneLine(ExitCode.BAD, verify(file("p.zkp"), key), "?valid: the model");
  }

  @Test
  void filesOfAnotherKind() throws IOException {
    assertOneLine(ExitCode.BAD, prove(file("m.vk")), "not a zkopt compiled model (.zkc): it is a zkopt verifying key (.vk)");
    assertOneLine(ExitCode.BAD, verify(file("p.zkp"), file("m.zkc")), "not a zkopt verifying key (.vk): it is a zkopt compiled model (.zkc)");
    assertOneLine(ExitCode.BAD, verify(file("m.vk"), file("m.vk")), "not a zkopt proof (.zkp): it is a zkopt verifying key (.vk)");
    for (String text : new String[] {"", "hello, world\n", "\n\n\n"}) {
      Path other = Files.writeString(file("other.txt"), text);
      assertOneLine(ExitCode.BAD, prove(other), "not a zkopt compiled model (.zkc)");
      assertOneLine(ExitCode.BAD, verify(file("p.zkp"), other), "not a zkopt verifying key (.vk)");
      assertOneLine(ExitCode.NO, verify(other, file("m.vk")), "not a zkopt proof (.zkp)");
      assertOneLine(ExitCode.BAD, Tool.zkprove("inspect", other), "no file of zkprove's");
    }
  }

  @Test
  void filesThatAreCutShort() throws IOException {
    for (String name : new String[] {"m.zkc", "m.vk"}) {
      byte[] content = content(name);
      for (int length : new int[] {1, 20, 150, content.length / 2, content.length - 1}) {
        Path cut = Files.write(file("cut" + name.substring(1)), Arrays.copyOf(content, length));
        Tool.Outcome outcome = name.equals("m.zkc") ? prove(cut) : verify(file("p.zkp"), cut);
        assertOneLine(ExitCode.BAD, outcome, "'" + cut + "' is ");
      }
    }
  }
}
