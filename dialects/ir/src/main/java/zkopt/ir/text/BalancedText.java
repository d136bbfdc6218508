package zkopt.ir.text;

import java.util.ArrayDeque;
import java.util.Optional;

/** A text in brackets that may hold anything in which brackets match, as the body of a dialect's type or attribute. */
record BalancedText(String text, int start) {
  private static final String OPENING = "<[({";
  private static final String CLOSING = ">])}";

  /** The bracket that is open where another one is closed or the text ends; empty when all match. */
  Optional<Character> unclosed() {
    var open = new ArrayDeque<Character>();
    int at = start;
    do {
      if (at == text.length()) return Optional.of(open.peek());
      char c = text.charAt(at++);
      if (OPENING.indexOf(c) >= 0) {
        open.push(c);
      } else if (c == '-' && text.startsWith(">", at)) {
        at++;
      } else if (c == '"') {
        at = endOfString(at);
      } else if (CLOSING.indexOf(c) >= 0) {
        if (OPENING.indexOf(open.peek()) != CLOSING.indexOf(c)) return Optional.of(open.peek());
        open.pop();
      }
    } while (!open.isEmpty());
    return Optional.empty();
  }

  private int endOfString(int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '\\') i++;
      else if (text.charAt(i) == '"') return i + 1;
    }
    return text.length();
  }
}
