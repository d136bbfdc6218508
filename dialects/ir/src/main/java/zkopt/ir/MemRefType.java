package zkopt.ir;

import java.util.List;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;
import zkopt.ir.text.AttributePrinter;

/** {@code memref<1x28xf32, layout, space>}; {@code layout} and {@code memorySpace} may be null (identity, default). Space 0 is the default. */
public record MemRefType(List<Long> shape, Type elementType, Attribute layout, Attribute memorySpace) implements ShapedType {
  public MemRefType {
    shape = List.copyOf(shape);
    memorySpace = withoutDefault(memorySpace);
    if (layout instanceof AffineMapAttr map && map.value().isIdentity() && map.value().numDims() == shape.size()) layout = null;
  }

  public static MemRefType of(List<Long> shape, Type elementType) {
    return new MemRefType(shape, elementType, null, null);
  }

  @Override
  public MemRefType with(List<Long> shape, Type elementType) {
    return new MemRefType(shape, elementType, layout, memorySpace);
  }

  static Attribute withoutDefault(Attribute space) {
    return space instanceof IntegerAttr number && number.value() == 0 ? null : space;
  }

  /** Whether buffers may be in it: a number, a name, a dictionary or an attribute of a dialect; null is the default. */
  public static boolean isMemorySpace(Attribute space) {
    return switch (space) {
      case null -> true;
      case IntegerAttr _, WideIntegerAttr _, StringAttr _, TypedStringAttr _, DictionaryAttr _ -> true;
      // builtin's attributes are those of this package
      default -> space.getClass().getPackage() != Attribute.class.getPackage();
    };
  }

  /** Whether an element's place is a sum of its indices, each times a stride. */
  public boolean isStrided() {
    return switch (layout) {
      case null -> true;
      case StridedLayoutAttr _ -> true;
      case AffineMapAttr(AffineMap map) -> map.results().size() == 1 && isSumOfProducts(map.results().getFirst());
      default -> false;
    };
  }

  private static boolean isSumOfProducts(AffineExpr expr) {
    return switch (expr) {
      case AffineExpr.Add(var a, var b) -> isSumOfProducts(a) && isSumOfProducts(b);
      case AffineExpr.Mul(var a, var b) -> isSumOfProducts(a) && isSumOfProducts(b);
      case AffineExpr.Dim _, AffineExpr.Symbol _, AffineExpr.Constant _ -> true;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.type(this);
  }
}
