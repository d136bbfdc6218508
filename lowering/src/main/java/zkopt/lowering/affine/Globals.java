package zkopt.lowering.affine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.memref.GlobalOp;
import zkopt.dialect.plonk.PlonkDialect;
import zkopt.ir.Blob;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.TensorType;
import zkopt.ir.UnitAttr;

/**
 * The constant data of a module as {@code memref.global}, each once, named by its resource or by what it came from. Truth values, such as those
 * of a causal mask, are structure: they are public, all other data is private.
 */
final class Globals {
  private final ModuleOp module;
  private final boolean publicMasks;
  private final OpBuilder builder;
  private final Map<Object, String> symbols = new HashMap<>();

  /** @param publicMasks whether truth values are public */
  Globals(ModuleOp module, boolean publicMasks) {
    this.module = module;
    this.publicMasks = publicMasks;
    this.builder = OpBuilder.atStart(module.body());
  }

  /** The symbol of the global that holds {@code value}. */
  String define(ElementsAttr value, Location location) {
    // resources are told apart by key: hashing the data of a large model takes seconds
    Object identity = value instanceof DenseResourceAttr r ? List.of(r.key(), r.type()) : value;
    return symbols.computeIfAbsent(identity, _ -> {
      String symbol = unused(value instanceof DenseResourceAttr r ? r.key() : location.nodeName().orElse("constant"));
      var global = GlobalOp.constant(builder, location, symbol, LoopEmitter.memref((TensorType) value.type()), reals(value));
      if (publicMasks && value.type().elementType().equals(IntegerType.I1)) global.setAttribute(PlonkDialect.PUBLIC, UnitAttr.UNIT);
      return symbol;
    });
  }

  private static ElementsAttr reals(ElementsAttr value) {
    var element = value.type().elementType();
    if (element == FloatType.F32 || element instanceof IndexType) return value;
    var type = TensorType.of(value.type().shape(), FloatType.F32);
    Blob data = value.isSplat() ? Blob.ofFloats((float) value.doubleAt(0)) : Blob.ofFloats(value.toFloats());
    return value instanceof DenseResourceAttr r ? new DenseResourceAttr(r.key(), type, data) : new DenseElementsAttr(type, data, value.isSplat());
  }

  private String unused(String name) {
    String candidate = name;
    for (int i = 0; module.lookup(candidate) != null; i++) candidate = name + "_" + i;
    return candidate;
  }
}
