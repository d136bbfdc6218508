package zkopt.assigner;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * The shapes that a track of gates may have for some kinds of slots: those in which it is not too high. A set of kinds is never cheaper than
 * a part of it.
 */
final class TrackShapes {
  /** The price where no shape will do. */
  static final double NONE = Double.MAX_VALUE;

  private static final int MAX_WIRED = 64;
  private static final int MAX_LIMBS = 160;
  private static final int MAX_FREE = 160;

  /** A shape for some kinds. */
  record Priced(TrackShape shape, double price) {}

  /** What a set of kinds costs, or what it costs at least. */
  private record Bound(double price, boolean isPrice) {}

  private final KindRows rows;
  private final ColumnPrices prices;
  private final long most;
  /** All kinds, those with the most slots first: with these it is seen first that a track is too high. */
  private final int[] byCount;
  private final int[] wired;
  private final int[] limbs;
  /** Wired and free cells. */
  private final int[] others;
  private final double[] lookups;
  private final boolean[] sums;
  /** By so many wired columns, the slots of each kind that have room; likewise of limb columns. */
  private final int[][] inWired;
  private final int[][] inLimbs;
  /** By wired and free columns together, the slots of each kind that has free cells. */
  private final int[][] inOthers;
  private final Map<BitSet, Bound> bounds = new HashMap<>();
  private long work;

  /** @param most rows that a track may have */
  TrackShapes(List<SlotKind> kinds, KindRows rows, ColumnPrices prices, long most) {
    this.rows = rows;
    this.prices = prices;
    this.most = most;
    byCount = IntStream.range(0, kinds.size()).boxed().sorted(Comparator.comparingLong(i -> -rows.count(i))).mapToInt(i -> i).toArray();
    wired = kinds.stream().mapToInt(SlotKind::wired).toArray();
    limbs = kinds.stream().mapToInt(SlotKind::limbs).toArray();
    others = kinds.stream().mapToInt(k -> k.wired() + k.free()).toArray();
    lookups = kinds.stream().mapToDouble(prices::ofLookups).toArray();
    sums = new boolean[kinds.size()];
    for (int i = 0; i < sums.length; i++) sums[i] = kinds.get(i).definesSums();
    inWired = room(wired, MAX_WIRED);
    inLimbs = room(limbs, Math.max(MAX_LIMBS, IntStream.of(limbs).max().orElse(0)));
    inOthers = room(kinds.stream().mapToInt(k -> k.free() == 0 ? 0 : k.wired() + k.free()).toArray(), MAX_WIRED + MAX_FREE);
  }

  private static int[][] room(int[] cells, int most) {
    int[][] slots = new int[most + 1][cells.length];
    for (int columns = 0; columns <= most; columns++) {
      for (int i = 0; i < cells.length; i++) slots[columns][i] = cells[i] == 0 ? Integer.MAX_VALUE : columns / cells[i];
    }
    return slots;
  }

  /** The sets of kinds whose shapes were searched, each as often as it has kinds. */
  long work() {
    return work;
  }

  /** The price of the cheapest shape for these kinds; nothing for no kinds. */
  double cheapest(BitSet of) {
    return cheaper(of, NONE);
  }

  /** The price of the cheapest shape for these kinds if it is below {@code most}, else {@link #NONE}. */
  double cheaper(BitSet of, double most) {
    if (of.isEmpty()) return most > 0 ? 0 : NONE;
    Bound known = bounds.get(of);
    if (known == null || !known.isPrice() && known.price() < most) {
      known = cheapest(of, 1, most).stream().findFirst().map(p -> new Bound(p.price(), true)).orElse(new Bound(most, most == NONE));
      bounds.put((BitSet) of.clone(), known);
    }
    return known.isPrice() && known.price() < most ? known.price() : NONE;
  }

  /** What no shape for these kinds is cheaper than: what is known of them, or one which leaves no cell empty. */
  double bound(BitSet of) {
    if (of.isEmpty()) return 0;
    Bound known = bounds.get(of);
    if (known != null) return known.price();
    int[] numbers = numbers(of);
    int leastWired = least(numbers, wired);
    return prices.of(leastWired, least(numbers, limbs), Math.max(0, least(numbers, others) - leastWired)) + besides(numbers);
  }

  /** The cheapest shapes for these kinds, at most {@code limit}, the cheapest first. */
  List<Priced> cheapest(BitSet of, int limit) {
    return cheapest(of, limit, NONE);
  }

  private List<Priced> cheapest(BitSet of, int limit, double most) {
    int[] numbers = numbers(of);
    int[] limbCounts = limbCounts(numbers);
    work += numbers.length;
    if (limbCounts.length == 0) return List.of();
    int otherColumns = least(numbers, others);
    double besides = besides(numbers);
    var shapes = new PriorityQueue<Priced>(Comparator.comparingDouble(p -> -p.price()));
    double dearest = most;
    int fewest = limbCounts.length;
    for (int width = least(numbers, wired); width <= MAX_WIRED; width++) {
      // with more wired columns, the fewest limb columns that will do are not more
      while (fewest > 0 && mayFit(numbers, width, limbCounts[fewest - 1], MAX_FREE)) fewest--;
      int leastFree = Math.max(0, otherColumns - width);
      double ofOthers = prices.of(width, 0, leastFree) + besides;
      if (ofOthers + prices.limb() * limbCounts[0] >= dearest) break;
      for (int i = fewest; i < limbCounts.length && ofOthers + prices.limb() * limbCounts[i] < dearest; i++) {
        TrackShape shape = withFree(numbers, width, limbCounts[i], leastFree, dearest - besides);
        if (shape == null) continue;
        double price = price(numbers, shape);
        if (price >= dearest) continue;
        shapes.add(new Priced(shape, price));
        if (shapes.size() > limit) shapes.remove();
        if (shapes.size() == limit) dearest = shapes.peek().price();
      }
    }
    var sorted = new ArrayList<Priced>(shapes);
    sorted.sort(Comparator.comparingDouble(Priced::price));
    return sorted;
  }

  /** What is paid besides columns, at least: lookups, if each row has as many as another, and sums. */
  private double besides(int[] numbers) {
    double price = definesSums(numbers) ? prices.sums() : 0;
    for (int i : numbers) price += lookups[i] * rows.count(i) / most;
    return price;
  }

  private int[] numbers(BitSet of) {
    return IntStream.of(byCount).filter(of::get).toArray();
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

  private boolean definesSums(int[] numbers) {
    for (int i : numbers) if (sums[i]) return true;
    return false;
  }

  /** Numbers of limb columns at which one more slot of a kind has room. */
  private int[] limbCounts(int[] numbers) {
    int least = least(numbers, limbs);
    var counts = new BitSet(MAX_LIMBS);
    for (int i : numbers) {
      for (int n = limbs[i]; limbs[i] > 0 && n <= Math.max(limbs[i], MAX_LIMBS); n += limbs[i]) counts.set(n);
    }
    if (least == 0) counts.set(0);
    return counts.stream().filter(n -> n >= least).toArray();
  }

  /** Whether there are rows enough if each but the last of a kind is full: where not, the track is too high. */
  private boolean mayFit(int[] numbers, int width, int limbCount, int free) {
    long left = most;
    for (int i : numbers) {
      left -= Math.ceilDiv(rows.count(i), slots(i, width, limbCount, free));
      if (left < 0) return false;
    }
    return true;
  }

  private boolean fits(int[] numbers, int width, int limbCount, int free) {
    long left = most;
    for (int i : numbers) {
      left -= rows.rows(i, slots(i, width, limbCount, free), left);
      if (left < 0) return false;
    }
    return true;
  }

  /**
   * The shape with the fewest other columns, from {@code least} on, with which the track is not too high; null when it is with any, or is as dear as
   * {@code dearest} then, lookups and sums not counted.
   */
  private TrackShape withFree(int[] numbers, int width, int limbCount, int least, double dearest) {
    int from = least;
    for (int to = (int) Math.min(MAX_FREE, dearest - prices.of(width, limbCount, 0)); from < to;) {
      int middle = (from + to) / 2;
      if (mayFit(numbers, width, limbCount, middle)) to = middle;
      else from = middle + 1;
    }
    for (int free = from; free <= MAX_FREE && prices.of(width, limbCount, free) < dearest; free++) {
      if (fits(numbers, width, limbCount, free)) return new TrackShape(width, limbCount, free);
    }
    return null;
  }

  /** Slots of kind number {@code kind} in so many columns: {@link TrackShape#slots}. */
  private int slots(int kind, int width, int limbCount, int free) {
    return Math.min(Math.min(inWired[width][kind], inLimbs[limbCount][kind]), inOthers[width + free][kind]);
  }

  private double price(int[] numbers, TrackShape shape) {
    double ofLookups = 0;
    for (int i : numbers) {
      if (lookups[i] > 0) ofLookups = Math.max(ofLookups, lookups[i] * slots(i, shape.wired(), shape.limbs(), shape.free()));
    }
    return prices.of(shape.wired(), shape.limbs(), shape.free()) + ofLookups + (definesSums(numbers) ? prices.sums() : 0);
  }
}
