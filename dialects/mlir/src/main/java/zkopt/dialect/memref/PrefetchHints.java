package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.AttrDef.attr;


import java.util.Set;
import zkopt.ir.AttrSyntax;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;

/** The part {@code , read, locality<3>, data} of prefetches: read or write, how long to keep it (0 to 3), data or instruction cache. */
public final class PrefetchHints {
  private static final String IS_WRITE = "isWrite";
  private static final String LOCALITY = "localityHint";
  private static final String IS_DATA = "isDataCache";

  public static final Set<String> NAMES = Set.of(IS_WRITE, LOCALITY, IS_DATA);

  private PrefetchHints() {}

  /** The attributes. */
  public static AttrDef[] defs() {
    return new AttrDef[] {
        bool(IS_WRITE),
        attr(LOCALITY, "32-bit signless integer attribute whose minimum value is 0 whose maximum value is 3", IntegerAttr.class)
            .where(a -> a instanceof IntegerAttr i && i.type().equals(IntegerType.I32) && i.value() >= 0 && i.value() <= 3),
        bool(IS_DATA)};
  }

  private static AttrDef bool(String name) {
    return new AttrDef(name, "bool attribute", a -> a instanceof IntegerAttr i && i.type().equals(IntegerType.I1), false, null, AttrSyntax.FULL);
  }

  public static void parse(OpParser parser, OperationState state) {
    parser.expect(",");
    state.attribute(IS_WRITE, IntegerAttr.bool(oneOf(parser, "write", "read", "rw specifier has to be 'read' or 'write'")));
    parser.expect(",");
    parser.expect("locality");
    parser.expect("<");
    state.attribute(LOCALITY, IntegerAttr.of(parser.parseInteger(), IntegerType.I32));
    parser.expect(">");
    parser.expect(",");
    state.attribute(IS_DATA, IntegerAttr.bool(oneOf(parser, "data", "instr", "cache type has to be 'data' or 'instr'")));
  }

  private static boolean oneOf(OpParser parser, String yes, String no, String otherwise) {
    Location at = parser.currentLocation();
    String word = parser.parseKeyword();
    if (!word.equals(yes) && !word.equals(no)) throw parser.error(at, otherwise);
    return word.equals(yes);
  }

  public static void print(Operation op, OpPrinter printer) {
    printer.text(isSet(op, IS_WRITE) ? ", write" : ", read")
        .text(", locality<" + ((IntegerAttr) op.attribute(LOCALITY)).value() + ">")
        .text(isSet(op, IS_DATA) ? ", data" : ", instr");
  }

  private static boolean isSet(Operation op, String name) {
    return ((IntegerAttr) op.attribute(name)).value() != 0;
  }
}
