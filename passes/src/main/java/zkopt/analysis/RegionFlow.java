package zkopt.analysis;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import zkopt.dialect.scf.ConditionOp;
import zkopt.dialect.scf.IfOp;
import zkopt.dialect.scf.WhileOp;
import zkopt.ir.Attribute;
import zkopt.ir.Block;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Value;

/** Where control goes between an operation and its regions, as far as it is known: MLIR's {@code RegionBranchOpInterface}. */
final class RegionFlow {
  private RegionFlow() {}

  /**
   * One way.
   *
   * @param target the block that is entered, or null: the operation ends
   * @param passed what is handed on
   * @param received the block's arguments, or the operation's results, that take it on
   */
  record Edge(Block target, List<? extends Value> passed, List<? extends Value> received) {}

  private static Edge into(Region region, List<? extends Value> passed) {
    return new Edge(region.front(), passed, region.front().arguments());
  }

  private static Edge outOf(Operation op, List<? extends Value> passed) {
    return new Edge(null, passed, op.results());
  }

  /**
   * The ways into {@code op}, or null when they are not known: any region may run, with any arguments, and any results come out.
   *
   * @param constantOf the constant that a value is known to be, or null
   */
  static List<Edge> entries(Operation op, Function<Value, Attribute> constantOf) {
    return switch (op) {
      case zkopt.dialect.scf.ForOp loop -> loop(op, loop.body(), loop.inits(), loop.iterArgs());
      case zkopt.dialect.affine.ForOp loop -> loop(op, loop.body(), loop.inits(), loop.iterArgs());
      case IfOp branch -> branch(op, constantOf.apply(branch.condition()));
      case zkopt.dialect.affine.IfOp _ -> branch(op, null);
      case WhileOp _ -> List.of(into(op.region(0), op.operands()));
      default -> null;
    };
  }

  /** The ways on from the terminator of a block in one of {@code op}'s regions, or null when they are not known. */
  static List<Edge> exits(Operation op, Operation terminator, Function<Value, Attribute> constantOf) {
    return switch (op) {
      case zkopt.dialect.scf.ForOp loop -> loopAgain(op, loop.body(), loop.iterArgs(), terminator);
      case zkopt.dialect.affine.ForOp loop -> loopAgain(op, loop.body(), loop.iterArgs(), terminator);
      case IfOp _, zkopt.dialect.affine.IfOp _ -> List.of(outOf(op, terminator.operands()));
      case WhileOp _ when terminator instanceof ConditionOp -> whileCondition(op, terminator, constantOf.apply(terminator.operand(0)));
      case WhileOp _ -> List.of(into(op.region(0), terminator.operands()));
      default -> null;
    };
  }

  private static List<Edge> loop(Operation op, Block body, List<? extends Value> inits, List<? extends Value> carried) {
    return List.of(new Edge(body, inits, carried), outOf(op, inits));
  }

  private static List<Edge> loopAgain(Operation op, Block body, List<? extends Value> carried, Operation yield) {
    return List.of(new Edge(body, yield.operands(), carried), outOf(op, yield.operands()));
  }

  private static boolean maybe(Attribute condition, long value) {
    return !(condition instanceof IntegerAttr i) || (i.value() != 0) == (value != 0);
  }

  private static List<Edge> branch(Operation op, Attribute condition) {
    Edge whenTrue = into(op.region(0), List.of());
    Edge whenFalse = op.region(1).isEmpty() ? outOf(op, List.of()) : into(op.region(1), List.of());
    return Stream.of(maybe(condition, 1) ? whenTrue : null, maybe(condition, 0) ? whenFalse : null).filter(e -> e != null).toList();
  }

  private static List<Edge> whileCondition(Operation op, Operation condition, Attribute value) {
    List<Value> passed = condition.operands().subList(1, condition.numOperands());
    return Stream.of(maybe(value, 1) ? into(op.region(1), passed) : null, maybe(value, 0) ? outOf(op, passed) : null).filter(e -> e != null).toList();
  }
}
