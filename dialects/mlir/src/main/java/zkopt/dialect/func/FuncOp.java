package zkopt.dialect.func;

import static zkopt.ir.OpSpec.AttrDef.attr;
import static zkopt.ir.OpSpec.AttrDef.optionalAttr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Attribute;
import zkopt.ir.AttrSyntax;
import zkopt.ir.Block;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.DictionaryAttr;
import zkopt.ir.FunctionType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Region;
import zkopt.ir.StringAttr;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeAttr;
import zkopt.ir.Value;

/** {@code func.func @name(%arg: type {attr}) -> (type {attr}) {body}}; without a body it is a declaration. */
public final class FuncOp extends Operation
    implements Traits.IsolatedFromAbove, Traits.Symbol, Traits.AffineScope, Traits.AutomaticAllocationScope {
  static final String SYM_NAME = "sym_name";
  static final String FUNCTION_TYPE = "function_type";
  static final String VISIBILITY = "sym_visibility";
  static final String ARG_ATTRS = "arg_attrs";
  static final String RES_ATTRS = "res_attrs";

  public static final OpSpec SPEC = OpSpec.of("func.func", FuncOp::new)
      .summary("an operation with a name containing a single SSACFG region")
      .attributes(
          attr(SYM_NAME, "string attribute", StringAttr.class),
          new AttrDef(FUNCTION_TYPE, "type attribute of function type", TypeAttr.class::isInstance, a -> a instanceof TypeAttr(FunctionType _), false, null, AttrSyntax.FULL),
          optionalAttr(VISIBILITY, "string attribute", StringAttr.class),
          optionalAttr(ARG_ATTRS, "Array of dictionary attributes", ArrayAttr.class),
          optionalAttr(RES_ATTRS, "Array of dictionary attributes", ArrayAttr.class))
      .regions(RegionDef.region("body"))
      .assembly(new FuncAssembly());

  FuncOp(OperationState state) {
    super(state);
  }

  /** A function whose body is one block with the arguments of {@code type}, still without terminator. */
  public static FuncOp create(OpBuilder builder, Location location, String name, FunctionType type) {
    var state = new OperationState(SPEC, location)
        .attribute(SYM_NAME, new StringAttr(name))
        .attribute(FUNCTION_TYPE, new TypeAttr(type));
    state.regionWithBlock(type.inputs().toArray(Type[]::new));
    return builder.create(state);
  }

  @Override
  public String symbolName() {
    return ((StringAttr) attribute(SYM_NAME)).value();
  }

  public FunctionType functionType() {
    return (FunctionType) ((TypeAttr) attribute(FUNCTION_TYPE)).value();
  }

  /** Changes the declared type only; the entry block's arguments are the caller's to change. */
  public void setFunctionType(FunctionType type) {
    setAttribute(FUNCTION_TYPE, new TypeAttr(type));
  }

  public boolean isPrivate() {
    return attribute("sym_visibility") instanceof StringAttr(String visibility) && visibility.equals("private");
  }

  public boolean isDeclaration() {
    return region(0).isEmpty();
  }

  /** The entry block. @throws java.util.NoSuchElementException for a declaration */
  public Block body() {
    return region(0).front();
  }

  public Region bodyRegion() {
    return region(0);
  }

  public List<Value> arguments() {
    return List.copyOf(body().arguments());
  }

  /** The attribute {@code name} of argument {@code i}, or null. */
  public Attribute argAttr(int i, String name) {
    return dictionaries(ARG_ATTRS, functionType().inputs().size()).get(i).get(name);
  }

  /** Sets (or with null removes) an attribute of argument {@code i}. */
  public void setArgAttr(int i, String name, Attribute value) {
    set(ARG_ATTRS, functionType().inputs().size(), i, name, value);
  }

  /** The attribute {@code name} of result {@code i}, or null. */
  public Attribute resAttr(int i, String name) {
    return dictionaries(RES_ATTRS, functionType().results().size()).get(i).get(name);
  }

  /** Sets (or with null removes) an attribute of result {@code i}. */
  public void setResAttr(int i, String name, Attribute value) {
    set(RES_ATTRS, functionType().results().size(), i, name, value);
  }

  List<DictionaryAttr> dictionaries(String attribute, int count) {
    if (attribute(attribute) instanceof ArrayAttr array) {
      return array.values().stream().map(DictionaryAttr.class::cast).toList();
    }
    return Collections.nCopies(count, DictionaryAttr.EMPTY);
  }

  private void set(String attribute, int count, int i, String name, Attribute value) {
    var all = new ArrayList<Attribute>(dictionaries(attribute, count));
    var entries = new TreeMap<>(((DictionaryAttr) all.get(i)).entries());
    if (value == null) entries.remove(name);
    else entries.put(name, value);
    all.set(i, new DictionaryAttr(entries));
    setAttribute(attribute, arrayOrNull(all));
  }

  /** Dictionaries that are all empty are left out, as MLIR does. */
  static ArrayAttr arrayOrNull(List<? extends Attribute> dictionaries) {
    return dictionaries.stream().allMatch(DictionaryAttr.EMPTY::equals) ? null : new ArrayAttr(List.copyOf(dictionaries));
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    FunctionType type = functionType();
    if (isDeclaration() && attribute(VISIBILITY) == null) {
      diagnostics.opError(this, "symbol declaration cannot have public visibility");
      return false;
    }
    if (dictionaries(ARG_ATTRS, type.inputs().size()).size() != type.inputs().size()) {
      diagnostics.opError(this, "expects argument attribute array to have the same number of elements as the number of function arguments, got "
          + dictionaries(ARG_ATTRS, 0).size() + ", but expected " + type.inputs().size());
      return false;
    }
    if (dictionaries(RES_ATTRS, type.results().size()).size() != type.results().size()) {
      diagnostics.opError(this, "expects result attribute array to have the same number of elements as the number of function results, got "
          + dictionaries(RES_ATTRS, 0).size() + ", but expected " + type.results().size());
      return false;
    }
    for (String attribute : List.of(ARG_ATTRS, RES_ATTRS)) {
      if (dictionaries(attribute, 0).stream().allMatch(d -> d.entries().keySet().stream().allMatch(name -> name.contains(".")))) continue;
      diagnostics.opError(this, (attribute.equals(ARG_ATTRS) ? "arguments" : "results") + " may only have dialect attributes");
      return false;
    }
    if (isDeclaration()) return true;
    if (body().arguments().size() != type.inputs().size()) {
      diagnostics.opError(this, "entry block must have " + type.inputs().size() + " arguments to match function signature");
      return false;
    }
    for (int i = 0; i < type.inputs().size(); i++) {
      Type actual = body().argument(i).type();
      if (actual.equals(type.inputs().get(i))) continue;
      diagnostics.opError(this, "type of entry block argument #" + i + "(" + actual
          + ") must match the type of the corresponding argument in function signature(" + type.inputs().get(i) + ")");
      return false;
    }
    return true;
  }

  @Override
  public String defaultDialect() {
    return "func";
  }
}
