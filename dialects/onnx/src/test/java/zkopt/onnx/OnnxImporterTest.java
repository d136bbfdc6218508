package zkopt.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static zkopt.onnx.Models.external;
import static zkopt.onnx.Models.integer;
import static zkopt.onnx.Models.model;
import static zkopt.onnx.Models.node;
import static zkopt.onnx.Models.opset;
import static zkopt.onnx.Models.real;
import static zkopt.onnx.Models.symbolic;
import static zkopt.onnx.Models.tensor;
import static zkopt.onnx.Models.value;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.ir.CompileException;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.IRContext;
import zkopt.ir.StringAttr;
import zkopt.onnx.proto.AttributeProto;
import zkopt.onnx.proto.FunctionProto;
import zkopt.onnx.proto.ModelProto;
import zkopt.onnx.proto.NodeProto;
import zkopt.onnx.proto.TensorProto;

class OnnxImporterTest {
  @TempDir
  Path directory;

  private final IRContext context = IRContext.withAllDialects();

  private ModuleOp importModel(ModelProto.Builder model) {
    return importModel(model, ImportOptions.DEFAULT);
  }

  private ModuleOp importModel(ModelProto.Builder model, ImportOptions options) {
    return OnnxImporter.importModel(context, write(model.build().toByteArray()), options);
  }

  private Path write(byte[] bytes) {
    try {
      return Files.write(directory.resolve("model.onnx"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertRefused(String message, ModelProto.Builder model) {
    String actual = assertThrows(CompileException.class, () -> importModel(model)).getMessage();
    assertTrue(actual.contains(message), () -> "expected '" + message + "' in: " + actual);
  }

  private static FuncOp mainGraph(ModuleOp module) {
    return (FuncOp) module.lookup("main_graph");
  }

  private static List<OnnxOp> operators(ModuleOp module) {
    var found = new ArrayList<OnnxOp>();
    module.walk(OnnxOp.class, found::add);
    return found;
  }

  private static ConstantOp constant(ModuleOp module) {
    var found = new ArrayList<ConstantOp>();
    module.walk(ConstantOp.class, found::add);
    return found.getFirst();
  }

  @Test
  void elementsShorterThanAByteAreUnpacked() throws IOException {
    var packed = TensorProto.newBuilder().setName("t").addDims(3);
    assertElements(packed.clone().setDataType(TensorProto.DataType.INT4_VALUE).setRawData(ByteString.copyFrom(new byte[] {(byte) 0xf7, 0x08})), 7, -1, -8);
    assertElements(packed.clone().setDataType(TensorProto.DataType.UINT4_VALUE).addInt32Data(0xf7).addInt32Data(0x08), 7, 15, 8);
    assertElements(packed.clone().setDataType(TensorProto.DataType.UINT2_VALUE).setRawData(ByteString.copyFrom(new byte[] {0b111001})), 1, 2, 3);
    assertElements(packed.clone().setDataType(TensorProto.DataType.INT2_VALUE).setRawData(ByteString.copyFrom(new byte[] {0b111001})), 1, -2, -1);
    assertElements(packed.clone().setDataType(TensorProto.DataType.FLOAT4E2M1_VALUE).setRawData(ByteString.copyFrom(new byte[] {(byte) 0xf1, 0x05})), 0.5, -6, 3);
    assertElements(packed.clone().setDataType(TensorProto.DataType.FLOAT8E4M3FN_VALUE).setRawData(ByteString.copyFrom(new byte[] {0x38, (byte) 0xfe, 0x01})), 1, -448, 0x1p-9);
  }

  private void assertElements(TensorProto.Builder tensor, double... expected) throws IOException {
    Path file = Files.write(directory.resolve("t.pb"), tensor.build().toByteArray());
    var data = OnnxImporter.readTensor(context, file);
    for (int i = 0; i < expected.length; i++) assertEquals(expected[i], data.doubleAt(i));
    var again = ExportedAttributes.tensor(data);
    assertEquals(again.getRawData(), ExportedAttributes.tensor(OnnxImporter.readTensor(context, Files.write(file, again.build().toByteArray()))).getRawData());
    if (tensor.hasRawData()) assertEquals(tensor.getRawData(), again.getRawData());
  }

  @Test
  void namesAndLocationsAreKept() {
    var module = importModel(model(node("Relu", "x")));
    FuncOp main = mainGraph(module);
    assertEquals(new StringAttr("x"), main.argAttr(0, "onnx.name"));
    assertEquals(new StringAttr("y"), main.resAttr(0, "onnx.name"));
    assertEquals("(tensor<2x3xf32>) -> tensor<2x3xf32>", main.functionType().toString());
    assertEquals("the_node", operators(module).getFirst().location().nodeName().orElseThrow());
  }

  @Test
  void anInputThatIsAnInitializerIsAWeight() {
    var module = importModel(model(node("Add", "x", "w"), g -> g.addInput(value("w", 3)).addInitializer(tensor("w", 3, 1, 2, 3))));
    assertEquals(1, mainGraph(module).functionType().inputs().size());
    var value = assertInstanceOf(DenseResourceAttr.class, constant(module).value());
    assertEquals("w", value.key());
    assertEquals(3.0, value.doubleAt(2));
  }

  @Test
  void externalDataIsReadBesideTheModel() throws IOException {
    var bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putFloat(9).putFloat(1).putFloat(2).putFloat(3);
    Files.write(directory.resolve("w.bin"), bytes.array());
    var module = importModel(model(node("Add", "x", "w"), g -> g.addInitializer(external("w", "w.bin", 4, 12))));
    assertEquals(3.0, constant(module).value().doubleAt(2));
  }

  @ParameterizedTest
  @CsvSource({"w.bin, 8, 12, beyond the end", "../w.bin, 0, 12, not below the model's directory", "w.bin, 0, 8, needs 12 bytes",
      "absent.bin, 0, 12, cannot read", "w.bin, -4, 12, offset '-4'"})
  void badExternalDataIsAnError(String location, long offset, long length, String message) throws IOException {
    Files.write(directory.resolve("w.bin"), new byte[16]);
    assertRefused(message, model(node("Add", "x", "w"), g -> g.addInitializer(external("w", location, offset, length))));
  }

  @Test
  void dataThatDoesNotFitItsShapeIsAnError() {
    assertRefused("has 2 elements of data", model(node("Add", "x", "w"), g -> g.addInitializer(tensor("w", 3, 1, 2))));
    assertRefused("has 5 bytes of data",
        model(node("Add", "x", "w"), g -> g.addInitializer(tensor("w", 3).setRawData(ByteString.copyFrom(new byte[5])))));
    assertRefused("larger than 2 GiB", model(node("Add", "x", "w"), g -> g.addInitializer(tensor("w", 1L << 40).addDims(1L << 40))));
    assertRefused("negative dimension", model(node("Add", "x", "w"), g -> g.addInitializer(tensor("w", -3))));
    assertRefused("element type STRING", model(node("Add", "x", "w"),
        g -> g.addInitializer(tensor("w", 3).setDataType(TensorProto.DataType.STRING_VALUE))));
  }

  @Test
  void anUnsupportedOperatorIsNamedWithTheNearestOne() {
    assertRefused("node 'the_node' applies operator 'SoftMax', which is not supported (did you mean 'Softmax'?)",
        model(node("SoftMax", "x")));
    assertEquals("the_node", context.diagnostics().diagnostics().getFirst().location().nodeName().orElseThrow());
    assertRefused("'com.acme.Relu'", model(node("Relu", "x").setDomain("com.acme")));
    assertRefused("'MaxPoolSingleOut', which is not supported", model(node("MaxPoolSingleOut", "x")));
  }

  @Test
  void unsupportedAttributesAndOutputsAreErrors() {
    assertRefused("has the attribute 'colour'", model(node("Relu", "x").addAttribute(integer("colour", 1))));
    assertRefused("attribute 'axis' failed to satisfy constraint", model(node("Flatten", "x").addAttribute(real("axis", 1))));
    assertRefused("has the output 'more', which is not supported", model(node("Relu", "x").addOutput("more")));
    assertRefused("out of range", model(node("Softmax", "x").addAttribute(integer("axis", 2))));
    assertRefused("requires attribute 'kernel_shape'", model(node("MaxPool", "x")));
  }

  @Test
  void graphErrorsAreReported() {
    assertRefused("value 'z' is used, but nothing before defines it", model(node("Add", "x", "z")));
    assertRefused("needs its input 'B'", model(node("Add", "x")));
    assertRefused("takes at most 1", model(node("Relu", "x", "x")));
    assertRefused("defined twice", model(node("Relu", "x"), g -> g.addNode(node("Relu", "x"))));
    assertRefused("declared otherwise", model(node("Relu", "x"), g -> g.setOutput(0, value("y", 2, 4))));
    assertRefused("IR version 2; supported are 3 to 13", model(node("Relu", "x")).setIrVersion(2));
    assertRefused("IR version 14; supported are 3 to 13", model(node("Relu", "x")).setIrVersion(14));
    assertRefused("operator set 28; supported are 1 to 27", model(node("Relu", "x")).setOpsetImport(0, opset(28)));
    assertRefused("'onnx.Selu' op has another meaning in operator set 6", model(node("Selu", "x")).setOpsetImport(0, opset(6)));
    assertRefused("has the attribute 'broadcast'", model(node("Add", "x", "x").addAttribute(integer("broadcast", 1))).setOpsetImport(0, opset(6)));
    assertRefused("does not say which operator set", model(node("Relu", "x")).setOpsetImport(0, opset(1).setDomain("com.example")));
    assertRefused("'onnx.Bernoulli' op draws random numbers", model(node("Bernoulli", "x")));
    assertRefused("holds no ONNX graph", ModelProto.newBuilder());
  }

  @Test
  void aCycleIsAUseBeforeItsDefinition() {
    assertRefused("value 'z' is used, but nothing before defines it",
        model(node("Add", "x", "z"), g -> g.addNode(NodeProto.newBuilder().setOpType("Relu").addInput("y").addOutput("z"))));
  }

  /** Every operator of the default domain is declared, or brought to the form of one that is. */
  @Test
  void everyOperatorIsKnown() throws IOException {
    Set<String> elsewhere = Set.of("Constant", "If", "Loop", "Scan", "Scatter");
    Set<String> declared = new TreeSet<>(NodeImporter.supported());
    for (String name : Files.readAllLines(Path.of("src/test/resources/operators-opset-27.txt"))) {
      assertTrue(declared.contains(name) || elsewhere.contains(name), name);
    }
  }

  @Test
  void whatCannotBeCompiledIsRefusedWithItsReason() {
    assertRefused("node 'the_node': 'onnx.Bernoulli' op draws random numbers", model(node("Bernoulli", "x")));
    assertRefused("node 'the_node': 'onnx.RegexFullMatch' op works on strings", model(node("RegexFullMatch", "x")));
  }

  /** {@code f(a; alpha, beta = 2) = LeakyRelu(Elu(a; alpha), beta)}, called twice, once with both attributes. */
  private static ModelProto.Builder withFunction(NodeProto.Builder... inner) {
    var function = FunctionProto.newBuilder().setDomain("mine").setName("f").addInput("a").addOutput("b").addAttribute("alpha")
        .addAttributeProto(real("beta", 2)).addOpsetImport(opset(13));
    for (NodeProto.Builder node : inner) function.addNode(node);
    var first = NodeProto.newBuilder().setName("first").setOpType("f").setDomain("mine").addInput("x").addOutput("m")
        .addAttribute(real("alpha", 3)).addAttribute(real("beta", 4));
    var model = model(node("f", "m").setDomain("mine"), g -> g.addNode(0, first));
    return model.addFunctions(function).addOpsetImport(opset(1).setDomain("mine"));
  }

  private static AttributeProto.Builder reference(String name, String to) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOAT).setRefAttrName(to);
  }

  @Test
  void functionsAreInlined() {
    var elu = NodeProto.newBuilder().setName("elu").setOpType("Elu").addInput("a").addOutput("t").addAttribute(reference("alpha", "alpha"));
    var leaky = NodeProto.newBuilder().setName("leaky").setOpType("LeakyRelu").addInput("t").addOutput("b").addAttribute(reference("alpha", "beta"));
    List<OnnxOp> ops = operators(importModel(withFunction(elu, leaky)));
    assertEquals(List.of("onnx.Elu", "onnx.LeakyRelu", "onnx.Elu", "onnx.LeakyRelu"), ops.stream().map(OnnxOp::name).toList());
    assertEquals(List.of(3.0, 4.0, 1.0, 2.0), ops.stream().map(o -> o.real("alpha")).toList());
    assertEquals("first/elu", ops.getFirst().location().nodeName().orElseThrow());
    assertSame(ops.get(1).result(), ops.get(2).operand(0));
  }

  @Test
  void functionsSeeNeitherTheGraphNorThemselves() {
    assertRefused("value 'x' is used, but nothing before defines it",
        withFunction(NodeProto.newBuilder().setOpType("Relu").addInput("x").addOutput("b")));
    assertRefused("applies operator 'mine.f', which is not supported",
        withFunction(NodeProto.newBuilder().setOpType("f").setDomain("mine").addInput("a").addOutput("b")));
  }

  @Test
  void aTypeThatFollowsFromAValueNotYetKnownIsUnranked() {
    OnnxOp reshape = operators(importModel(model(node("Reshape", "x", "x")))).getFirst();
    assertEquals("tensor<*xf32>", reshape.result().type().toString());
  }

  @Test
  void aBatchDimensionIsOneAndOthersMustBeGiven() {
    var symbolic = model(node("Relu", "x"), g -> g.setInput(0, symbolic("x", "batch", "length")));
    assertRefused("give it a size with '--dim length=N'", symbolic);
    var module = importModel(symbolic, ImportOptions.withDimensions(Map.of("length", 5L)));
    assertEquals("(tensor<1x5xf32>) -> tensor<1x5xf32>", mainGraph(module).functionType().toString());
  }

  @Test
  void softmaxBeforeOperatorSet13SpansTheDimensionsFromTheAxisOn() {
    OnnxOp old = operators(importModel(model(node("Softmax", "x")).setOpsetImport(0, opset(11)))).getFirst();
    assertEquals("onnx.SoftmaxV11", old.name());
    assertEquals(1, old.integer("axis"));
    OnnxOp now = operators(importModel(model(node("Softmax", "x")))).getFirst();
    assertEquals("onnx.Softmax", now.name());
    assertEquals(-1, now.integer("axis"));
  }

  @Test
  void trainingModeIsRefused() {
    NodeProto.Builder dropout = node("Dropout", "x", "", "training");
    var flag = TensorProto.newBuilder().setName("training").setDataType(TensorProto.DataType.BOOL_VALUE);
    assertRefused("training mode", model(dropout, g -> g.addInitializer(flag.clone().addInt32Data(1))));
    assertEquals(1, operators(importModel(model(dropout, g -> g.addInitializer(flag.clone().addInt32Data(0))))).size());
  }

  @Test
  void garbageIsNoModel() {
    for (byte[] bytes : List.of(new byte[] {(byte) 0xff, 1, 2}, "hello, this is text".getBytes(), new byte[0])) {
      assertThrows(CompileException.class, () -> OnnxImporter.importModel(context, write(bytes)));
    }
    assertThrows(CompileException.class, () -> OnnxImporter.importModel(context, directory.resolve("absent.onnx")));
    assertThrows(CompileException.class, () -> OnnxImporter.importModel(context, directory));
  }

  /** Every prefix of a model and every model with one byte changed is imported or refused, never worse. */
  @Test
  void damagedFilesAreRefusedCleanly() {
    byte[] good = model(node("Add", "x", "w"), g -> g.addInitializer(tensor("w", 3, 1, 2, 3))).build().toByteArray();
    for (int i = 0; i < good.length; i++) {
      for (int mask : new int[] {0x01, 0x55, 0x80}) {
        byte[] damaged = good.clone();
        damaged[i] ^= (byte) mask;
        importOrRefuse(damaged);
      }
      importOrRefuse(Arrays.copyOf(good, i));
    }
  }

  private void importOrRefuse(byte[] bytes) {
    try {
      assertFalse(operators(OnnxImporter.importModel(context, write(bytes))).isEmpty());
    } catch (CompileException expected) {
      assertFalse(expected.getMessage().isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({"mnist-12/mnist-12.onnx, 12", "mnist-8/model.onnx, 12", "basic-mnist/basic_mnist.onnx, 6"})
  void publishedModelsAreImported(String model, int operators) {
    Path file = publishedModels().resolve(model);
    assumeTrue(Files.exists(file), () -> "the published models are not at " + publishedModels());
    var module = OnnxImporter.importModel(context, file);
    assertEquals(operators, operators(module).size());
    assertEquals("tensor<1x10xf32>", mainGraph(module).functionType().results().getFirst().toString());
  }

  /** {@code shared/models} beside the repository. */
  private static Path publishedModels() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("test-models")) && root.getParent() != null) root = root.getParent();
    return root.resolveSibling("shared").resolve("models");
  }
}
