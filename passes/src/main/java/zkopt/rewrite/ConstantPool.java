package zkopt.rewrite;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import zkopt.ir.Attribute;
import zkopt.ir.Block;
import zkopt.ir.Dialect;
import zkopt.ir.IRContext;
import zkopt.ir.Location;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.Value;

/**
 * The constants of each isolated region, each once, at the start of its entry block. A dialect that makes no constants of its own
 * (affine, memref) uses those of {@code arith}.
 */
public final class ConstantPool {
  private record Key(String dialect, Attribute value, Type type) {}

  private final IRContext ir;
  private final Map<Block, Map<Key, Operation>> constants = new IdentityHashMap<>();

  public ConstantPool(IRContext ir) {
    this.ir = ir;
  }

  /** The value of the constant that {@code value} comes from, or null. */
  static Attribute constantOf(Value value) {
    return value.definingOp() instanceof Traits.ConstantLike constant ? constant.constantValue() : null;
  }

  /** Takes in a constant from the text. When there is an equal one already, returns that, which stands before; else null. */
  Operation adopt(Operation constant) {
    var block = home(constant);
    var pool = constants.computeIfAbsent(block, _ -> new HashMap<>());
    var key = key(constant);
    var known = pool.putIfAbsent(key, constant);
    if (known == constant) return null;
    if (known != null) return known;
    var previous = constant.previous();
    boolean amongConstants = constant.block() == block && (previous == null || owns(previous));
    if (!amongConstants) constant.moveBefore(block.first());
    return null;
  }

  /** A constant that {@code op} may use, made when there is none; null when no dialect can make it. */
  public Value materialize(Operation op, Attribute value, Type type, Rewriter rewriter) {
    var block = home(op);
    var pool = constants.computeIfAbsent(block, _ -> new HashMap<>());
    for (String dialect : makers(op.spec().dialect())) {
      var known = pool.get(new Key(dialect, value, type));
      if (known != null) return known.result();
    }
    rewriter.setInsertionPointToStart(block);
    var made = make(ir, op.spec().dialect(), value, type, op.location(), rewriter);
    if (made == null) return null;
    var twin = pool.putIfAbsent(key(made), made);
    if (twin == null) return made.result();
    rewriter.eraseOp(made);
    return twin.result();
  }

  /** Makes a constant at the rewriter's place; null when neither the dialect nor {@code arith} can. */
  static Operation make(IRContext ir, String dialect, Attribute value, Type type, Location location, Rewriter rewriter) {
    for (String maker : makers(dialect)) {
      Dialect makes = ir.dialect(maker);
      Operation made = makes == null ? null : makes.materializeConstant(rewriter, value, type, location);
      if (made != null) return made;
    }
    return null;
  }

  private static List<String> makers(String dialect) {
    return List.of(dialect, "arith");
  }

  private boolean owns(Operation op) {
    return op instanceof Traits.ConstantLike && constants.getOrDefault(op.block(), Map.of()).get(key(op)) == op;
  }

  private static Key key(Operation constant) {
    return new Key(constant.spec().dialect(), ((Traits.ConstantLike) constant).constantValue(), constant.result().type());
  }

  /** Whether constants stay inside: an operation that nobody knows may be isolated. */
  private static boolean isOwnScope(Operation op) {
    return op instanceof Traits.IsolatedFromAbove || !op.spec().registered();
  }

  /** The entry block of the innermost isolated region around {@code op}. */
  private static Block home(Operation op) {
    Block block = op.block();
    while (block.parentOp() != null && block.parentOp().block() != null && !isOwnScope(block.parentOp())) {
      block = block.parentOp().block();
    }
    return block.region() == null ? block : block.region().front();
  }
}
