package zkopt.lowering.fixed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.arith.SelectOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.math.UnaryOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.dialect.memref.AllocaOp;
import zkopt.ir.BlockArgument;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.lowering.affine.FuseElementwiseLoops;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * A softmax does not change when one number is subtracted from all of a group; the largest is subtracted so that no exponential
 * overflows. Where calibration observed scores near zero none can, and the maximum goes:
 *
 * <pre>exp(x - m) / sum(exp(x - m))  ->  exp(x) / sum(exp(x))</pre>
 *
 * if m is one number for each group of the sum, and all that becomes of the exponentials are these quotients, or such of products of matrices,
 * {@code (exp(x - m) v) / sum(exp(x - m))}. Fixed-point numbers hold
 * exp(x) to 12 fraction bits, so to a relative error of at most 2^-13 e^|x|. A mask by a negative constant is taken behind the exponential:
 *
 * <pre>exp(select(c, k, x))  ->  select(c, exp(k), exp(x))</pre>
 *
 * <p>Groups are told apart by loops whose counters alone are subscripts, as those of the ONNX operator are.
 */
@Pass.Named(value = "drop-softmax-maximum", summary = "leave out a softmax's maximum where calibration observed scores near zero")
@Pass.Statistic(value = "num-maxima", description = "Number of maxima dropped")
public record DropSoftmaxMaximum(
    @Option(value = "the largest score, in magnitude, of a softmax whose maximum is left out; 0: of none", defaultValue = "2.0") double maxScore)
    implements Pass {
  @Override
  public String anchor() {
    return "func.func";
  }

  @Override
  public void run(Operation op, PassContext context) {
    if (!(maxScore >= 0 && maxScore <= 4)) throw context.failure(op, "option 'max-score' must be in 0..4, but got " + maxScore);
    var exponentials = new ArrayList<UnaryOp>();
    op.walk(UnaryOp.class, u -> {
      if (u.kind() == UnaryOp.Kind.EXP) exponentials.add(u);
    });
    var changed = new ArrayList<UnaryOp>();
    for (UnaryOp exp : exponentials) {
      Softmax softmax = Softmax.of(exp);
      if (softmax == null || !isNearZero(softmax.score())) continue;
      softmax.dropMaximum();
      changed.add(exp);
    }
    if (changed.isEmpty()) return;
    new FuseElementwiseLoops().run(op, context);
    changed.forEach(DropSoftmaxMaximum::maskBehind);
    context.count("num-maxima", changed.size());
  }

  private boolean isNearZero(Value score) {
    Observed observed = score.definingOp() == null ? null : Observations.of(score.definingOp());
    return observed != null && observed.magnitude() <= maxScore;
  }

  private static void maskBehind(UnaryOp exp) {
    if (!(exp.operand().definingOp() instanceof SelectOp mask) || Softmax.unmasked(mask.result()) == mask.result()) return;
    boolean hidesTrue = Softmax.isMask(mask.trueValue());
    var constant = (ConstantOp) (hidesTrue ? mask.trueValue() : mask.falseValue()).definingOp();
    var b = OpBuilder.before(exp);
    double hidden = Math.exp(((FloatAttr) constant.value()).value());
    Value masked = ConstantOp.create(b, exp.location(), new FloatAttr(hidden, (FloatType) exp.result().type())).result();
    exp.setOperand(0, hidesTrue ? mask.falseValue() : mask.trueValue());
    var after = OpBuilder.before(exp.next());
    Value choice = SelectOp.create(after, exp.location(), mask.condition(), hidesTrue ? masked : exp.result(), hidesTrue ? exp.result() : masked).result();
    exp.result().replaceUsesIf(choice, use -> use.owner() != choice.definingOp());
    if (!mask.hasUses()) mask.erase();
  }

  /** The parts of a softmax; {@code sums} and {@code quotients} load the exponentials. */
  private record Softmax(UnaryOp exp, BinaryOp difference, LoadOp maximum, StoreOp store, List<LoadOp> loads, Set<Value> products, Value sum) {
    static Softmax of(UnaryOp exp) {
      if (!(exp.operand().definingOp() instanceof BinaryOp d) || d.kind() != BinaryOp.Kind.SUBF || !d.result().hasOneUse()) return null;
      if (!(d.rhs().definingOp() instanceof LoadOp max) || !(max.memref().definingOp() instanceof AllocOp)) return null;
      if (!exp.result().hasOneUse() || !(exp.result().users().getFirst() instanceof StoreOp store)) return null;
      if (!(store.memref().definingOp() instanceof AllocOp)) return null;
      var places = Place.of(Subscripts.ofStore(store));
      var group = places == null ? null : places.locate(Subscripts.ofLoad(max));
      if (group == null) return null;
      var loads = new ArrayList<LoadOp>();
      var sums = new LinkedHashSet<Value>();
      var products = new LinkedHashSet<Value>();
      for (Operation user : store.memref().users()) {
        if (user == store) continue;
        if (!(user instanceof LoadOp load) || load.result().users().size() != 1) return null;
        Value sum = sumOf(load, group, products);
        if (sum == null) return null;
        loads.add(load);
        sums.add(sum);
      }
      var numerators = new LinkedHashSet<>(products);
      numerators.add(store.memref());
      return sums.size() == 1 && isOnlyDivisor(sums.getFirst(), numerators) ? new Softmax(exp, d, max, store, loads, products, sums.getFirst()) : null;
    }

    /**
     * The buffer of sums over groups that the exponential is added to, or divided by; null when it is used otherwise.
     *
     * @param products takes the buffer of sums of products that it is a factor in, and that are divided
     */
    private static Value sumOf(LoadOp exponential, List<Object> group, Set<Value> products) {
      var places = Place.of(Subscripts.ofLoad(exponential));
      if (places == null || !(exponential.result().users().getFirst() instanceof BinaryOp use)) return null;
      if (use.kind() == BinaryOp.Kind.DIVF) {
        boolean divides = use.lhs() == exponential.result() && use.rhs().definingOp() instanceof LoadOp by && group.equals(places.locate(Subscripts.ofLoad(by)));
        return divides ? ((LoadOp) use.rhs().definingOp()).memref() : null;
      }
      if (use.kind() == BinaryOp.Kind.MULF) return divisorOfProducts(use, places, group, products);
      if (use.kind() != BinaryOp.Kind.ADDF) return null;
      Value other = use.lhs() == exponential.result() ? use.rhs() : use.lhs();
      if (!(other.definingOp() instanceof LoadOp before) || !use.result().hasOneUse() || !(use.result().users().getFirst() instanceof StoreOp next)) return null;
      if (!Subscripts.ofLoad(before).equals(Subscripts.ofStore(next)) || !before.result().hasOneUse()) return null;
      if (!(before.memref().definingOp() instanceof AllocaOp cell)) return null;
      return finalSum(cell, before, next, places, group);
    }

    /** What sums of products are divided by, all of a row by the sum of the group whose exponentials are factors in it. */
    private static Value divisorOfProducts(BinaryOp product, Place places, List<Object> group, Set<Value> products) {
      if (!product.result().hasOneUse() || !(product.result().users().getFirst() instanceof BinaryOp add) || add.kind() != BinaryOp.Kind.ADDF) return null;
      Value other = add.lhs() == product.result() ? add.rhs() : add.lhs();
      if (!(other.definingOp() instanceof LoadOp before) || !add.result().hasOneUse() || !(add.result().users().getFirst() instanceof StoreOp next)) return null;
      if (!Subscripts.ofLoad(before).equals(Subscripts.ofStore(next)) || !before.result().hasOneUse()) return null;
      var of = Place.of(Subscripts.ofStore(next));
      List<Object> row = of == null ? null : places.translate(group, of);
      if (row == null || !(before.memref().definingOp() instanceof AllocOp)) return null;
      var sums = new LinkedHashSet<Value>();
      for (Operation user : before.memref().users()) {
        if (user == before || user == next || user instanceof StoreOp s && isZero(s.value())) continue;
        Value sum = user instanceof LoadOp load ? divisorOf(load, row) : null;
        if (sum == null) return null;
        sums.add(sum);
      }
      products.add(before.memref());
      return sums.size() == 1 ? sums.getFirst() : null;
    }

    private static Value divisorOf(LoadOp dividend, List<Object> row) {
      var places = Place.of(Subscripts.ofLoad(dividend));
      boolean divides = places != null && dividend.result().hasOneUse() && dividend.result().users().getFirst() instanceof BinaryOp q
          && q.kind() == BinaryOp.Kind.DIVF && q.lhs() == dividend.result() && q.rhs().definingOp() instanceof LoadOp by
          && row.equals(places.locate(Subscripts.ofLoad(by)));
      return divides ? ((LoadOp) ((BinaryOp) dividend.result().users().getFirst()).rhs().definingOp()).memref() : null;
    }

    private static boolean isZero(Value value) {
      return value.definingOp() instanceof ConstantOp c && c.value() instanceof FloatAttr f && f.value() == 0;
    }

    /** The buffer where a cell, begun with zero, is stored when its sum is complete. */
    private static Value finalSum(AllocaOp cell, LoadOp before, StoreOp next, Place places, List<Object> group) {
      var users = new ArrayList<>(cell.result().users());
      users.removeAll(List.of(before, next));
      var begin = users.stream().filter(StoreOp.class::isInstance).map(StoreOp.class::cast).toList();
      var end = users.stream().filter(LoadOp.class::isInstance).map(LoadOp.class::cast).toList();
      if (users.size() != 2 || begin.size() != 1 || end.size() != 1) return null;
      if (!isZero(begin.getFirst().value()) || begin.getFirst().block() != end.getFirst().block() || !end.getFirst().result().hasOneUse()) return null;
      return end.getFirst().result().users().getFirst() instanceof StoreOp result && group.equals(places.locate(Subscripts.ofStore(result)))
          && result.memref().definingOp() instanceof AllocOp ? result.memref() : null;
    }

    private static boolean isOnlyDivisor(Value sum, Set<Value> numerators) {
      int stores = 0;
      for (Operation user : sum.users()) {
        if (user instanceof StoreOp) stores++;
        else if (!(user instanceof LoadOp load) || !load.result().users().stream().allMatch(u -> u instanceof BinaryOp q
            && q.kind() == BinaryOp.Kind.DIVF && q.rhs() == load.result() && q.lhs().definingOp() instanceof LoadOp e && numerators.contains(e.memref()))) return false;
      }
      return stores == 1;
    }

    /** What the exponential is of, before the maximum is subtracted and without what a mask hides. */
    Value score() {
      Value x = difference.lhs();
      if (x.definingOp() instanceof LoadOp load) {
        var stores = load.memref().users().stream().filter(StoreOp.class::isInstance).map(StoreOp.class::cast).toList();
        if (stores.size() == 1 && Subscripts.ofStore(stores.getFirst()).map().equals(load.map())) return unmasked(stores.getFirst().value());
      }
      return unmasked(x);
    }

    /** The arm that is no constant of a choice whose other arm is a negative constant. */
    static Value unmasked(Value x) {
      if (!(x.definingOp() instanceof SelectOp s)) return x;
      return isMask(s.trueValue()) ? s.falseValue() : isMask(s.falseValue()) ? s.trueValue() : x;
    }

    private static boolean isMask(Value arm) {
      return arm.definingOp() instanceof ConstantOp c && c.value() instanceof FloatAttr f && f.value() < 0;
    }

    void dropMaximum() {
      Observed score = Observations.of(score().definingOp());
      double largest = Math.exp(score.largest());
      note(exp, largest, 1);
      note(store.memref().definingOp(), largest, 1);
      for (LoadOp load : loads) {
        note(load, largest, 1);
        Operation use = load.result().users().getFirst();
        if (((BinaryOp) use).kind() == BinaryOp.Kind.ADDF) noteSum(use, largest);
      }
      for (Value of : products) noteProducts(of, Math.max(1, largest));
      for (Operation user : sum.users()) noteSum(user, largest);
      noteSum(sum.definingOp(), largest);
      exp.setOperand(0, difference.lhs());
      difference.erase();
      Value buffer = maximum.memref();
      maximum.erase();
      eraseWriters(buffer);
    }

    /** What was observed of a sum becomes larger by the largest exponential at most. */
    private static void noteSum(Operation op, double largest) {
      Observed before = Observations.of(op);
      if (before != null) note(op, before.largest() * Math.max(1, largest), 0);
    }

    private static void noteProducts(Value sums, double factor) {
      noteScaled(sums.definingOp(), factor);
      for (Operation user : sums.users()) {
        noteScaled(user, factor);
        if (!(user instanceof StoreOp store) || !(store.value().definingOp() instanceof BinaryOp add)) continue;
        noteScaled(add, factor);
        add.operands().stream().filter(v -> v.definingOp() instanceof BinaryOp).forEach(v -> noteScaled(v.definingOp(), factor));
      }
    }

    private static void noteScaled(Operation op, double factor) {
      Observed before = Observations.of(op);
      if (before != null) op.setAttribute(Calibration.RANGE, new Observed(before.least() * factor, before.largest() * factor).attribute());
    }

    private static void note(Operation op, double largest, double least) {
      op.setAttribute(Calibration.RANGE, new Observed(0, Math.max(least, largest)).attribute());
    }

    /** The nests that fill a buffer that nobody reads, when they do nothing else. */
    private static void eraseWriters(Value buffer) {
      if (!buffer.users().stream().allMatch(StoreOp.class::isInstance)) return;
      Set<Operation> roots = new LinkedHashSet<>();
      buffer.users().forEach(store -> roots.add(outermost(store)));
      Set<Value> cells = new LinkedHashSet<>();
      for (Operation root : roots) {
        boolean[] only = {true};
        root.walk(StoreOp.class, store -> {
          boolean own = store.memref() == buffer;
          boolean local = store.memref().definingOp() instanceof AllocaOp && store.memref().users().stream().allMatch(u -> outermost(u) == root);
          only[0] &= own || local;
          if (local) cells.add(store.memref());
        });
        if (!only[0]) return;
      }
      roots.forEach(Operation::erase);
      cells.forEach(cell -> cell.definingOp().erase());
      buffer.definingOp().erase();
    }

    private static Operation outermost(Operation op) {
      Operation root = op;
      while (!(root.parentOp() instanceof FuncOp)) root = root.parentOp();
      return root;
    }
  }

  /** Where the elements of a nest lie: its subscripts are counters, each its own, or constants. */
  private record Place(List<Value> counters) {
    static Place of(Subscripts subscripts) {
      var counters = new ArrayList<Value>();
      for (AffineExpr e : subscripts.map().results()) counters.add(e instanceof AffineExpr.Dim(int d) ? subscripts.operands().get(d) : null);
      boolean plain = subscripts.map().results().stream().allMatch(e -> e instanceof AffineExpr.Dim || e instanceof AffineExpr.Constant);
      long named = counters.stream().filter(v -> v != null).count();
      return plain && counters.stream().filter(v -> v != null).distinct().count() == named ? new Place(counters) : null;
    }

    /** Subscripts as numbers of those of the element, or as constants; null where they depend on something else. */
    List<Object> locate(Subscripts subscripts) {
      var result = new ArrayList<Object>();
      for (AffineExpr e : subscripts.map().results()) {
        switch (e) {
          case AffineExpr.Dim(int d) when counters.contains(subscripts.operands().get(d)) -> result.add(counters.indexOf(subscripts.operands().get(d)));
          case AffineExpr.Dim(int d) when isOnlyZero(subscripts.operands().get(d)) -> result.add(AffineExpr.constant(0));
          case AffineExpr.Constant c -> result.add(c);
          default -> {
            return null;
          }
        }
      }
      return result;
    }

    private static boolean isOnlyZero(Value counter) {
      return counter instanceof BlockArgument a && a.parentBlock().parentOp() instanceof ForOp loop && loop.hasConstantBounds()
          && loop.lowerMap().singleConstant() == 0 && loop.constantTripCount() == 1;
    }

    /** Numbers of this element's subscripts as those of another one of the same iteration; null where that one has no such. */
    List<Object> translate(List<Object> subscripts, Place to) {
      var result = new ArrayList<Object>();
      for (Object s : subscripts) {
        int at = s instanceof Integer number ? to.counters.indexOf(counters.get(number)) : 0;
        if (at < 0) return null;
        result.add(s instanceof Integer ? (Object) at : s);
      }
      return result;
    }
  }
}
