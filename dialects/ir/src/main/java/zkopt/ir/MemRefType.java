package zkopt.ir;

import java.util.List;
import zkopt.ir.text.AttributePrinter;

/** {@code memref<1x28xf32, layout, space>}; {@code layout} and {@code memorySpace} may be null (identity, default). */
public record MemRefType(List<Long> shape, Type elementType, Attribute layout, Attribute memorySpace) implements ShapedType {
  public MemRefType {
    shape = List.copyOf(shape);
    if (layout instanceof AffineMapAttr map && map.value().isIdentity() && map.value().numDims() == shape.size()) layout = null;
  }

  public static MemRefType of(List<Long> shape, Type elementType) {
    return new MemRefType(shape, elementType, null, null);
  }

  @Override
  public MemRefType with(List<Long> shape, Type elementType) {
    return new MemRefType(shape, elementType, layout, memorySpace);
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.type(this);
  }
}
