package zkopt.dialect.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;

/** An operation on an element of a buffer, or on those from there on; its last operands are those of the map of subscripts. */
public abstract sealed class SubscriptedOp extends Operation permits LoadOp, StoreOp, PrefetchOp, VectorLoadOp, VectorStoreOp {
  static final String MAP = "map";

  private final int memref;

  /** @param memref the number of the operand that is the buffer */
  SubscriptedOp(OperationState state, int memref) {
    super(state);
    this.memref = memref;
  }

  public final Value memref() {
    return operand(memref);
  }

  /** The subscripts as functions of {@link #mapOperands}. */
  public final AffineMap map() {
    return ((AffineMapAttr) attribute(MAP)).value();
  }

  public final List<Value> mapOperands() {
    return operands().subList(memref + 1, numOperands());
  }

  /** Replaces the subscripts. */
  public final void setMap(AffineMap map, List<? extends Value> mapOperands) {
    setAttribute(MAP, new AffineMapAttr(map));
    var operands = new ArrayList<Value>(operands().subList(0, memref + 1));
    operands.addAll(mapOperands);
    setOperands(operands);
  }
}
