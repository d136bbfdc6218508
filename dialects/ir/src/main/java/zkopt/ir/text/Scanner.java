package zkopt.ir.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.antlr.v4.runtime.Token;
import zkopt.ir.text.grammar.MlirLexer;

/**
 * Splits a text into the tokens that the grammar's lexer rules describe, and holds them in arrays: several times faster than the
 * generated lexer, and a fraction of its memory. A test holds the two to the same tokens.
 */
final class Scanner {
  private static final Map<String, Integer> LITERALS = literals();

  /** Room for so many tokens to begin with: a text may be long because one token is. */
  private static final int MAX_GUESS = 1 << 22;

  /** Longer strings are searched for their end, not read character by character. */
  private static final int LONG_STRING = 1 << 10;

  private final String text;
  private final int length;
  private int at;
  private int count;
  private byte[] types;
  private int[] starts;
  private int[] ends;

  Scanner(String text) {
    this.text = text;
    this.length = text.length();
    int guess = 16 + Math.min(length / 4, MAX_GUESS);
    types = new byte[guess];
    starts = new int[guess];
    ends = new int[guess];
    while (skipBlanks()) {
      int start = at;
      add(scan(), start);
    }
    at = length;
    add(Token.EOF, length);
  }

  private static Map<String, Integer> literals() {
    var literals = new HashMap<String, Integer>();
    for (int type = 1; type <= MlirLexer.VOCABULARY.getMaxTokenType(); type++) {
      String literal = MlirLexer.VOCABULARY.getLiteralName(type);
      if (literal != null) literals.put(literal.substring(1, literal.length() - 1), type);
    }
    return literals;
  }

  /** The number of tokens, the one at the end of the text included. */
  int count() {
    return count;
  }

  int type(int i) {
    return types[i];
  }

  /** Where token {@code i} begins in the text. */
  int start(int i) {
    return starts[i];
  }

  /** The place behind the last character of token {@code i}. */
  int end(int i) {
    return ends[i];
  }

  private void add(int type, int start) {
    if (count == types.length) {
      int capacity = count + (count >> 1) + 16;
      types = Arrays.copyOf(types, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
    types[count] = (byte) type;
    starts[count] = start;
    ends[count++] = at;
  }

  private char peek(int i) {
    return i < length ? text.charAt(i) : '\uffff';
  }

  /** Skips white space and comments; returns whether anything is left. */
  private boolean skipBlanks() {
    while (at < length) {
      char c = text.charAt(at);
      if (isSpace(c) || c == 0) {
        at++;
      } else if (c == '/' && peek(at + 1) == '/') {
        while (at < length && text.charAt(at) != '\n' && text.charAt(at) != '\r') at++;
      } else {
        return true;
      }
    }
    return false;
  }

  /** Takes the longest token that begins here and returns its type. */
  private int scan() {
    char c = text.charAt(at);
    if (isLetter(c) || c == '_') return word();
    if (isDigit(c)) return number();
    return switch (c) {
      case '%' -> suffixed(MlirLexer.PERCENT_ID);
      case '^' -> suffixed(MlirLexer.CARET_ID);
      case '!' -> suffixed(MlirLexer.EXCLAMATION_ID);
      case '#' -> text.startsWith("#-}", at) ? take(3, MlirLexer.RESOURCES_CLOSE) : suffixed(MlirLexer.HASH_ID);
      case '{' -> text.startsWith("{-#", at) ? take(3, MlirLexer.RESOURCES_OPEN) : literal(1);
      case '-' -> literal(peek(at + 1) == '>' ? 2 : 1);
      case ':' -> literal(peek(at + 1) == ':' ? 2 : 1);
      case '.' -> text.startsWith("...", at) ? take(3, MlirLexer.ELLIPSIS) : literal(1);
      case '"' -> string(at) ? MlirLexer.STRING : unknown();
      case '@' -> atId();
      default -> literal(1);
    };
  }

  private int take(int n, int type) {
    at += n;
    return type;
  }

  private int literal(int n) {
    Integer type = LITERALS.get(text.substring(at, at + n));
    return type == null ? unknown() : take(n, type);
  }

  private int unknown() {
    at += Character.charCount(text.codePointAt(at));
    return MlirLexer.UNKNOWN_CHARACTER;
  }

  private int word() {
    int start = at;
    at = endOfBareId(at);
    int n = at - start;
    if (n == 6 && isShapedName(start) && shape()) return MlirLexer.SHAPED;
    if (isIntType(start)) return MlirLexer.INTTYPE;
    if (n < 2 || n > 14) return MlirLexer.BARE_ID;
    Integer keyword = LITERALS.get(text.substring(start, at));
    return keyword == null ? MlirLexer.BARE_ID : keyword;
  }

  private int endOfBareId(int from) {
    int i = from;
    while (i < length && (isAlphanumeric(text.charAt(i)) || "_$.".indexOf(text.charAt(i)) >= 0)) i++;
    return i;
  }

  private boolean isIntType(int start) {
    int digits = text.charAt(start) == 'i' ? start + 1
        : (text.charAt(start) == 's' || text.charAt(start) == 'u') && peek(start + 1) == 'i' ? start + 2 : at;
    return digits < at && endOfDigits(digits) == at;
  }

  private boolean isShapedName(int start) {
    return text.startsWith("tensor", start) || text.startsWith("memref", start) || text.startsWith("vector", start);
  }

  /** {@code <4x?x} behind the name of a shaped type. */
  private boolean shape() {
    int i = endOfSpaces(at);
    if (peek(i) != '<') return false;
    i = endOfSpaces(i + 1);
    do at = i;
    while ((i = endOfDimension(i)) > 0);
    return true;
  }

  /** The place behind {@code 4 x}, or -1 when no dimension begins here. */
  private int endOfDimension(int from) {
    char c = peek(from);
    int i = from;
    if (c == '?' || c == '*') {
      i++;
    } else if (c == '[') {
      i = endOfDigits(from + 1);
      if (i == from + 1 || peek(i) != ']') return -1;
      i++;
    } else {
      i = endOfDigits(from);
      if (i == from) return -1;
    }
    i = endOfSpaces(i);
    return peek(i) == 'x' ? endOfSpaces(i + 1) : -1;
  }

  private int number() {
    int hex = text.charAt(at) == '0' && peek(at + 1) == 'x' ? endOfHex(at + 2) : 0;
    if (hex > at + 2) {
      int point = peek(hex) == '.' ? endOfHex(hex + 1) : hex;
      int exponent = peek(point) == 'p' ? endOfExponent(point) : point;
      boolean isFloat = exponent > point;
      at = isFloat ? exponent : hex;
      return isFloat ? MlirLexer.FLOAT : MlirLexer.INTEGER;
    }
    at = endOfDigits(at);
    if (peek(at) != '.') return MlirLexer.INTEGER;
    at = endOfDigits(at + 1);
    if (peek(at) == 'e' || peek(at) == 'E') at = endOfExponent(at);
    return MlirLexer.FLOAT;
  }

  /** The place behind {@code e-12}, or {@code from} when that does not stand here. */
  private int endOfExponent(int from) {
    int digits = peek(from + 1) == '-' || peek(from + 1) == '+' ? from + 2 : from + 1;
    int end = endOfDigits(digits);
    return end > digits ? end : from;
  }

  /** A sign with a name or number behind it. */
  private int suffixed(int type) {
    int i = at + 1;
    if (isDigit(peek(i))) {
      at = endOfDigits(i);
      return type;
    }
    while (isSuffix(peek(i))) i++;
    if (i == at + 1) return unknown();
    at = i;
    return type;
  }

  private int atId() {
    char c = peek(at + 1);
    if (c == '"') return string(at + 1) ? MlirLexer.AT_ID : unknown();
    if (!isLetter(c) && c != '_') return unknown();
    at = endOfBareId(at + 1);
    return MlirLexer.AT_ID;
  }

  /** Takes everything to the end of the string literal that begins at {@code from}, if it has an end on its line. */
  private boolean string(int from) {
    int quote = text.indexOf('"', from + 1);
    if (quote - from > LONG_STRING && isPlain(from, quote)) {
      at = quote + 1;
      return true;
    }
    for (int i = from + 1; i < length; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        at = i + 1;
        return true;
      } else if (c == '\n' || c == '\r') {
        return false;
      }
    }
    return false;
  }

  /** Whether nothing ends or escapes between two places. */
  private boolean isPlain(int from, int to) {
    return text.indexOf('\\', from, to) < 0 && text.indexOf('\n', from, to) < 0 && text.indexOf('\r', from, to) < 0;
  }

  private int endOfSpaces(int from) {
    int i = from;
    while (i < length && isSpace(text.charAt(i))) i++;
    return i;
  }

  private int endOfDigits(int from) {
    int i = from;
    while (i < length && isDigit(text.charAt(i))) i++;
    return i;
  }

  private int endOfHex(int from) {
    int i = from;
    while (i < length && (isDigit(text.charAt(i)) || text.charAt(i) >= 'a' && text.charAt(i) <= 'f' || text.charAt(i) >= 'A' && text.charAt(i) <= 'F')) i++;
    return i;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isAlphanumeric(char c) {
    return isLetter(c) || isDigit(c);
  }

  private static boolean isSuffix(char c) {
    return isAlphanumeric(c) || c == '$' || c == '.' || c == '_' || c == '-';
  }
}
