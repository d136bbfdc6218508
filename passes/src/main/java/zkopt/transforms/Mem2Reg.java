package zkopt.transforms;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.memref.AllocaOp;
import zkopt.ir.FloatType;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerType;
import zkopt.ir.Operation;
import zkopt.ir.Type;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Turns local buffers of one number, which are only loaded from and stored to in their own region, into values. What is read before anything
 * was stored is zero.
 */
@Pass.Named(value = "mem2reg", summary = "Promotes memory slots into values.")
@Pass.Statistic(value = "promoted slots", description = "Total amount of memory slot promoted")
public record Mem2Reg(
    @Option(value = "read and printed for mlir-opt 19, where it makes no difference", defaultValue = "true") boolean regionSimplify) implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    for (boolean promoted = true; promoted; ) {
      promoted = false;
      List<AllocaOp> slots = new ArrayList<>();
      root.walk(AllocaOp.class, slots::add);
      for (AllocaOp slot : slots) {
        if (!holdsOneNumber(slot) || !SlotPromotion.promote(slot)) continue;
        promoted = true;
        context.count("promoted slots", 1);
      }
    }
  }

  private static boolean holdsOneNumber(AllocaOp slot) {
    Type element = slot.type().elementType();
    boolean isNumber = element instanceof FloatType || element instanceof IntegerType || element instanceof IndexType;
    return isNumber && slot.type().shape().stream().allMatch(d -> d == 1);
  }
}
