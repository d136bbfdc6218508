package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import zkopt.ir.Operation;
import zkopt.lowering.onnx.ConvolutionFusion.BatchNormalizationAsScale;
import zkopt.lowering.onnx.ConvolutionFusion.ConvBatchNormalization;
import zkopt.lowering.onnx.ConvolutionFusion.ConvScale;
import zkopt.lowering.onnx.ConvolutionFusion.ConvShift;
import zkopt.lowering.onnx.LayerNormalizationFusion.LayerNormalizationBias;
import zkopt.lowering.onnx.LayerNormalizationFusion.LayerNormalizationIntoMatMul;
import zkopt.lowering.onnx.LayerNormalizationFusion.LayerNormalizationScale;
import zkopt.lowering.onnx.LayerNormalizationFusion.NormalizedDivision;
import zkopt.lowering.onnx.RectifiedPooling.ReluAfterMaxPool;
import zkopt.lowering.onnx.RectifiedPooling.ReluBeforeMaxPool;
import zkopt.lowering.onnx.ScaleChains.ConstantOfConstant;
import zkopt.lowering.onnx.ScaleChains.ScaleOfShift;
import zkopt.lowering.onnx.ShapeChains.ReshapeOfReshape;
import zkopt.lowering.onnx.ShapeChains.TransposeAsReshape;
import zkopt.lowering.onnx.ShapeChains.TransposeOfTranspose;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.rewrite.GreedyRewriteDriver;
import zkopt.rewrite.Rewrite;

/** Joins onnx operations that one can do, and recognises operators that were exported as their parts. Needs static shapes. */
@Pass.Named(value = "fuse-onnx", summary = "join onnx operations, and recognise those that were exported as their parts")
public record FuseOnnx(
    @Option("names of the only rewrites to apply; all when empty") List<String> enablePatterns,
    @Option("names of rewrites not to apply") List<String> disablePatterns)
    implements Pass {
  private static final List<Rewrite<?>> REWRITES = List.of(new SoftmaxOfOldSets(), new ConvBatchNormalization(), new ConvScale(), new ConvShift(),
      new BatchNormalizationAsScale(), new MatMulAddAsGemm(), new ProductsOfOneInput(), new ReshapeOfReshape(), new TransposeOfTranspose(), new TransposeAsReshape(),
      new NormalizedDivision(), new LayerNormalizationScale(), new LayerNormalizationBias(), new LayerNormalizationIntoMatMul(),
      new SoftmaxIntoMatMul(), new GeluRecognition(), new ConstantOfConstant(), new ScaleOfShift(),
      new ReluBeforeMaxPool(), new ReluAfterMaxPool());

  /** The names of the rewrites that can be done without. */
  public static List<String> optimizations() {
    return REWRITES.stream().filter(r -> !(r instanceof SoftmaxOfOldSets)).map(Rewrite::name).toList();
  }

  @Override
  public void run(Operation module, PassContext context) {
    var rewrites = new ArrayList<>(REWRITES);
    rewrites.removeIf(r -> disablePatterns.contains(r.name()) || !enablePatterns.isEmpty() && !enablePatterns.contains(r.name()));
    GreedyRewriteDriver.apply(module, rewrites, context.ir());
  }
}
