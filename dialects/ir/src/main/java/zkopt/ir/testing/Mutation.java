package zkopt.ir.testing;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Damages a text in the ways that break parsers: parts dropped, doubled, exchanged, cut off, replaced by others, nested deeply. */
public record Mutation(Random random, List<String> corpus) {
  private static final Pattern TOKEN = Pattern.compile("[\\w.$]+|[%^#!@][\\w$.-]+|\"[^\"\\n]*\"|\\s+|->|::|.");

  private static final List<String> TOKENS = List.of("(", ")", "{", "}", "[", "]", "<", ">", ",", ":", "->", "=", "-", "\"", "%0", "%x#7", "^bb1", "@s",
      "#a", "!t", "!t.u<", "loc(", "affine_map<(d0) -> (d0 floordiv 0)>", "affine_map<(d0)[s0] -> (d0 mod -3, 9223372036854775807 * s0)>", "tensor<",
      "tensor<4x", "memref<?x*x", "vector<[4]x", "dense<", "dense<\"0xZZ\"> : tensor<4xf32>", "dense<[[1], [2, 3]]> : tensor<2x2xi8>",
      "dense_resource<k> : tensor<9x9xf80>", "sparse<", "array<i32: ", "array<f8E5M2: 1.0>", "99999999999999999999", "-9223372036854775808", "0x", "1.0e999",
      "0xFFFFFFFFFFFFFFFFFF : f64", "1 : i0", "300 : ui8", "i16777216", "tensor<9223372036854775807x9223372036854775807xf32>",
      "dense<1> : tensor<4294967296x4294967296xi64>", "arith.constant", "func.func", "module", "\"a.b\"() : () -> ()", "true", "unit", "strided<[1, ?], offset: ?>",
      "dense<1.0> : tensor<2xf80>", "123456789.0 : f128", "opaque<\"a\", \"b\">", "distinct[0]<1>", "{-#", "#-}", "\\", "\0", "\u00e9", "\ud83d\ude00", "// -----", "<{", "}>", "attributes", "step", "max", "-1");

  /** {@code text} with one to three of these. */
  public String apply(String text) {
    String result = text;
    for (int n = 1 + random.nextInt(3); n > 0; n--) result = once(result);
    return result;
  }

  private String once(String text) {
    var tokens = TOKEN.matcher(text).results().map(r -> r.group()).toList();
    if (tokens.size() < 2) return text + any();
    int at = random.nextInt(tokens.size());
    int end = Math.min(tokens.size(), at + 1 + random.nextInt(6));
    String before = String.join("", tokens.subList(0, at));
    String part = String.join("", tokens.subList(at, end));
    String after = String.join("", tokens.subList(end, tokens.size()));
    return switch (random.nextInt(10)) {
      case 0 -> before + after;
      case 1 -> before + part + part + after;
      case 2 -> before + any() + after;
      case 3 -> before + any() + part + after;
      case 4 -> before;
      case 5 -> {
        int other = random.nextInt(tokens.size());
        yield before + tokens.get(other) + String.join("", tokens.subList(at + 1, tokens.size()));
      }
      case 6 -> {
        String stranger = corpus.get(random.nextInt(corpus.size()));
        int from = random.nextInt(stranger.length() + 1);
        yield before + stranger.substring(from, Math.min(stranger.length(), from + random.nextInt(200))) + after;
      }
      case 7 -> {
        char c = (char) random.nextInt(128);
        int place = random.nextInt(text.length());
        yield text.substring(0, place) + c + text.substring(place + 1);
      }
      case 8 -> before + part.replaceAll("\\d+", Integer.toString(random.nextInt(20) - 2)) + after;
      default -> before + any().repeat(1 + random.nextInt(300)) + after;
    };
  }

  private String any() {
    return TOKENS.get(random.nextInt(TOKENS.size()));
  }
}
