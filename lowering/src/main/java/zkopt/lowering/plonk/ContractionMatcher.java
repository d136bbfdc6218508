package zkopt.lowering.plonk;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.dialect.memref.AllocaOp;
import zkopt.dialect.memref.DeallocOp;
import zkopt.ir.Block;
import zkopt.ir.MemRefType;
import zkopt.ir.OpOperand;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.lowering.Buffers;
import zkopt.lowering.plonk.LoopChain.Access;

/**
 * Reads a chain of loops whose innermost body is {@code acc += x * y}, or {@code acc += x}, a contraction with ones. The sum is kept
 *
 * <ul>
 *   <li>in the result memref itself, which a nest before clears, or a store of zero in an outer body,
 *   <li>in a memref of one element that an outer body clears, and copies to the result after the inner loops, or
 *   <li>in loop-carried values that start from zero, or from the cleared result, and are stored after the loops.
 * </ul>
 *
 * What is matched is checked to compute nothing else: see {@link NotAContraction} for the reasons against.
 */
final class ContractionMatcher {
  /** Where the sum ends up: the element of C, the depth down to which the loops clear it themselves (-1: not), the accumulator. */
  private record Target(Access c, int clearedAt, Value scalar) {}

  private final LoopChain chain;
  /** The factors of what is added: two, or one. */
  private final List<Value> factors;
  private final Value carried;
  private final Operation sum;

  private ContractionMatcher(LoopChain chain, Operation sum, List<Value> factors, Value carried) {
    this.chain = chain;
    this.sum = sum;
    this.factors = factors;
    this.carried = carried;
  }

  /** Whether the innermost loop {@code loop} adds a product to something that it stores or carries: worth a word when not raised. */
  static boolean looksLikeOne(ForOp loop) {
    return sumIn(loop, true) != null;
  }

  /** Whether the innermost loop {@code loop} adds anything else to something that it stores or carries. */
  static boolean looksLikeSum(ForOp loop) {
    return !looksLikeOne(loop) && sumIn(loop, false) != null;
  }

  /** The contraction that the nest around the innermost loop {@code loop} computes. */
  static Contraction match(ForOp loop) throws NotAContraction {
    Operation sum = sumIn(loop, true);
    if (sum == null) throw new NotAContraction("the innermost loop accumulates no product");
    Value left = sum.operand(0);
    Value right = sum.operand(1);
    boolean productIsRight = Scalars.isProduct(right.definingOp()) && !isFresh(left);
    Value product = productIsRight ? right : left;
    return new ContractionMatcher(chain(loop), sum, product.definingOp().operands(), productIsRight ? left : right).match();
  }

  /** The sums of elements that the nest around the innermost loop {@code loop} computes, as a contraction with ones. */
  static Contraction matchSum(ForOp loop) throws NotAContraction {
    Operation sum = sumIn(loop, false);
    if (sum == null) throw new NotAContraction("the innermost loop accumulates nothing");
    boolean carriesRight = loop.iterArgs().contains(sum.operand(1)) || isReadBack(sum.operand(1), sum);
    Value added = sum.operand(carriesRight ? 0 : 1);
    return new ContractionMatcher(chain(loop), sum, List.of(added), sum.operand(carriesRight ? 1 : 0)).match();
  }

  /** Whether the value is loaded from where the sum is stored. */
  private static boolean isReadBack(Value value, Operation sum) {
    return value.definingOp() != null && isLoad(value.definingOp())
        && sum.result().users().stream().anyMatch(u -> u.numResults() == 0 && u.numOperands() > 1 && u.operand(1) == value.definingOp().operand(0));
  }

  /** The chain from the outermost loop that holds nothing but the next one down to {@code loop}. */
  private static LoopChain chain(ForOp loop) throws NotAContraction {
    ForOp root = loop;
    while (root.parentOp() instanceof ForOp outer && holdsOnly(outer, root)) root = outer;
    return LoopChain.of(root);
  }

  /** Whether {@code inner} is the only loop inside of {@code outer}; one with several, as that over time in a recurrence, repeats whole nests. */
  private static boolean holdsOnly(ForOp outer, ForOp inner) {
    return outer.body().operations().stream().allMatch(op -> op == inner || op.regions().isEmpty());
  }

  private static boolean isFresh(Value value) {
    return Scalars.isProduct(value.definingOp());
  }

  /** The sum, with a product among its operands if that is wanted, that the loop stores or yields. */
  private static Operation sumIn(ForOp loop, boolean ofProducts) {
    for (Operation op : loop.body().operations()) {
      Value out = switch (op) {
        case StoreOp s -> s.value();
        case zkopt.dialect.memref.StoreOp s -> s.value();
        case Traits.Terminator _ when op.numOperands() == 1 -> op.operand(0);
        default -> null;
      };
      if (out == null || !Scalars.isSum(out.definingOp())) continue;
      Operation sum = out.definingOp();
      if (!ofProducts || sum.operands().stream().anyMatch(v -> Scalars.isProduct(v.definingOp()))) return sum;
    }
    return null;
  }

  private Contraction match() throws NotAContraction {
    var operands = new ArrayList<Access>();
    for (Value value : factors) operands.add(factor(value));
    Target target = chain.innermost().iterArgs().isEmpty() ? storedTarget() : carriedTarget();
    Access c = target.c;
    checkBuffer(c.memref());
    for (Access access : concat(operands, c)) {
      if (chain.root().isAncestorOf(access.memref().definingOp())) throw new NotAContraction("a memref is made inside of the nest");
    }
    for (Access in : operands) {
      if (Buffers.base(in.memref()) == c.memref()) throw new NotAContraction("a factor is read from the memref that is accumulated in");
      if (target.scalar != null && Buffers.base(in.memref()) == target.scalar) throw new NotAContraction("the accumulator is a factor");
    }
    checkDimensions(operands, c, target.clearedAt);
    ElementSet elements = ElementSet.of(c.map(), chain.extents());
    if (elements == null) throw new NotAContraction("the subscripts of the result do not tell its elements apart");
    ZeroFill fill = target.clearedAt >= 0 ? null : fillBefore(c.memref(), elements);
    Operation scalar = target.scalar == null ? null : target.scalar.definingOp();
    return new Contraction(chain.root(), fill, scalar, chain.extents(), operands.getFirst(),
        operands.size() > 1 ? operands.get(1) : null, c);
  }

  private static List<Access> concat(List<Access> operands, Access c) {
    var all = new ArrayList<>(operands);
    all.add(c);
    return all;
  }

  private Access factor(Value value) throws NotAContraction {
    Operation op = value.definingOp();
    if (!isLoad(op)) throw new NotAContraction("a factor is not an element of a memref");
    if (!chain.root().isAncestorOf(op)) throw new NotAContraction("a factor is loaded outside of the nest");
    return chain.access(op);
  }

  // the sum in memory

  private Target storedTarget() throws NotAContraction {
    List<Operation> stores = storesInChain();
    Operation update = stores.stream().filter(s -> s.operand(0) == sum.result()).findFirst().orElseThrow();
    if (chain.level(update) != chain.depth() - 1) throw new NotAContraction("the sum is not stored in the innermost loop");
    Access acc = chain.access(update);
    checkReadsBack(carried, update, acc);
    var others = new ArrayList<>(stores);
    others.remove(update);
    return switch (others.size()) {
      case 0 -> {
        checkOnlyLoadIs(carried.definingOp(), acc.memref());
        yield new Target(acc, -1, null);
      }
      case 1 -> {
        checkOnlyLoadIs(carried.definingOp(), acc.memref());
        yield new Target(acc, clearingLevel(others.getFirst(), acc), null);
      }
      case 2 -> scalarTarget(acc, others);
      default -> throw new NotAContraction("the nest stores more than the sum");
    };
  }

  private void checkReadsBack(Value value, Operation store, Access stored) throws NotAContraction {
    Operation load = value.definingOp();
    if (!isLoad(load) || load.block() != store.block() || !chain.access(load).equals(stored)) {
      throw new NotAContraction("what the product is added to is not what is stored");
    }
  }

  /** The depth of the body in which {@code store} clears the element before the inner loops run. */
  private int clearingLevel(Operation store, Access acc) throws NotAContraction {
    int level = chain.level(store);
    if (!Scalars.isZero(store.operand(0)) || !chain.access(store).equals(acc) || level == chain.depth() - 1 || !chain.isBeforeInnerLoop(store)) {
      throw new NotAContraction("the sum does not start from zero");
    }
    return level;
  }

  /** One store clears the accumulator before the inner loops, the other one copies it to the result after them. */
  private Target scalarTarget(Access acc, List<Operation> others) throws NotAContraction {
    Operation last = others.get(1);
    Value scalar = acc.memref();
    boolean oneElement = scalar.type() instanceof MemRefType t && t.hasStaticShape() && t.numElements() == 1;
    if (!oneElement || !(scalar.definingOp() instanceof AllocOp || scalar.definingOp() instanceof AllocaOp)) {
      throw new NotAContraction("the nest stores more than the sum");
    }
    int level = clearingLevel(others.get(0), acc);
    Operation read = last.operand(0).definingOp();
    if (!isLoad(read) || chain.level(last) != level || read.block() != last.block() || chain.isBeforeInnerLoop(read)
        || !chain.access(read).equals(acc)) {
      throw new NotAContraction("what is stored after the loops is not the sum");
    }
    for (Operation user : scalar.users()) {
      if (!chain.root().isAncestorOf(user) && !(user instanceof DeallocOp)) throw new NotAContraction("the accumulator is used outside of the nest");
      if (isLoad(user) && user != read && user != carried.definingOp()) throw new NotAContraction("the accumulator is read elsewhere");
    }
    Access c = chain.access(last);
    checkOnlyLoadIs(null, c.memref());
    return new Target(c, level, scalar);
  }

  // the sum in loop-carried values

  private Target carriedTarget() throws NotAContraction {
    List<ForOp> loops = chain.loops();
    int first = loops.size() - 1;
    while (first > 0 && !loops.get(first - 1).iterArgs().isEmpty()) first--;
    for (int i = first; i < loops.size(); i++) {
      ForOp loop = loops.get(i);
      if (loop.iterArgs().size() != 1) throw new NotAContraction("a loop carries more than the sum");
      Value yielded = loop.body().terminator().operand(0);
      boolean last = i == loops.size() - 1;
      boolean passed = last ? yielded == sum.result() && carried == loop.iterArgs().getFirst()
          : yielded == loops.get(i + 1).result() && loops.get(i + 1).inits().getFirst() == loop.iterArgs().getFirst();
      if (!passed || !loop.iterArgs().getFirst().hasOneUse()) throw new NotAContraction("the sum is not carried from loop to loop");
    }
    Value total = loops.get(first).result();
    List<Operation> stores = storesInChain();
    if (first == 0 || stores.size() != 1 || stores.getFirst().operand(0) != total || chain.level(stores.getFirst()) != first - 1) {
      throw new NotAContraction("the sum is not stored once, after the loops that carry it");
    }
    Access c = chain.access(stores.getFirst());
    Value start = loops.get(first).inits().getFirst();
    if (Scalars.isZero(start)) {
      checkOnlyLoadIs(null, c.memref());
      return new Target(c, first - 1, null);
    }
    checkReadsBack(start, stores.getFirst(), c);
    checkOnlyLoadIs(start.definingOp(), c.memref());
    return new Target(c, -1, null);
  }

  // conditions

  private List<Operation> storesInChain() throws NotAContraction {
    var stores = new ArrayList<Operation>();
    for (Operation op : chain.operations()) {
      if (op instanceof StoreOp || op instanceof zkopt.dialect.memref.StoreOp) stores.add(op);
      else if (!(op instanceof Traits.Pure) && !isLoad(op) && !(op instanceof AllocOp) && !(op instanceof AllocaOp)) {
        throw new NotAContraction("'" + op.name() + "' stands in the nest");
      }
    }
    return stores;
  }

  private static boolean isLoad(Operation op) {
    return op instanceof LoadOp || op instanceof zkopt.dialect.memref.LoadOp;
  }

  /** Of the memref that is accumulated in, the nest may read nothing but the sum. */
  private void checkOnlyLoadIs(Operation load, Value memref) throws NotAContraction {
    for (Operation op : chain.operations()) {
      if (isLoad(op) && op != load && Buffers.base(op.operand(0)) == Buffers.base(memref)) {
        throw new NotAContraction("the result is read in the nest");
      }
    }
  }

  private static void checkBuffer(Value memref) throws NotAContraction {
    if (!(memref.definingOp() instanceof AllocOp || memref.definingOp() instanceof AllocaOp)) {
      throw new NotAContraction("the result is not a buffer of this function");
    }
  }

  /** Loops around the place where the sum is cleared choose the element; every other one chooses what is multiplied. */
  private void checkDimensions(List<Access> operands, Access c, int clearedAt) throws NotAContraction {
    long[] extents = chain.extents();
    for (int d = 0; d < extents.length; d++) {
      if (extents[d] == 1) continue;
      if (d <= clearedAt && !c.uses(d)) throw new NotAContraction("a loop overwrites the result in each iteration");
      int dim = d;
      if (operands.stream().noneMatch(o -> o.uses(dim)) && !c.uses(d)) throw new NotAContraction("a loop repeats the same sum");
    }
  }

  /** The nest that clears exactly {@code elements} of the result, with nothing that touches the result between it and this one. */
  private ZeroFill fillBefore(Value memref, ElementSet elements) throws NotAContraction {
    Block block = chain.root().block();
    if (memref.parentBlock() != block) throw new NotAContraction("the result lives longer than the block of the nest");
    Operation last = null;
    for (OpOperand use : memref.uses()) {
      Operation user = ancestorIn(block, use.owner());
      if (user == chain.root() || !user.isBeforeInBlock(chain.root())) continue;
      if (use.owner().resultTypes().stream().anyMatch(MemRefType.class::isInstance)) throw new NotAContraction("the result has a view before the nest");
      if (last == null || last.isBeforeInBlock(user)) last = user;
    }
    ZeroFill fill = ZeroFill.of(last);
    if (fill == null || fill.memref() != memref) throw new NotAContraction("the result is not cleared before the nest");
    if (!elements.equals(fill.elements())) throw new NotAContraction("the elements that are cleared are not those that are accumulated");
    return fill;
  }

  private static Operation ancestorIn(Block block, Operation op) {
    while (op.block() != block) op = op.parentOp();
    return op;
  }
}
