package zkopt.ir.text;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import zkopt.ir.AsmText;
import zkopt.ir.Blob;
import zkopt.ir.ComplexType;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.DenseStringsAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.ShapedType;
import zkopt.ir.SparseElementsAttr;
import zkopt.ir.TensorType;
import zkopt.ir.Type;
import zkopt.ir.TypedAttr;
import zkopt.ir.text.grammar.MlirParser;

/** The bodies of {@code dense<...>} and {@code sparse<...>}. */
final class DenseLiterals {
  private final TokenCursor cursor;
  private final Literals literals;

  DenseLiterals(TokenCursor cursor, Literals literals) {
    this.cursor = cursor;
    this.literals = literals;
  }

  /** What stands between nested brackets, row-major; {@code isSplat}: one alone, without brackets. */
  private record Body(List<Long> shape, List<ParserRuleContext> elements, boolean isSplat) {}

  /** {@code dense<...>} as constant data of {@code type}. */
  TypedAttr dense(MlirParser.DenseValueContext tree, ShapedType type) {
    if (tree.denseBody() == null) {
      if (type.numElements() != 0) throw cursor.error(tree.getStart(), "expected element literal for type '" + type + "'");
      return isNumber(type.elementType()) ? new DenseElementsAttr(type, new Blob(ByteBuffer.allocate(0)), false) : new DenseStringsAttr(type, List.of(), false);
    }
    if (isNumber(type.elementType()) && isString(tree.denseBody())) {
      return raw(tree.denseBody().getStart(), type);
    }
    Body body = body(tree.denseBody());
    if (!body.isSplat && !body.shape.equals(type.shape())) {
      throw cursor.error(tree.getStart(), "inferred shape of elements literal (" + body.shape + ") does not match type (" + type.shape() + ")");
    }
    return data(body, type);
  }

  /** {@code sparse<places, values>}; one place or value stands for a row of them. */
  SparseElementsAttr sparse(MlirParser.SparseValueContext tree, ShapedType type) {
    if (tree.denseBody().isEmpty()) return new SparseElementsAttr(type, places(none(), 0, type), data(none(), TensorType.of(List.of(0L), type.elementType())));
    Body places = body(tree.denseBody(0));
    var indices = places(places, 1, type);
    Body given = body(tree.denseBody(1));
    long count = indices.type().rank() == 0 ? 1 : indices.type().dim(0);
    var values = data(given, TensorType.of(given.isSplat ? List.of(count) : given.shape, type.elementType()));
    checkShapes(tree, type, indices, (ShapedType) values.type());
    checkPlaces(tree, type, indices);
    return new SparseElementsAttr(type, indices, values);
  }

  private static Body none() {
    return new Body(List.of(0L), List.of(), false);
  }

  private DenseElementsAttr places(Body body, long rows, ShapedType type) {
    return (DenseElementsAttr) data(body, TensorType.of(body.isSplat || rows == 0 ? List.of(rows, (long) type.rank()) : body.shape, IntegerType.I64));
  }

  private void checkShapes(MlirParser.SparseValueContext tree, ShapedType type, DenseElementsAttr indices, ShapedType values) {
    var rows = indices.type();
    boolean fits = rows.rank() == 2 ? rows.dim(1) == type.rank() : rows.rank() == 1 && type.rank() == 1;
    if (values.rank() != 1) throw cursor.error(tree.getStart(), "expected 1-d tensor for sparse element values");
    if (fits && rows.dim(0) == values.dim(0)) return;
    throw cursor.error(tree.getStart(), "expected shape (" + type.shape() + "); inferred shape of indices literal (" + rows.shape()
        + "); inferred shape of values literal (" + values.shape() + ")");
  }

  private void checkPlaces(MlirParser.SparseValueContext tree, ShapedType type, DenseElementsAttr indices) {
    int rank = type.rank();
    for (int i = 0; i < indices.type().dim(0); i++) {
      long[] place = new long[rank];
      for (int d = 0; d < rank; d++) place[d] = indices.longAt((long) i * rank + d);
      for (int d = 0; d < rank; d++) {
        if (place[d] >= 0 && place[d] < type.dim(d)) continue;
        throw cursor.error(tree.getStart(), "sparse index #" + i + " is not contained within the value shape, with index="
            + Arrays.toString(place) + ", and type='" + type + "'");
      }
    }
  }

  private static boolean isString(MlirParser.DenseBodyContext body) {
    return body.element().size() == 1 && body.element(0).STRING() != null;
  }

  private static boolean isNumber(Type type) {
    try {
      return Blob.byteWidth(type) > 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private TypedAttr data(Body body, ShapedType type) {
    if (!isNumber(type.elementType())) return new DenseStringsAttr(type, body.elements.stream().map(this::string).toList(), body.isSplat);
    var data = ByteBuffer.allocate(Math.multiplyExact(body.elements.size(), Blob.byteWidth(type.elementType()))).order(ByteOrder.LITTLE_ENDIAN);
    for (var element : body.elements) put(data, element, type.elementType());
    return new DenseElementsAttr(type, new Blob(data.flip()), body.isSplat);
  }

  private String string(ParserRuleContext element) {
    if (element instanceof MlirParser.ElementContext e && e.STRING() != null) return AsmText.unquote(e.getText());
    throw cursor.error(element.getStart(), "expected string literal as element of a type that is no number");
  }

  private void put(ByteBuffer data, ParserRuleContext element, Type type) {
    if (type instanceof ComplexType(Type part)) {
      if (!(element instanceof MlirParser.DenseBodyContext pair)) throw cursor.error(element.getStart(), "expected '(' to begin a complex element");
      for (var half : pair.element()) put(data, half, part);
    } else if (element instanceof MlirParser.ElementContext scalar) {
      BigInteger bits = type instanceof FloatType f ? literals.floating(scalar, f) : literals.integral(scalar, type);
      Blob.putBits(data, Blob.byteWidth(type), bits);
    } else {
      throw cursor.error(element.getStart(), "expected element of type '" + type + "', but got a complex number");
    }
  }

  private Body body(MlirParser.DenseBodyContext tree) {
    var shape = new ArrayList<Long>();
    var elements = new ArrayList<ParserRuleContext>();
    collect(tree, 0, shape, elements);
    return new Body(shape, elements, !tree.element().isEmpty());
  }

  private void collect(MlirParser.DenseBodyContext body, int depth, List<Long> shape, List<ParserRuleContext> elements) {
    if (!body.element().isEmpty()) {
      if (depth != shape.size()) throw ragged(body);
      elements.add(body.element().size() == 1 ? body.element(0) : body);
      return;
    }
    long size = body.denseBody().size();
    if (depth == shape.size()) {
      if (!elements.isEmpty()) throw ragged(body);
      shape.add(size);
    } else if (shape.get(depth) != size) {
      throw ragged(body);
    }
    for (var part : body.denseBody()) collect(part, depth + 1, shape, elements);
  }

  private RuntimeException ragged(MlirParser.DenseBodyContext body) {
    return cursor.error(body.getStart(), "tensor literal is invalid; ranks are not consistent between elements");
  }

  /** {@code dense<"0x...">}: the bytes, little-endian; {@code i1} is packed eight to a byte. */
  private DenseElementsAttr raw(Token string, ShapedType type) {
    int width = Blob.byteWidth(type.elementType());
    byte[] bytes = Literals.hex(cursor, string, "elements hex string").decode();
    long count = type.numElements();
    if (type.elementType().equals(IntegerType.I1)) {
      boolean splat = bytes.length == 1 && (bytes[0] == 0 || bytes[0] == -1);
      if (!splat && bytes.length != (count + 7) / 8) throw sizeMismatch(string, type);
      byte[] unpacked = new byte[splat ? 1 : Math.toIntExact(count)];
      for (int i = 0; i < unpacked.length; i++) unpacked[i] = (byte) (bytes[i / 8] >> i % 8 & 1);
      return new DenseElementsAttr(type, new Blob(ByteBuffer.wrap(unpacked)), splat);
    }
    boolean splat = bytes.length == width;
    if (!splat && bytes.length != count * width) throw sizeMismatch(string, type);
    return new DenseElementsAttr(type, new Blob(ByteBuffer.wrap(bytes)), splat);
  }

  private RuntimeException sizeMismatch(Token string, ShapedType type) {
    return cursor.error(string, "elements hex data size is invalid for provided type: '" + type + "'");
  }
}
