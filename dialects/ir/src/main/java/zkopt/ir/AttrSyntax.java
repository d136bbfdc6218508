package zkopt.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How {@code $attribute} stands in a declared assembly format. */
public interface AttrSyntax {
  Attribute parse(OpParser parser);

  void print(Attribute attribute, OpPrinter printer);

  /** Whether an attribute that came in the generic form can be written in this way. */
  default boolean canPrint(Attribute attribute) {
    return true;
  }

  /** Whether such an attribute stands at the place of the parser: tells whether an optional group that starts with it is there. */
  default boolean standsHere(OpParser parser) {
    return parser.peek("[");
  }

  /** The whole attribute, with its type. */
  AttrSyntax FULL = new AttrSyntax() {
    @Override
    public Attribute parse(OpParser parser) {
      return parser.parseAttribute();
    }

    @Override
    public void print(Attribute attribute, OpPrinter printer) {
      printer.attribute(attribute);
    }
  };

  /** A string attribute written {@code @name}: the definition of a symbol. */
  AttrSyntax SYMBOL_NAME = new AttrSyntax() {
    @Override
    public Attribute parse(OpParser parser) {
      return new StringAttr(parser.parseSymbolName());
    }

    @Override
    public boolean standsHere(OpParser parser) {
      return parser.peekSymbolName();
    }

    @Override
    public void print(Attribute attribute, OpPrinter printer) {
      printer.text(AsmText.symbol(((StringAttr) attribute).value()));
    }
  };

  /** A unit attribute told by the presence of its optional group. */
  AttrSyntax UNIT = new AttrSyntax() {
    @Override
    public Attribute parse(OpParser parser) {
      return UnitAttr.UNIT;
    }

    @Override
    public void print(Attribute attribute, OpPrinter printer) {
      // the literals of the group say it
    }
  };

  /** An attribute whose type is always {@code type} and therefore not written. */
  static AttrSyntax ofType(Type type) {
    return new AttrSyntax() {
      @Override
      public Attribute parse(OpParser parser) {
        return parser.parseAttribute(type);
      }

      @Override
      public void print(Attribute attribute, OpPrinter printer) {
        printer.attributeWithoutType(attribute);
      }
    };
  }

  /** An array of {@code i64}, written {@code [1, 2]}. */
  AttrSyntax LONGS = new AttrSyntax() {
    @Override
    public Attribute parse(OpParser parser) {
      var values = new ArrayList<Long>();
      parser.expect("[");
      while (!parser.accept("]")) {
        if (!values.isEmpty()) parser.expect(",");
        values.add(parser.parseInteger());
      }
      return DenseArrayAttr.i64(values.stream().mapToLong(Long::longValue).toArray());
    }

    @Override
    public void print(Attribute attribute, OpPrinter printer) {
      printer.text(Arrays.toString(((DenseArrayAttr) attribute).longs()));
    }
  };

  /** An integer attribute of {@code type} written as the keyword at its value in {@code keywords}. */
  static AttrSyntax enumeration(IntegerType type, List<String> keywords) {
    return new AttrSyntax() {
      @Override
      public Attribute parse(OpParser parser) {
        Location location = parser.currentLocation();
        String word = parser.parseKeyword();
        int value = keywords.indexOf(word);
        if (value < 0) throw parser.error(location, "expected one of " + String.join(", ", keywords) + ", but got '" + word + "'");
        return IntegerAttr.of(value, type);
      }

      @Override
      public boolean standsHere(OpParser parser) {
        return keywords.stream().anyMatch(parser::peek);
      }

      @Override
      public void print(Attribute attribute, OpPrinter printer) {
        // what does not verify is printed too, after a failure
        if (canPrint(attribute)) printer.text(keywords.get((int) ((IntegerAttr) attribute).value()));
        else printer.attribute(attribute);
      }

      @Override
      public boolean canPrint(Attribute attribute) {
        return attribute instanceof IntegerAttr(long value, var _) && value >= 0 && value < keywords.size();
      }
    };
  }
}
