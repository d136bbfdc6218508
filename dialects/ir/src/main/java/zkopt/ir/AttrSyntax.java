package zkopt.ir;

import java.util.List;

/** How {@code $attribute} stands in a declared assembly format. */
public interface AttrSyntax {
  Attribute parse(OpParser parser);

  void print(Attribute attribute, OpPrinter printer);

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
      public void print(Attribute attribute, OpPrinter printer) {
        printer.text(keywords.get(Math.toIntExact(((IntegerAttr) attribute).value())));
      }
    };
  }
}
