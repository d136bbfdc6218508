package zkopt.ir.text;

import java.util.ArrayDeque;

/** A text in brackets that may hold anything in which brackets match, as the body of a dialect's type or attribute. */
record BalancedText(String text, int start) {
  private static final String OPENING = "<[({";
  private static final String CLOSING = ">])}";

  /** A bracket that is open. @param since where the last string before the end of the search begins, or the text does */
  record Open(char bracket, int since) {}

  /** The bracket that is open where another one is closed or the text ends; the first one when all match. */
  Open unclosed() {
    var open = new ArrayDeque<Character>();
    int since = start;
    int at = start;
    do {
      if (at == text.length()) return new Open(open.peek(), since);
      char c = text.charAt(at++);
      if (OPENING.indexOf(c) >= 0) {
        open.push(c);
      } else if (c == '-' && text.startsWith(">", at)) {
        at++;
      } else if (c == '"') {
        since = at - 1;
        at = endOfString(at);
      } else if (CLOSING.indexOf(c) >= 0) {
        if (OPENING.indexOf(open.peek()) != CLOSING.indexOf(c)) return new Open(open.peek(), since);
        open.pop();
      }
    } while (!open.isEmpty());
    return new Open(text.charAt(start), start);
  }

  private int endOfString(int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '\\') i++;
      else if (text.charAt(i) == '"') return i + 1;
    }
    return text.length();
  }
}
