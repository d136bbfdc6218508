package zkopt.lowering.plonk;

import java.math.BigInteger;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.dialect.memref.AllocaOp;
import zkopt.dialect.memref.DeallocOp;
import zkopt.dialect.plonk.ContractOp;
import zkopt.ir.MemRefType;
import zkopt.ir.OpOperand;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.lowering.plonk.gates.GateBuilder;
import zkopt.lowering.Buffers;
import zkopt.pass.PassContext;

/**
 * Makes the types of the sums of contractions true. A sum is checked in the field alone, so that its type must hold whatever the types
 * of the factors and constant data allow ({@link ContractionBound}). A type that was chosen from finer knowledge, which nothing here
 * could check, is widened.
 */
public final class SumTypes {
  private SumTypes() {}

  /** Whether the types of all sums of a function hold what they may become; where they do not, a sum could wrap. */
  public static boolean hold(FuncOp function, ModuleOp module) {
    boolean[] hold = {true};
    function.walk(ContractOp.class, contract -> hold[0] &= isFixed(contract) && isWideEnough(ContractionBound.of(contract, module), contract));
    return hold[0];
  }

  private static boolean isFixed(ContractOp contract) {
    return contract.operands().stream().allMatch(v -> ((MemRefType) v.type()).elementType() instanceof QType);
  }

  private static boolean isWideEnough(BigInteger bound, ContractOp contract) {
    return bound.compareTo(GateBuilder.bound(ContractionBound.elementType(contract.out()))) <= 0;
  }

  /** Settles all sums of a function: again as long as types change, since a sum may be a factor of a contraction that stands before. */
  static void settle(FuncOp function, ModuleOp module, PassContext context) {
    boolean[] changed = {true};
    while (changed[0]) {
      changed[0] = false;
      function.walk(ContractOp.class, contract -> changed[0] |= widened(contract, module, context));
    }
  }

  private static boolean widened(ContractOp contract, ModuleOp module, PassContext context) {
    for (Value v : contract.operands()) {
      if (!(((MemRefType) v.type()).elementType() instanceof QType)) {
        throw context.failure(contract, "is on '" + v.type() + "'; run 'affine-to-fixed' first" + PlonkLevel.node(contract));
      }
    }
    BigInteger bound = ContractionBound.of(contract, module);
    QType type = ContractionBound.elementType(contract.out());
    if (isWideEnough(bound, contract)) return false;
    if (bound.bitLength() >= GateSelection.SUM_WIDTH) {
      throw context.failure(contract, "may sum up to " + bound.bitLength() + " bits, more than " + (GateSelection.SUM_WIDTH - 1)
          + " that a sum can have; give the factors narrower types" + PlonkLevel.node(contract));
    }
    Value buffer = Buffers.base(contract.out());
    boolean own = buffer.definingOp() instanceof AllocOp || buffer.definingOp() instanceof AllocaOp;
    if (!own || !widen(buffer, type.withWidth(bound.subtract(BigInteger.ONE).bitLength() + 1))) {
      throw context.failure(contract, "may sum up to " + bound.bitLength() + " bits, more than '" + type + "' holds, and its result is more than"
          + " loaded; give it a wider type" + PlonkLevel.node(contract));
    }
    return true;
  }

  /** Gives the buffer, its views and what is loaded from them this element type; false when it has other uses. */
  private static boolean widen(Value memref, QType element) {
    var type = (MemRefType) memref.type();
    memref.setType(type.with(type.shape(), element));
    for (OpOperand use : memref.uses()) {
      Operation user = use.owner();
      if (user instanceof zkopt.dialect.affine.LoadOp || user instanceof zkopt.dialect.memref.LoadOp) {
        user.result().setType(element);
        if (user.result().users().stream().anyMatch(u -> !u.name().startsWith("fixed."))) return false;
      } else if (user.numResults() == 1 && user.result().type() instanceof MemRefType) {
        if (!widen(user.result(), element)) return false;
      } else if (!(user instanceof ContractOp || user instanceof DeallocOp)) {
        return false;
      }
    }
    return true;
  }
}
