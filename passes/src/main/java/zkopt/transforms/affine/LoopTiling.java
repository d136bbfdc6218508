package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import zkopt.analysis.affine.Dependences;
import zkopt.analysis.affine.FullTiles;
import zkopt.analysis.affine.LinearSystem;
import zkopt.analysis.affine.MapOperands;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.analysis.affine.TripCounts;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.IfOp;
import zkopt.ir.IRMapping;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** Loops over tiles and loops inside them, in place of a perfect nest. */
final class LoopTiling {
  private LoopTiling() {}

  /**
   * Whether the loops of a perfect nest may be tiled: bounds do not depend on counters of the nest, nothing is carried, and no dependence
   * runs backwards along any loop. (LLVM 19 overlooks dependences that run backwards by a constant.)
   */
  static boolean isLegal(List<ForOp> band) {
    ForOp root = band.getFirst();
    boolean rectangular = band.stream().allMatch(l -> l.numResults() == 0
        && l.operands().stream().noneMatch(v -> root.isAncestorOf(v.parentBlock().parentOp())));
    var accesses = new ArrayList<MemoryAccess>();
    if (!rectangular || !ParallelLoops.collect(root, accesses)) return false;
    int outer = Loops.around(root).size();
    for (MemoryAccess source : accesses) {
      for (MemoryAccess target : accesses) {
        for (int depth = outer + 1; depth <= outer + band.size(); depth++) {
          if (!goesForward(Dependences.of(source, target, depth), outer, band.size())) return false;
        }
      }
    }
    return true;
  }

  private static boolean goesForward(Dependences.Result dependence, int outer, int width) {
    return switch (dependence.answer()) {
      case NONE -> true;
      case UNKNOWN -> false;
      case DEPENDENT -> dependence.distances().subList(outer, outer + width).stream().map(LinearSystem.Range::min).allMatch(min -> min != null && min >= 0);
    };
  }

  /**
   * Returns the loops inside a tile.
   *
   * @param sizes the iterations of each loop in one tile
   */
  static List<ForOp> tile(List<ForOp> band, long[] sizes) {
    ForOp root = band.getFirst();
    var tiles = new ArrayList<ForOp>();
    var builder = OpBuilder.before(root);
    for (int i = 0; i < sizes.length; i++) {
      ForOp loop = band.get(i);
      tiles.add(ForOp.create(builder, root.location(), loop.lowerMap(), loop.lowerOperands(), loop.upperMap(), loop.upperOperands(),
          Math.multiplyExact(sizes[i], loop.step()), List.of()));
      builder = OpBuilder.atStart(tiles.getLast().body());
    }
    var points = new ArrayList<ForOp>();
    for (int i = 0; i < sizes.length; i++) {
      ForOp loop = band.get(i);
      MapOperands tile = MapOperands.of(tiles.get(i).inductionVar());
      MapOperands end = endOfTile(loop, tile, sizes[i]);
      ForOp inner = ForOp.create(builder, root.location(), tile.map(), tile.operands(), end.map(), end.operands(), loop.step(), List.of());
      loop.inductionVar().replaceAllUsesWith(inner.inductionVar());
      points.add(inner);
      builder = OpBuilder.atStart(inner.body());
    }
    List<Operation> body = band.getLast().body().operations();
    for (Operation op : body.subList(0, body.size() - 1)) op.moveBefore(points.getLast().body().terminator());
    root.erase();
    return points;
  }

  private static MapOperands endOfTile(ForOp loop, MapOperands tile, long size) {
    OptionalLong count = TripCounts.constant(loop);
    long iterations = count.isPresent() && count.getAsLong() < size ? count.getAsLong() : size;
    AffineMap end = AffineMap.of(1, AffineExpr.dim(0).plus(iterations * loop.step()));
    if (iterations < size || Loops.tripCountDivisor(loop) % size == 0) return new MapOperands(end, tile.operands());
    // min(tile + size, end of the loop), the tile being the last dimension
    MapOperands upper = Loops.upper(loop);
    int dims = upper.map().numDims();
    var operands = new ArrayList<>(upper.operands());
    operands.addAll(dims, tile.operands());
    var results = new ArrayList<>(List.of(AffineExpr.dim(dims).plus(size * loop.step())));
    results.addAll(upper.map().results());
    return new MapOperands(new AffineMap(dims + 1, upper.map().numSymbols(), results), operands);
  }

  /** Gives full tiles a nest of their own, without minima in their bounds; leaves the nest as it is where it is not known which are full. */
  static void separate(List<ForOp> points) {
    List<FullTiles.Range> ranges = points.stream().map(FullTiles::range).toList();
    FullTiles.Condition condition = ranges.contains(null) ? null : FullTiles.condition(points);
    if (condition == null) return;
    ForOp root = points.getFirst();
    IfOp isFull = IfOp.create(OpBuilder.before(root), root.location(), condition.set(), condition.operands(), List.of(), true);
    var builder = OpBuilder.before(isFull.thenBlock().terminator());
    var mapping = new IRMapping();
    for (int i = 0; i < points.size(); i++) {
      ForOp loop = points.get(i);
      MapOperands lower = ranges.get(i).lower();
      MapOperands upper = ranges.get(i).upper();
      ForOp full = ForOp.create(builder, loop.location(), lower.map(), lower.operands(), upper.map(), upper.operands(), 1, List.of());
      mapping.map(loop.inductionVar(), full.inductionVar());
      builder = OpBuilder.before(full.body().terminator());
    }
    List<Operation> body = points.getLast().body().operations();
    for (Operation op : body.subList(0, body.size() - 1)) builder.insert(op.clone(mapping));
    root.moveBefore(isFull.elseBlock().terminator());
  }
}
