package zkopt.lowering.affine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.IRContext;
import zkopt.onnx.OnnxImporter;

/** How many operations of published models are left at the ONNX level: constants, their shape arithmetic and parts of operators melt away. */
class OnnxSizesTest {
  private static final String PASSES = "shape-inference-onnx,canonicalize,cse,fuse-onnx,canonicalize";

  private final IRContext context = IRContext.withAllDialects();

  private ModuleOp published(String file) {
    Path path = Path.of(System.getProperty("user.dir")).resolve("../../shared/models").resolve(file).normalize();
    assumeTrue(Files.exists(path), "the shared models are absent: " + path);
    return OnnxImporter.importModel(context, path);
  }

  private static Map<String, Integer> counts(ModuleOp module) {
    var counts = new TreeMap<String, Integer>();
    module.walk(op -> {
      if (op.name().startsWith("onnx.")) counts.merge(op.name().substring(5), 1, Integer::sum);
    });
    return counts;
  }

  private void assertShrinks(String file, String before, String after) {
    ModuleOp module = published(file);
    assertEquals(before, counts(module).toString());
    Texts.run(context, PASSES, module);
    assertEquals(after, counts(module).toString());
  }

  @Test
  void nanoGpt() {
    assertShrinks("nanogpt/nanoGPT-new.onnx",
        "{Add=26, Constant=80, Div=9, Gather=2, Identity=11, MatMul=25, Mul=37, NoValue=1, Pow=9, ReduceMean=18, Reshape=16, SoftmaxV11=4, Split=4, "
            + "Sqrt=9, Sub=9, Tanh=4, Transpose=16, Where=4}",
        "{Add=9, Constant=25, Div=4, Exp=4, Gather=1, Gelu=4, LayerNormalization=9, MatMul=25, Mul=4, NoValue=1, ReduceMax=4, ReduceSum=4, Reshape=16, "
            + "Split=4, Sub=4, Transpose=16, Where=4}");
  }

  @Test
  void visionTransformer() {
    assertShrinks("vit-ibp-3-3-8/model.onnx",
        "{Add=26, BatchNormalization=7, Concat=15, Constant=113, ConstantOfShape=1, Conv=1, Gather=4, Gemm=1, MatMul=24, Mul=3, NoValue=1, "
            + "ReduceMean=1, Relu=3, Reshape=13, Shape=5, Slice=1, SoftmaxV11=3, Transpose=25, Unsqueeze=13}",
        "{Add=32, Concat=1, Constant=60, Conv=1, Div=3, Exp=3, Gemm=1, MatMul=24, Mul=10, NoValue=1, ReduceMax=3, ReduceMean=1, ReduceSum=3, Relu=3, "
            + "Reshape=13, Sub=3, Transpose=25}");
  }

  @Test
  void denseNet() {
    assertShrinks("light/light_densenet121.onnx",
        "{Add=121, AveragePool=3, BatchNormalization=121, Concat=58, Constant=848, ConstantOfShape=836, Conv=121, GlobalAveragePool=1, "
            + "MaxPoolSingleOut=1, Mul=121, NoValue=1, Relu=121, Unsqueeze=242}",
        "{Add=62, AveragePool=3, Concat=58, Constant=101, Conv=121, GlobalAveragePool=1, MaxPoolSingleOut=1, Mul=62, NoValue=1, Relu=121}");
  }
}
