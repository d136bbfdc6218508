package zkopt.lowering.fixed;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.FixedDialect;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.dialect.memref.GlobalOp;
import zkopt.dialect.plonk.PlonkDialect;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IRMapping;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.TensorType;
import zkopt.ir.Value;

/** Constant data in integers: a global for each format in which data is used, and the views through which it is read. */
final class QuantizedBuffers {
  private final ModuleOp module;
  private final boolean stateErrors;
  private final Map<WeightData.Quantized, GlobalOp> globals = new IdentityHashMap<>();
  private final Map<WeightData.Quantized, Map<Value, Value>> views = new HashMap<>();

  /** @param stateErrors see {@link FixedDialect#ERROR} */
  QuantizedBuffers(ModuleOp module, boolean stateErrors) {
    this.module = module;
    this.stateErrors = stateErrors;
  }

  /** What reads like {@code floats}, a view of the float data, but holds the integers. */
  Value like(Value floats, WeightData.Quantized data) {
    var known = views.computeIfAbsent(data, _ -> new IdentityHashMap<>());
    Value made = known.get(floats);
    if (made != null) return made;
    Operation op = floats.definingOp();
    var builder = OpBuilder.before(op);
    var type = (MemRefType) floats.type();
    MemRefType fixed = type.with(type.shape(), data.type());
    if (op instanceof GetGlobalOp) {
      made = GetGlobalOp.create(builder, op.location(), global(data).symbolName(), fixed).result();
    } else {
      Operation copy = builder.insert(op.clone(new IRMapping().map(op.operand(0), like(op.operand(0), data))));
      copy.result().setType(fixed);
      made = copy.result();
    }
    made.setNameHint(floats.nameHint());
    known.put(floats, made);
    return made;
  }

  private GlobalOp global(WeightData.Quantized data) {
    return globals.computeIfAbsent(data, _ -> {
      GlobalOp source = data.source().global();
      String suffix = (data.isReciprocal() ? "_reciprocal" : "") + "_q" + data.type().frac();
      String name = unused(source.symbolName() + suffix);
      MemRefType type = source.type().with(source.type().shape(), data.type());
      GlobalOp made = GlobalOp.constant(OpBuilder.before(source), source.location(), name, type, elements(source.initialValue(), data, suffix));
      made.setAttribute(PlonkDialect.PUBLIC, source.attribute(PlonkDialect.PUBLIC));
      if (stateErrors && data.error() > 0) made.setAttribute(FixedDialect.ERROR, new FloatAttr(data.error(), FloatType.F64));
      return made;
    });
  }

  private String unused(String name) {
    String candidate = name;
    for (int i = 0; module.lookup(candidate) != null; i++) candidate = name + "_" + i;
    return candidate;
  }

  private static ElementsAttr elements(ElementsAttr floats, WeightData.Quantized data, String suffix) {
    var type = TensorType.of(floats.type().shape(), data.element());
    return floats instanceof DenseResourceAttr r
        ? new DenseResourceAttr(r.key() + suffix, type, data.blob()) : new DenseElementsAttr(type, data.blob(), floats.isSplat());
  }
}
