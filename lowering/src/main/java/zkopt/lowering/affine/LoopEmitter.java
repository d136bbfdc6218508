package zkopt.lowering.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.dialect.memref.AllocaOp;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IndexType;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/**
 * Emits loops over memrefs of f32 before the operation that they replace, at its location. In index expressions, dimension i is the
 * i-th loop from outside.
 */
final class LoopEmitter {
  private final OpBuilder builder;
  private final Location location;
  private final Buffers buffers;
  private final List<Value> loops = new ArrayList<>();

  /** Where tensors and constants are. */
  interface Buffers {
    /** The memref that stands for {@code tensor}. */
    Value of(Value tensor, LoopEmitter emitter);

    /** The memref that holds {@code data}. */
    Value of(ElementsAttr data, LoopEmitter emitter);
  }

  LoopEmitter(Operation op, Buffers buffers) {
    this.builder = OpBuilder.before(op);
    this.location = op.location();
    this.buffers = buffers;
  }

  /** Where the elements of such a tensor are kept: all numbers are reals, whole ones too, and truth is 1. */
  static MemRefType memref(TensorType type) {
    return MemRefType.of(type.shape(), type.elementType() instanceof IndexType ? type.elementType() : FloatType.F32);
  }

  OpBuilder builder() {
    return builder;
  }

  Location location() {
    return location;
  }

  /** The memref that stands for {@code tensor}. */
  Value operand(Value tensor) {
    return buffers.of(tensor, this);
  }

  Value alloc(List<Long> shape) {
    return AllocOp.create(builder, location, MemRefType.of(shape, FloatType.F32)).result();
  }

  /** A cell for a running value, in memory because loops carry it. */
  Value cell() {
    return AllocaOp.create(builder, location, MemRefType.of(List.of(), FloatType.F32)).result();
  }

  /** The memref that holds {@code data}. */
  Value constant(ElementsAttr data) {
    return buffers.of(data, this);
  }

  Value constant(double value) {
    return ConstantOp.create(builder, location, FloatAttr.f32(value)).result();
  }

  Value binary(BinaryOp.Kind kind, Value lhs, Value rhs) {
    return BinaryOp.create(builder, location, kind, lhs, rhs).result();
  }

  /** Loops from 0 to each of {@code sizes}, around {@code body}, inside of the loops that are open. */
  void loops(List<Long> sizes, Runnable body) {
    loops(sizes.stream().map(Bounds::upTo).toList(), 0, body);
  }

  /** Loops with these bounds around {@code body}, inside of the loops that are open. */
  void loopsWithin(List<Bounds> bounds, Runnable body) {
    loops(bounds, 0, body);
  }

  private void loops(List<Bounds> bounds, int depth, Runnable body) {
    if (depth == bounds.size()) {
      body.run();
      return;
    }
    Bounds b = bounds.get(depth);
    Access lower = access(b.lower());
    Access upper = access(b.upper());
    var loop = ForOp.create(builder, location, lower.map(), lower.operands(), upper.map(), upper.operands(), 1, List.of());
    builder.setInsertionPoint(loop.body().last());
    loops.add(loop.inductionVar());
    loops(bounds, depth + 1, body);
    loops.removeLast();
    builder.setInsertionPointAfter(loop);
  }

  /** {@code for i in [max(lower), min(upper))}, in terms of the loops around it. */
  record Bounds(List<AffineExpr> lower, List<AffineExpr> upper) {
    static Bounds upTo(long size) {
      return new Bounds(List.of(AffineExpr.constant(0)), List.of(AffineExpr.constant(size)));
    }
  }

  private record Access(AffineMap map, List<Value> operands) {}

  /** The expressions as a map of only those loops that they use. */
  private Access access(List<AffineExpr> expressions) {
    var used = new ArrayList<Value>();
    var renamed = new ArrayList<AffineExpr>();
    for (int i = 0; i < loops.size(); i++) {
      int loop = i;
      boolean isUsed = expressions.stream().anyMatch(e -> uses(e, loop));
      renamed.add(AffineExpr.dim(used.size()));
      if (isUsed) used.add(loops.get(i));
    }
    return new Access(new AffineMap(used.size(), 0, expressions.stream().map(e -> e.replace(renamed, List.of())).toList()), used);
  }

  private static boolean uses(AffineExpr e, int dim) {
    return switch (e) {
      case AffineExpr.Dim(int position) -> position == dim;
      case AffineExpr.Symbol _, AffineExpr.Constant _ -> false;
      case AffineExpr.Add(var a, var b) -> uses(a, dim) || uses(b, dim);
      case AffineExpr.Mul(var a, var b) -> uses(a, dim) || uses(b, dim);
      case AffineExpr.FloorDiv(var a, var b) -> uses(a, dim) || uses(b, dim);
      case AffineExpr.CeilDiv(var a, var b) -> uses(a, dim) || uses(b, dim);
      case AffineExpr.Mod(var a, var b) -> uses(a, dim) || uses(b, dim);
    };
  }

  Value load(Value memref, List<AffineExpr> indices) {
    Access access = access(indices);
    return LoadOp.create(builder, location, memref, access.map(), access.operands()).result();
  }

  void store(Value value, Value memref, List<AffineExpr> indices) {
    Access access = access(indices);
    StoreOp.create(builder, location, value, memref, access.map(), access.operands());
  }

  /** Sets every element of {@code memref} to {@code value}. */
  void fill(Value memref, double value) {
    Value constant = constant(value);
    List<Long> shape = ((MemRefType) memref.type()).shape();
    loops(shape, () -> store(constant, memref, dims(shape.size())));
  }

  /** {@code d0, d1, ...}. */
  static List<AffineExpr> dims(int count) {
    return dims(0, count);
  }

  static List<AffineExpr> dims(int from, int to) {
    return IntStream.range(from, to).mapToObj(AffineExpr::dim).toList();
  }
}
