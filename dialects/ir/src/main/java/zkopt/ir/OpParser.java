package zkopt.ir;

import java.util.List;
import java.util.Map;
import zkopt.ir.affine.AffineMap;

/** What a custom form may ask of the parser, all on one token stream. Errors are reported at the current token and thrown. */
public interface OpParser {
  /** An operand as written, not yet resolved to a value of a type. {@code name} without the percent sign. */
  record UnresolvedOperand(String name, int number, Location location) {}

  IRContext context();

  /** Where the current token stands. */
  Location currentLocation();

  CompileException error(Location location, String message);

  /** Demands a token: punctuation ({@code ,} {@code ->}) or a keyword. */
  default void expect(String token) {
    expect(token, "");
  }

  /** The same. @param where it should stand, for the message: {@code " in operand list"} */
  void expect(String token, String where);

  /** Takes the token when it stands here. */
  boolean accept(String token);

  /** Whether the token stands here; takes nothing. {@code % @ ^ "} ask for a name or string that starts so. */
  boolean peek(String token);

  /** A bare identifier. */
  String parseKeyword();

  long parseInteger();

  String parseString();

  /** {@code @name}, without the at sign. */
  String parseSymbolName();

  /** Whether {@code @name} stands here. */
  boolean peekSymbolName();

  Attribute parseAttribute();

  /** An attribute whose type is known, so that the text may leave it out. */
  Attribute parseAttribute(Type type);

  /** An attribute that is of type {@code type} where the text does not say another. */
  Attribute parseAttributeWithDefaultType(Type type);

  Type parseType();

  /** {@code type, type}: at least one. */
  List<Type> parseTypeList();

  FunctionType parseFunctionType();

  /** What stands after an arrow: a type, or {@code (type, type)}. */
  default List<Type> parseResultTypes() {
    if (!accept("(")) return List.of(parseType());
    if (accept(")")) return List.of();
    var types = parseTypeList();
    expect(")");
    return types;
  }

  AffineMap parseAffineMap();

  /** {@code {a = 1}}, or nothing. */
  Map<String, Attribute> parseOptionalAttrDict();

  /** {@code attributes {a = 1}}, or nothing. */
  Map<String, Attribute> parseOptionalAttrDictWithKeyword();

  /** {@code %name} or {@code %name#1}. */
  UnresolvedOperand parseOperand();

  boolean peekOperand();

  /** Comma-separated operands, maybe none. */
  List<UnresolvedOperand> parseOperandList();

  /** The value; a forward reference is made when it is not defined yet. */
  Value resolve(UnresolvedOperand operand, Type type);

  default List<Value> resolve(List<UnresolvedOperand> operands, List<Type> types) {
    return resolve(operands, types, currentLocation());
  }

  /** @param place of the error when the numbers differ */
  default List<Value> resolve(List<UnresolvedOperand> operands, List<Type> types, Location place) {
    if (operands.size() != types.size()) throw error(place, operands.size() + " operands present, but expected " + types.size());
    var values = new java.util.ArrayList<Value>();
    for (int i = 0; i < operands.size(); i++) values.add(resolve(operands.get(i), types.get(i)));
    return values;
  }

  /**
   * Affine subscripts over SSA values, {@code %i + 1, symbol(%n)}, inside the delimiters that the caller takes: the map, with its
   * operands (dimensions, then symbols) appended to {@code operands}, which are of index type.
   */
  AffineMap parseAffineSubscripts(List<Value> operands);

  /** As {@link #parseAffineSubscripts}, but only one subscript. */
  AffineMap parseAffineSubscript(List<Value> operands);

  /** {@code (%i)[%n]}: dimension and symbol operands of a map, of index type. */
  List<Value> parseDimAndSymbolOperands();

  /**
   * A region with at least one block; {@code arguments} are the entry block's, when the form of the operation names them. An operation
   * with an implicit terminator gets it when it is built.
   */
  Region parseRegion(List<Argument> arguments);

  /** {@code ^bb1}. */
  Block parseSuccessor();

  /** A name, type and location of an entry block argument. {@code name} without the percent sign. */
  record Argument(String name, Type type, Location location) {}

  /** {@code loc(...)}, or the location given. */
  Location parseOptionalLocation(Location otherwise);
}
