package zkopt.dialect.arith;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zkopt.ir.AttrSyntax;
import zkopt.ir.Attribute;
import zkopt.ir.DialectAttribute;
import zkopt.ir.Location;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.Operation;

/** {@code #arith.fastmath<nnan,ninf>} and {@code #arith.overflow<nsw>}: sets of permissions that a rewrite may use. */
public record FlagsAttr(String mnemonic, List<String> flags) implements DialectAttribute {
  public static final String FASTMATH = "fastmath";
  public static final String OVERFLOW = "overflow";
  /** The flags of each kind in the order of their bits. */
  private static final Map<String, List<String>> BITS =
      Map.of(FASTMATH, List.of("reassoc", "nnan", "ninf", "nsz", "arcp", "contract", "afn"), OVERFLOW, List.of("nsw", "nuw"));
  private static final String NONE = "none";
  /** All permissions of floats. */
  private static final String FAST = "fast";
  static final Set<String> MNEMONICS = Set.of(FASTMATH, OVERFLOW);
  public static final FlagsAttr NO_FASTMATH = new FlagsAttr(FASTMATH, List.of());
  static final FlagsAttr NO_OVERFLOW = new FlagsAttr(OVERFLOW, List.of());

  /** The attribute of operations on floats. */
  public static final AttrDef FASTMATH_DEF =
      AttrDef.optionalAttr("fastmath", "floating point fast math flags", FlagsAttr.class).withDefault(NO_FASTMATH);

  /** The attribute of integer operations that may be promised not to overflow. */
  static final AttrDef OVERFLOW_DEF =
      AttrDef.optionalAttr("overflowFlags", "integer overflow arith flags", FlagsAttr.class).withDefault(NO_OVERFLOW);

  /** {@code <nnan,ninf>}, behind the keyword. */
  public static final AttrSyntax FASTMATH_SYNTAX = new AttrSyntax() {
    @Override
    public Attribute parse(OpParser parser) {
      return FlagsAttr.parse(FASTMATH, parser);
    }

    @Override
    public void print(Attribute attribute, OpPrinter printer) {
      printer.text(((FlagsAttr) attribute).shortText().substring(FASTMATH.length()));
    }
  };

  /** Flags in any order, {@code none} and {@code fast} among them, become a set in order. */
  public FlagsAttr {
    var given = flags;
    var bits = BITS.get(mnemonic);
    boolean all = mnemonic.equals(FASTMATH) && (given.contains(FAST) || given.containsAll(bits));
    var set = all ? List.of(FAST) : bits.stream().filter(given::contains).toList();
    flags = set.isEmpty() ? List.of(NONE) : set;
  }

  /** Parses {@code <a,b>}. */
  static FlagsAttr parse(String mnemonic, OpParser parser) {
    var flags = new ArrayList<String>();
    parser.expect("<");
    do flags.add(parseFlag(mnemonic, parser));
    while (parser.accept(","));
    parser.expect(">");
    return new FlagsAttr(mnemonic, flags);
  }

  private static String parseFlag(String mnemonic, OpParser parser) {
    Location at = parser.currentLocation();
    String flag = parser.parseKeyword();
    var words = new ArrayList<>(List.of(NONE));
    words.addAll(BITS.get(mnemonic));
    if (mnemonic.equals(FASTMATH)) words.add(FAST);
    if (words.contains(flag)) return flag;
    String kind = mnemonic.equals(FASTMATH) ? "FastMathFlags" : "IntegerOverflowFlags";
    throw parser.error(at, "expected ::mlir::arith::" + kind + " to be one of: " + String.join(", ", words));
  }

  /** Whether all of these flags, or {@code fast}, stand in an attribute of {@code op}. */
  public static boolean has(Operation op, String attribute, String... flags) {
    return op.attribute(attribute) instanceof FlagsAttr(_, var given) && (given.contains(FAST) || given.containsAll(List.of(flags)));
  }

  /** The promises of overflow that both operations have. */
  public static FlagsAttr common(Operation a, Operation b) {
    boolean both = a.attribute("overflowFlags") instanceof FlagsAttr && b.attribute("overflowFlags") instanceof FlagsAttr;
    if (!both) return NO_OVERFLOW;
    var flags = new ArrayList<>(((FlagsAttr) a.attribute("overflowFlags")).flags);
    flags.retainAll(((FlagsAttr) b.attribute("overflowFlags")).flags);
    return new FlagsAttr(OVERFLOW, flags);
  }

  boolean isNone() {
    return flags.equals(List.of(NONE));
  }

  /** {@code fastmath<a,b>}: as it stands in custom forms. */
  String shortText() {
    return mnemonic + "<" + String.join(mnemonic.equals(FASTMATH) ? "," : ", ", flags) + ">";
  }

  @Override
  public String dialect() {
    return "arith";
  }

  @Override
  public String body() {
    return shortText();
  }

  @Override
  public String toString() {
    return "#arith." + shortText();
  }
}
