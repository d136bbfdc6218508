package zkopt.ir.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.Attribute;
import zkopt.ir.FloatType;
import zkopt.ir.FunctionType;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerType;
import zkopt.ir.MemRefType;
import zkopt.ir.NoneType;
import zkopt.ir.ShapedType;
import zkopt.ir.StridedLayoutAttr;
import zkopt.ir.TensorType;
import zkopt.ir.TupleType;
import zkopt.ir.Type;
import zkopt.ir.UnrankedMemRefType;
import zkopt.ir.UnrankedTensorType;
import zkopt.ir.VectorType;
import zkopt.ir.text.grammar.MlirParser;

/** Tensors, vectors and memrefs from their parse trees. */
final class ShapedTypeBuilder {
  private static final Pattern DIMENSION = Pattern.compile("\\[\\s*(\\d+)\\s*]|\\d+|[?*]");

  private final TokenCursor cursor;
  private final AttributeBuilder attributes;

  ShapedTypeBuilder(TokenCursor cursor, AttributeBuilder attributes) {
    this.cursor = cursor;
    this.attributes = attributes;
  }

  /** @param element the type of the elements, which stands in {@code tree} */
  Type type(MlirParser.ShapedTypeContext tree, Type element) {
    String head = tree.SHAPED().getText();
    int open = head.indexOf('<');
    String kind = head.substring(0, open).strip();
    List<MatchResult> dimensions = DIMENSION.matcher(head).region(open, head.length()).results().toList();
    boolean isUnranked = !dimensions.isEmpty() && dimensions.getFirst().group().equals("*");
    if (isUnranked && kind.equals("vector")) throw cursor.error(tree.getStart(), "expected dimension size in vector type");
    var shape = new ArrayList<Long>();
    var scalable = new ArrayList<Boolean>();
    for (MatchResult dimension : dimensions.subList(isUnranked ? 1 : 0, dimensions.size())) {
      boolean isScalable = dimension.group(1) != null;
      boolean isOfKind = kind.equals("vector") ? !dimension.group().equals("?") : !isScalable;
      if (isUnranked || dimension.group().equals("*") || !isOfKind) {
        throw cursor.error(tree.getStart().getStartIndex() + dimension.start(), "expected non-function type");
      }
      shape.add(size(tree.getStart(), isScalable ? dimension.group(1) : dimension.group()));
      scalable.add(isScalable);
    }
    checkElement(tree, kind, element, shape);
    return switch (kind) {
      case "tensor" -> tensor(tree, isUnranked ? null : shape, element);
      case "vector" -> {
        refuseMore(tree, 0, kind);
        yield new VectorType(shape, element, scalable);
      }
      default -> memref(tree, isUnranked ? null : shape, element);
    };
  }

  private void checkElement(MlirParser.ShapedTypeContext tree, String kind, Type element, List<Long> shape) {
    Token place = tree.type().getStart();
    boolean isNumber = element instanceof IntegerType || element instanceof IndexType || element instanceof FloatType;
    switch (kind) {
      case "vector" -> {
        if (!isNumber) throw cursor.error(place, "vector elements must be int/index/float type");
        if (shape.stream().anyMatch(size -> size <= 0)) throw cursor.error(place, "vector types must have positive constant sizes");
      }
      case "tensor" -> {
        boolean isOther = element instanceof MemRefType || element instanceof UnrankedMemRefType;
        if (isOther || isNoElement(element)) throw cursor.error(place, "invalid tensor element type");
      }
      default -> {
        if (isNoElement(element)) throw cursor.error(place, "invalid memref element type");
      }
    }
  }

  /** Builtin types that neither tensors nor buffers hold. Those of a dialect that is not known here may be elements of both. */
  private static boolean isNoElement(Type type) {
    return switch (type) {
      case FunctionType _, TensorType _, UnrankedTensorType _, TupleType _, NoneType _ -> true;
      default -> false;
    };
  }

  private void refuseMore(MlirParser.ShapedTypeContext tree, int most, String kind) {
    if (tree.attribute().size() > most) {
      throw cursor.missing(cursor.get(tree.attribute().getLast().getStart().getTokenIndex() - 1), "expected '>' in " + kind + " type");
    }
  }

  private Type tensor(MlirParser.ShapedTypeContext tree, List<Long> shape, Type element) {
    Attribute encoding = tree.attribute().isEmpty() ? null : attributes.attribute(tree.attribute().getFirst());
    refuseMore(tree, 1, "tensor");
    return shape == null ? new UnrankedTensorType(element) : new TensorType(shape, element, encoding);
  }

  private Type memref(MlirParser.ShapedTypeContext tree, List<Long> shape, Type element) {
    Attribute layout = null;
    Attribute space = null;
    for (var parameter : tree.attribute()) {
      Attribute value = attributes.attribute(parameter);
      boolean isLayout = value instanceof StridedLayoutAttr || value instanceof AffineMapAttr;
      Token behind = cursor.get(parameter.getStop().getTokenIndex() + 1);
      if (isLayout && shape == null) throw cursor.error(behind, "cannot have affine map for unranked memref type");
      if (space != null) throw cursor.error(behind, isLayout ? "expected memory space to be last in memref type" : "multiple memory spaces specified in memref type");
      if (isLayout) layout = value;
      else space = value;
    }
    if (!MemRefType.isMemorySpace(space)) throw cursor.error(tree.getStart(), "unsupported memory space Attribute");
    if (shape == null) return new UnrankedMemRefType(element, space);
    if (layout instanceof AffineMapAttr(var map) && map.numDims() != shape.size()) {
      throw cursor.error(tree.getStart(), "memref layout mismatch between rank and affine map: " + shape.size() + " != " + map.numDims());
    }
    if (layout instanceof StridedLayoutAttr strided && strided.strides().size() != shape.size()) {
      throw cursor.error(tree.getStart(), "expected the number of strides to match the rank");
    }
    return new MemRefType(shape, element, layout, space);
  }

  private long size(Token place, String text) {
    if (text.equals("?")) return ShapedType.DYNAMIC;
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw cursor.error(place, "invalid dimension '" + text + "'");
    }
  }
}
