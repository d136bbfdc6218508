package zkopt.lowering.fixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.fixed.QType;
import zkopt.ir.Operation;
import zkopt.lowering.fixed.Plan.Typed;

/**
 * What a repeated {@code cell += addend} adds to one element at most, all partial sums included.
 *
 * <p>A loop around the update starts a new sum in each iteration when its counter alone is a subscript of the element, when the
 * element is reset inside, or when the storage is made inside. The other loops run over the terms of a sum. For a product with
 * constant data the bound is the largest sum of |weight| over the terms, times the largest value of the other factor's type. (Its
 * proven interval may be narrower, but who reads the IR later knows only the type.)
 */
final class Accumulation {
  private final Operation update;
  private final List<ForOp> fresh = new ArrayList<>();
  private final List<ForOp> terms = new ArrayList<>();

  /** @param resets the other writes of the storage */
  Accumulation(Operation update, Storage storage, Collection<Operation> resets) {
    this.update = update;
    Subscripts element = Subscripts.ofStore(update);
    Operation scope = storage.root().parentBlock().parentOp();
    for (ForOp loop : Loops.around(update)) {
      boolean outside = loop.isAncestorOf(scope) && (loop != scope || element != null);
      boolean startsNew = outside || element != null && element.determines(loop)
          || resets.stream().anyMatch(r -> loop.isAncestorOf(r) && r != loop && element != null && element.equals(Subscripts.ofStore(r)));
      (startsNew ? fresh : terms).add(loop);
    }
  }

  Interval bound(Typed addend) {
    if (addend instanceof Plan.Binary(var kind, var a, var b, _, _) && kind == zkopt.dialect.fixed.BinaryOp.Kind.MUL) {
      if (b instanceof Plan.WeightAt w) return weighted(a, w);
      if (a instanceof Plan.WeightAt w) return weighted(b, w);
      return counted(Formats.range(a.type()).times(Formats.range(b.type())));
    }
    return counted(addend.bounds());
  }

  private Interval counted(Interval term) {
    long count = 1;
    for (ForOp loop : terms) count = Math.multiplyExact(count, Loops.mostIterations(loop));
    return new Interval(Math.min(term.lo(), 0), Math.max(term.hi(), 0)).times(Interval.point(count));
  }

  private Interval weighted(Typed factor, Plan.WeightAt weight) {
    var subscripts = Subscripts.ofLoad(weight.load());
    long[] coefficients = subscripts.place();
    var operands = subscripts.operands();
    var loops = new ArrayList<ForOp>();
    for (ForOp loop : Loops.around(update)) {
      if (coefficients != null && operands.contains(loop.inductionVar())) loops.add(loop);
    }
    boolean enumerable = coefficients != null && !weight.data().isSplat() && loops.stream().allMatch(ForOp::hasConstantBounds)
        && subscripts.isOf(loops);
    if (!enumerable) return counted(Formats.range(factor.type()).times(weight.bounds()));
    long repeats = 1;
    for (ForOp loop : terms) {
      if (!loops.contains(loop)) repeats = Math.multiplyExact(repeats, Loops.mostIterations(loop));
    }
    var sums = new Sums(loops, subscripts, coefficients, weight.data());
    return sums.add().largest(factor.type()).times(Interval.point(repeats));
  }

  /** Sums of |weight| over the terms, for each iteration of the fresh loops. */
  private final class Sums {
    private final WeightData.Quantized data;
    private final int[] count;
    private final long[] stride;
    private final int[] keyStride;
    private final long[] sums;
    private final long first;

    Sums(List<ForOp> loops, Subscripts subscripts, long[] coefficients, WeightData.Quantized data) {
      this.data = data;
      count = loops.stream().mapToInt(l -> Math.toIntExact(l.constantTripCount())).toArray();
      stride = new long[loops.size()];
      keyStride = new int[loops.size()];
      int keys = 1;
      long place = coefficients[coefficients.length - 1];
      for (int i = 0; i < count.length; i++) {
        ForOp loop = loops.get(i);
        stride[i] = subscripts.stride(coefficients, loop);
        place += stride[i] * loop.lowerMap().singleConstant();
        stride[i] *= loop.step();
        if (fresh.contains(loop)) {
          keyStride[i] = keys;
          keys = Math.multiplyExact(keys, Math.max(1, count[i]));
        }
      }
      first = place;
      sums = new long[keys];
    }

    Sums add() {
      add(0, first, 0);
      return this;
    }

    private void add(int depth, long place, int key) {
      if (depth == count.length) {
        sums[key] = Math.addExact(sums[key], Math.abs(data.at(place)));
        return;
      }
      for (int i = 0; i < count[depth]; i++) add(depth + 1, place + stride[depth] * i, key + keyStride[depth] * i);
    }

    /** The sums of products with factors of {@code type}. */
    Interval largest(QType type) {
      return Formats.range(type).times(Interval.point(Arrays.stream(sums).max().orElse(0)));
    }
  }
}
