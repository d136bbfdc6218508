package zkopt.tools.choice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.lowering.Optimization;
import zkopt.tools.choice.TableCount.Size;

/**
 * The optimizations without which the table of a model is smaller. Rows are padded to a power of two, tracks share them, and columns share those of
 * arguments: what a gate takes by itself says little of what the table becomes. So the whole table is counted without each optimization in turn. From every
 * set that has a smaller table than the one before, the search goes on, so that leaving out one of these by hand leads nowhere better.
 *
 * @param off what is left out, in the order in which it would be done
 * @param reasons what was found of each that makes a difference
 * @param complete whether all was tried that the search asks for
 */
public record OptimizationChoice(List<Optimization> off, List<Reason> reasons, boolean complete) {
  /** Tables with more values are not counted again: to count one of them takes seconds. */
  private static final long MOST_VALUES = 1L << 23;
  /** Values in all tables that are counted for one choice. */
  private static final long MOST_COUNTED = 1L << 23;
  /** A table with so many times as many values as the best one is not counted. */
  private static final int TOO_MANY = 4;

  /**
   * Why an optimization is left out or not: the tables with and without it, all others being as they are chosen.
   *
   * @param leftOut whether it was chosen to be left out
   */
  public record Reason(Optimization optimization, boolean leftOut, Size with, Size without) {
    /** Such as {@code 'fuse-pool' is left out: 79,872 cells without it, 96,256 cells with it}. */
    public String text() {
      return "'%s' %s: %s without it, %s with it".formatted(optimization.name(), leftOut ? "is left out" : "stays", without.text(), with.text());
    }
  }

  /** Whether a module at the plonk level is so small that tables are counted to choose. */
  public static boolean isMade(ModuleOp plonk, TableCount count) {
    return count.values(plonk) <= MOST_VALUES;
  }

  /** Nothing is left out but what is anyway. */
  public static OptimizationChoice none(Collection<Optimization> forced) {
    return new OptimizationChoice(List.copyOf(forced), List.of(), false);
  }

  /**
   * @param road from the level of {@code start} to the plonk level
   * @param forced what is left out anyway
   */
  public static OptimizationChoice of(Road road, ModuleOp start, Collection<Optimization> forced, TableCount count, IRContext ir) {
    try {
      Trial first = Trial.of(road.without(forced), start, ir);
      return isMade(first.module(), count) ? new Search(road, forced, count).from(first) : none(forced);
    } catch (CompileException _) {
      // whoever goes this road is told why it does not end
      return none(forced);
    }
  }

  /** Goes roads and counts tables, each once. */
  private static final class Search {
    private final Road road;
    private final Set<Optimization> forced;
    private final TableCount count;
    private final Map<String, Size> known = new HashMap<>();
    private final Set<Set<Optimization>> visited = new HashSet<>();
    private long counted;
    private long fewestValues = Long.MAX_VALUE;
    private boolean complete = true;

    /** A set of optimizations that are left out, and what that leads to. */
    private record Place(Set<Optimization> off, Trial trial, Size size) {}

    Search(Road road, Collection<Optimization> forced, TableCount count) {
      this.road = road;
      this.forced = Set.copyOf(forced);
      this.count = count;
    }

    OptimizationChoice from(Trial first) {
      Place best = best(new Place(forced, first, size(first)));
      var reasons = new ArrayList<Reason>();
      for (Optimization o : Optimization.all()) {
        boolean leftOut = best.off.contains(o);
        Place other = forced.contains(o) ? null : switched(best, o);
        if (other == null || other.trial != null && other.trial.text().equals(best.trial.text())) continue;
        reasons.add(new Reason(o, leftOut, leftOut ? other.size : best.size, leftOut ? best.size : other.size));
      }
      return new OptimizationChoice(Optimization.all().stream().filter(best.off::contains).toList(), List.copyOf(reasons), complete);
    }

    /**
     * The best that is reached from a place by leaving out one more, and one more, each making the table smaller; the steepest way first. What is done last
     * is tried first: less of the road is to be gone again, and it is there that gains depend on the layout.
     */
    private Place best(Place from) {
      var better = new ArrayList<Place>();
      for (Optimization o : Optimization.all().reversed()) {
        Place other = from.off.contains(o) ? null : switched(from, o);
        if (other != null && other.size.isLessThan(from.size)) better.add(other);
      }
      better.sort(Comparator.comparingDouble(p -> p.size.price()));
      Place best = from;
      for (Place next : better) {
        Place reached = visited.add(next.off) ? best(next) : next;
        if (reached.size.isLessThan(best.size)) best = reached;
      }
      return best;
    }

    /** Null where it would take too long to know. */
    private Place switched(Place place, Optimization o) {
      var off = new HashSet<>(place.off);
      if (!off.remove(o)) off.add(o);
      try {
        Trial trial = place.trial.another(road.without(off));
        Size size = size(trial);
        return size == null ? null : new Place(off, trial, size);
      } catch (CompileException _) {
        return new Place(off, null, Size.NONE);
      }
    }

    private Size size(Trial trial) {
      Size size = known.get(trial.text());
      if (size != null) return size;
      long values = count.values(trial.module());
      if (values / TOO_MANY > fewestValues) return new Size(Double.MAX_VALUE, String.format(Locale.ROOT, "a table of %,d values", values));
      if (counted > MOST_COUNTED) {
        complete = false;
        return null;
      }
      counted += values;
      fewestValues = Math.min(fewestValues, values);
      size = count.of(trial.module());
      known.put(trial.text(), size);
      return size;
    }
  }
}
