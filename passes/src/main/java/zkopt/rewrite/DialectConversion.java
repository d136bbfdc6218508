package zkopt.rewrite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import zkopt.dialect.builtin.UnrealizedConversionCastOp;
import zkopt.ir.Action;
import zkopt.ir.CompileException;
import zkopt.ir.Diagnostic;
import zkopt.ir.IRContext;
import zkopt.ir.Operation;

/**
 * Rewrites what is illegal in a target until nothing illegal is left. Operations are visited from the outside in and in order, so an
 * operation sees its operands converted. There is no rollback: a rewrite that changes something and then fails leaves its changes.
 */
public final class DialectConversion {
  /** A rewrite that makes operations that need another rewrite, and so on, to this depth, is taken for a cycle. */
  private static final int MAX_DEPTH = 64;

  private final ConversionTarget target;
  private final List<? extends ConversionRewrite<?>> rewrites;
  private final boolean full;
  private final IRContext ir;
  private final ConversionRewriter rewriter;
  private final Set<Operation> erased = Collections.newSetFromMap(new IdentityHashMap<>());
  private List<Operation> inserted = new ArrayList<>();

  private DialectConversion(
      ConversionTarget target, TypeConverter types, Collection<? extends ConversionRewrite<?>> rewrites, boolean full, IRContext ir) {
    this.target = target;
    this.rewrites = rewrites.stream().sorted(Comparator.<ConversionRewrite<?>>comparingInt(ConversionRewrite::benefit).reversed()).toList();
    this.full = full;
    this.ir = ir;
    this.rewriter = new ConversionRewriter(types, new Listener());
  }

  /**
   * Converts what lies inside {@code root} ({@code root} itself stays). Operations of unknown legality may be left, and casts between
   * converted and unconverted parts.
   *
   * @param types null when no types change
   * @throws CompileException when something illegal is left; the diagnostics say what and which rewrites were tried
   */
  public static void applyPartial(
      Operation root, ConversionTarget target, TypeConverter types, Collection<? extends ConversionRewrite<?>> rewrites, IRContext ir) {
    new DialectConversion(target, types, rewrites, false, ir).run(root);
  }

  /** As {@link #applyPartial}, but every operation must be legal in the end, and no cast may be left. */
  public static void applyFull(
      Operation root, ConversionTarget target, TypeConverter types, Collection<? extends ConversionRewrite<?>> rewrites, IRContext ir) {
    new DialectConversion(target, types, rewrites, true, ir).run(root);
  }

  private void run(Operation root) {
    var operations = new ArrayList<Operation>();
    root.walkPreOrder(op -> {
      if (op != root) operations.add(op);
    });
    for (Operation op : operations) legalize(op, 0);
    settleCasts();
  }

  private void legalize(Operation op, int depth) {
    if (erased.contains(op) || op instanceof UnrealizedConversionCastOp) return;
    var legality = target.legality(op);
    if (legality == ConversionTarget.Legality.LEGAL) return;
    if (depth > MAX_DEPTH) throw failure(op, "failed to legalize operation '" + op.name() + "': its rewrites go in a circle");
    var tried = new ArrayList<String>();
    for (ConversionRewrite<?> rewrite : rewrites) {
      if (!rewrite.root().isInstance(op)) continue;
      var outer = inserted;
      inserted = new ArrayList<>();
      boolean applied = matchAndRewrite(rewrite, op);
      var made = inserted;
      inserted = outer;
      if (applied) {
        for (Operation o : made) legalize(o, depth + 1);
        legalize(op, depth + 1);
        return;
      }
      var reason = rewriter.takeFailure();
      tried.add("tried rewrite '" + rewrite.name() + "'" + (reason == null ? ": it does not apply" : ": " + reason));
    }
    if (legality == ConversionTarget.Legality.ILLEGAL || full) throw failed(op, legality, tried);
  }

  private <O extends Operation> boolean matchAndRewrite(ConversionRewrite<O> rewrite, Operation op) {
    rewriter.setInsertionPoint(op);
    try {
      var operands = op.operands().stream().map(v -> rewriter.remap(v, op.location())).toList();
      return ir.act(Action.REWRITE, rewrite.name(), op, () -> rewrite.matchAndRewrite(rewrite.root().cast(op), operands, rewriter));
    } catch (NotConvertibleException e) {
      return rewriter.matchFailure(e.getMessage());
    }
  }

  private CompileException failed(Operation op, ConversionTarget.Legality legality, List<String> tried) {
    boolean marked = legality == ConversionTarget.Legality.ILLEGAL;
    String message = "failed to legalize operation '" + op.name() + "'" + (marked ? " that was explicitly marked illegal" : "");
    if (tried.isEmpty()) tried.add("no rewrite is for '" + op.name() + "'");
    return failure(op, message, tried.toArray(String[]::new));
  }

  private CompileException failure(Operation op, String message, String... notes) {
    Diagnostic diagnostic = ir.diagnostics().error(op, message);
    for (String note : notes) diagnostic.note(op.location(), note);
    return new CompileException(message);
  }

  /** Removes casts that nobody uses and those that undo each other, and makes operations of others where the type converter says how. */
  private void settleCasts() {
    var casts = new ArrayList<>(rewriter.casts());
    casts.removeIf(erased::contains);
    for (var cast : casts) {
      if (cast.operand(0).definingOp() instanceof UnrealizedConversionCastOp inner && inner.numOperands() == 1
          && cast.resultTypes().equals(List.of(inner.operand(0).type()))) {
        cast.result(0).replaceAllUsesWith(inner.operand(0));
      }
    }
    boolean removed = true;
    while (removed) removed = casts.removeIf(DialectConversion::eraseIfUnused);
    casts.removeIf(this::materialize);
    if (!full || casts.isEmpty()) return;
    var left = casts.getFirst();
    var user = left.result(0).users().getFirst();
    throw failure(left, "failed to legalize unresolved materialization from ('" + left.operand(0).type() + "') to ('" + left.result(0).type()
        + "') that remained live after conversion", "its user '" + user.name() + "' was not converted");
  }

  private boolean materialize(UnrealizedConversionCastOp cast) {
    rewriter.setInsertionPoint(cast);
    inserted = new ArrayList<>();
    var made = rewriter.types().materialize(rewriter, cast.result(0).type(), cast.operand(0), cast.location());
    if (made == null) return false;
    cast.result(0).replaceAllUsesWith(made);
    cast.erase();
    for (Operation op : List.copyOf(inserted)) legalize(op, 0);
    return true;
  }

  private static boolean eraseIfUnused(Operation op) {
    if (op.hasUses()) return false;
    op.erase();
    return true;
  }

  private final class Listener implements RewriteListener {
    @Override
    public void inserted(Operation op) {
      inserted.add(op);
    }

    @Override
    public void erasing(Operation op) {
      erased.add(op);
    }
  }
}
