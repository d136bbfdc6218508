package zkopt.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zkopt.onnx.Models.integer;
import static zkopt.onnx.Models.model;
import static zkopt.onnx.Models.node;
import static zkopt.onnx.Models.value;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.onnx.proto.AttributeProto;
import zkopt.onnx.proto.GraphProto;
import zkopt.onnx.proto.ModelProto;
import zkopt.onnx.proto.NodeProto;
import zkopt.onnx.proto.TensorProto;
import zkopt.onnx.proto.ValueInfoProto;

/** Sequences are taken apart when a model is read: what is left are slices and joins. The input x is 2x3. */
class SequenceImporterTest {
  @TempDir
  Path directory;

  private ModuleOp importModel(ModelProto.Builder model) throws IOException {
    return OnnxImporter.importModel(IRContext.withAllDialects(), Files.write(directory.resolve("m.onnx"), model.build().toByteArray()), ImportOptions.DEFAULT);
  }

  private static NodeProto.Builder named(String operator, String output, String... inputs) {
    return NodeProto.newBuilder().setName(output + "_node").setOpType(operator).addAllInput(List.of(inputs)).addOutput(output);
  }

  private static TensorProto.Builder index(String name, long value) {
    return TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.INT64_VALUE).addInt64Data(value);
  }

  /** Nodes before one that gives y. */
  private static ModelProto.Builder chain(NodeProto.Builder last, NodeProto.Builder... before) {
    return model(last, graph -> {
      graph.clearNode().addInitializer(index("zero", 0)).addInitializer(index("one", 1)).addInitializer(index("minus_one", -1)).addInitializer(index("nine", 9));
      for (NodeProto.Builder node : before) graph.addNode(node);
      graph.addNode(last);
    });
  }

  private List<String> operators(ModelProto.Builder model) throws IOException {
    var names = new java.util.ArrayList<String>();
    importModel(model).walkPreOrder(op -> {
      if (op instanceof OnnxOp o) names.add(o.operator().operatorName() + ":" + o.result().type());
    });
    return names;
  }

  @Test
  void aPartOfASplitIsASlice() throws IOException {
    var split = named("SplitToSequence", "s", "x").addAttribute(integer("axis", 1)).addAttribute(integer("keepdims", 0));
    assertEquals(List.of("Slice:tensor<2x1xf32>", "Squeeze:tensor<2xf32>", "Slice:tensor<2x1xf32>", "Squeeze:tensor<2xf32>", "Slice:tensor<2x1xf32>",
        "Squeeze:tensor<2xf32>", "Neg:tensor<2xf32>"), operators(chain(node("Neg", "t"), split, named("SequenceAt", "t", "s", "minus_one"))));
  }

  @Test
  void whatIsInsertedAndErasedIsJoinedInOrder() throws IOException {
    ModuleOp module = importModel(chain(node("ConcatFromSequence", "c").addAttribute(integer("axis", 0)), named("Neg", "n", "x"), named("SequenceConstruct", "a", "x", "x"),
        named("SequenceInsert", "b", "a", "n", "zero"), named("SequenceErase", "c", "b", "one")));
    OnnxOp concat = last(module);
    assertEquals("Concat", concat.operator().operatorName());
    assertEquals("tensor<4x3xf32>", concat.result().type().toString());
    assertEquals("Neg", ((OnnxOp) concat.operand(0).definingOp()).operator().operatorName());
  }

  private static OnnxOp last(ModuleOp module) {
    var function = (FuncOp) module.lookup("main_graph");
    return (OnnxOp) function.body().terminator().operand(0).definingOp();
  }

  @Test
  void aBodyIsMappedOverSequencesOfOneLength() throws IOException {
    var body = GraphProto.newBuilder().setName("body").addInput(value("p", 2, 3)).addInput(value("q", 2, 3)).addNode(named("Add", "r", "p", "q"))
        .addOutput(ValueInfoProto.newBuilder().setName("r"));
    var map = named("SequenceMap", "m", "s", "x").addAttribute(AttributeProto.newBuilder().setName("body").setType(AttributeProto.AttributeType.GRAPH).setG(body));
    assertEquals(List.of("Add:tensor<2x3xf32>", "Add:tensor<2x3xf32>", "Identity:tensor<2x3xf32>"),
        operators(chain(node("Identity", "t"), named("SequenceConstruct", "s", "x", "x"), map, named("SequenceAt", "t", "m", "one"))));
  }

  @Test
  void aSequenceThatIsAnOutputIsAnOutputForEachTensor() throws IOException {
    ModuleOp module = importModel(chain(node("SequenceConstruct", "x", "x")));
    var function = (FuncOp) module.lookup("main_graph");
    assertEquals(2, function.functionType().results().size());
    assertEquals("\"y_1\"", function.resAttr(1, "onnx.name").toString());
  }

  @Test
  void whatIsNotKnownIsRefusedByName() {
    refused("has the position 9 in a sequence of 1", chain(node("SequenceAt", "s", "nine"), named("SequenceConstruct", "s", "x")));
    refused("needs a position that is constant", chain(node("SequenceAt", "s", "x"), named("SequenceConstruct", "s", "x")));
    refused("needs a sequence that the model makes", chain(node("SequenceAt", "x", "zero")));
    refused("'s' is a sequence where a tensor is needed", chain(node("Neg", "s"), named("SequenceConstruct", "s", "x")));
    refused("joins no tensor", chain(node("ConcatFromSequence", "s").addAttribute(integer("axis", 0)), named("SequenceEmpty", "s")));
  }

  private void refused(String message, ModelProto.Builder model) {
    String actual = assertThrows(CompileException.class, () -> importModel(model)).getMessage();
    assertTrue(actual.contains(message), actual);
  }
}
