package zkopt.ir.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.antlr.v4.runtime.Token;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.AsmText;
import zkopt.ir.Attribute;
import zkopt.ir.Block;
import zkopt.ir.CompileException;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DictionaryAttr;
import zkopt.ir.FunctionType;
import zkopt.ir.IRContext;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpParser;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.PropertyChecks;
import zkopt.ir.Region;
import zkopt.ir.Suggestion;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.UnregisteredOp;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;
import zkopt.ir.text.grammar.MlirLexer;
import zkopt.ir.text.grammar.MlirParser;

/** Reads operations, driving the grammar's rules and the operations' own assembly formats on one token stream. */
final class OperationParser implements OpParser {
  private record ResultNames(String name, int count, Location location) {}

  private final IRContext context;
  private final TokenCursor cursor;
  private final AttributeBuilder builder;
  private final SsaScopes scopes;
  private final TypeCache typeCache;
  /** The operations being read, innermost first. */
  private final Deque<OpSpec> open = new ArrayDeque<>();
  /** How errors of a custom form begin, of each operation that is open; empty for generic forms. */
  private final Deque<String> custom = new ArrayDeque<>();
  /** The dialects whose operations may stand without prefix; the generic form leaves that of the operation around. */
  private final Deque<String> defaultDialects = new ArrayDeque<>();

  OperationParser(IRContext context, String source, String text) {
    this.context = context;
    this.cursor = new TokenCursor(source, text, context.diagnostics());
    this.builder = new AttributeBuilder(cursor, context, this);
    this.scopes = new SsaScopes(cursor, context.diagnostics());
    this.typeCache = new TypeCache(cursor);
  }

  /** The whole text. A single module at the top is returned as it is; anything else is wrapped in one. */
  ModuleOp parse() {
    var module = parseAll();
    if (module.body().first() instanceof ModuleOp only && only.next() == null) {
      only.remove();
      return only;
    }
    return module;
  }

  /** The single operation of the text. */
  Operation parseSingle() {
    var operations = parseAll().body().operations();
    if (operations.size() != 1) {
      throw cursor.error(cursor.startOfText(), "source must contain a single top-level operation, found: " + operations.size());
    }
    operations.getFirst().remove();
    return operations.getFirst();
  }

  private ModuleOp parseAll() {
    try {
      return parseTop();
    } catch (StackOverflowError _) {
      throw cursor.error(cursor.peek(), "nested too deeply to be read");
    }
  }

  private ModuleOp parseTop() {
    var module = ModuleOp.create(cursor.startOfText());
    open.push(ModuleOp.SPEC);
    defaultDialects.push(ModuleOp.SPEC.dialect());
    scopes.pushRegion(true);
    while (!cursor.atEnd()) {
      if (cursor.at(MlirLexer.RESOURCES_OPEN)) cursor.seek(builder.resources().end(cursor.index()));
      else if (cursor.at(MlirLexer.HASH_ID) || cursor.at(MlirLexer.EXCLAMATION_ID)) parseAlias();
      else parseOperation(module.body());
    }
    scopes.popRegion(true);
    return module;
  }

  private void parseAlias() {
    Token name = cursor.take();
    boolean isAttribute = name.getType() == MlirLexer.HASH_ID;
    cursor.expect("=", " in " + (isAttribute ? "attribute" : "type") + " alias definition");
    if (isAttribute) {
      cursor.rule(MlirParser::attribute);
      builder.aliases().attribute(name);
    } else {
      cursor.rule(MlirParser::type);
      builder.aliases().type(name);
    }
  }

  // operations

  private void parseOperation(Block into) {
    Token start = cursor.peek();
    List<ResultNames> names = cursor.at(MlirLexer.PERCENT_ID) ? parseResultNames() : List.of();
    Operation op = cursor.at(MlirLexer.STRING) ? parseGeneric() : parseCustom();
    op.setLocation(parseOptionalLocation(op.location()));
    into.append(op);
    if (!names.isEmpty()) bind(names, op, start);
  }

  private List<ResultNames> parseResultNames() {
    var names = new ArrayList<ResultNames>();
    do {
      Token name = cursor.expectToken(MlirLexer.PERCENT_ID, "valid ssa identifier");
      int count = 1;
      if (cursor.accept(":")) {
        Token number = cursor.expectToken(MlirLexer.INTEGER, "integer number of results");
        count = number.getText().length() > 9 ? 0 : Integer.decode(number.getText());
        if (count < 1) throw cursor.error(number, "expected named operation to have at least 1 result");
      }
      names.add(new ResultNames(name.getText().substring(1), count, cursor.location(name)));
    } while (cursor.accept(","));
    cursor.expect("=", " after SSA name");
    return names;
  }

  private void bind(List<ResultNames> names, Operation op, Token start) {
    int bound = names.stream().mapToInt(ResultNames::count).sum();
    if (op.numResults() == 0) throw cursor.error(start, "cannot name an operation with no results");
    if (bound != op.numResults()) {
      throw cursor.error(start, "operation defines " + op.numResults() + " results but was provided " + bound + " to bind");
    }
    int from = 0;
    for (var group : names) {
      scopes.define(group.name(), op.results().subList(from, from + group.count()), group.location());
      from += group.count();
    }
  }

  private Operation parseGeneric() {
    Token token = cursor.take();
    String name = AsmText.unquote(token.getText());
    var state = new OperationState(genericSpec(token, name), cursor.location(token));
    open.push(state.spec);
    custom.push("");
    cursor.expect("(", " to start operand list");
    var operands = parseOperandList();
    cursor.expect(")", " to end operand list");
    if (cursor.accept("[")) {
      if (cursor.at(1, "]")) throw cursor.missing(cursor.peek(), "expected list element");
      do state.successors.add(parseSuccessor()); while (cursor.accept(","));
      if (!cursor.accept("]")) throw cursor.missing(cursor.peek(), "expected ',' or ']'");
    }
    SortedMap<String, Attribute> properties = new TreeMap<>();
    if (cursor.accept("<")) {
      if (!cursor.at(1, "{")) throw cursor.missing(cursor.peek(), "expected attribute value");
      properties = builder.dictionary(cursor.rule(MlirParser::dictionary));
      if (state.spec.registered()) state.attributes(properties);
      else state.attribute(UnregisteredOp.PROPERTIES, new DictionaryAttr(properties));
      cursor.expect(">", " to close properties");
    }
    if (cursor.accept("(")) {
      do state.region(parseRegion(List.of(), false)); while (cursor.accept(","));
      cursor.expect(")", " to end region list");
    }
    state.attributes(parseOptionalAttrDict());
    cursor.expect(":", " followed by operation type");
    Location typeLocation = currentLocation();
    if (!(parseType() instanceof FunctionType type)) throw cursor.error(typeLocation, "expected function type");
    if (operands.size() != type.inputs().size()) {
      throw cursor.error(typeLocation, "expected " + operands.size() + " operand type" + (operands.size() == 1 ? "" : "s") + " but had " + type.inputs().size());
    }
    state.operands(resolve(operands, type.inputs())).results(type.results());
    String problem = PropertyChecks.problem(state.spec, properties);
    if (problem != null) throw cursor.error(token, problem);
    boolean noParts = operands.isEmpty() && state.spec.needsSegments() && !state.attributes.containsKey(OpSpec.OPERAND_SEGMENTS);
    if (noParts) state.attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(new long[state.spec.operands().size()]));
    open.pop();
    custom.pop();
    return state.build();
  }

  private OpSpec genericSpec(Token token, String name) {
    OpSpec spec = context.operation(name);
    if (spec != null) return spec;
    int dot = name.indexOf('.');
    String namespace = dot < 0 ? "" : name.substring(0, dot);
    if (context.dialect(namespace) != null) {
      throw cursor.error(token, "unregistered operation '" + name + "' found in dialect ('" + namespace
          + "') that does not allow unknown operations" + didYouMean(name));
    }
    if (!context.allowsUnregisteredDialects()) {
      throw cursor.error(token, "operation being parsed with an unregistered dialect. If this is intended, please use "
          + "-allow-unregistered-dialect with the MLIR tool used");
    }
    return context.unregisteredOperation(name);
  }

  private Operation parseCustom() {
    Token token = cursor.peek();
    if (!cursor.atWord()) throw cursor.missing(token, "expected operation name in quotes");
    cursor.take();
    OpSpec spec = customSpec(token);
    var state = new OperationState(spec, cursor.location(token));
    open.push(spec);
    custom.push("custom op '" + spec.name() + "' ");
    defaultDialects.push(spec.prototype().defaultDialect());
    if (spec.customAssembly() != null) spec.customAssembly().parse(this, state);
    else if (spec.assembly() != null) AssemblyFormat.of(spec).parse(this, state);
    else throw cursor.error(token, "op '" + spec.name() + "' has no custom assembly form");
    open.pop();
    custom.pop();
    defaultDialects.pop();
    Operation op = state.build();
    if (op instanceof Traits.ImplicitTerminator implicit) addTerminators(op, implicit.terminator());
    return op;
  }

  private static void addTerminators(Operation op, OpSpec terminator) {
    for (Region region : op.regions()) {
      if (region.isEmpty() || region.blocks().getLast().terminator() != null) continue;
      region.blocks().getLast().append(new OperationState(terminator, op.location()).build());
    }
  }

  private OpSpec customSpec(Token token) {
    String name = token.getText();
    String fullName = name.indexOf('.') < 0 ? defaultDialects.peek() + "." + name : name;
    OpSpec spec = context.operation(fullName);
    if (spec != null) return spec;
    throw cursor.error(token, "custom op '" + name + "' is unknown"
        + (fullName.equals(name) || fullName.startsWith(".") ? "" : " (tried '" + fullName + "' as well)") + didYouMean(name));
  }

  /** {@code ; did you mean 'arith.addf'?}, or nothing when no name is near. */
  private String didYouMean(String name) {
    var names = context.operations().stream().map(OpSpec::name).toList();
    return names.stream().filter(n -> n.endsWith("." + name)).min(Comparator.comparingInt(String::length))
        .map(n -> "; did you mean '" + n + "'?").orElseGet(() -> Suggestion.text(name, names));
  }

  // regions and blocks

  @Override
  public Region parseRegion(List<Argument> arguments) {
    return parseRegion(arguments, true);
  }

  /** @param keepEmpty whether {@code {}} is a region with one empty block, not one without blocks */
  private Region parseRegion(List<Argument> arguments, boolean keepEmpty) {
    boolean isIsolated = open.peek().hasTrait(Traits.IsolatedFromAbove.class);
    cursor.expect("{", " to begin a region");
    scopes.pushRegion(isIsolated);
    var region = new Region();
    if (!cursor.at(MlirLexer.CARET_ID)) {
      var entry = new Block();
      region.add(entry);
      for (Argument a : arguments) {
        scopes.define(a.name(), List.of(entry.addArgument(a.type(), a.location())), a.location());
      }
      parseOperations(entry);
      if (entry.isEmpty() && !keepEmpty && cursor.at(1, "}")) region.remove(entry);
    } else if (!arguments.isEmpty()) {
      throw cursor.error(cursor.peek(), "invalid block name in region with named arguments");
    }
    while (!cursor.accept("}")) parseBlock(region);
    scopes.popRegion(isIsolated);
    return region;
  }

  private void parseBlock(Region region) {
    Token label = cursor.expectToken(MlirLexer.CARET_ID, "block name");
    Block block = scopes.defineBlock(label.getText().substring(1), cursor.location(label));
    region.add(block);
    if (cursor.accept("(")) {
      if (!cursor.accept(")")) {
        do {
          var name = parseOperand();
          cursor.expect(":", " and type for SSA operand");
          Type type = parseType();
          Location location = parseOptionalLocation(name.location());
          scopes.define(name.name(), List.of(block.addArgument(type, location)), name.location());
        } while (cursor.accept(","));
        cursor.expect(")");
      }
    }
    cursor.expect(":", " after block name");
    parseOperations(block);
  }

  private void parseOperations(Block block) {
    while (!cursor.at(1, "}") && !cursor.at(MlirLexer.CARET_ID)) parseOperation(block);
  }

  @Override
  public Block parseSuccessor() {
    Token label = cursor.expectToken(MlirLexer.CARET_ID, "block name");
    return scopes.successor(label.getText().substring(1), cursor.location(label));
  }

  // tokens

  @Override
  public IRContext context() {
    return context;
  }

  @Override
  public Location currentLocation() {
    return cursor.location(cursor.peek());
  }

  @Override
  public CompileException error(Location location, String message) {
    return cursor.error(location, prefix() + message);
  }

  private String prefix() {
    return custom.isEmpty() ? "" : custom.peek();
  }

  /** Reads what is no part of an operation's own form: errors do not tell of the operation. */
  <T> T apart(Supplier<T> part) {
    custom.push("");
    T read = part.get();
    custom.pop();
    return read;
  }

  /** What a custom form asks for, and does not find: MLIR tells of the operation. */
  private CompileException lacks(String what) {
    return cursor.error(cursor.peek(), prefix() + "expected " + what);
  }

  @Override
  public void expect(String token, String where) {
    if (Character.isLetter(token.charAt(0)) && !cursor.at(1, token)) throw lacks("'" + token + "'" + where);
    cursor.expect(token, where);
  }

  @Override
  public boolean accept(String token) {
    return cursor.accept(token);
  }

  @Override
  public boolean peek(String token) {
    return cursor.at(1, token);
  }

  @Override
  public String parseKeyword() {
    if (!cursor.atWord()) throw lacks("valid keyword");
    return cursor.take().getText();
  }

  @Override
  public long parseInteger() {
    boolean negative = cursor.accept("-");
    if (!cursor.at(MlirLexer.INTEGER)) throw lacks("integer value");
    Token digits = cursor.take();
    return new Literals(cursor).longInteger(digits, negative, IntegerType.I64);
  }

  @Override
  public String parseString() {
    if (!cursor.at(MlirLexer.STRING)) throw lacks("string");
    return AsmText.unquote(cursor.take().getText());
  }

  @Override
  public String parseSymbolName() {
    if (!cursor.at(MlirLexer.AT_ID)) throw lacks("valid '@'-identifier for symbol name");
    return AttributeBuilder.symbol(cursor.take());
  }

  @Override
  public boolean peekSymbolName() {
    return cursor.at(MlirLexer.AT_ID);
  }

  // types and attributes

  @Override
  public Attribute parseAttribute() {
    return builder.attribute(cursor.rule(MlirParser::attribute));
  }

  @Override
  public Attribute parseAttributeWithDefaultType(Type type) {
    return builder.attribute(cursor.rule(MlirParser::attribute), type);
  }

  @Override
  public Attribute parseAttribute(Type type) {
    return builder.attribute(cursor.rule(MlirParser::attributeValue), type);
  }

  @Override
  public Type parseType() {
    return typeCache.type(() -> builder.types().type(cursor.rule(MlirParser::type)));
  }

  @Override
  public List<Type> parseTypeList() {
    var types = new ArrayList<Type>();
    do types.add(parseType()); while (cursor.accept(","));
    return types;
  }

  @Override
  public FunctionType parseFunctionType() {
    return builder.types().functionType(cursor.rule(MlirParser::functionType));
  }

  @Override
  public AffineMap parseAffineMap() {
    return builder.affine().map(cursor.rule(MlirParser::affineMap));
  }

  @Override
  public Map<String, Attribute> parseOptionalAttrDict() {
    return cursor.at(1, "{") ? builder.dictionary(cursor.rule(MlirParser::dictionary)) : Map.of();
  }

  @Override
  public Map<String, Attribute> parseOptionalAttrDictWithKeyword() {
    return cursor.accept("attributes") ? builder.dictionary(cursor.rule(MlirParser::dictionary)) : Map.of();
  }

  @Override
  public Location parseOptionalLocation(Location otherwise) {
    if (!cursor.accept("loc")) return otherwise;
    cursor.expect("(", " in location");
    Location location = builder.locations().location(cursor.rule(MlirParser::location));
    if (!cursor.accept(")")) throw new RuleWords(cursor, cursor.peek()).behindLocation("')' in location");
    return location;
  }

  // operands

  @Override
  public UnresolvedOperand parseOperand() {
    Token name = cursor.expectToken(MlirLexer.PERCENT_ID, "SSA operand");
    return operand(name, cursor.accept(MlirLexer.HASH_ID));
  }

  private UnresolvedOperand operand(Token name, Token number) {
    int result = 0;
    if (number != null) {
      String digits = number.getText().substring(1);
      if (!digits.matches("[0-9]{1,6}")) throw cursor.error(number, "invalid SSA value result number");
      result = Integer.parseInt(digits);
    }
    return new UnresolvedOperand(name.getText().substring(1), result, cursor.location(name));
  }

  @Override
  public boolean peekOperand() {
    return cursor.at(MlirLexer.PERCENT_ID);
  }

  @Override
  public List<UnresolvedOperand> parseOperandList() {
    var operands = new ArrayList<UnresolvedOperand>();
    if (!peekOperand()) return operands;
    do operands.add(parseOperand()); while (cursor.accept(","));
    return operands;
  }

  @Override
  public Value resolve(UnresolvedOperand operand, Type type) {
    return scopes.resolve(operand, type);
  }

  @Override
  public AffineMap parseAffineSubscripts(List<Value> operands) {
    if (standsPlainSubscripts()) return parsePlainSubscripts(operands);
    var subscripts = new Subscripts();
    return subscripts.map(builder.affine().exprs(cursor.rule(MlirParser::affineExprsEntry, MlirParser.AffineExprsEntryContext::affineExprs), subscripts), operands);
  }

  /** Whether the subscripts are values and nothing else, up to the bracket behind them. */
  private boolean standsPlainSubscripts() {
    int i = cursor.index();
    while (cursor.type(i) == MlirLexer.PERCENT_ID && cursor.isText(i + 1, ",")) i += 2;
    return cursor.type(i) == MlirLexer.PERCENT_ID && cursor.isText(i + 1, "]");
  }

  /** What most subscripts are: values, read without the grammar's expressions. */
  private AffineMap parsePlainSubscripts(List<Value> operands) {
    var dims = new ArrayList<Value>();
    var exprs = new ArrayList<AffineExpr>();
    for (var name : parseOperandList()) {
      Value value = resolve(name, IndexType.INDEX);
      int at = dims.indexOf(value);
      if (at < 0) {
        at = dims.size();
        dims.add(value);
      }
      exprs.add(AffineExpr.dim(at));
    }
    operands.addAll(dims);
    return new AffineMap(dims.size(), 0, exprs);
  }

  @Override
  public AffineMap parseAffineSubscript(List<Value> operands) {
    var subscripts = new Subscripts();
    return subscripts.map(List.of(builder.affine().expr(cursor.rule(MlirParser::affineExprEntry, MlirParser.AffineExprEntryContext::affineExpr), subscripts)), operands);
  }

  /** The values in affine subscripts, each becoming one dimension or symbol. */
  private final class Subscripts implements AffineBuilder.Leaves {
    private final List<Value> dims = new ArrayList<>();
    private final List<Value> symbols = new ArrayList<>();

    AffineMap map(List<AffineExpr> exprs, List<Value> operands) {
      operands.addAll(dims);
      operands.addAll(symbols);
      return new AffineMap(dims.size(), symbols.size(), exprs);
    }

    @Override
    public AffineExpr named(Token name) {
      throw cursor.error(name, "use of undeclared identifier");
    }

    @Override
    public AffineExpr value(MlirParser.SsaUseContext use, boolean symbol) {
      Token number = use.HASH_ID() == null ? null : use.HASH_ID().getSymbol();
      Value value = resolve(operand(use.PERCENT_ID().getSymbol(), number), IndexType.INDEX);
      // what a value is where it stands first, it is everywhere
      if (dims.contains(value)) return AffineExpr.dim(dims.indexOf(value));
      if (symbols.contains(value)) return AffineExpr.symbol(symbols.indexOf(value));
      (symbol ? symbols : dims).add(value);
      return symbol ? AffineExpr.symbol(symbols.size() - 1) : AffineExpr.dim(dims.size() - 1);
    }
  }

  @Override
  public List<Value> parseDimAndSymbolOperands() {
    var operands = new ArrayList<UnresolvedOperand>();
    if (cursor.accept("(")) {
      operands.addAll(parseOperandList());
      cursor.expect(")");
    }
    if (cursor.accept("[")) {
      operands.addAll(parseOperandList());
      cursor.expect("]");
    }
    return operands.stream().map(o -> resolve(o, IndexType.INDEX)).toList();
  }
}
