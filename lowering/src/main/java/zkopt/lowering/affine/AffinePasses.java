package zkopt.lowering.affine;

import java.util.List;
import java.util.Map;
import zkopt.lowering.onnx.DecomposeOnnx;
import zkopt.lowering.onnx.FuseOnnx;
import zkopt.lowering.onnx.FuseQdq;
import zkopt.lowering.onnx.ShapeInferenceOnnx;
import zkopt.pass.Pass;
import zkopt.pass.PassProvider;

/** The road from the ONNX level to loops. */
public final class AffinePasses implements PassProvider {
  /**
   * Without rewrites that make {@code arith.cmpi}, {@code extui} and {@code xori} of the conditions by which floats are chosen, which have no
   * fixed-point form, and without the one that would write weights, which are private, into the circuit.
   */
  private static final String CANONICAL = "canonicalize{disable-patterns=CompareIntegerAsFloat,SelectToExtUI,SelectI1ToNot,LoadOfConstant}";

  @Override
  public List<Class<? extends Pass>> passes() {
    return List.of(ShapeInferenceOnnx.class, FuseQdq.class, FuseOnnx.class, DecomposeOnnx.class, ConvertOnnxToAffine.class, FuseElementwiseLoops.class,
        SplitIndexSets.class);
  }

  @Override
  public Map<String, String> pipelines() {
    return Map.of("onnx-to-affine",
        "fuse-qdq,shape-inference-onnx,canonicalize,cse,fuse-onnx,decompose-onnx,shape-inference-onnx,canonicalize,"
            + "convert-onnx-to-affine," + CANONICAL + ",fuse-elementwise-loops,cse," + CANONICAL);
  }
}
