package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import zkopt.analysis.affine.MapOperands;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.analysis.affine.MemoryRegion;
import zkopt.analysis.affine.TripCounts;
import zkopt.dialect.affine.ApplyOp;
import zkopt.dialect.affine.DmaOp;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.dialect.memref.DeallocOp;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/**
 * The copies of one range: buffers, loops or transfers that copy, and accesses that use the buffers; in MLIR's order, its unused constants and
 * maps included.
 */
final class DataCopy {
  private final AffineDataCopyGenerate options;
  private final FuncOp function;
  private final DataCopies.Range range;
  private final Map<Value, Value> buffers = new IdentityHashMap<>();
  private final List<ForOp> nests = new ArrayList<>();
  private final List<DmaOp> transfers = new ArrayList<>();

  DataCopy(AffineDataCopyGenerate options, FuncOp function, DataCopies.Range range) {
    this.options = options;
    this.function = function;
    this.range = range;
  }

  /** The loops made so far that copy. */
  List<ForOp> nests() {
    return nests;
  }

  /** Copies a region in and makes the range use the copy. Returns the bytes of a new buffer. */
  long in(MemoryRegion region) {
    return generate(region, false);
  }

  /** Copies a region out, and makes the range use the copy. Returns the bytes of a new buffer. */
  long out(MemoryRegion region) {
    return generate(region, true);
  }

  private long generate(MemoryRegion region, boolean out) {
    ConstantOp zero = ConstantOp.index(OpBuilder.atStart(function.body()), function.location(), 0);
    MemoryRegion.Box box = region.box();
    if (box == null || box.numElements() == 0 || box.shape().isEmpty()) return 0;
    BoxStride stride = options.generateDma() ? BoxStride.of((MemRefType) region.memref().type(), box) : null;
    if (options.generateDma() && !isTransferable(stride)) return 0;
    List<Operation> accesses = range.operations().stream()
        .filter(op -> MemoryAccess.of(op) != null && MemoryAccess.of(op).memref() == region.memref()).toList();
    ForOp around = highestLoop(region, out);
    Operation before = around == null ? range.begin : around;
    Operation behind = around == null ? range.end : around.next();
    boolean atEnd = behind == range.end;
    Location location = before.location();
    var top = OpBuilder.before(zero);
    var corner = new ArrayList<Value>();
    for (AffineExpr offset : box.offsets()) {
      if (!(offset instanceof AffineExpr.Constant(long c))) corner.add(offsetOf(region, offset, OpBuilder.before(out ? behind : before), location).result());
      else corner.add((c == 0 ? zero : ConstantOp.index(top, location, c)).result());
    }
    Value buffer = buffers.get(region.memref());
    boolean isNew = buffer == null;
    if (isNew) {
      buffer = AllocOp.create(OpBuilder.before(before), location, type(region, box)).result();
      buffers.put(region.memref(), buffer);
    }
    var counts = new ArrayList<Value>(List.of(ConstantOp.index(top, location, box.numElements()).result()));
    if (stride == null) {
      nests.add(copyNest(region, out, box, buffer, OpBuilder.before(out ? behind : before), location));
      if (out && atEnd) range.end = nests.getLast();
    } else {
      if (stride.stride() != 0) {
        counts.add(ConstantOp.index(top, location, stride.stride()).result());
        counts.add(ConstantOp.index(top, location, stride.run()).result());
      }
      Value tag = AllocOp.create(OpBuilder.before(before), location, tagType()).result();
      transfer(out, place(region.memref(), corner), place(buffer, Collections.nCopies(corner.size(), zero.result())), place(tag, List.of(zero.result())),
          counts, OpBuilder.before(out ? behind : before), location);
      DeallocOp dealloc = DeallocOp.create(OpBuilder.before(behind), location, tag);
      if (atEnd) range.end = out ? transfers.getLast() : dealloc;
    }
    if (isNew) {
      DeallocOp dealloc = DeallocOp.create(OpBuilder.before(behind), location, buffer);
      if (atEnd && !out && stride == null) range.end = dealloc;
    }
    Operation previous = range.begin.previous();
    var block = range.begin.block();
    new MemrefReplacement(buffer, remap(region, box), region.symbols()).replaceIn(accesses);
    range.begin = previous == null ? block.first() : previous.next();
    return isNew ? Math.max(0, box.numElements() * MemoryRegion.elementBytes((MemRefType) region.memref().type())) : 0;
  }

  private MemRefType type(MemoryRegion region, MemoryRegion.Box box) {
    return new MemRefType(box.shape(), ((MemRefType) region.memref().type()).elementType(), null, MemorySpace.of(options.fastMemSpace()));
  }

  private MemRefType tagType() {
    return new MemRefType(List.of(1L), IntegerType.I32, null, MemorySpace.of(options.tagMemSpace()));
  }

  /** Strides are in the slower memory, which is the one with the lower number. */
  private boolean isTransferable(BoxStride stride) {
    return stride != null && (stride.stride() == 0 || Integer.compareUnsigned(options.slowMemSpace(), options.fastMemSpace()) < 0);
  }

  private static DmaOp.Place place(Value memref, List<Value> subscripts) {
    var map = new MapOperands(AffineMap.identity(subscripts.size()), subscripts);
    if (subscripts.stream().anyMatch(v -> v.definingOp() instanceof ApplyOp)) map = map.canonical();
    return new DmaOp.Place(memref, map.map(), map.operands());
  }

  private void transfer(boolean out, DmaOp.Place slow, DmaOp.Place fast, DmaOp.Place tag, List<Value> counts, OpBuilder builder, Location location) {
    transfers.add(DmaOp.start(builder, location, out ? fast : slow, out ? slow : fast, tag, counts));
    DmaOp.await(builder, location, tag, counts.getFirst());
  }

  private static ApplyOp offsetOf(MemoryRegion region, AffineExpr offset, OpBuilder builder, Location location) {
    return ApplyOp.create(builder, location, new AffineMap(region.symbols().size(), 0, List.of(offset)), region.symbols());
  }

  /** Old subscripts less where the box begins; the region's symbols are the first dimensions. */
  private static AffineMap remap(MemoryRegion region, MemoryRegion.Box box) {
    int outer = region.symbols().size();
    var results = IntStream.range(0, box.shape().size()).mapToObj(i -> AffineExpr.dim(outer + i).minus(box.offsets().get(i))).toList();
    return new AffineMap(outer + results.size(), 0, results);
  }

  /**
   * The outermost loop around the range that the region does not depend on, with all loops between, and that touches the buffer nowhere
   * else; null when there is none.
   */
  private ForOp highestLoop(MemoryRegion region, boolean out) {
    ForOp highest = null;
    for (ForOp loop : Loops.around(range.begin).reversed()) {
      if (isNeededIn(region, loop) || isUsedElsewhere(region.memref(), loop) || (out || !CopiedRegions.isInside(region, options)) && mayNotRun(loop)) break;
      highest = loop;
    }
    return highest;
  }

  /** Whether the region or the buffer is another one in each iteration, or may be touched by an operation that is not known. */
  private static boolean isNeededIn(MemoryRegion region, ForOp loop) {
    boolean isDefined = Stream.concat(Stream.of(region.memref()), region.symbols().stream())
        .anyMatch(v -> v == loop.inductionVar() || v.definingOp() != null && loop.isAncestorOf(v.definingOp()));
    var unknown = new boolean[1];
    loop.walk(op -> unknown[0] |= CopiedRegions.isUnknown(op));
    return isDefined || unknown[0];
  }

  private static boolean mayNotRun(ForOp loop) {
    return TripCounts.constant(loop).orElse(0) < 1;
  }

  private boolean isUsedElsewhere(Value memref, ForOp loop) {
    List<Operation> here = range.operations();
    return MemoryAccess.base(memref) != memref || memref.users().stream()
        .anyMatch(user -> MemoryAccess.isView(user) || loop.isAncestorOf(user) && !here.contains(user) && !isCopy(user));
  }

  private boolean isCopy(Operation op) {
    return transfers.contains(op) || nests.stream().anyMatch(n -> n.isAncestorOf(op));
  }

  /** One loop for each dimension around a load and a store. */
  private static ForOp copyNest(MemoryRegion region, boolean out, MemoryRegion.Box box, Value buffer, OpBuilder at, Location location) {
    OpBuilder builder = at;
    ForOp root = null;
    var subscripts = new ArrayList<Value>();
    var inBuffer = new ArrayList<AffineExpr>();
    var operands = new ArrayList<Value>();
    var offsets = new ArrayList<ApplyOp>();
    for (int d = 0; d < box.shape().size(); d++) {
      MemoryRegion.SubscriptBounds bounds = region.bounds(d);
      MapOperands lower = bound(bounds.lower(), region);
      MapOperands upper = bound(bounds.upper(), region);
      ForOp loop = ForOp.create(builder, location, lower.map(), lower.operands(), upper.map(), upper.operands(), 1, List.of());
      if (root == null) root = loop;
      builder = OpBuilder.before(loop.body().terminator());
      offsets.add(offsetOf(region, box.offsets().get(d), builder, location));
      inBuffer.add(AffineExpr.dim(2 * d + 1).minus(AffineExpr.dim(2 * d)));
      operands.add(offsets.getLast().result());
      operands.add(loop.inductionVar());
      subscripts.add(loop.inductionVar());
    }
    var fast = new MapOperands(new AffineMap(operands.size(), 0, inBuffer), operands).canonical().normalOperands();
    offsets.forEach(ApplyOp::erase);
    if (out) {
      LoadOp load = LoadOp.create(builder, location, buffer, fast.map(), fast.operands());
      StoreOp.create(builder, location, load.result(), region.memref(), subscripts);
    } else {
      LoadOp load = LoadOp.create(builder, location, region.memref(), subscripts);
      StoreOp.create(builder, location, load.result(), buffer, fast.map(), fast.operands());
    }
    return root;
  }

  private static MapOperands bound(AffineMap map, MemoryRegion region) {
    MapOperands bound = new MapOperands(map, region.symbols()).composed().normalOperands();
    return bound.withResults(bound.map().results().stream().distinct().toList());
  }
}
