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

  OpPrinter attribute(Attribute attribute);

  /** The attribute without its trailing type. */
  OpPrinter attributeWithoutType(Attribute attribute);

  /** {@code  {a = 1}} with a leading space, but for {@code elided} ones; nothing when none is left. */
  OpPrinter attrDict(Operation op, Set<String> elided);

  /** {@code  attributes {a = 1}} with a leading space, but for {@code elided} ones; nothing when none is left. */
  OpPrinter attrDictWithKeyword(Operation op, Set<String> elided);

  /** {@code  {body}} with a leading space. */
  OpPrinter region(Region region, boolean printEntryArguments, boolean printTerminator);

  /** Affine subscripts over SSA values, without delimiters. */
  OpPrinter affineSubscripts(AffineMap map, List<? extends Value> operands);

  /** {@code (%i)[%n]}: the operands of a map. */
  OpPrinter dimAndSymbolOperands(List<? extends Value> operands, int numDims);
}
