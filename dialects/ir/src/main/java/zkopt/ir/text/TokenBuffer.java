package zkopt.ir.text;

import java.util.Arrays;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;

/** The tokens of a text as the grammar's rules read them. Token objects are made when they are asked for. */
final class TokenBuffer implements TokenStream {
  private final String source;
  private final String text;
  private final Scanner tokens;
  private int index;
  /** Where each line begins. */
  private final int[] lineStarts;
  /** The index of the line that was asked for last: tokens are mostly asked for in order. */
  private int line;
  /** The offset whose column was counted last, and the bytes before it on its line besides one for each character. */
  private int counted;
  private int furtherBytes;

  TokenBuffer(String source, String text) {
    this.source = source;
    this.text = text;
    this.tokens = new Scanner(text);
    this.lineStarts = lineStarts(text);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[1 << 10];
    int lines = 1;
    // lines may be very long: they are not looked at character by character
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (lines == starts.length) starts = Arrays.copyOf(starts, 2 * lines);
      starts[lines++] = at + 1;
    }
    return Arrays.copyOf(starts, lines);
  }

  @Override
  public Token get(int i) {
    return new Place(i);
  }

  @Override
  public Token LT(int k) {
    return get(offset(k));
  }

  @Override
  public int LA(int k) {
    return tokens.type(offset(k));
  }

  private int offset(int k) {
    return k < 0 ? Math.max(0, index + k) : Math.min(index + k - 1, tokens.count() - 1);
  }

  @Override
  public void consume() {
    if (index < tokens.count() - 1) index++;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public void seek(int i) {
    index = i;
  }

  @Override
  public int size() {
    return tokens.count();
  }

  int type(int i) {
    return tokens.type(i);
  }

  /** Whether token {@code i} is this text. */
  boolean matches(int i, String expected) {
    return tokens.end(i) - tokens.start(i) == expected.length() && text.startsWith(expected, tokens.start(i));
  }

  char firstChar(int i) {
    return tokens.start(i) < text.length() ? text.charAt(tokens.start(i)) : '\uffff';
  }

  /** The text from token {@code first} to token {@code last}, both included, as written. */
  String text(int first, int last) {
    return text.substring(tokens.start(first), tokens.end(last));
  }

  /** The index of the line on which {@code offset} stands. */
  private int lineOf(int offset) {
    boolean near = offset >= lineStarts[line] && (line + 2 >= lineStarts.length || offset < lineStarts[line + 2]);
    if (!near) {
      int found = Arrays.binarySearch(lineStarts, offset);
      line = found >= 0 ? found : -found - 2;
    } else if (line + 1 < lineStarts.length && offset >= lineStarts[line + 1]) {
      line++;
    }
    return line;
  }

  /** The line on which {@code offset} stands, from 1. */
  int line(int offset) {
    return lineOf(offset) + 1;
  }

  /** The column of {@code offset} in bytes of UTF-8, from 1; from where the last one was counted, if that is before it on its line. */
  int column(int offset) {
    int lineStart = lineStarts[lineOf(offset)];
    if (counted < lineStart || counted > offset) {
      counted = lineStart;
      furtherBytes = 0;
    }
    for (; counted < offset; counted++) furtherBytes += furtherBytes(text.charAt(counted));
    return offset - lineStart + furtherBytes + 1;
  }

  /** The bytes of a character, or of half of one, but for the first. */
  private static int furtherBytes(char c) {
    return c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
  }

  /** Where the blanks and comments before token {@code i} begin: what is missing there is missing behind the token before, as in MLIR's messages. */
  int behindPrevious(int i) {
    int start = tokens.type(i) == Token.EOF ? Math.max(0, tokens.start(i) - 1) : tokens.start(i);
    int at = start;
    while (true) {
      while (at > 0 && (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t')) at--;
      if (at == 0) return start;
      if (!isLineEnd(text.charAt(at - 1))) return at;
      at--;
      int lineStart = at;
      while (lineStart > 0 && !isLineEnd(text.charAt(lineStart - 1))) lineStart--;
      int comment = text.indexOf("//", lineStart, at);
      if (comment >= 0) at = comment;
    }
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  @Override
  public String getText(Interval interval) {
    return interval.b < interval.a ? "" : text(interval.a, interval.b);
  }

  @Override
  public String getText() {
    return text;
  }

  @Override
  public String getText(RuleContext context) {
    return getText(context.getSourceInterval());
  }

  @Override
  public String getText(Token start, Token stop) {
    return text(start.getTokenIndex(), stop.getTokenIndex());
  }

  @Override
  public TokenSource getTokenSource() {
    return null; // asked for by error recovery only, which we do without
  }

  @Override
  public String getSourceName() {
    return source;
  }

  @Override
  public int mark() {
    return 0;
  }

  @Override
  public void release(int marker) {
    // all tokens are kept
  }

  /** Token {@code i} as an object. */
  private final class Place implements Token {
    private final int i;

    Place(int i) {
      this.i = i;
    }

    @Override
    public String getText() {
      return getType() == EOF ? "<EOF>" : text.substring(tokens.start(i), tokens.end(i));
    }

    @Override
    public int getType() {
      return tokens.type(i);
    }

    @Override
    public int getLine() {
      return line(tokens.start(i));
    }

    /** In bytes of UTF-8. */
    @Override
    public int getCharPositionInLine() {
      return column(tokens.start(i)) - 1;
    }

    @Override
    public int getChannel() {
      return DEFAULT_CHANNEL;
    }

    @Override
    public int getTokenIndex() {
      return i;
    }

    @Override
    public int getStartIndex() {
      return tokens.start(i);
    }

    @Override
    public int getStopIndex() {
      return tokens.end(i) - 1;
    }

    @Override
    public TokenSource getTokenSource() {
      return null;
    }

    @Override
    public CharStream getInputStream() {
      return null;
    }
  }
}
