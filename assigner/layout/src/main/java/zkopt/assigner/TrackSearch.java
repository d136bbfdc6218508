package zkopt.assigner;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeSet;

/**
 * Divides the kinds of slots among tracks of gates. A row holds slots of one kind, so that in a track of many kinds each leaves other
 * columns empty; kinds that take wired, limb and free cells in like proportions fill a track of their own. Kinds go from track to track, one or a
 * pair at a time, as long as that makes the columns cheaper; from several beginnings, always the same. All forms of one gate stay together, so that
 * gate and row say where a cell is.
 */
final class TrackSearch {
  private static final int MAX_WIRED = 64;
  private static final int MAX_LIMBS = 160;
  private static final int RANDOM_BEGINNINGS = 3;
  /** Evaluations of sets of kinds, times their kinds: with more a search would take seconds. */
  private static final long MOST_WORK = 150_000;

  /** A way to divide the kinds: for each its track. */
  record Division(List<List<Integer>> tracks, double price) {}

  /** A shape for some kinds. */
  record Priced(TrackShape shape, double price) {}

  private final List<SlotKind> kinds;
  private final KindRows rows;
  private final ColumnPrices prices;
  private final long most;
  private final int maxTracks;
  private final List<BitSet> units;
  private final int[] wired;
  private final int[] limbs;
  private final int[] free;
  /** Wired and free cells. */
  private final int[] others;
  private final double[] lookups;
  private final Map<BitSet, Double> known = new HashMap<>();
  private long work;

  /**
   * @param most rows that a track may have
   * @param maxTracks tracks at most
   */
  TrackSearch(List<SlotKind> kinds, KindRows rows, ColumnPrices prices, long most, int maxTracks) {
    this.kinds = kinds;
    this.rows = rows;
    this.prices = prices;
    this.most = most;
    this.maxTracks = maxTracks;
    var byGate = new LinkedHashMap<Object, BitSet>();
    for (int i = 0; i < kinds.size(); i++) {
      Object unit = kinds.get(i) instanceof GateForm form ? form.gate() : kinds.get(i);
      byGate.computeIfAbsent(unit, _ -> new BitSet()).set(i);
    }
    units = List.copyOf(byGate.values());
    wired = kinds.stream().mapToInt(SlotKind::wired).toArray();
    limbs = kinds.stream().mapToInt(SlotKind::limbs).toArray();
    free = kinds.stream().mapToInt(SlotKind::free).toArray();
    others = kinds.stream().mapToInt(k -> k.wired() + k.free()).toArray();
    lookups = kinds.stream().mapToDouble(prices::ofLookups).toArray();
  }

  /** All on one track, and the cheapest division that was found if it is another one; none where a kind does not fit. */
  List<Division> divisions() {
    int[] one = new int[units.size()];
    var divisions = new ArrayList<Division>();
    if (price(one) < Double.MAX_VALUE) divisions.add(division(one));
    int[] best = one;
    for (int[] beginning : beginnings()) {
      int[] found = improved(beginning);
      if (price(found) < price(best)) best = found;
    }
    if (best != one && price(best) < Double.MAX_VALUE) divisions.add(division(best));
    return divisions;
  }

  private List<int[]> beginnings() {
    var beginnings = new ArrayList<int[]>();
    int count = units.size();
    beginnings.add(new int[count]);
    var random = new Random(count);
    for (int i = 0; i < RANDOM_BEGINNINGS; i++) {
      int tracks = Math.min(maxTracks, 2 + i);
      beginnings.add(random.ints(count, 0, tracks).toArray());
    }
    return beginnings;
  }

  private int[] improved(int[] from) {
    int[] at = from.clone();
    double price = price(at);
    for (boolean better = true; better && work < MOST_WORK;) {
      better = false;
      for (int unit = 0; unit < at.length; unit++) {
        for (int track = 0; track < maxTracks; track++) {
          int before = at[unit];
          if (track == before) continue;
          at[unit] = track;
          double moved = price(at);
          if (moved < price - 1e-9) {
            price = moved;
            better = true;
          } else {
            at[unit] = before;
          }
        }
        for (int other = 0; other < unit; other++) {
          if (at[unit] == at[other]) continue;
          swap(at, unit, other);
          double swapped = price(at);
          if (swapped < price - 1e-9) {
            price = swapped;
            better = true;
          } else {
            swap(at, unit, other);
          }
        }
      }
    }
    return at;
  }

  private static void swap(int[] of, int i, int j) {
    int before = of[i];
    of[i] = of[j];
    of[j] = before;
  }

  private double price(int[] trackOf) {
    double price = 0;
    for (int track = 0; track < maxTracks; track++) {
      BitSet on = kindsOn(trackOf, track);
      if (on.isEmpty()) continue;
      double of = known.computeIfAbsent(on, k -> shapes(k, 1).stream().mapToDouble(Priced::price).findFirst().orElse(Double.MAX_VALUE));
      if (of == Double.MAX_VALUE) return of;
      price += of;
    }
    return price;
  }

  private BitSet kindsOn(int[] trackOf, int track) {
    var on = new BitSet();
    for (int unit = 0; unit < trackOf.length; unit++) {
      if (trackOf[unit] == track) on.or(units.get(unit));
    }
    return on;
  }

  private Division division(int[] trackOf) {
    var tracks = new ArrayList<List<Integer>>();
    for (int track = 0; track < maxTracks; track++) {
      BitSet on = kindsOn(trackOf, track);
      if (!on.isEmpty()) tracks.add(on.stream().boxed().toList());
    }
    return new Division(tracks, price(trackOf));
  }

  /** The cheapest shapes of a track for these kinds that is not too high. */
  List<Priced> shapes(List<Integer> of, int limit) {
    var set = new BitSet();
    of.forEach(set::set);
    return shapes(set, limit);
  }

  private List<Priced> shapes(BitSet of, int limit) {
    int[] numbers = of.stream().boxed().sorted(Comparator.comparingLong(i -> -rows.count(i))).mapToInt(i -> i).toArray();
    int[] limbCounts = limbCounts(numbers);
    work += numbers.length;
    var shapes = new PriorityQueue<Priced>(Comparator.comparingDouble(p -> -p.price()));
    int otherColumns = least(numbers, others);
    double ofLookups = 0;
    for (int i : numbers) ofLookups += lookups[i] * rows.count(i) / most;
    for (int width = least(numbers, wired); width <= MAX_WIRED; width++) {
      for (int limbCount : limbCounts) {
        double least = prices.of(new TrackShape(width, limbCount, Math.max(0, otherColumns - width))) + ofLookups;
        if (shapes.size() == limit && least >= shapes.peek().price()) break;
        TrackShape shape = withFree(numbers, width, limbCount);
        if (shape == null) continue;
        shapes.add(new Priced(shape, price(numbers, shape)));
        if (shapes.size() > limit) shapes.remove();
      }
    }
    return shapes.stream().sorted(Comparator.comparingDouble(Priced::price)).toList();
  }

  /** Columns below which one slot has no room, or all slots together have none. */
  private int least(int[] numbers, int[] cells) {
    int ofOne = 0;
    double ofAll = 0;
    for (int i : numbers) {
      ofOne = Math.max(ofOne, cells[i]);
      ofAll += (double) cells[i] * rows.count(i);
    }
    return (int) Math.min(Integer.MAX_VALUE, Math.max(ofOne, Math.ceil(ofAll / most)));
  }

  /** Numbers of limb columns at which one more slot of a kind has room. */
  private int[] limbCounts(int[] numbers) {
    var counts = new TreeSet<Integer>();
    int least = least(numbers, limbs);
    for (int i : numbers) {
      for (int n = limbs[i]; limbs[i] > 0 && n <= Math.max(limbs[i], MAX_LIMBS); n += limbs[i]) counts.add(n);
    }
    if (least == 0) counts.add(0);
    return counts.tailSet(least).stream().mapToInt(n -> n).toArray();
  }

  /** As many other columns as keep them from limiting the slots, and as borders, which need no wired cell, take; null when the track would be too high. */
  private TrackShape withFree(int[] numbers, int width, int limbCount) {
    int spare = 0;
    int border = -1;
    long left = most;
    for (int i : numbers) {
      if (wired[i] == 0) {
        border = i;
        continue;
      }
      int slots = slots(i, width, limbCount);
      left -= rows.rows(i, slots, left);
      if (left < 0) return null;
      spare = Math.max(spare, slots * free[i] - (width - slots * wired[i]));
    }
    if (border >= 0) {
      while (rows.rows(border, width + spare, left) > left) {
        if (++spare > MAX_WIRED) return null;
      }
    }
    return new TrackShape(width, limbCount, spare);
  }

  /** Slots of kind number {@code kind} in so many wired and limb columns. */
  private int slots(int kind, int width, int limbCount) {
    int slots = width / wired[kind];
    return limbs[kind] == 0 ? slots : Math.min(slots, limbCount / limbs[kind]);
  }

  private double price(int[] numbers, TrackShape shape) {
    double ofLookups = 0;
    boolean sums = false;
    for (int i : numbers) {
      if (lookups[i] > 0) ofLookups = Math.max(ofLookups, lookups[i] * slots(i, shape.wired(), shape.limbs()));
      sums |= kinds.get(i).definesSums();
    }
    return prices.of(shape) + ofLookups + (sums ? prices.sums() : 0);
  }
}
