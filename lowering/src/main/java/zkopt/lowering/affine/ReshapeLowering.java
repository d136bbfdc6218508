package zkopt.lowering.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import zkopt.dialect.memref.CollapseShapeOp;
import zkopt.dialect.memref.ExpandShapeOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.ir.MemRefType;
import zkopt.ir.Value;

/** The same buffer under another shape: dimensions collapsed or expanded, or collapsed to one and expanded again. */
record ReshapeLowering() implements OperatorLowering {
  @Override
  public Value lower(OnnxOp op, LoopEmitter emitter) {
    return reshape(emitter.operand(op.operand(0)), LoopEmitter.memref(op.outputType()), emitter);
  }

  /** The buffer as a list. */
  static Value flat(Value source, LoopEmitter emitter) {
    var type = (MemRefType) source.type();
    return reshape(source, MemRefType.of(List.of(type.numElements()), type.elementType()), emitter);
  }

  private static Value reshape(Value source, MemRefType target, LoopEmitter emitter) {
    List<Long> from = ((MemRefType) source.type()).shape();
    List<Long> to = target.shape();
    if (from.equals(to)) return source;
    List<long[]> collapsing = from.size() > to.size() ? groups(from, to) : null;
    if (collapsing != null) return CollapseShapeOp.create(emitter.builder(), emitter.location(), source, target, collapsing).result();
    List<long[]> expanding = from.size() < to.size() ? groups(to, from) : null;
    if (expanding != null) return ExpandShapeOp.create(emitter.builder(), emitter.location(), source, target, expanding).result();
    Value flat = reshape(source, MemRefType.of(List.of(target.numElements()), target.elementType()), emitter);
    return reshape(flat, target, emitter);
  }

  /** For each dimension of {@code coarse}, the neighbouring dimensions of {@code fine} whose product it is; null when there are none. */
  private static List<long[]> groups(List<Long> fine, List<Long> coarse) {
    var ends = new ArrayList<Integer>();
    int at = 0;
    for (long size : coarse) {
      if (at == fine.size()) return null;
      long product = fine.get(at++);
      while (product < size && at < fine.size()) product *= fine.get(at++);
      if (product != size) return null;
      ends.add(at);
    }
    if (fine.subList(at, fine.size()).stream().anyMatch(d -> d != 1)) return null;
    if (!ends.isEmpty()) ends.set(ends.size() - 1, fine.size());
    var groups = new ArrayList<long[]>();
    int from = 0;
    for (int end : ends) {
      groups.add(LongStream.range(from, end).toArray());
      from = end;
    }
    return groups;
  }
}
