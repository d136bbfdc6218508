package zkopt.ir.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import zkopt.ir.testing.ErrorComparison.Case;

/** Texts in which one token is missing, doubled, exchanged with the next or replaced by another one: a case for each of these and each token. */
public final class TokenDamage {
  private static final Pattern TOKEN = Pattern.compile("\\d+\\.\\d*(?:[eE][-+]?\\d+)?|[%^#!@]?[\\w$.]+|\"[^\"\\n]*\"|\\{-#|#-\\}|->|::|\\S");

  /** Of each kind of token some, to stand where they do not belong. */
  private static final List<String> STRANGERS = List.of("(", ")", "{", "}", "[", "]", "<", ">", ",", ":", "::", "->", "=", "-", "+", "*", "?", "|", "/", "7", "-1", "0x1F", "1.5",
      "\"str\"", "name", "i32", "true", "unit", "x", "loc", "dense", "affine_map", "tensor", "%0", "^bb", "#a", "!t", "@s", "..." );

  private final String text;
  private final Random random;
  private final List<Case> cases = new ArrayList<>();

  private TokenDamage(String text, Random random) {
    this.text = text;
    this.random = random;
  }

  /** The cases; what replaces a token is drawn from {@code random}. */
  public static List<Case> cases(String text, Random random) {
    var damage = new TokenDamage(text, random);
    damage.damage();
    return damage.cases;
  }

  private void damage() {
    var tokens = TOKEN.matcher(text).results().toList();
    for (int i = 0; i < tokens.size(); i++) {
      int start = tokens.get(i).start();
      int end = tokens.get(i).end();
      String token = tokens.get(i).group();
      add("without " + token, start, end, "");
      add(token + " twice", start, end, token + " " + token);
      String stranger = STRANGERS.get(random.nextInt(STRANGERS.size()));
      if (!stranger.equals(token)) add(stranger + " for " + token, start, end, stranger);
      if (i + 1 == tokens.size()) continue;
      var next = tokens.get(i + 1);
      if (!next.group().equals(token)) add(token + " behind " + next.group(), start, next.end(), next.group() + text.substring(end, next.start()) + token);
    }
  }

  private void add(String kind, int start, int end, String by) {
    cases.add(new Case(kind, text.substring(0, start) + by + text.substring(end)));
  }
}
