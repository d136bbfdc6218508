package zkopt.ir.text;

import java.util.List;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import zkopt.ir.CompileException;
import zkopt.ir.text.grammar.MlirLexer;
import zkopt.ir.text.grammar.MlirParser;

/** What MLIR's parser says of a token that stands where a grammar rule wants another one. */
final class RuleWords {
  private static final String TYPE = "non-function type";
  private static final String ATTRIBUTE = "attribute value";
  private static final String ELEMENT = "element literal of primitive type";

  private final TokenCursor cursor;
  private final Token token;
  private final int index;

  RuleWords(TokenCursor cursor, Token token) {
    this.cursor = cursor;
    this.token = token;
    this.index = token.getTokenIndex();
  }

  /** @param only the text of the one token, in quotes, that the rule could go on with; null if there are several */
  CompileException error(RuleContext rule, String only) {
    return switch (rule) {
      case MlirParser.BalancedContext _, MlirParser.BalancedItemContext _ -> unbalanced(rule);
      case MlirParser.TypeContext _, MlirParser.NonFunctionTypeContext _, MlirParser.TypeListContext _ -> type(rule, only);
      case MlirParser.FunctionTypeContext _ -> "'->'".equals(only) ? missing("'->' in function type") : "'('".equals(only) ? missing(TYPE) : closing("(", TYPE, "')'");
      case MlirParser.FunctionResultsContext _ -> only == null ? missing(TYPE) : closing("(", TYPE, "')'");
      case MlirParser.LocationContext _, MlirParser.FilePlaceContext _ -> location(rule, only);
      case MlirParser.AffineExprContext _, MlirParser.AffineExprsContext _, MlirParser.ConstraintContext _ -> new AffineWords(cursor, rule, index).error();
      case MlirParser.AffineMapContext _ -> "'->'".equals(only) ? missing("'->' or ':'") : "'('".equals(only) ? missing("'(' in affine map range")
          : new AffineWords(cursor, rule, index).error();
      case MlirParser.IntegerSetContext _ -> "':'".equals(only) ? missing("'->' or ':'") : "'('".equals(only) ? missing("'(' in integer set constraint list")
          : new AffineWords(cursor, rule, index).error();
      case MlirParser.DimensionsContext _ -> "'('".equals(only) ? missing("'(' in dimensional identifier list") : closing("(", "bare identifier", "')' in dimensional identifier list");
      case MlirParser.SymbolsContext _ -> closing("[", "bare identifier", "']' in symbol list");
      case MlirParser.DictionaryContext _ -> "'{'".equals(only) ? missing("'{' in attribute dictionary") : closing("{", "attribute name", "'}' in attribute dictionary");
      case MlirParser.DictionaryEntryContext _ -> missing("attribute name");
      case MlirParser.KeyContext key -> key.getParent() instanceof MlirParser.DictionaryEntryContext ? missing("attribute name") : here("identifier key for 'resource' entry");
      case MlirParser.SymbolRefContext _ -> here("nested symbol reference identifier");
      case MlirParser.DenseBodyContext _, MlirParser.ElementContext _ -> element(rule, only);
      case MlirParser.ExtentContext extent -> cursor.error(extent.getStart(), "expected a 64-bit signed integer or '?'");
      case MlirParser.TypedValueContext _, MlirParser.UntypedValueContext _, MlirParser.AttributeContext _, MlirParser.AttributeValueContext _ -> attribute(rule, only);
      default -> missing(only == null ? "bare identifier" : only);
    };
  }

  private CompileException missing(String what) {
    return cursor.missing(token, "expected " + what);
  }

  private CompileException here(String what) {
    return cursor.error(token, "expected " + what);
  }

  /** Whether {@code text} stands {@code back} tokens before the one that is wrong. */
  private boolean stands(int back, String text) {
    return index >= back && cursor.isText(index - back, text);
  }

  /** Of a list that has just begun the first element is missing, else its end. */
  private CompileException closing(String opening, String element, String end) {
    return missing(stands(1, opening) ? element : end);
  }

  /** Of a name that is none of a type; the head of a longer one may be unfinished. */
  CompileException unknownType(MlirParser.NamedTypeContext name) {
    String text = name.getText();
    Token next = cursor.get(name.getStart().getTokenIndex() + 1);
    if (List.of("tensor", "memref", "vector").contains(text)) return cursor.missing(next, "expected '<' in " + text + " type");
    boolean isAttribute = name.getParent().getParent() instanceof MlirParser.TypeValueContext;
    return missing(isAttribute ? ATTRIBUTE : TYPE);
  }

  private CompileException type(RuleContext rule, String only) {
    return switch (rule) {
      case MlirParser.ComplexTypeContext _ -> missing(only + " in complex type");
      case MlirParser.TupleTypeContext _ -> "'<'".equals(only) ? missing("'<' in tuple type") : closing("<", TYPE, "'>' in tuple type");
      case MlirParser.ShapedTypeContext t when t.type() != null -> missing(end(t));
      default -> index > 0 && cursor.type(index - 1) == MlirLexer.SHAPED ? dimension() : missing(TYPE);
    };
  }

  private static String end(MlirParser.ShapedTypeContext shaped) {
    String head = shaped.SHAPED().getText();
    if (!head.startsWith("memref")) return "'>' in " + head.substring(0, 6) + " type";
    return "',' or '>'" + (shaped.attribute().isEmpty() ? " in memref type" : "");
  }

  /** Behind {@code tensor<4x}: a number that no cross follows is a dimension to MLIR. */
  private CompileException dimension() {
    boolean isVector = cursor.get(index - 1).getText().startsWith("vector");
    boolean isDimension = token.getType() == MlirLexer.INTEGER || !isVector && (stands(0, "?") || stands(0, "*"));
    if (isVector && stands(0, "[")) {
      if (cursor.type(index + 1) != MlirLexer.INTEGER) return cursor.error(cursor.get(index + 1), "invalid dimension");
      return cursor.isText(index + 2, "]") ? cursor.missing(cursor.get(index + 3), "expected 'x' in dimension list")
          : cursor.missing(cursor.get(index + 2), "missing ']' closing scalable dimension");
    }
    return isDimension ? cursor.missing(cursor.get(index + 1), "expected 'x' in dimension list") : missing(TYPE);
  }

  private CompileException attribute(RuleContext rule, String only) {
    boolean begins = "'<'".equals(only);
    return switch (rule) {
      case MlirParser.AttributeContext a when a.getParent() instanceof MlirParser.ShapedTypeContext shaped -> lastParameter(shaped);
      case MlirParser.SparseValueContext _ when begins -> cursor.missing(token, "Expected '<' after 'sparse'");
      case MlirParser.DenseValueContext _ -> begins ? missing("'<' after 'dense'") : stands(1, "<") ? here(ELEMENT) : missing("'>'");
      case MlirParser.DenseResourceValueContext _ when begins -> missing("'<' after 'dense_resource'");
      case MlirParser.ArrayValueContext _ -> closing("[", ATTRIBUTE, "',' or ']'");
      case MlirParser.DenseArrayValueContext _ when begins -> missing("'<' after 'array'");
      case MlirParser.DenseArrayValueContext v -> missing(v.element().isEmpty() ? "':' after dense array type" : "'>' to close an array attribute");
      case MlirParser.AffineMapValueContext _ -> missing(only + " in affine map");
      case MlirParser.IntegerSetValueContext _ -> missing(only + " in integer set");
      case MlirParser.StridedValueContext v -> strided(v, only);
      case MlirParser.LocationValueContext _ -> behindLocation(only + " in inline location");
      case MlirParser.DistinctValueContext _ -> distinct(only);
      case MlirParser.SparseValueContext _ when stands(1, "<") -> here(ELEMENT);
      case MlirParser.SparseValueContext _, MlirParser.DenseResourceValueContext _, MlirParser.OpaqueValueContext _ when only != null -> missing(only);
      default -> missing(stands(1, "-") ? "constant integer or floating point value" : ATTRIBUTE);
    };
  }

  private CompileException lastParameter(MlirParser.ShapedTypeContext shaped) {
    String head = shaped.SHAPED().getText();
    if (head.startsWith("tensor") && shaped.attribute().size() < 2) return missing("'>' in tensor type");
    if (!head.startsWith("memref")) return cursor.missing(cursor.get(index - 1), "expected " + end(shaped));
    return missing(shaped.attribute().size() < 2 && stands(0, ">") ? "list element" : ATTRIBUTE);
  }

  private CompileException strided(MlirParser.StridedValueContext rule, String only) {
    return switch (only) {
      case "'<'" -> missing("'<' after 'strided'");
      case "'['" -> missing("'['");
      case "'offset'" -> missing("'offset' after comma");
      case "':'" -> missing("':' after 'offset'");
      case "']'" -> stands(1, "[") ? here("a 64-bit signed integer or '?'") : missing("']'");
      case "'>'" -> missing(stands(1, "]") ? "','" : "'>'");
      case null -> missing("'>'");
      default -> missing(only);
    };
  }

  private CompileException distinct(String only) {
    return switch (only) {
      case "'['" -> missing("'[' after 'distinct'");
      case "']'" -> missing("']' to close distinct ID");
      case "'<'" -> missing("'<' after distinct ID");
      case "'>'" -> closing("<", ATTRIBUTE, "'>' to close distinct attribute");
      case null -> missing("distinct ID");
      default -> missing(only);
    };
  }

  private CompileException element(RuleContext rule, String only) {
    RuleContext outer = rule;
    while (outer instanceof MlirParser.DenseBodyContext || outer instanceof MlirParser.ElementContext) outer = outer.getParent();
    if (outer instanceof MlirParser.DenseArrayValueContext array) return here(array.type().getText().contains("f") ? "float literal" : "integer literal");
    if (stands(1, "-")) return here("integer or floating point literal");
    return switch (only) {
      case "','" -> missing("',' between complex elements");
      case "')'" -> missing("')' after complex elements");
      case "']'" -> stands(1, "[") ? here(ELEMENT) : missing("']'");
      case null, default -> here(ELEMENT);
    };
  }

  /** What should stand behind a location; to MLIR a file's place has a line and a column. */
  CompileException behindLocation(String what) {
    if (stands(0, "::") && cursor.type(index - 1) == MlirLexer.STRING) return cursor.error(token.getStartIndex() + 1, "expected integer line number in FileLineColLoc");
    boolean isLine = stands(2, ":") && cursor.type(index - 1) == MlirLexer.INTEGER && cursor.type(index - 3) == MlirLexer.STRING;
    return missing(isLine ? "':' in FileLineColLoc" : what);
  }

  private CompileException location(RuleContext rule, String only) {
    return switch (rule) {
      case MlirParser.FilePlaceContext place -> missing("integer " + (place.line == null ? "line" : "column") + " number in FileLineColLoc");
      case MlirParser.NamedLocationContext _ -> behindLocation("')' after child location of NameLoc");
      case MlirParser.CallSiteLocationContext _ -> behindLocation(only + " in callsite location");
      case MlirParser.FusedLocationContext _ when "'>'".equals(only) -> missing("'>' after fused location metadata");
      case MlirParser.FusedLocationContext _ when "'['".equals(only) -> missing("'[' in fused location");
      case MlirParser.FusedLocationContext _ -> stands(1, "[") ? missing("location instance") : behindLocation("']' in fused location");
      default -> missing("location instance");
    };
  }

  /** Of the body of a dialect's type or attribute: the innermost bracket that is open where another one is closed, or the text ends. */
  private CompileException unbalanced(RuleContext rule) {
    RuleContext outer = rule;
    while (outer.getParent() instanceof MlirParser.BalancedContext || outer.getParent() instanceof MlirParser.BalancedItemContext) outer = outer.getParent();
    int start = ((MlirParser.BalancedContext) outer).getStart().getStartIndex();
    var open = new BalancedText(cursor.text(), start).unclosed();
    return cursor.error(open.since(), "unbalanced '" + open.bracket() + "' character in pretty dialect name");
  }
}
