package zkopt.ir.text;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.FunctionType;
import zkopt.ir.Location;
import zkopt.ir.OpParser;
import zkopt.ir.OpParser.UnresolvedOperand;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.Arity;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.OperationState;
import zkopt.ir.Region;
import zkopt.ir.ShapedType;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.text.AssemblyFormat.AllOperands;
import zkopt.ir.text.AssemblyFormat.AttrDict;
import zkopt.ir.text.AssemblyFormat.Attribute;
import zkopt.ir.text.AssemblyFormat.Element;
import zkopt.ir.text.AssemblyFormat.FunctionalType;
import zkopt.ir.text.AssemblyFormat.Group;
import zkopt.ir.text.AssemblyFormat.IndexList;
import zkopt.ir.text.AssemblyFormat.Literal;
import zkopt.ir.text.AssemblyFormat.Operand;
import zkopt.ir.text.AssemblyFormat.Regions;
import zkopt.ir.text.AssemblyFormat.Successors;
import zkopt.ir.text.AssemblyFormat.TypeOf;
import zkopt.ir.text.AssemblyFormat.Types;

/** Reads one operation by its declared assembly format. */
final class FormatParse {
  private static final String IN_INDEX_LIST = " in dynamic index list";

  private final OpSpec spec;
  private final OpParser parser;
  private final OperationState state;
  private final Map<OperandDef, List<UnresolvedOperand>> operands = new IdentityHashMap<>();
  /** Types by operand or result part. */
  private final Map<Object, List<Type>> types = new IdentityHashMap<>();
  private final Region[] regions;
  private Type firstType;

  FormatParse(OpSpec spec, OpParser parser, OperationState state) {
    this.spec = spec;
    this.parser = parser;
    this.state = state;
    this.regions = new Region[spec.regions().size()];
  }

  void run(List<Element> elements) {
    Location start = parser.currentLocation();
    parse(elements);
    for (Region region : regions) state.region(region == null ? new Region() : region);
    for (OperandDef def : spec.operands()) state.operands(parser.resolve(operands(def), operandTypes(def)));
    if (spec.needsSegments()) {
      long[] sizes = spec.operands().stream().mapToLong(def -> operands(def).size()).toArray();
      state.attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(sizes));
    }
    inferResults(start);
  }

  private void parse(List<Element> elements) {
    for (Element element : elements) parse(element);
  }

  private void parse(Element element) {
    switch (element) {
      case Literal(String text) -> {
        if (!text.isBlank()) parser.expect(text);
      }
      case Operand(OperandDef def) -> operands.put(def, parseOperands(def.arity()));
      case AllOperands _ -> distribute(parser.parseOperandList());
      case Attribute(var def) -> state.attribute(def.name(), def.syntax().parse(parser));
      case Regions(_, int index) -> regions[index] = parser.parseRegion(List.of());
      case Successors _ -> {
        do state.successors.add(parser.parseSuccessor()); while (parser.accept(","));
      }
      case AttrDict(boolean keyword) ->
          state.attributes(keyword ? parser.parseOptionalAttrDictWithKeyword() : parser.parseOptionalAttrDict());
      case IndexList(var dynamics, var statics) -> parseIndexList(dynamics, statics.name());
      case TypeOf(Types of) -> parseTypes(of);
      case FunctionalType(Types inputs, Types results) -> {
        Location location = parser.currentLocation();
        FunctionType type = parser.parseFunctionType();
        assign(inputs, type.inputs(), location);
        assign(results, type.results(), location);
      }
      case Group group -> parse(stands(group) ? group.then() : group.otherwise());
    }
  }

  private List<UnresolvedOperand> parseOperands(Arity arity) {
    return switch (arity) {
      case ONE -> List.of(parser.parseOperand());
      case OPTIONAL -> parser.peekOperand() ? List.of(parser.parseOperand()) : List.of();
      case VARIADIC -> parser.parseOperandList();
    };
  }

  private void parseIndexList(OperandDef dynamics, String statics) {
    var numbers = new ArrayList<Long>();
    var values = new ArrayList<UnresolvedOperand>();
    parser.expect("[", IN_INDEX_LIST);
    if (!parser.accept("]")) {
      do {
        if (parser.peekOperand()) {
          values.add(parser.parseOperand());
          numbers.add(ShapedType.DYNAMIC);
        } else {
          Location place = parser.currentLocation();
          numbers.add(parser.parseInteger());
          // the mark of an operand
          if (numbers.getLast() == ShapedType.DYNAMIC) throw parser.error(place, "expected SSA value or integer");
        }
      } while (parser.accept(","));
      parser.expect("]", IN_INDEX_LIST);
    }
    operands.put(dynamics, values);
    state.attribute(statics, DenseArrayAttr.i64(numbers.stream().mapToLong(Long::longValue).toArray()));
  }

  private void distribute(List<UnresolvedOperand> all) {
    int fixed = (int) spec.operands().stream().filter(d -> d.arity() == Arity.ONE).count();
    int at = 0;
    for (OperandDef def : spec.operands()) {
      int n = def.arity() == Arity.ONE ? 1 : all.size() - fixed;
      if (n < 0 || at + n > all.size()) {
        throw parser.error(parser.currentLocation(), "expected " + fixed + " operands, but got " + all.size());
      }
      operands.put(def, all.subList(at, at + n));
      at += n;
    }
    if (at != all.size()) throw parser.error(parser.currentLocation(), "expected " + at + " operands, but got " + all.size());
  }

  private boolean stands(Group group) {
    Element first = group.then().stream().filter(e -> !(e instanceof Literal(String text) && text.isBlank())).findFirst().orElseThrow();
    return switch (first) {
      case Literal(String text) -> parser.peek(text);
      case Operand _, AllOperands _ -> parser.peekOperand();
      case Attribute(var def) -> def.syntax().standsHere(parser);
      case Regions _ -> parser.peek("{");
      default -> throw new IllegalArgumentException("assembly format of '" + spec.name() + "': a group cannot start like this");
    };
  }

  private List<UnresolvedOperand> operands(OperandDef def) {
    return operands.getOrDefault(def, List.of());
  }

  private void parseTypes(Types of) {
    for (OperandDef def : of.operands()) {
      int n = operands(def).size();
      var parsed = new ArrayList<Type>();
      for (int i = 0; i < n; i++) {
        if (!parsed.isEmpty()) parser.expect(",");
        parsed.add(parser.parseType());
      }
      put(def, parsed);
    }
    boolean single = of.results().stream().allMatch(def -> def.arity() == Arity.ONE);
    for (ResultDef def : of.results()) {
      if (single && def != of.results().getFirst()) parser.expect(",");
      put(def, single ? List.of(parser.parseType()) : parser.parseTypeList());
    }
  }

  private void put(Object def, List<Type> parsed) {
    types.put(def, parsed);
    if (firstType == null && !parsed.isEmpty()) firstType = parsed.getFirst();
  }

  private void assign(Types parts, List<Type> all, Location location) {
    int at = 0;
    int expected = parts.operands().stream().mapToInt(def -> operands(def).size()).sum();
    int fixedResults = (int) parts.results().stream().filter(d -> d.arity() == Arity.ONE).count();
    if (parts.results().isEmpty() ? expected != all.size() : fixedResults > all.size()) {
      throw parser.error(location, "expected " + (parts.results().isEmpty() ? expected + " operand" : fixedResults + " result")
          + " types, but got " + all.size());
    }
    for (OperandDef def : parts.operands()) {
      int n = operands(def).size();
      put(def, all.subList(at, at + n));
      at += n;
    }
    for (ResultDef def : parts.results()) {
      int n = def.arity() == Arity.ONE ? 1 : all.size() - fixedResults;
      put(def, all.subList(at, at + n));
      at += n;
    }
  }

  private List<Type> operandTypes(OperandDef def) {
    var written = types.get(def);
    if (written != null) return written;
    if (operands(def).isEmpty()) return List.of();
    Type type = implied(def.type(), def.name());
    return operands(def).stream().map(_ -> type).toList();
  }

  private Type implied(TypeConstraint constraint, String part) {
    if (constraint.only() != null) return constraint.only();
    if (firstType != null) return firstType;
    throw new IllegalArgumentException("assembly format of '" + spec.name() + "' does not tell the type of '" + part + "'");
  }

  private void inferResults(Location start) {
    if (spec.resultInference() != null && spec.results().stream().anyMatch(def -> !types.containsKey(def))) {
      var inferred = spec.resultInference().apply(state);
      if (inferred == null) throw parser.error(start, "failed to infer the result types of '" + spec.name() + "'");
      state.results(inferred);
      return;
    }
    for (ResultDef def : spec.results()) {
      var written = types.get(def);
      if (written != null) state.results(written);
      else if (def.arity() == Arity.ONE) state.results(implied(def.type(), def.name()));
    }
  }
}
