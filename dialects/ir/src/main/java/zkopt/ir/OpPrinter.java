package zkopt.ir;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import zkopt.ir.affine.AffineMap;

/** What a custom form may ask of the printer. Every method returns the printer. */
public interface OpPrinter {
  OpPrinter text(String text);

  /** {@code %name}, or {@code %name#1}. */
  OpPrinter value(Value value);

  OpPrinter values(Collection<? extends Value> values);

  OpPrinter type(Type type);

  OpPrinter types(Collection<? extends Type> types);

  /** {@code (inputs) -> results}. */
  OpPrinter functionType(List<? extends Type> inputs, List<? extends Type> results);

  OpPrinter attribute(Attribute attribute);

  /** {@code  -> type} or {@code  -> (types)} with a leading space; nothing without types. */
  OpPrinter arrowTypes(List<? extends Type> types);

  /** A new line, indented as the operation that is printed. */
  OpPrinter newline();

  /** The attribute without its trailing type. */
  OpPrinter attributeWithoutType(Attribute attribute);

  /** {@code  {a = 1}} with a leading space, but for {@code elided} ones; nothing when none is left. */
  OpPrinter attrDict(Operation op, Set<String> elided);

  /** {@code  attributes {a = 1}} with a leading space, but for {@code elided} ones; nothing when none is left. */
  OpPrinter attrDictWithKeyword(Operation op, Set<String> elided);

  /** {@code  {body}} with a leading space. {@code printEntryArguments}: as {@code ^bb0(...)}, unless there are none. */
  OpPrinter region(Region region, boolean printEntryArguments, boolean printTerminator);

  /** {@code %name: type}, with its location when locations are printed. */
  OpPrinter argument(BlockArgument argument);

  /** {@code  {a = 1}} with a leading space, nothing when empty; does not by itself give names to what it holds. */
  OpPrinter argumentAttributes(DictionaryAttr attributes);

  /** {@code  loc(...)} with a leading space when locations are printed: for arguments that are not printed by {@link #argument}. */
  OpPrinter argumentLocation(BlockArgument argument);

  /** {@code ^bb1}. */
  OpPrinter successor(Block block);

  /** Affine subscripts over SSA values, without delimiters. */
  OpPrinter affineSubscripts(AffineMap map, List<? extends Value> operands);

  /** {@code (%i)[%n]}: the operands of a map. */
  OpPrinter dimAndSymbolOperands(List<? extends Value> operands, int numDims);
}
