package zkopt.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pipeline's text: what is read, the normal form, and what is said of errors. */
class PipelineTextTest {
  private static final String OPTIONS = "flag=false frac-bits=12 mode=normal ratio=0.0 string=";
  private final PassRegistry registry = TestPasses.registry();

  @ParameterizedTest
  @ValueSource(strings = {
    "builtin.module(plain)",
    "builtin.module()",
    "any(plain)",
    "builtin.module(plain,func.func(plain,function-only),module-only)",
    "builtin.module(options{" + OPTIONS + "})",
    "builtin.module(any(plain))",
  })
  void normalFormReadsBack(String text) {
    assertEquals(text, parse(text).toString());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
    "frac-bits=3 frac-bits=4              | flag=false frac-bits=4 mode=normal ratio=0.0 string=",
    "list=1,2 list={3,4}                  | flag=false frac-bits=12 list={1,2,3,4} mode=normal ratio=0.0 string=",
    "flag                                 | flag=true frac-bits=12 mode=normal ratio=0.0 string=",
    "string='a b' flag=1                  | flag=true frac-bits=12 mode=normal ratio=0.0 string=\"a b\"",
    "string={a {b} c}                     | flag=false frac-bits=12 mode=normal ratio=0.0 string=\"a {b} c\"",
    "mode=very-aggressive ratio=1e-3      | flag=false frac-bits=12 mode=very-aggressive ratio=0.001 string=",
    "names=a,\"b,c\",'d e'                | flag=false frac-bits=12 mode=normal names={a,\"b,c\",\"d e\"} ratio=0.0 string=",
  })
  void options(String given, String normal) {
    String text = parse("builtin.module(options{" + given + "})").toString();
    assertEquals("builtin.module(options{" + normal + "})", text);
    assertEquals(text, parse(text).toString(), "the normal form reads back");
  }

  @Test
  void optionsReachThePass() {
    var step = (PassStep) parse("any(options{list=1,2 frac-bits=9})").elements().getFirst();
    assertEquals(new TestPasses.Options(9, "", false, TestPasses.Mode.NORMAL, List.of(1, 2), List.of(), 0), step.pass());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", value = {
    "-                                    | size=18446744073709551615",
    "size=0x10 threshold=0                | size=16 threshold=0",
    "size=010 threshold=4294967295        | size=8 threshold=4294967295",
    "list=0b11,4294967295 size=0o17       | list={3,4294967295} size=15",
  })
  void numbersWithoutSign(String given, String normal) {
    String text = parse("builtin.module(sizes" + (given == null ? "" : "{" + given + "}") + ")").toString();
    assertEquals("builtin.module(sizes{" + normal + "})", text);
    assertEquals(text, parse(text).toString(), "the normal form reads back");
  }

  @Test
  void whiteSpaceMayStandAnywhere() {
    assertEquals("builtin.module(plain,func.func(function-only),plain)",
        parse(" builtin.module ( plain ,\n  func.func( function-only ) ,\n plain ) ").toString());
  }

  @Test
  void namedPipelinesExpandAndPassOptionsDown() {
    assertEquals("builtin.module(plain,options{" + OPTIONS.replace("12", "7") + "inside})", parse("builtin.module(both)").toString());
    assertEquals("builtin.module(plain,options{" + OPTIONS.replace("12", "3") + "inside})", parse("builtin.module(both{frac-bits=3})").toString());
    assertEquals("builtin.module(plain,options{" + OPTIONS.replace("12", "5") + "outer},func.func(function-only))",
        parse("builtin.module(nested{frac-bits=5})").toString());
  }

  @Test
  void stepsAreLeftOutOrGetOtherOptions() {
    PassPipeline pipeline = parse("builtin.module(plain,func.func(plain),any(options{list=1},plain))");
    assertEquals("builtin.module(any(options{" + OPTIONS.replace("12", "7").replace("mode", "list={1,2} mode") + "}))",
        pipeline.mapSteps(s -> s.info().name().equals("plain") ? Optional.empty() : Optional.of(s.with("frac-bits", "7").with("list", "2"))).toString());
    assertEquals(pipeline, pipeline.mapSteps(Optional::of));
    var step = (PassStep) parse("any(plain)").elements().getFirst();
    assertEquals("pass 'plain' has no option 'flag'", assertThrows(IllegalArgumentException.class, () -> step.with("flag", "1")).getMessage());
  }

  @Test
  void flagsNestImplicitly() {
    assertEquals("builtin.module(plain,func.func(function-only,function-only),module-only)",
        PassPipeline.parseNesting("plain,function-only,function-only,module-only", "builtin.module", registry).toString());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
    "plain                                       |  1 | expected pass pipeline to be wrapped with the anchor operation type, e.g. 'builtin.module(...)'",
    "builtin.module(plain                        | 21 | encountered unbalanced parentheses while parsing pipeline",
    "builtin.module(plain))                      | 22 | encountered extra closing ')' creating unbalanced parentheses while parsing pipeline",
    "builtin.module(func.func(plain) plain)      | 33 | expected ',' after parsing pipeline",
    "builtin.module(plain plain)                 | 22 | expected ',' after parsing pipeline",
    "builtin.module(plain),any(plain)            | 22 | expected ',' after parsing pipeline",
    "builtin.module(plian)                       | 16 | 'plian' does not refer to a registered pass or pass pipeline; did you mean 'plain'?",
    "builtin.module(zzzzzz)                      | 16 | 'zzzzzz' does not refer to a registered pass or pass pipeline",
    "builtin.module(plain,)                      | 22 | '' does not refer to a registered pass or pass pipeline",
    "builtin.module(options{list=1)              | 23 | missing closing '}' while processing pass options",
    "builtin.module(options{frac-bit=1})         | 24 | failed to add `options` with options `frac-bit=1`: no such option frac-bit; did you mean 'frac-bits'?",
    "builtin.module(plain{x=1})                  | 22 | failed to add `plain` with options `x=1`: no such option x; 'plain' has no options",
    "builtin.module(both{nothing=1})             | 21 | failed to add `both` with options `nothing=1`: no such option nothing",
    "any(options{frac-bits=notaninteger})        | 13 | failed to add `options` with options `frac-bits=notaninteger`: 'notaninteger' value invalid for integer argument",
    "any(options{frac-bits=2147483648})          | 13 | failed to add `options` with options `frac-bits=2147483648`: '2147483648' value invalid for integer argument",
    "any(options{ratio=x})                       | 13 | failed to add `options` with options `ratio=x`: 'x' value invalid for floating point argument",
    "any(sizes{size=-1})                         | 11 | failed to add `sizes` with options `size=-1`: '-1' value invalid for ulong argument",
    "any(sizes{size=0x10000000000000000})        | 11 | failed to add `sizes` with options `size=0x10000000000000000`: '0x10000000000000000' value invalid for ulong argument",
    "any(sizes{threshold=4294967296})            | 11 | failed to add `sizes` with options `threshold=4294967296`: '4294967296' value invalid for uint argument",
    "any(sizes{threshold=})                      | 11 | failed to add `sizes` with options `threshold=`: '' value invalid for uint argument",
    "any(options{flag=maybe})                    | 13 | failed to add `options` with options `flag=maybe`: 'maybe' is invalid value for boolean argument! Try 0 or 1",
    "any(options{mode=invalid})                  | 13 | failed to add `options` with options `mode=invalid`: Cannot find option named 'invalid'! Expected one of: normal, very-aggressive",
    "any(options{frac-bits=41})                  | 13 | failed to add `options` with options `frac-bits=41`: frac-bits must be at most 40, but got 41",
    "builtin.module(func.func(module-only))      | 26 | Can't add pass 'module-only' restricted to 'builtin.module' on a PassManager intended to run on 'func.func', did you intend to nest?",
  })
  void errors(String text, int column, String reason) {
    var error = assertThrows(PipelineException.class, () -> parse(text));
    assertEquals(reason, error.reason());
    assertEquals("<pass-pipeline>:1:" + column + ": error: " + reason + "\n" + text + "\n" + " ".repeat(column - 1) + "^", error.getMessage());
  }

  @Test
  void errorShowsItsLine() {
    var error = assertThrows(PipelineException.class, () -> parse("builtin.module(\n  plain,\n  plan\n)"));
    assertTrue(error.getMessage().startsWith("<pass-pipeline>:3:3: error: 'plan' does not"), error.getMessage());
    assertTrue(error.getMessage().endsWith("\n  plan\n  ^"), error.getMessage());
  }

  private PassPipeline parse(String text) {
    return PassPipeline.parse(text, registry);
  }
}
