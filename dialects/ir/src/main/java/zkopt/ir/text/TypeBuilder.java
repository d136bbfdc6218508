package zkopt.ir.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.Attribute;
import zkopt.ir.ComplexType;
import zkopt.ir.FloatType;
import zkopt.ir.FunctionType;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerType;
import zkopt.ir.MemRefType;
import zkopt.ir.NoneType;
import zkopt.ir.OpaqueType;
import zkopt.ir.ShapedType;
import zkopt.ir.StridedLayoutAttr;
import zkopt.ir.TensorType;
import zkopt.ir.TupleType;
import zkopt.ir.Type;
import zkopt.ir.UnrankedMemRefType;
import zkopt.ir.UnrankedTensorType;
import zkopt.ir.VectorType;
import zkopt.ir.text.grammar.MlirParser;

/** Types from their parse trees. */
final class TypeBuilder {
  private static final Map<String, Type> NAMED = Stream.concat(
          Stream.of(FloatType.values()), Stream.of(IndexType.INDEX, NoneType.NONE))
      .collect(Collectors.toMap(Object::toString, Function.identity()));

  private final TokenCursor cursor;
  private final AttributeBuilder attributes;
  private final DialectHooks dialects;

  TypeBuilder(TokenCursor cursor, AttributeBuilder attributes, DialectHooks dialects) {
    this.cursor = cursor;
    this.attributes = attributes;
    this.dialects = dialects;
  }

  /** Whether a type is called so. */
  static boolean isName(String text) {
    return NAMED.containsKey(text);
  }

  Type type(MlirParser.TypeContext tree) {
    return tree.functionType() != null ? functionType(tree.functionType()) : nonFunctionType(tree.nonFunctionType());
  }

  List<Type> types(MlirParser.TypeListContext tree) {
    return tree == null ? List.of() : tree.type().stream().map(this::type).toList();
  }

  FunctionType functionType(MlirParser.FunctionTypeContext tree) {
    return new FunctionType(types(tree.typeList()), results(tree.functionResults()));
  }

  List<Type> results(MlirParser.FunctionResultsContext tree) {
    return tree.nonFunctionType() != null ? List.of(nonFunctionType(tree.nonFunctionType())) : types(tree.typeList());
  }

  private Type nonFunctionType(MlirParser.NonFunctionTypeContext tree) {
    return switch (tree) {
      case MlirParser.IntegerTypeContext t -> integerType(t.getStart());
      case MlirParser.NamedTypeContext t -> {
        Type named = NAMED.get(t.getText());
        if (named == null) throw new RuleWords(cursor, t.getStart()).unknownType(t);
        yield named;
      }
      case MlirParser.ComplexTypeContext t -> new ComplexType(type(t.type()));
      case MlirParser.TupleTypeContext t -> new TupleType(types(t.typeList()));
      case MlirParser.ShapedTypeContext t -> shaped(t);
      case MlirParser.DialectTypeContext t -> dialectType(t);
      default -> throw new IllegalStateException(tree.getText());
    };
  }

  private Type integerType(Token token) {
    String text = token.getText();
    var signedness = switch (text.charAt(0)) {
      case 's' -> IntegerType.Signedness.SIGNED;
      case 'u' -> IntegerType.Signedness.UNSIGNED;
      default -> IntegerType.Signedness.SIGNLESS;
    };
    try {
      return new IntegerType(Integer.parseInt(text.substring(signedness == IntegerType.Signedness.SIGNLESS ? 1 : 2)), signedness);
    } catch (IllegalArgumentException _) {
      throw cursor.error(token, "integer bitwidth is limited to 16777215 bits");
    }
  }

  private Type shaped(MlirParser.ShapedTypeContext tree) {
    String[] head = tree.SHAPED().getText().replaceAll("[ \t\r\n]", "").split("<", 2);
    Type element = type(tree.type());
    var parameters = tree.attribute();
    Attribute first = parameters.isEmpty() ? null : attributes.attribute(parameters.getFirst());
    if (parameters.size() > (head[0].equals("memref") ? 2 : head[0].equals("tensor") ? 1 : 0)) {
      throw cursor.missing(cursor.get(parameters.getLast().getStart().getTokenIndex() - 1), "expected '>' in " + head[0] + " type");
    }
    if (head[1].equals("*x")) {
      return switch (head[0]) {
        case "tensor" -> new UnrankedTensorType(element);
        case "memref" -> new UnrankedMemRefType(element, first);
        default -> throw cursor.error(tree.getStart(), "expected dimension size in vector type");
      };
    }
    var shape = new ArrayList<Long>();
    var scalable = new ArrayList<Boolean>();
    for (String dim : head[1].isEmpty() ? new String[0] : head[1].split("x")) {
      shape.add(dimension(tree.getStart(), dim));
      scalable.add(dim.startsWith("["));
    }
    return switch (head[0]) {
      case "tensor" -> new TensorType(shape, element, first);
      case "vector" -> new VectorType(shape, element, scalable);
      default -> memref(tree, shape, element, first, parameters.size() == 2 ? attributes.attribute(parameters.get(1)) : null);
    };
  }

  private Type memref(MlirParser.ShapedTypeContext tree, List<Long> shape, Type element, Attribute first, Attribute second) {
    boolean isLayout = first instanceof StridedLayoutAttr || first instanceof AffineMapAttr;
    if (second != null && !isLayout) throw cursor.error(cursor.get(tree.attribute(1).getStop().getTokenIndex() + 1), "multiple memory spaces specified in memref type");
    if (first instanceof AffineMapAttr(var map) && map.numDims() != shape.size()) {
      throw cursor.error(tree.getStart(), "memref layout mismatch between rank and affine map: " + shape.size() + " != " + map.numDims());
    }
    if (first instanceof StridedLayoutAttr strided && strided.strides().size() != shape.size()) {
      throw cursor.error(tree.getStart(), "expected the number of strides to match the rank");
    }
    return new MemRefType(shape, element, isLayout ? first : null, isLayout ? second : first);
  }

  private long dimension(Token place, String text) {
    if (text.equals("?")) return ShapedType.DYNAMIC;
    try {
      return Long.parseLong(text.replaceAll("[\\[\\]]", ""));
    } catch (NumberFormatException _) {
      throw cursor.error(place, "invalid dimension '" + text + "'");
    }
  }

  private Type dialectType(MlirParser.DialectTypeContext tree) {
    Token name = tree.getStart();
    if (tree.balanced() == null && name.getText().indexOf('.') < 0) return attributes.aliases().type(name);
    return dialects.parse(tree, "type", (dialect, mnemonic, parser) -> dialect.parseType(mnemonic, parser), OpaqueType::new);
  }
}
