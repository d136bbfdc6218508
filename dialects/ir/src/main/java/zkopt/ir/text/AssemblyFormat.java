package zkopt.ir.text;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;

/**
 * A declared custom form, in the syntax of MLIR's {@code assemblyFormat}:
 *
 * <pre>
 *   $operand  $attribute  $region  successors       a part of the operation
 *   operands  type(operands)  type(results)          all operands, all types
 *   type($part)                                      the types of an operand or result part
 *   functional-type(a, b)                            (types of a) -> types of b; each is operands, results or $part
 *   attr-dict  attr-dict-with-keyword                the attributes that stand nowhere else in the format
 *   custom&lt;DynamicIndexList&gt;($dynamic, $static)      [%a, 4]: index operands, and their places in an array of numbers
 *   `text`                                           the text itself
 *   ( ... $anchor^ ... )?                            there when the anchor is; a group may be followed by :( ... ) for the other case
 * </pre>
 *
 * A type that is not written is the one its constraint fixes; else results follow from {@link OpSpec#inferResults}; else it is the
 * first type that is written, as for operands and results of one type.
 */
public final class AssemblyFormat {
  sealed interface Element {}

  record Literal(String text) implements Element {}

  record Operand(OperandDef def) implements Element {}

  record AllOperands() implements Element {}

  record Attribute(AttrDef def) implements Element {}

  record Regions(RegionDef def, int index) implements Element {}

  record Successors() implements Element {}

  record AttrDict(boolean keyword) implements Element {}

  /** {@code [%a, 4]}: numbers, or operands where {@code statics} has {@link zkopt.ir.ShapedType#DYNAMIC}. */
  record IndexList(OperandDef dynamics, AttrDef statics) implements Element {}

  record TypeOf(Types of) implements Element {}

  record FunctionalType(Types inputs, Types results) implements Element {}

  record Group(List<Element> then, Element anchor, List<Element> otherwise) implements Element {}

  /** Whose types: the operand and result parts, in order. */
  record Types(List<OperandDef> operands, List<ResultDef> results) {}

  private static final Map<Key, AssemblyFormat> FORMATS = new ConcurrentHashMap<>();

  private final OpSpec spec;
  private final List<Element> elements;

  private AssemblyFormat(OpSpec spec) {
    this.spec = spec;
    this.elements = new FormatReader(spec).read();
  }

  /** The format that {@code spec} declares. @throws IllegalArgumentException when it is malformed */
  public static AssemblyFormat of(OpSpec spec) {
    return FORMATS.computeIfAbsent(new Key(spec), key -> new AssemblyFormat(key.spec));
  }

  /** A spec by identity. */
  private record Key(OpSpec spec) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key(OpSpec s) && s == spec;
    }

    @Override
    public int hashCode() {
      return spec.name().hashCode();
    }
  }

  void parse(OpParser parser, OperationState state) {
    new FormatParse(spec, parser, state).run(elements);
  }

  void print(Operation op, OpPrinter printer) {
    new FormatPrint(op, printer, elements).run();
  }
}
