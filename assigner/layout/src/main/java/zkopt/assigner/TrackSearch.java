package zkopt.assigner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/**
 * Divides the kinds of slots among tracks of gates. A row holds slots of one kind, so that in a track of many kinds each leaves other
 * columns empty; kinds that take wired, limb and free cells in like proportions fill a track of their own. Kinds go from track to track, one or a
 * pair at a time, as long as that makes the columns cheaper; from several beginnings, always the same. All forms of one gate stay together, so that
 * gate and row say where a cell is.
 */
final class TrackSearch {
  private static final int RANDOM_BEGINNINGS = 3;
  /** Evaluations of sets of kinds, times their kinds: with more a search would take seconds. */
  private static final long MOST_WORK = 150_000;
  /** Less is no difference in price. */
  private static final double LEAST_GAIN = 1e-9;

  /** A way to divide the kinds: their numbers on each track. */
  record Division(List<BitSet> tracks, double price) {}

  private final TrackShapes shapes;
  private final int maxTracks;
  /** What stays together. */
  private final List<BitSet> units;

  /** @param maxTracks tracks at most */
  TrackSearch(List<SlotKind> kinds, TrackShapes shapes, int maxTracks) {
    this.shapes = shapes;
    this.maxTracks = maxTracks;
    var byGate = new LinkedHashMap<Object, BitSet>();
    for (int i = 0; i < kinds.size(); i++) {
      Object unit = kinds.get(i) instanceof GateForm form ? form.gate() : kinds.get(i);
      byGate.computeIfAbsent(unit, _ -> new BitSet()).set(i);
    }
    units = List.copyOf(byGate.values());
  }

  /** All on one track, and the cheapest division that was found if it is another one; none where a kind does not fit. */
  List<Division> divisions() {
    Division one = new Tracks(new int[units.size()]).division();
    Division best = one;
    for (int[] beginning : beginnings()) {
      var tracks = new Tracks(beginning);
      tracks.improve();
      Division found = tracks.division();
      if (found.price() < best.price()) best = found;
    }
    var divisions = new ArrayList<Division>();
    if (one.price() < TrackShapes.NONE) divisions.add(one);
    if (best != one) divisions.add(best);
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

  private static BitSet union(BitSet a, BitSet b) {
    var both = (BitSet) a.clone();
    both.or(b);
    return both;
  }

  private static BitSet without(BitSet a, BitSet b) {
    var rest = (BitSet) a.clone();
    rest.andNot(b);
    return rest;
  }

  /** The tracks in the course of a search. */
  private final class Tracks {
    private final int[] trackOf;
    /** The kinds on each track. */
    private final BitSet[] on = new BitSet[maxTracks];
    private final double[] price = new double[maxTracks];

    Tracks(int[] trackOf) {
      this.trackOf = trackOf;
      Arrays.setAll(on, _ -> new BitSet());
      for (int unit = 0; unit < trackOf.length; unit++) on[trackOf[unit]].or(units.get(unit));
      Arrays.setAll(price, track -> shapes.cheapest(on[track]));
    }

    Division division() {
      return new Division(Arrays.stream(on).filter(kinds -> !kinds.isEmpty()).toList(), total());
    }

    private double total() {
      double total = 0;
      for (double of : price) {
        if (of == TrackShapes.NONE) return of;
        total += of;
      }
      return total;
    }

    void improve() {
      for (boolean better = true; better && shapes.work() < MOST_WORK;) {
        better = false;
        for (int unit = 0; unit < trackOf.length; unit++) {
          for (int track = 0; track < maxTracks; track++) better |= move(unit, track);
          for (int other = 0; other < unit; other++) better |= swap(unit, other);
        }
      }
    }

    /** Moves a unit to another track if that is cheaper. */
    private boolean move(int unit, int to) {
      int from = trackOf[unit];
      if (from == to) return false;
      BitSet stay = without(on[from], units.get(unit));
      if (!replace(from, stay, 0, to, union(on[to], units.get(unit)), price[to])) return false;
      trackOf[unit] = to;
      return true;
    }

    /** Swaps two units of different tracks if that is cheaper. */
    private boolean swap(int unit, int other) {
      int from = trackOf[unit];
      int to = trackOf[other];
      if (from == to) return false;
      BitSet stay = without(on[from], units.get(unit));
      BitSet rest = without(on[to], units.get(other));
      if (!replace(from, union(stay, units.get(other)), shapes.bound(stay), to, union(rest, units.get(unit)), shapes.bound(rest))) return false;
      trackOf[unit] = to;
      trackOf[other] = from;
      return true;
    }

    /**
     * Puts other kinds on two tracks if that is cheaper. Shapes are searched for as long as it may be.
     *
     * @param leastFirst what these kinds cost at least on the first track, from what is known
     */
    private boolean replace(int first, BitSet onFirst, double leastFirst, int second, BitSet onSecond, double leastSecond) {
      double besides = 0;
      for (int track = 0; track < maxTracks; track++) {
        if (track == first || track == second) continue;
        if (price[track] == TrackShapes.NONE) return false;
        besides += price[track];
      }
      double most = total() - LEAST_GAIN - besides;
      double boundFirst = Math.max(leastFirst, shapes.bound(onFirst));
      double boundSecond = Math.max(leastSecond, shapes.bound(onSecond));
      if (boundFirst + boundSecond >= most) return false;
      double ofFirst = shapes.cheaper(onFirst, most - boundSecond);
      if (ofFirst == TrackShapes.NONE) return false;
      double ofSecond = shapes.cheaper(onSecond, most - ofFirst);
      if (ofSecond == TrackShapes.NONE) return false;
      on[first] = onFirst;
      on[second] = onSecond;
      price[first] = ofFirst;
      price[second] = ofSecond;
      return true;
    }
  }
}
