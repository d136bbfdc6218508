package zkopt.ir.text;

import org.antlr.v4.runtime.Token;
import zkopt.ir.AsmText;
import zkopt.ir.Attribute;
import zkopt.ir.Location;
import zkopt.ir.LocationAttr;
import zkopt.ir.text.grammar.MlirParser;

/** Locations from their parse trees. */
final class LocationBuilder {
  private final TokenCursor cursor;
  private final AttributeBuilder attributes;

  LocationBuilder(TokenCursor cursor, AttributeBuilder attributes) {
    this.cursor = cursor;
    this.attributes = attributes;
  }

  Location location(MlirParser.LocationContext tree) {
    return switch (tree) {
      case MlirParser.UnknownLocationContext _ -> Location.UNKNOWN;
      case MlirParser.NamedLocationContext l when l.filePlace() != null -> fileLocation(string(l.STRING().getSymbol()), l.filePlace());
      case MlirParser.NamedLocationContext l -> new Location.Name(
          string(l.STRING().getSymbol()), l.location() == null ? Location.UNKNOWN : location(l.location()));
      case MlirParser.CallSiteLocationContext l -> new Location.CallSite(location(l.location(0)), location(l.location(1)));
      case MlirParser.FusedLocationContext l -> Location.fuse(
          l.location().stream().map(this::location).toList(), l.attribute() == null ? null : attributes.attribute(l.attribute()));
      case MlirParser.AliasLocationContext l -> {
        Attribute alias = attributes.aliases().attribute(l.HASH_ID().getSymbol());
        if (alias instanceof LocationAttr(Location value)) yield value;
        throw cursor.error(l.getStart(), "expected location, but found '" + alias + "'");
      }
      default -> throw new IllegalStateException(tree.getText());
    };
  }

  private Location fileLocation(String file, MlirParser.FilePlaceContext place) {
    return new Location.FileLineCol(file, number(place.line, "line"), place.column == null ? 0 : number(place.column, "column"));
  }

  private int number(Token token, String what) {
    try {
      return Integer.decode(token.getText());
    } catch (NumberFormatException _) {
      throw cursor.missing(token, "expected integer " + what + " number in FileLineColLoc");
    }
  }

  private static String string(Token token) {
    return AsmText.unquote(token.getText());
  }
}
