package zkopt.lowering.fixed;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.FixedDialect;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.func.CallOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.func.ReturnOp;
import zkopt.dialect.math.UnaryOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.dialect.memref.GlobalOp;
import zkopt.ir.FloatType;
import zkopt.ir.MemRefType;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Replaces floats by fixed-point integers in functions of affine loops.
 *
 * <p>Every value's interval is proven from the types of the inputs and from the weights; where calibration observed what values really
 * become, the type follows that ({@link Calibration#RANGE}). What is whole has no fraction bits. With options {@code width} and
 * {@code frac-bits} all other activations are of that one type. Constant factors have {@code weight-frac-bits} fraction bits, fewer where
 * a sum would need more than 62 bits; sums and products are exact and are rescaled once, before they are compared, multiplied again or
 * stored. Operations whose interval is narrower than their type get {@code fixed.bounds}. What has no fixed-point form is an error that
 * names the ONNX node.
 */
@Pass.Named(value = "convert-affine-to-fixed", summary = "replace floats by fixed-point integers with proven ranges")
public record ConvertAffineToFixed(
    @Option(value = "fraction bits of all activations; -1: chosen for each", defaultValue = "-1") int fracBits,
    @Option(value = "bits of all activations, sign included; -1: chosen for each", defaultValue = "-1") int width,
    @Option(value = "bits that the largest value of an activation whose type is chosen should have at least", defaultValue = "12") int precision,
    @Option(value = "most fraction bits of constant factors", defaultValue = "24") int weightFracBits,
    @Option(value = "bits of a range-checked cell that observed values should fill; 0: none; -1: 16 where there are enough values", defaultValue = "-1")
    int limbBits,
    @Option(value = "state how far constants are off and which roundings are the model's, for the analysis of errors", defaultValue = "false")
    boolean stateErrors) implements Pass {
  private static final int CHOSEN = -1;
  private static final int DEFAULT_WIDTH = 25;
  private static final int DEFAULT_FRAC = 12;
  private static final int WIDE_LIMB = 16;
  private static final long LEAST_LIMBS = 1 << 17;

  @Override
  public void run(Operation op, PassContext context) {
    var module = (ModuleOp) op;
    checkOptions(module, context);
    var formats = isUniform() ? Formats.uniform(new QType(uniformWidth(), uniformFrac()), weightFracBits) : Formats.byRange(precision, weightFracBits, limbBits(module));
    var weights = new QuantizedBuffers(module, stateErrors);
    for (Operation inner : module.body().operations()) {
      if (inner instanceof FuncOp function && !function.isDeclaration()) convert(module, function, formats, weights, context);
    }
    eraseUnusedFloatGlobals(module);
  }

  /** A range table of 2^16 rows is worth it only where many values are rounded; in quantized models each fraction bit counts for ties. */
  private int limbBits(ModuleOp module) {
    if (limbBits != CHOSEN) return limbBits;
    long[] values = new long[1];
    boolean[] quantized = new boolean[1];
    module.walk(UnaryOp.class, op -> quantized[0] |= op.kind() == UnaryOp.Kind.ROUNDEVEN);
    if (quantized[0]) return 0;
    module.walk(AllocOp.class, alloc -> {
      MemRefType type = alloc.type();
      if (alloc.attribute(Calibration.RANGE) != null && type.hasStaticShape()) values[0] += type.shape().stream().reduce(1L, (a, b) -> a * b);
    });
    return values[0] >= LEAST_LIMBS ? WIDE_LIMB : 0;
  }

  private boolean isUniform() {
    return fracBits != CHOSEN || width != CHOSEN;
  }

  private int uniformWidth() {
    return width == CHOSEN ? DEFAULT_WIDTH : width;
  }

  private int uniformFrac() {
    return fracBits == CHOSEN ? DEFAULT_FRAC : fracBits;
  }

  private void checkOptions(ModuleOp module, PassContext context) {
    int w = uniformWidth();
    String problem = w < 4 || w > 40 ? "option 'width' must be in 4..40, but got " + w
        : uniformFrac() < 0 || uniformFrac() >= w ? "option 'frac-bits' must be in 0.." + (w - 1) + ", but got " + uniformFrac()
        : precision < 4 || precision > 22 ? "option 'precision' must be in 4..22, but got " + precision
        : weightFracBits < 0 || weightFracBits > 30 ? "option 'weight-frac-bits' must be in 0..30, but got " + weightFracBits
        : limbBits < -1 || limbBits > 20 ? "option 'limb-bits' must be in -1..20, but got " + limbBits : null;
    if (problem != null) throw context.failure(module, problem);
  }

  private void convert(ModuleOp module, FuncOp function, Formats formats, QuantizedBuffers weights, PassContext context) {
    function.walk(CallOp.class, call -> {
      throw context.failure(call, "calls have no fixed-point form; inline them first");
    });
    if (function.region(0).blocks().size() > 1 || !(function.body().last() instanceof ReturnOp)) {
      throw context.failure(function, "must be one block that ends in 'func.return' to have a fixed-point form");
    }
    Set<Value> settled = settledBuffers(function);
    var data = new HashMap<String, WeightData>();
    Planner planner = null;
    while (planner == null) planner = plan(module, function, formats, settled, data, context);
    new Emitter(function, planner, weights, stateErrors).run();
  }

  /** Those marked by {@link MaterializeSums}; the mark has done its work then. */
  private static Set<Value> settledBuffers(FuncOp function) {
    Set<Value> settled = Collections.newSetFromMap(new IdentityHashMap<>());
    function.walk(AllocOp.class, alloc -> {
      if (alloc.attribute(FixedDialect.SETTLED) == null) return;
      settled.add(alloc.result());
      alloc.setAttribute(FixedDialect.SETTLED, null);
    });
    return settled;
  }

  /** Null when the data of a sum that is too wide was made coarser, so that another attempt may succeed. */
  private static Planner plan(ModuleOp module, FuncOp function, Formats formats, Set<Value> settled, Map<String, WeightData> data,
      PassContext context) {
    var planner = new Planner(module, function, formats, settled, data);
    try {
      planner.planAll();
      return planner;
    } catch (PlanException e) {
      if (e.culprit() != null && e.culprit().coarsen()) {
        data.values().forEach(WeightData::forget);
        return null;
      }
      String node = e.op().location().nodeName().map(n -> " (node '" + n + "')").orElse("");
      throw context.failure(e.op(), e.getMessage() + node);
    }
  }

  private static void eraseUnusedFloatGlobals(ModuleOp module) {
    var used = new HashSet<String>();
    module.walk(GetGlobalOp.class, get -> used.add(get.global()));
    for (Operation op : module.body().operations()) {
      if (op instanceof GlobalOp g && g.type().elementType() instanceof FloatType && !used.contains(g.symbolName())) g.erase();
    }
  }
}
