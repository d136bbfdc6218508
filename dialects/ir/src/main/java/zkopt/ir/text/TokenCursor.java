package zkopt.ir.text;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import zkopt.ir.CompileException;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.text.grammar.MlirLexer;
import zkopt.ir.text.grammar.MlirParser;

/** The tokens of one text and a place among them; grammar rules are run at that place. */
final class TokenCursor {
  /** Token types by their fixed text, {@code "->"} or {@code "dense"}, or by the character that starts names and strings. */
  private static final Map<String, Integer> FIXED = fixedTokens();

  /** The same for texts of one character, 0 where there is none. */
  private static final int[] SINGLE = new int[128];

  static {
    FIXED.forEach((text, type) -> {
      if (text.length() == 1) SINGLE[text.charAt(0)] = type;
    });
  }

  private final String source;
  private final DiagnosticEngine diagnostics;
  private final TokenBuffer tokens;
  private final MlirParser rules;

  TokenCursor(String source, String text, DiagnosticEngine diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
    this.tokens = new TokenBuffer(source, text);
    this.rules = new MlirParser(tokens);
    rules.getInterpreter().setPredictionMode(PredictionMode.SLL);
    rules.removeErrorListeners();
    rules.setErrorHandler(new RuleErrors(this));
  }

  private static Map<String, Integer> fixedTokens() {
    var fixed = new HashMap<String, Integer>();
    for (int type = 1; type <= MlirLexer.VOCABULARY.getMaxTokenType(); type++) {
      String literal = MlirLexer.VOCABULARY.getLiteralName(type);
      if (literal != null) fixed.put(literal.substring(1, literal.length() - 1), type);
    }
    fixed.put("%", MlirLexer.PERCENT_ID);
    fixed.put("@", MlirLexer.AT_ID);
    fixed.put("^", MlirLexer.CARET_ID);
    fixed.put("\"", MlirLexer.STRING);
    return fixed;
  }

  /** The type of a token of fixed text. */
  static int fixedType(String text) {
    return FIXED.get(text);
  }

  Token peek() {
    return tokens.LT(1);
  }

  Token peek(int k) {
    return tokens.LT(k);
  }

  Token previous() {
    return tokens.LT(-1);
  }

  Token take() {
    Token token = tokens.LT(1);
    if (token.getType() != Token.EOF) tokens.consume();
    return token;
  }

  boolean atEnd() {
    return at(Token.EOF);
  }

  boolean at(int type) {
    return tokens.LA(1) == type;
  }

  /** Whether a token of this text stands at the place {@code k} tokens on (1: here). */
  boolean at(int k, String text) {
    int fixed = text.length() == 1 && text.charAt(0) < SINGLE.length ? SINGLE[text.charAt(0)] : FIXED.getOrDefault(text, 0);
    if (fixed != 0) return tokens.LA(k) == fixed;
    return isWord(tokens.LA(k)) && tokens.matches(tokens.index() + k - 1, text);
  }

  boolean accept(String text) {
    if (!at(1, text)) return false;
    tokens.consume();
    return true;
  }

  Token accept(int type) {
    if (!at(type)) return null;
    return take();
  }

  void expect(String text) {
    expect(text, "");
  }

  /** Takes a token. @param where it stands, for the message: {@code " in location"} */
  void expect(String text, String where) {
    if (accept(text)) return;
    String message = "expected '" + text + "'" + where;
    throw Character.isLetter(text.charAt(0)) ? error(peek(), message) : missing(peek(), message);
  }

  Token expect(int type, String what) {
    if (!at(type)) throw error(peek(), "expected " + what);
    return take();
  }

  /** The same, with MLIR's place for what is missing. */
  Token expectToken(int type, String what) {
    if (!at(type)) throw missing(peek(), "expected " + what);
    return take();
  }

  static String abbreviated(Token token) {
    String text = token.getText();
    return text.length() <= 40 ? text : text.substring(0, 37) + "...";
  }

  /** Whether a bare identifier stands here, keywords included. */
  boolean atWord() {
    return isWord(tokens.LA(1)) || Character.isLetter(tokens.firstChar(tokens.index())) && !at(MlirLexer.SHAPED);
  }

  private static boolean isWord(int type) {
    return type == MlirLexer.BARE_ID || type == MlirLexer.INTTYPE;
  }

  String takeWord(String what) {
    if (atEnd() || !atWord()) throw error(peek(), "expected " + what);
    return take().getText();
  }

  int index() {
    return tokens.index();
  }

  void seek(int index) {
    tokens.seek(index);
  }

  int size() {
    return tokens.size();
  }

  Token get(int index) {
    return tokens.get(index);
  }

  /** The type of token {@code index}. */
  int type(int index) {
    return tokens.type(index);
  }

  /** Whether token {@code index} is this text. */
  boolean isText(int index, String text) {
    return tokens.matches(index, text);
  }

  /** The text from token {@code first} to token {@code last}, both included, as written. */
  String text(int first, int last) {
    return tokens.text(first, last);
  }

  /** The whole text. */
  String text() {
    return tokens.getText();
  }

  /** Runs a grammar rule here whose last token is its own. */
  <C> C rule(Function<MlirParser, C> rule) {
    return rule.apply(rules);
  }

  /** Runs an entry rule here, and stops behind the part that counts. */
  <E, C extends ParserRuleContext> C rule(Function<MlirParser, E> entry, Function<E, C> part) {
    int start = tokens.index();
    C tree = part.apply(entry.apply(rules));
    rules.leaveEnd();
    tokens.seek(Math.max(start, tree.getStop() == null ? start : tree.getStop().getTokenIndex() + 1));
    return tree;
  }

  /** The text from the first to the last of these tokens, as written. */
  String text(Token first, Token last) {
    return tokens.text(first.getTokenIndex(), last.getTokenIndex());
  }

  Location location(Token token) {
    return new Location.FileLineCol(source, token.getLine(), token.getCharPositionInLine() + 1);
  }

  /** Where what stands for the whole text is. */
  Location startOfText() {
    return new Location.FileLineCol(source, 0, 0);
  }

  /** An error at a token; one that no token begins with is an error by itself. */
  CompileException error(Token token, String message) {
    if (isUnknown(token)) return unknown(token);
    return token.getType() == Token.EOF ? error(location(Math.max(0, token.getStartIndex() - 1)), message) : error(location(token), message);
  }

  /** An error about what should stand where {@code token} stands: behind the token before it. */
  CompileException missing(Token token, String message) {
    return isUnknown(token) ? unknown(token) : error(location(tokens.behindPrevious(token.getTokenIndex())), message);
  }

  private static boolean isUnknown(Token token) {
    return token.getType() == MlirLexer.UNKNOWN_CHARACTER || token.getType() == MlirLexer.SLASH;
  }

  /** An error at a place in the text. */
  CompileException error(int offset, String message) {
    return error(location(offset), message);
  }

  private CompileException unknown(Token token) {
    return switch (token.getText().charAt(0)) {
      case '"' -> error(location(endOfLine(token)), "expected '\"' in string literal");
      case '@' -> error(location(token.getStartIndex() + 1), "@ identifier expected to start with letter or '_'");
      case '%' -> error(location(token), "invalid SSA name");
      case '#' -> error(location(token), "invalid attribute name");
      case '!' -> error(location(token), "invalid type identifier");
      case '^' -> error(location(token), "invalid block name");
      case '.' -> error(location(token), "expected three consecutive dots for an ellipsis");
      default -> error(location(token), "unexpected character");
    };
  }

  private int endOfLine(Token token) {
    String text = tokens.getText();
    int at = token.getStartIndex();
    while (at + 1 < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') at++;
    return at;
  }

  private Location location(int offset) {
    return new Location.FileLineCol(source, tokens.line(offset), tokens.column(offset));
  }

  CompileException error(Location location, String message) {
    diagnostics.error(location, message);
    return new CompileException(location + ": error: " + message);
  }
}
