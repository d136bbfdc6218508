package zkopt.assigner;

import java.util.List;

/**
 * The numbers of columns that hold values. Tracks of gates and the track of the operands of contractions stand side by side: the columns
 * of one are not those of another. First of all come the wired columns, of the tracks of gates one after the other and then of operands; then all
 * limb columns, then the others.
 *
 * @param tracks the tracks of gates
 * @param trackOf for each kind of slots, in the order of {@link SlotKind#of}, the number of its track
 * @param a wired witness columns for first operands of contractions
 * @param b wired witness columns for second operands that are no weights
 * @param weights weight columns, for second operands
 */
public record TableShape(List<TrackShape> tracks, List<Integer> trackOf, int a, int b, int weights) {
  public TableShape {
    tracks = List.copyOf(tracks);
    trackOf = List.copyOf(trackOf);
  }

  int wired() {
    return tracks.stream().mapToInt(TrackShape::wired).sum();
  }

  int allWired() {
    return wired() + a + b;
  }

  int limbs() {
    return tracks.stream().mapToInt(TrackShape::limbs).sum();
  }

  int witness() {
    return allWired() + limbs() + tracks.stream().mapToInt(TrackShape::free).sum();
  }

  int columnA(int i) {
    return wired() + i;
  }

  int columnB(int i) {
    return wired() + a + i;
  }

  /** The witness column of limb column {@code i}. */
  int limbColumn(int i) {
    return allWired() + i;
  }

  /** The columns of a track. */
  TrackColumns track(int number) {
    int wired = 0;
    int limbs = allWired();
    int free = allWired() + limbs();
    for (TrackShape before : tracks.subList(0, number)) {
      wired += before.wired();
      limbs += before.limbs();
      free += before.free();
    }
    return new TrackColumns(number, tracks.get(number), wired, limbs, free);
  }
}
