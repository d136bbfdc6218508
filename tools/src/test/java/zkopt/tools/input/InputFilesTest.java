package zkopt.tools.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.models.TestModels;
import zkopt.onnx.proto.TensorProto;
import zkopt.tools.cli.ToolException;

class InputFilesTest {
  @TempDir Path folder;

  @Test
  void ezklJsonIsAListOfValuesPerInput() {
    List<InputTensor> tensors = InputFiles.read(file("x.json", "{\"input_data\": [[1, 2.5, -3e2], [true, false]]}"));
    assertEquals(2, tensors.size());
    assertTensor(tensors.get(0), new long[] {3}, 1, 2.5, -300);
    assertTensor(tensors.get(1), new long[] {2}, 1, 0);
  }

  @Test
  void ezklJsonMayGiveShapes() {
    List<InputTensor> tensors = InputFiles.read(file("x.json", "{\"input_shapes\": [[2, 2]], \"input_data\": [[1, 2, 3, 4]]}"));
    assertTensor(tensors.getFirst(), new long[] {2, 2}, 1, 2, 3, 4);
  }

  @Test
  void memrefJsonGoesByIndex() {
    List<InputTensor> tensors = InputFiles.read(file("x.json", """
        [{"memref": {"idx": 1, "data": [7], "dims": [1], "type": "f32"}},
         {"memref": {"idx": 0, "data": [1, 2], "dims": [1, 2], "type": "f32"}}]"""));
    assertTensor(tensors.get(0), new long[] {1, 2}, 1, 2);
    assertTensor(tensors.get(1), new long[] {1}, 7);
  }

  @Test
  void npyOfEveryElementType() {
    assertTensor(readNpy("<f4", "(2,)", 8, b -> b.putFloat(1.5f).putFloat(-2)), new long[] {2}, 1.5, -2);
    assertTensor(readNpy("<f8", "(1, 2)", 16, b -> b.putDouble(0.1).putDouble(3)), new long[] {1, 2}, 0.1, 3);
    assertTensor(readNpy(">f4", "(1,)", 4, b -> b.order(ByteOrder.BIG_ENDIAN).putFloat(1.5f)), new long[] {1}, 1.5);
    assertTensor(readNpy("<f2", "(1,)", 2, b -> b.putShort(Float.floatToFloat16(0.25f))), new long[] {1}, 0.25);
    assertTensor(readNpy("|i1", "(2,)", 2, b -> b.put((byte) -1).put((byte) 127)), new long[] {2}, -1, 127);
    assertTensor(readNpy("|u1", "(1,)", 1, b -> b.put((byte) -1)), new long[] {1}, 255);
    assertTensor(readNpy("<i8", "()", 8, b -> b.putLong(-5)), new long[] {}, -5);
    assertTensor(readNpy("<u8", "(1,)", 8, b -> b.putLong(-1)), new long[] {1}, 0x1p64);
    assertTensor(readNpy("|b1", "(2,)", 2, b -> b.put((byte) 1).put((byte) 0)), new long[] {2}, 1, 0);
  }

  @Test
  void npyRefusals() {
    assertRefused(npy("<f4", "(3,)", "False", 8, _ -> {}), "shape 3 of 'f4' does not fit the 8 bytes of data");
    assertRefused(npy("<f4", "(2,)", "True", 8, _ -> {}), "Fortran order");
    assertRefused(npy("<c8", "(1,)", "False", 8, _ -> {}), "element type 'c8' is not supported");
    assertRefused(npy("<f4", "(4294967296, 4294967296)", "False", 0, _ -> {}), "does not fit");
    assertRefused(bytes("cut.npy", new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1}), "the header is cut off");
    assertRefused(bytes("long.npy", new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1}), "the header is cut off");
  }

  @Test
  void tensorProtoRawAndTyped() {
    var raw = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(1.5f).putFloat(-2).flip();
    TensorProto asBytes = TensorProto.newBuilder().addDims(1).addDims(2).setDataType(TensorProto.DataType.FLOAT_VALUE)
        .setRawData(ByteString.copyFrom(raw)).build();
    InputTensor tensor = InputFiles.read(bytes("a.pb", asBytes.toByteArray())).getFirst();
    assertTensor(tensor, new long[] {1, 2}, 1.5, -2);
    TensorProto typed = TensorProto.newBuilder().addDims(2).setDataType(TensorProto.DataType.INT64_VALUE).addInt64Data(3).addInt64Data(-4).build();
    assertTensor(InputFiles.read(bytes("b.pb", typed.toByteArray())).getFirst(), new long[] {2}, 3, -4);
  }

  @Test
  void tensorProtoRefusals() {
    TensorProto tooShort = TensorProto.newBuilder().addDims(3).setDataType(TensorProto.DataType.FLOAT_VALUE).addFloatData(1).build();
    assertRefused(bytes("short.pb", tooShort.toByteArray()), "'");
    assertRefused(bytes("garbage.pb", new byte[] {(byte) 0xff, (byte) 0xff, 1, 2}), "garbage.pb");
    TensorProto strings = TensorProto.newBuilder().addDims(1).setDataType(TensorProto.DataType.STRING_VALUE).build();
    assertRefused(bytes("strings.pb", strings.toByteArray()), "STRING");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{\"input\": []}                                   | the file has no 'input_data'",
      "{\"input_data\": 3}                               | input_data is not an array: 3",
      "{\"input_data\": [[1, \"two\"]]}                  | input_data[0][1] is not a number: \"two\"",
      "{\"input_data\": [[1, null]]}                     | input_data[0][1] is not a number: null",
      "{\"input_data\": [[1, 2]                          | line 1, column",
      "{\"input_data\": [[NaN]]}                         | line 1, column",
      "{\"input_data\": [[1]], \"input_shapes\": []}     | 'input_data' has 1 entries and 'input_shapes' 0",
      "{\"input_data\": [[1]], \"input_shapes\": [[2]]}  | shape 2 needs 2 values, found 1",
      "{\"input_data\": [[1]], \"input_data\": [[2]]}    | line 1, column",
      "{\"input_data\": [[1]]} trailing                  | line 1, column",
      "[{\"data\": [1]}]                                 | entry 0 has no 'memref'",
      "[{\"memref\": {\"data\": [1]}}]                   | entry 0 has no 'dims'",
      "[{\"memref\": {\"data\": [1], \"dims\": [2]}}]    | shape 2 needs 2 values, found 1",
      "[{\"memref\": {\"data\": [1], \"dims\": [-1]}}]   | shape -1 needs",
      "hello                                             | none of the known input formats"})
  void badJson(String text, String reason) {
    assertRefused(file("bad.json", text), reason);
  }

  @Test
  void absentFileAndFolder() {
    assertRefused(folder.resolve("absent.json"), "no such file");
    assertRefused(folder, "it is a folder");
  }

  @Test
  void aFolderIsItsFilesInOrder() throws IOException {
    for (String name : List.of("b.json", "a.json", ".hidden")) Files.createFile(folder.resolve(name));
    assertEquals(List.of(folder.resolve("a.json"), folder.resolve("b.json")), InputFiles.expand(List.of(folder)));
  }

  @Test
  void shapesFitButForOnes() {
    var image = List.of(new TensorSpec("image", new long[] {1, 1, 2, 3}));
    Path flat = file("flat.json", "{\"input_data\": [[1, 2, 3, 4, 5, 6]]}");
    Path squeezed = file("squeezed.json", "{\"input_shapes\": [[2, 3]], \"input_data\": [[1, 2, 3, 4, 5, 6]]}");
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, ModelInputs.read(flat, image)[0]);
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, ModelInputs.read(squeezed, image)[0]);
  }

  @Test
  void aWrongShapeNamesInputExpectedAndFound() {
    var image = List.of(new TensorSpec("image", new long[] {1, 1, 2, 3}));
    Path transposed = file("t.json", "{\"input_shapes\": [[3, 2]], \"input_data\": [[1, 2, 3, 4, 5, 6]]}");
    String message = assertThrows(ToolException.class, () -> ModelInputs.read(transposed, image)).getMessage();
    assertEquals("input 'image': expected shape 1x1x2x3 (6 values), but '%s' holds 3x2 (6 values)".formatted(transposed), message);
    Path shorter = file("s.json", "{\"input_data\": [[1, 2, 3, 4, 5]]}");
    assertTrue(assertThrows(ToolException.class, () -> ModelInputs.read(shorter, image)).getMessage().contains("holds 5 (5 values)"));
    Path two = file("two.json", "{\"input_data\": [[1], [2]]}");
    assertTrue(assertThrows(ToolException.class, () -> ModelInputs.read(two, image)).getMessage().contains("holds 2 tensors, but the model's inputs are 'image' of shape 1x1x2x3"));
  }

  @Test
  void aBatchIsSplitIntoSamples() {
    var spec = List.of(new TensorSpec("x", new long[] {1, 2}));
    Path batch = file("batch.json", "{\"input_shapes\": [[3, 2]], \"input_data\": [[1, 2, 3, 4, 5, 6]]}");
    List<double[][]> samples = ModelInputs.readSamples(List.of(batch), spec);
    assertEquals(3, samples.size());
    assertArrayEquals(new double[] {5, 6}, samples.get(2)[0]);
  }

  @Test
  void theTestModelsFiles() throws IOException {
    Path input = TestModels.copy("digits-cnn", TestModels.input(3), folder);
    assertEquals(64, InputFiles.read(input).getFirst().values().length);
    Path all = TestModels.copy("digits-cnn", "test-inputs.npy", folder);
    var spec = List.of(new TensorSpec("image", new long[] {1, 1, 8, 8}));
    assertEquals(360, ModelInputs.readSamples(List.of(all), spec).size());
  }

  @Test
  void theSharedModelsFiles() {
    Path models = Path.of(System.getProperty("user.dir")).resolve("../../shared/models").normalize();
    assumeTrue(Files.isDirectory(models), "the shared models are absent: " + models);
    var digit = List.of(new TensorSpec("Input3", new long[] {1, 1, 28, 28}));
    assertEquals(784, ModelInputs.read(models.resolve("mnist-12/mnist-12.json"), digit)[0].length);
    assertEquals(784, ModelInputs.read(models.resolve("mnist-8/test_data_set_0/input_0.pb"), digit)[0].length);
  }

  private InputTensor readNpy(String type, String shape, int size, Consumer<ByteBuffer> data) {
    return InputFiles.read(npy(type, shape, "False", size, data)).getFirst();
  }

  private Path npy(String type, String shape, String fortran, int size, Consumer<ByteBuffer> data) {
    String header = "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n".formatted(type, fortran, shape);
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), (byte) (header.length() >> 8)});
    out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    data.accept(buffer);
    out.writeBytes(buffer.array());
    return bytes("x.npy", out.toByteArray());
  }

  private Path file(String name, String text) {
    return bytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private Path bytes(String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertTensor(InputTensor tensor, long[] shape, double... values) {
    assertArrayEquals(shape, tensor.shape());
    assertArrayEquals(values, tensor.values());
  }

  private static void assertRefused(Path file, String reason) {
    String message = assertThrows(ToolException.class, () -> InputFiles.read(file)).getMessage();
    assertTrue(message.contains(reason), message);
    assertTrue(message.contains(file.toString()), message);
  }
}
