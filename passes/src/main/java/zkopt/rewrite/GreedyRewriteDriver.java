package zkopt.rewrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import zkopt.ir.Action;
import zkopt.ir.Attribute;
import zkopt.ir.IRContext;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.Value;

/**
 * Applies rewrites to all operations inside a root until none applies, or the iterations are used up. On the way it folds
 * operations ({@link Traits.Foldable}), at the start of each sweep shares equal constants and hoists them to the start of their isolated region, moves the
 * constants of commutative operations to the right, and erases dead operations, blocks and block arguments.
 */
public final class GreedyRewriteDriver {
  /**
   * How far to go.
   *
   * @param maxIterations sweeps over the IR; a negative number is no limit
   * @param maxRewrites rewrites in each sweep, folds not counted; a negative number is no limit
   * @param topDown the order of the first visit
   * @param regionSimplify what is done to blocks after each sweep
   * @param dialects the names of the only dialects whose operations are rewritten; all when empty
   * @param afterSweep what else is done to the root after each sweep; says whether it changed anything
   */
  public record Config(int maxIterations, long maxRewrites, boolean topDown, RegionSimplify regionSimplify, Set<String> dialects, Predicate<Operation> afterSweep) {
    public static final Config DEFAULT = new Config(10, -1, true);

    public Config(int maxIterations, long maxRewrites, boolean topDown) {
      this(maxIterations, maxRewrites, topDown, RegionSimplify.NORMAL, Set.of(), _ -> false);
    }
  }

  /**
   * What came of it.
   *
   * @param changed whether the IR is another
   * @param converged whether the last sweep found nothing more to do
   * @param last what was done last, for people; null when nothing was
   */
  public record Result(boolean changed, boolean converged, String last) {}

  private final Operation root;
  private final Collection<? extends Rewrite<?>> rewrites;
  private final Config config;
  private final IRContext ir;
  /** By kind; operations that nobody knows have one each, and go by class. */
  private final Map<Object, List<Rewrite<?>>> byKind = new IdentityHashMap<>();
  private final Worklist worklist = new Worklist();
  private final Rewriter rewriter = new Rewriter(new Listener());
  /** The operations that may be rewritten, or null for all. */
  private Set<Operation> only;
  /** Rewrites in this sweep. */
  private long rewritten;
  private boolean changed;
  private String lastWhat;
  private String lastName;

  private GreedyRewriteDriver(Operation root, Collection<? extends Rewrite<?>> rewrites, IRContext ir, Config config) {
    this.root = root;
    this.rewrites = rewrites;
    this.config = config;
    this.ir = ir;
  }

  /** Rewrites what lies inside {@code root}; {@code ir} knows the dialects that make constants. */
  public static Result apply(Operation root, Collection<? extends Rewrite<?>> rewrites, IRContext ir) {
    return apply(root, rewrites, ir, Config.DEFAULT);
  }

  public static Result apply(Operation root, Collection<? extends Rewrite<?>> rewrites, IRContext ir, Config config) {
    return new GreedyRewriteDriver(root, rewrites, ir, config).run();
  }

  /**
   * Folds and rewrites these operations inside {@code root}, and those that come in their place; others stay as they are. Only operations
   * that were given or made are erased when dead.
   */
  public static void applyTo(Operation root, Collection<Operation> operations, Collection<? extends Rewrite<?>> rewrites, IRContext ir) {
    var driver = new GreedyRewriteDriver(root, rewrites, ir, Config.DEFAULT);
    driver.only = Collections.newSetFromMap(new IdentityHashMap<>());
    driver.only.addAll(operations);
    List.copyOf(operations).reversed().forEach(driver.worklist::push);
    for (Operation op = driver.worklist.pop(); op != null; op = driver.worklist.pop()) driver.visit(op);
  }

  private Result run() {
    boolean everChanged = false;
    for (int i = 0; config.maxIterations < 0 || i < config.maxIterations; i++) {
      changed = false;
      rewritten = 0;
      ir.act(Action.SWEEP, Integer.toString(i + 1), root, this::sweep);
      everChanged |= changed;
      if (!changed) return new Result(everChanged, true, last());
    }
    return new Result(everChanged, false, last());
  }

  private boolean sweep() {
    fill();
    for (Operation op = worklist.pop(); op != null && !spent(); op = worklist.pop()) visit(op);
    worklist.clear();
    changed |= RegionSimplification.run(root, config.regionSimplify, config.maxRewrites >= 0, rewriter);
    changed |= config.afterSweep.test(root);
    return changed;
  }

  private String last() {
    return lastWhat == null ? null : lastWhat.formatted(lastName);
  }

  private boolean spent() {
    return config.maxRewrites >= 0 && rewritten >= config.maxRewrites;
  }

  /** Fills the stack so that operations come off it in the order of the first visit; constants are shared on the way, and their users visited there. */
  private void fill() {
    var constants = new ConstantPool(ir);
    Consumer<Operation> add = op -> {
      if (op == root) return;
      if (op instanceof Traits.ConstantLike && op.numResults() == 1) {
        var known = constants.adopt(op);
        if (known != null) {
          rewriter.replaceOp(op, known);
          return;
        }
      }
      // pre-order, those around it are there already
      if (config.topDown) worklist.push(op);
      else push(op);
    };
    if (config.topDown) {
      root.walkPreOrder(add);
      worklist.reverse();
    } else {
      root.walk(add);
    }
  }

  private void visit(Operation op) {
    String name = op.name();
    if (Effects.isTriviallyDead(op)) {
      rewriter.eraseOp(op);
      done("dead '%s' was erased", name);
      return;
    }
    if (fold(op) || constantsToTheRight(op)) {
      done("'%s' was folded", name);
      return;
    }
    for (Rewrite<?> rewrite : rewritesFor(op)) {
      rewriter.setInsertionPoint(op);
      if (matchAndRewrite(rewrite, op)) {
        changed = true;
        rewritten++;
        done(rewrite.name() + " rewrote '%s'", name);
        return;
      }
    }
  }

  private void done(String what, String name) {
    lastWhat = what;
    lastName = name;
  }

  private <O extends Operation> boolean matchAndRewrite(Rewrite<O> rewrite, Operation op) {
    return ir.act(Action.REWRITE, rewrite.name(), op, () -> rewrite.matchAndRewrite(rewrite.root().cast(op), rewriter));
  }

  private List<Rewrite<?>> rewritesFor(Operation op) {
    OpSpec spec = op.spec();
    if (!config.dialects.isEmpty() && !config.dialects.contains(spec.dialect())) return List.of();
    return byKind.computeIfAbsent(spec.registered() ? spec : op.getClass(), _ -> rewrites.stream().<Rewrite<?>>map(r -> r)
        .filter(r -> r.root().isInstance(op) && r.concerns(spec)).sorted(Comparator.<Rewrite<?>>comparingInt(Rewrite::benefit).reversed()).toList());
  }

  private boolean fold(Operation op) {
    if (!(op instanceof Traits.Foldable foldable) || op instanceof Traits.ConstantLike) return false;
    var constants = new Attribute[op.numOperands()];
    for (int i = 0; i < constants.length; i++) constants[i] = ConstantPool.constantOf(op.operand(i));
    var folded = foldable.fold(Arrays.asList(constants));
    if (folded == null) return false;
    if (folded.isEmpty() || folded.equals(op.results())) {
      rewriter.modifyInPlace(op, () -> {});
      return true;
    }
    var values = new ArrayList<Value>();
    for (int i = 0; i < folded.size(); i++) {
      var value = valueOf(op, i, folded.get(i));
      if (value == null) return false;
      values.add(value);
    }
    rewriter.replaceOp(op, values);
    return true;
  }

  /** What a result folds to; a constant stands before {@code op}, until the next sweep shares it. */
  private Value valueOf(Operation op, int result, Object folded) {
    return switch (folded) {
      case Value v -> v;
      case Attribute a -> constant(op, a, op.result(result).type());
      default -> throw new IllegalStateException("'" + op.name() + "' folds to neither a value nor an attribute: " + folded);
    };
  }

  private Value constant(Operation op, Attribute value, Type type) {
    rewriter.setInsertionPoint(op);
    var made = ConstantPool.make(ir, op.spec().dialect(), value, type, op.location(), rewriter);
    return made == null ? null : made.result();
  }

  /** {@code f(c, x) -> f(x, c)} for commutative f. */
  private boolean constantsToTheRight(Operation op) {
    if (!(op instanceof Traits.Commutative) || constantsAreRight(op)) return false;
    var sorted = op.operands().stream().sorted(Comparator.comparing(v -> v.definingOp() instanceof Traits.ConstantLike)).toList();
    rewriter.modifyInPlace(op, () -> op.setOperands(sorted));
    return true;
  }

  private static boolean constantsAreRight(Operation op) {
    boolean constants = false;
    for (int i = 0; i < op.numOperands(); i++) {
      boolean isConstant = op.operand(i).definingOp() instanceof Traits.ConstantLike;
      if (constants && !isConstant) return false;
      constants = isConstant;
    }
    return true;
  }

  /** Adds an operation, and those around it, which are visited before it. */
  private void push(Operation op) {
    if (only != null) {
      if (only.contains(op)) worklist.push(op);
      return;
    }
    for (Operation o = op; o != null && o != root; o = o.parentOp()) worklist.push(o);
  }

  private final class Listener implements RewriteListener {
    @Override
    public void inserted(Operation op) {
      changed = true;
      if (only != null) only.add(op);
      push(op);
    }

    @Override
    public void modified(Operation op) {
      changed = true;
      push(op);
    }

    @Override
    public void erasing(Operation op) {
      changed = true;
      for (Value operand : op.operands()) {
        Operation defining = operand.definingOp();
        // a value without uses may be erased, one with a single use be merged into its user
        if (defining != null && defining != root && !operand.hasSeveralUsersBesides(op)) push(defining);
      }
      worklist.remove(op);
      if (only != null) only.remove(op);
    }
  }

  /** A stack without duplicates. */
  private static final class Worklist {
    /** The place of what is no longer on the stack: to take a key out of the map would cost more. */
    private static final Integer NONE = -1;

    private final List<Operation> stack = new ArrayList<>();
    private final Map<Operation, Integer> places = new IdentityHashMap<>();

    void push(Operation op) {
      Integer place = places.put(op, stack.size());
      if (place == null || place < 0) stack.add(op);
      else places.put(op, place);
    }

    Operation pop() {
      while (!stack.isEmpty()) {
        var op = stack.removeLast();
        if (op != null) {
          places.put(op, NONE);
          return op;
        }
      }
      return null;
    }

    void remove(Operation op) {
      var place = places.remove(op);
      if (place != null && place >= 0) stack.set(place, null);
    }

    void reverse() {
      Collections.reverse(stack);
      for (int i = 0; i < stack.size(); i++) if (stack.get(i) != null) places.put(stack.get(i), i);
    }

    void clear() {
      stack.clear();
      places.clear();
    }
  }
}
