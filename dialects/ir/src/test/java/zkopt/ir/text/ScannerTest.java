package zkopt.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.ir.text.grammar.MlirLexer;

/** The scanner finds the tokens that the grammar's lexer rules describe. */
class ScannerTest {
  private static final long SEED = 5;

  private static List<String> byGrammar(String text) {
    var lexer = new MlirLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    var tokens = new ArrayList<String>();
    for (Token token : lexer.getAllTokens()) {
      int start = text.offsetByCodePoints(0, token.getStartIndex());
      tokens.add(token.getType() + "@" + start + ":" + token.getText());
    }
    return tokens;
  }

  private static List<String> byScanner(String text) {
    var scanner = new Scanner(text);
    var tokens = new ArrayList<String>();
    for (int i = 0; i < scanner.count() - 1; i++) {
      tokens.add(scanner.type(i) + "@" + scanner.start(i) + ":" + text.substring(scanner.start(i), scanner.end(i)));
    }
    assertEquals(Token.EOF, scanner.type(scanner.count() - 1));
    return tokens;
  }

  @ParameterizedTest
  @ValueSource(strings = {"tensor<4x?xf32>", "tensor<4 x ? x f32>", "tensor < * x f32>", "vector<[4]x2xf32>", "tensor<0x2xi32>", "tensor<4>", "tensor<[4]>", "tensor",
      "tensor.dim", "memrefs<4xf32>", "i32 si8 ui16 i0 i3x xi32 sij", "0x1F 0xg 0xi32 0x1.8p3 0x1.8 0x1p-2 0x.p1", "1. 1.5 1.e3 1e5 1.5e+ 34.E-2", "%0#1 %a-b %-x %",
      "#-} #-a # #map {-# {-", "-> - ->> --> :: ::: . .. ... ....", "\"a\\\"b\" \"open", "\"a\nb\"", "@a @\"b c\" @ @1 @\"open", "!t.u<x> ! ^bb1 ^", "a//b\nc /x",
      "a\0b", "\u00e9 \ud83d\ude00 x", "true dense dense_resource denser at to", "\"\\", "0", "0x", "1.", "_a$b.c", "`~;&"})
  void tokens(String text) {
    assertEquals(byGrammar(text), byScanner(text));
  }

  @Test
  void damagedTexts() throws IOException {
    var random = new Random(SEED);
    var pieces = List.of("tensor<", "4x", "[4]x", " x ", "0x1", ".", "e5", "p3", "\"", "\\", "\n", "//", "#-}", "{-#", "->", "%0", "::", "i8", "@", "!", "^", "_", "-", "?");
    try (var files = Files.list(Path.of("src/test/mlir"))) {
      for (Path file : files.sorted().toList()) {
        String text = Files.readString(file);
        assertEquals(byGrammar(text), byScanner(text), file.toString());
        for (int i = 0; i < 50; i++) {
          int from = random.nextInt(text.length());
          int to = Math.min(text.length(), from + random.nextInt(80));
          var damaged = new StringBuilder(text.substring(from, to));
          for (int n = 0; n < 6; n++) damaged.insert(random.nextInt(damaged.length() + 1), pieces.get(random.nextInt(pieces.size())));
          assertEquals(byGrammar(damaged.toString()), byScanner(damaged.toString()), "seed " + SEED);
        }
      }
    }
  }
}
