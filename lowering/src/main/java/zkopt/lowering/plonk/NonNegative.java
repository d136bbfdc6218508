package zkopt.lowering.plonk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.LongStream;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.BinaryOp;
import zkopt.dialect.fixed.ConstantOp;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.fixed.RescaleOp;
import zkopt.dialect.fixed.TableOp;
import zkopt.dialect.fixed.UnaryOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.dialect.memref.AllocaOp;
import zkopt.dialect.memref.CopyOp;
import zkopt.dialect.memref.DeallocOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.dialect.memref.GlobalOp;
import zkopt.dialect.plonk.ContractOp;
import zkopt.ir.ElementsAttr;
import zkopt.ir.MemRefType;
import zkopt.ir.OpOperand;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.lowering.Buffers;

/**
 * Which values cannot be negative, whatever the inputs of the function are: proven from the operations alone, attributes that claim
 * ranges are not believed. Buffers are supposed not to be negative until something is stored that may be; what depends on them follows.
 */
final class NonNegative {
  private final ModuleOp module;
  private final Set<Value> maybeNegative = Collections.newSetFromMap(new IdentityHashMap<>());

  private NonNegative(ModuleOp module) {
    this.module = module;
  }

  static NonNegative in(FuncOp function, ModuleOp module) {
    var analysis = new NonNegative(module);
    var buffers = new ArrayList<Value>();
    function.walk(op -> {
      for (Value result : op.results()) {
        if (isFixedBuffer(result) && Buffers.base(result) == result) buffers.add(result);
      }
    });
    int before;
    do {
      before = analysis.maybeNegative.size();
      for (Value buffer : buffers) {
        if (!analysis.maybeNegative.contains(buffer) && !analysis.holdsNonNegative(buffer)) analysis.maybeNegative.add(buffer);
      }
    } while (analysis.maybeNegative.size() > before);
    return analysis;
  }

  private static boolean isFixedBuffer(Value value) {
    return value.type() instanceof MemRefType type && type.elementType() instanceof QType;
  }

  /** Whether the value, at least as far as buffers are concerned, cannot be negative. */
  boolean is(Value value) {
    return switch (value.definingOp()) {
      case ConstantOp c -> c.value() >= 0;
      case LoadOp load -> isBuffer(load.memref());
      case zkopt.dialect.memref.LoadOp load -> isBuffer(load.memref());
      case RescaleOp rescale -> is(rescale.operand());
      case TableOp table -> Arrays.stream(table.values().toLongs()).allMatch(v -> v >= 0);
      case UnaryOp unary -> unary.kind() == UnaryOp.Kind.EXP || unary.kind() == UnaryOp.Kind.SQRT;
      case BinaryOp binary -> switch (binary.kind()) {
        case ADD, MUL, MIN, DIV, DIV_EVEN -> is(binary.lhs()) && is(binary.rhs());
        case MAX -> is(binary.lhs()) || is(binary.rhs());
        case LESS, EQUAL -> true;
        case SUB -> false;
      };
      case null, default -> false;
    };
  }

  private boolean isBuffer(Value memref) {
    Value base = Buffers.base(memref);
    return base.definingOp() != null && !maybeNegative.contains(base);
  }

  private boolean holdsNonNegative(Value buffer) {
    return switch (buffer.definingOp()) {
      case GetGlobalOp get -> module.lookup(get.global()) instanceof GlobalOp global && global.isConstant()
          && global.initialValue() instanceof ElementsAttr data && LongStream.range(0, data.isSplat() ? 1 : data.count()).allMatch(i -> data.longAt(i) >= 0);
      case AllocOp _, AllocaOp _ -> writesNonNegative(buffer);
      default -> false;
    };
  }

  /** Whether nothing that may be negative is written to the memref or to a view of it. */
  private boolean writesNonNegative(Value memref) {
    for (OpOperand use : memref.uses()) {
      boolean good = switch (use.owner()) {
        case LoadOp _ -> true;
        case zkopt.dialect.memref.LoadOp _ -> true;
        case DeallocOp _ -> true;
        case StoreOp store -> is(store.value());
        case zkopt.dialect.memref.StoreOp store -> is(store.value());
        case CopyOp copy -> copy.target() != memref || isBuffer(copy.source());
        case ContractOp contract -> contract.out() != memref || isBuffer(contract.lhs()) && isBuffer(contract.rhs());
        case Operation op when op.name().equals("func.return") -> true;
        case Operation op when op.numResults() == 1 && isFixedBuffer(op.result()) && Buffers.base(op.result()) == Buffers.base(memref) ->
            writesNonNegative(op.result());
        default -> false;
      };
      if (!good) return false;
    }
    return true;
  }
}
