package zkopt.ir.text;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import zkopt.ir.ComplexType;
import zkopt.ir.FloatType;
import zkopt.ir.FunctionType;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerType;
import zkopt.ir.NoneType;
import zkopt.ir.OpaqueType;
import zkopt.ir.TupleType;
import zkopt.ir.Type;
import zkopt.ir.text.grammar.MlirParser;

/** Types from their parse trees. */
final class TypeBuilder {
  private static final Map<String, Type> NAMED = Stream.concat(
          Stream.of(FloatType.values()), Stream.of(IndexType.INDEX, NoneType.NONE))
      .collect(Collectors.toMap(Object::toString, Function.identity()));

  private final TokenCursor cursor;
  private final AttributeBuilder attributes;
  private final DialectHooks dialects;
  private final ShapedTypeBuilder shaped;

  TypeBuilder(TokenCursor cursor, AttributeBuilder attributes, DialectHooks dialects) {
    this.cursor = cursor;
    this.attributes = attributes;
    this.dialects = dialects;
    this.shaped = new ShapedTypeBuilder(cursor, attributes);
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
      case MlirParser.ComplexTypeContext t -> complex(t);
      case MlirParser.TupleTypeContext t -> new TupleType(types(t.typeList()));
      case MlirParser.ShapedTypeContext t -> shaped.type(t, type(t.type()));
      case MlirParser.DialectTypeContext t -> dialectType(t);
      default -> throw new IllegalStateException(tree.getText());
    };
  }

  private Type complex(MlirParser.ComplexTypeContext tree) {
    Type element = type(tree.type());
    if (element instanceof IntegerType || element instanceof FloatType) return new ComplexType(element);
    throw cursor.error(tree.type().getStart(), "invalid element type for complex");
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

  private Type dialectType(MlirParser.DialectTypeContext tree) {
    Token name = tree.getStart();
    if (tree.balanced() == null && name.getText().indexOf('.') < 0) return attributes.aliases().type(name);
    return dialects.parse(tree, "type", (dialect, mnemonic, parser) -> dialect.parseType(mnemonic, parser), OpaqueType::new);
  }
}
