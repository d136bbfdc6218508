package zkopt.transforms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.CastOp;
import zkopt.dialect.arith.CmpIOp;
import zkopt.dialect.cf.BranchOp;
import zkopt.dialect.cf.CondBranchOp;
import zkopt.dialect.cf.SwitchOp;
import zkopt.dialect.scf.ConditionOp;
import zkopt.dialect.scf.ForOp;
import zkopt.dialect.scf.ForallOp;
import zkopt.dialect.scf.IfOp;
import zkopt.dialect.scf.IndexSwitchOp;
import zkopt.dialect.scf.ParallelOp;
import zkopt.dialect.scf.WhileOp;
import zkopt.dialect.scf.YieldOp;
import zkopt.ir.Block;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/** Replaces the operations of scf by blocks and branches; {@code scf.forall} of tensors is refused. */
@Pass.Named(value = "convert-scf-to-cf", title = "SCFToControlFlow", summary = "Convert SCF dialect to ControlFlow dialect, replacing structured control flow with a CFG")
public record ConvertScfToCf() implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    for (Operation op : structured(root)) {
      boolean refused = op instanceof ForallOp loop && loop.numResults() > 0 || op instanceof IndexSwitchOp s && !hasShortCases(s);
      if (refused) throw context.failure(op, "failed to legalize operation '" + op.name() + "' that was explicitly marked illegal");
    }
    // the outer ones first, whose bodies move but stay
    for (Operation op : structured(root)) {
      if (op instanceof ForallOp loop) ParallelLoopsToFor.nest(ParallelLoopsToFor.parallel(loop));
      else if (op instanceof ParallelOp loop) ParallelLoopsToFor.nest(loop);
    }
    for (Operation op : structured(root)) {
      switch (op) {
        case ForOp loop -> lower(loop);
        case IfOp branch -> lower(branch);
        case WhileOp loop -> lower(loop);
        case IndexSwitchOp choice -> lower(choice);
        default -> lowerRegion(op);
      }
    }
  }

  /** The operations of scf with regions that stand by themselves. */
  private static List<Operation> structured(Operation root) {
    var structured = new ArrayList<Operation>();
    root.walkPreOrder(op -> {
      if (op.spec().dialect().equals("scf") && !op.regions().isEmpty() && !(op instanceof Traits.Terminator)) structured.add(op);
    });
    return structured;
  }

  /** Whether the cases fit the integer of a switch. */
  private static boolean hasShortCases(IndexSwitchOp op) {
    return op.cases().stream().allMatch(c -> c == c.intValue());
  }

  /** Ends the block of {@code op} before it; what stands behind it is a new block. */
  private static Block splitBehind(Operation op) {
    Block before = op.block();
    var after = new Block();
    before.region().add(before.region().blocks().indexOf(before) + 1, after);
    for (Operation next = op.next(); next != null; next = op.next()) {
      next.remove();
      after.append(next);
    }
    return after;
  }

  /** A block before {@code next} that hands on its arguments, one for each result, which they replace. */
  private static Block joinBefore(Block next, Operation op) {
    if (op.numResults() == 0) return next;
    var join = new Block();
    for (Value result : op.results()) result.replaceAllUsesWith(join.addArgument(result.type(), op.location()));
    next.region().add(next.region().blocks().indexOf(next), join);
    BranchOp.create(OpBuilder.atEnd(join), op.location(), next, List.of());
    return join;
  }

  private static void moveBefore(Region region, Block next) {
    for (Block block : List.copyOf(region.blocks())) {
      region.remove(block);
      next.region().add(next.region().blocks().indexOf(next), block);
    }
  }

  private static void branchInstead(Operation terminator, Block to) {
    BranchOp.create(OpBuilder.before(terminator), terminator.location(), to, terminator.operands());
    terminator.erase();
  }

  /** Counter and carried values are arguments of the block that compares; the body's last block steps and goes back there. */
  private static void lower(ForOp op) {
    Location location = op.location();
    Block start = op.block();
    Block end = splitBehind(op);
    Block compare = op.body();
    var body = new Block();
    op.region(0).add(body);
    for (Operation inner : compare.operations()) {
      inner.remove();
      body.append(inner);
    }
    Value lower = op.lowerBound();
    Value upper = op.upperBound();
    Value step = op.step();
    List<Value> inits = op.inits();
    moveBefore(op.region(0), end);
    Value counter = compare.argument(0);
    Operation yield = body.terminator();
    var next = new ArrayList<Value>();
    next.add(BinaryOp.create(OpBuilder.before(yield), location, BinaryOp.Kind.ADDI, counter, step).result());
    next.addAll(yield.operands());
    BranchOp.create(OpBuilder.before(yield), location, compare, next);
    yield.erase();
    var first = new ArrayList<>(List.of(lower));
    first.addAll(inits);
    for (int i = 0; i < op.numResults(); i++) op.result(i).replaceAllUsesWith(compare.argument(i + 1));
    op.erase();
    BranchOp.create(OpBuilder.atEnd(start), location, compare, first);
    var builder = OpBuilder.atEnd(compare);
    var runs = CmpIOp.create(builder, location, CmpIOp.Predicate.SLT, counter, upper);
    CondBranchOp.create(builder, location, runs.result(), body, List.of(), end, List.of());
  }

  private static void lower(IfOp op) {
    Block start = op.block();
    Block end = joinBefore(splitBehind(op), op);
    Block first = op.region(0).front();
    Block second = op.hasElse() ? op.region(1).front() : end;
    for (Region region : op.regions()) {
      if (region.isEmpty()) continue;
      branchInstead(region.blocks().getLast().terminator(), end);
      moveBefore(region, end);
    }
    Value condition = op.condition();
    op.erase();
    CondBranchOp.create(OpBuilder.atEnd(start), op.location(), condition, first, List.of(), second, List.of());
  }

  private static void lower(WhileOp op) {
    Block start = op.block();
    Block end = splitBehind(op);
    Block before = op.before();
    Block after = op.after();
    var condition = (ConditionOp) before.terminator();
    List<Value> inits = op.operands();
    boolean onlyYields = after.first() == after.terminator()
        && IntStream.range(0, after.arguments().size()).allMatch(i -> after.terminator().operands().size() > i && after.terminator().operand(i) == after.argument(i))
        && after.terminator().numOperands() == after.arguments().size();
    moveBefore(op.region(0), end);
    if (!onlyYields) {
      moveBefore(op.region(1), end);
      branchInstead(after.terminator(), before);
    }
    List<Value> passed = condition.arguments();
    for (int i = 0; i < op.numResults(); i++) op.result(i).replaceAllUsesWith(passed.get(i));
    CondBranchOp.create(OpBuilder.before(condition), condition.location(), condition.condition(), onlyYields ? before : after, passed, end, List.of());
    condition.erase();
    op.erase();
    BranchOp.create(OpBuilder.atEnd(start), op.location(), before, inits);
  }

  private static void lower(IndexSwitchOp op) {
    Block start = op.block();
    Block end = splitBehind(op);
    for (Value result : op.results()) result.replaceAllUsesWith(end.addArgument(result.type(), op.location()));
    Block other = op.region(0).front();
    List<Block> blocks = op.regions().subList(1, op.regions().size()).stream().map(Region::front).toList();
    var regions = new ArrayList<>(op.regions().subList(1, op.regions().size()));
    regions.add(op.region(0));
    for (Region region : regions) {
      branchInstead(region.front().terminator(), end);
      moveBefore(region, end);
    }
    Value index = op.operand(0);
    List<Long> cases = op.cases();
    op.erase();
    var builder = OpBuilder.atEnd(start);
    Value flag = CastOp.create(builder, op.location(), CastOp.Kind.INDEX_CAST, index, IntegerType.I32).result();
    SwitchOp.create(builder, op.location(), flag, other, List.of(), cases, blocks, Collections.nCopies(cases.size(), List.of()));
  }

  private static void lowerRegion(Operation op) {
    Block start = op.block();
    Block end = splitBehind(op);
    for (Value result : op.results()) result.replaceAllUsesWith(end.addArgument(result.type(), op.location()));
    Block first = op.region(0).front();
    for (Block block : op.region(0).blocks()) {
      if (block.terminator() instanceof YieldOp yield) branchInstead(yield, end);
    }
    moveBefore(op.region(0), end);
    op.erase();
    BranchOp.create(OpBuilder.atEnd(start), op.location(), first, List.of());
  }
}
