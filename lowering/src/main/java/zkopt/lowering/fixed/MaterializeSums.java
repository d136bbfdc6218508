package zkopt.lowering.fixed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.fixed.FixedDialect;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.ir.Attribute;
import zkopt.ir.Block;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.UnitAttr;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;
import zkopt.lowering.Buffers;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Gives each buffer of exact sums one elementwise reader. Where the sums are returned, viewed, copied, read by several nests, or read
 * more than once per element (as a contraction reads its operands), a nest that copies them to a new buffer is put after them, and
 * that buffer is used instead: so the rescale happens once per element. Where sums are only moved, as by a transpose, and the buffer that
 * they are moved to is read in such a way, they are rescaled on the move. Buffers whose elements are rescaled when they are stored get
 * {@link FixedDialect#SETTLED}, by which {@link ConvertAffineToFixed} goes.
 */
@Pass.Named(value = "materialize-sums", summary = "rescale sums that are read more than once, once for each element")
@Pass.Statistic(value = "num-settled", description = "Number of sums stored once")
public record MaterializeSums() implements Pass {
  @Override
  public String anchor() {
    return FuncOp.SPEC.name();
  }

  @Override
  public void run(Operation function, PassContext context) {
    var allocations = new ArrayList<AllocOp>();
    function.walkPreOrder(op -> {
      if (op instanceof AllocOp alloc && Planner.isFloatBuffer(alloc.result())) allocations.add(alloc);
    });
    Set<Value> sums = Collections.newSetFromMap(new IdentityHashMap<>());
    int settled = 0;
    for (AllocOp alloc : allocations) {
      if (settleRead(alloc)) settled++;
    }
    for (AllocOp alloc : allocations) {
      if (settleMoved(alloc, sums)) settled++;
    }
    context.count("num-settled", settled);
  }

  private static void settle(AllocOp buffer) {
    buffer.setAttribute(FixedDialect.SETTLED, UnitAttr.UNIT);
  }

  /** Whether sums are read in several places, so that they get a buffer where they are rescaled. */
  private static boolean settleRead(AllocOp alloc) {
    var updates = alloc.result().users().stream().filter(op -> isUpdate(op, alloc.result())).toList();
    if (updates.isEmpty()) return false;
    Block block = alloc.block();
    Operation last = updates.stream().map(op -> Loops.ancestorIn(block, op)).reduce((a, b) -> a == b || b.isBeforeInBlock(a) ? a : b).orElseThrow();
    var later = alloc.result().users().stream().filter(op -> last.isBeforeInBlock(Loops.ancestorIn(block, op))).toList();
    if (readOnce(block, later)) return false;
    materialize(alloc, last, later);
    return true;
  }

  /** Whether one nest reads, each element in one iteration. */
  private static boolean readOnce(Block block, List<Operation> readers) {
    return readers.stream().map(op -> Loops.ancestorIn(block, op)).distinct().count() <= 1 && readers.stream().allMatch(MaterializeSums::readsOnce);
  }

  /**
   * Settles a buffer to which exact sums are moved, beside constants such as padding, where it is read in several places.
   *
   * @param sums buffers of sums that are not rescaled: {@code alloc} is added if it is such
   */
  private static boolean settleMoved(AllocOp alloc, Set<Value> sums) {
    var stores = alloc.result().users().stream().filter(op -> isStoreTo(op, alloc.result())).toList();
    if (stores.stream().anyMatch(op -> isUpdate(op, alloc.result()))) {
      sums.add(alloc.result());
      return false;
    }
    boolean moved = stores.stream().anyMatch(store -> movesSum(store, sums))
        && stores.stream().allMatch(store -> movesSum(store, sums) || store.operand(0).definingOp() instanceof ConstantOp);
    if (moved && !isReadOnce(alloc)) {
      settle(alloc);
      return true;
    }
    if (moved && stores.stream().allMatch(store -> movesSum(store, sums))) sums.add(alloc.result());
    return false;
  }

  private static boolean movesSum(Operation store, Set<Value> sums) {
    Subscripts load = store.operand(0).definingOp() == null ? null : Subscripts.ofLoad(store.operand(0).definingOp());
    return load != null && sums.contains(Buffers.base(load.memref()));
  }

  private static boolean isReadOnce(AllocOp moved) {
    var readers = moved.result().users().stream().filter(op -> !isStoreTo(op, moved.result())).toList();
    return readOnce(moved.block(), readers);
  }

  private static boolean isStoreTo(Operation op, Value memref) {
    Subscripts store = Subscripts.ofStore(op);
    return store != null && store.memref() == memref;
  }

  private static boolean isUpdate(Operation op, Value memref) {
    if (!isStoreTo(op, memref)) return false;
    Subscripts store = Subscripts.ofStore(op);
    return op.operand(0).definingOp() instanceof BinaryOp add && add.kind() == BinaryOp.Kind.ADDF
        && add.operands().stream().anyMatch(v -> v.definingOp() != null && store.equals(Subscripts.ofLoad(v.definingOp())));
  }

  /** Whether this is a load that reads another element in each iteration. */
  private static boolean readsOnce(Operation op) {
    Subscripts load = Subscripts.ofLoad(op);
    return load != null && Loops.around(op).stream().allMatch(l -> load.determines(l));
  }

  /** Of the sums when they are read, if that was observed; else of all partial sums. */
  private static Attribute observed(AllocOp sums, List<Operation> readers) {
    return readers.stream().map(r -> r.attribute(Calibration.RANGE)).filter(Objects::nonNull).findFirst().orElse(sums.attribute(Calibration.RANGE));
  }

  private static void materialize(AllocOp alloc, Operation last, List<Operation> readers) {
    var builder = OpBuilder.after(last);
    var type = alloc.type();
    var copy = AllocOp.create(builder, last.location(), type);
    settle(copy);
    copy.setAttribute(Calibration.RANGE, observed(alloc, readers));
    var counters = new ArrayList<Value>();
    for (long size : type.shape()) {
      ForOp loop = ForOp.create(builder, last.location(), 0, size);
      counters.add(loop.inductionVar());
      builder.setInsertionPointToStart(loop.body());
    }
    AffineMap map = AffineMap.identity(type.rank());
    Value element = LoadOp.create(builder, last.location(), alloc.result(), map, counters).result();
    StoreOp.create(builder, last.location(), element, copy.result(), map, counters);
    for (Operation reader : readers) {
      for (int i = 0; i < reader.numOperands(); i++) {
        if (reader.operand(i) == alloc.result()) reader.setOperand(i, copy.result());
      }
    }
  }
}
