package zkopt.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.ArrayAttr;
import zkopt.ir.CompileException;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.Diagnostic;
import zkopt.ir.DialectAttribute;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IRContext;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.testing.TestDialect;

/** Options of the printer, names, places, resources: what text files cannot test. */
class TextApiTest {
  private final IRContext context = TestDialect.context();

  private ModuleOp parse(String text) {
    return Parser.parse(context, "text", text);
  }

  @Test
  void numbersGoOnInNestedRegionsAndStartAgainInSiblings() {
    String text = """
        module {
          %0 = t.make : i32
          t.loop {
            %2 = t.same %0, %0 : i32
          }
          t.loop {
            %2 = t.same %0, %1 : i32
          }
          %1 = t.make : i32
        }
        """;
    assertEquals(text, AsmPrinter.print(parse(text)));
  }

  @Test
  void nameHintsAreUsedOnRequest() {
    var module = parse("%in = t.make : i32\n%in_0, %b = t.make : i32, i32\nt.loop { %in_1 = t.same %in, %in_0 : i32 }");
    assertEquals("""
        module {
          %in = t.make : i32
          %in_0:2 = t.make : i32, i32
          t.loop {
            %in_1 = t.same %in, %in_0#0 : i32
          }
        }
        """, AsmPrinter.print(module, PrintOptions.DEFAULT.useNameHints(true)));
  }

  @Test
  void anOperationAloneHasTheNamesOfItsFunction() {
    var module = parse("t.function @f {\n  make {m = affine_map<(d0) -> (d0)>}\n  %0 = make : i32\n  %1 = same %0, %0 : i32\n  end\n}");
    var ops = module.body().first().region(0).front().operations();
    assertEquals("%1 = same %0, %0 : i32", ops.get(2).toString());
    assertEquals("make {m = affine_map<(d0) -> (d0)>}", ops.get(0).toString());
  }

  @Test
  void locations() {
    var module = parse("t.make loc(\"node\"(\"f.c\":3:4))\n  t.make\nt.make loc(#loc1)\n#loc1 = loc(callsite(\"a\" at unknown))");
    var ops = module.body().operations();
    assertEquals("node", ops.get(0).location().nodeName().orElseThrow());
    assertEquals(new Location.FileLineCol("text", 2, 3), ops.get(1).location());
    assertTrue(AsmPrinter.print(module, PrintOptions.DEFAULT.locations(true)).contains("loc(callsite(#loc3 at #loc4))"));
  }

  @Test
  void columnsAreCountedInBytes() {
    var module = parse("t.make {a = \"\u00e9\ud83d\ude00\"} t.make");
    assertEquals(new Location.FileLineCol("text", 1, 23), module.body().operations().getLast().location());
    var at = new Diagnostic(Diagnostic.Severity.ERROR, new Location.FileLineCol("text", 1, 5), "here", List.of());
    assertEquals("text:1:5: error: here\n\u00e9\u00e9b\n  ^\n", new DiagnosticPrinter().withSource("text", "\u00e9\u00e9b").print(at));
  }

  /** An attribute that its dialect wants named. */
  private record Named(int value) implements DialectAttribute {
    @Override
    public String dialect() {
      return "t";
    }

    @Override
    public String body() {
      return "named<" + value + ">";
    }

    @Override
    public String alias() {
      return "short";
    }

    @Override
    public String toString() {
      return "#t." + body();
    }
  }

  @Test
  void dialectsNameTheirAttributes() {
    var module = parse("t.make");
    module.body().first().setAttribute("a", new ArrayAttr(List.of(new Named(1), new Named(2), new Named(1))));
    assertEquals("#short = #t.named<1>\n#short1 = #t.named<2>\nmodule {\n  t.make {a = [#short, #short1, #short]}\n}\n", AsmPrinter.print(module));
  }

  @Test
  void locationsNameValues() {
    var module = parse("%0 = t.make : i32 loc(\"conv 1/out\")\n%1 = t.same %0, %0 : i32 loc(\"2nd\")\n%2 = t.same %0, %1 : i32 loc(\"2nd\")");
    assertEquals("""
        module {
          %conv_1_out = t.make : i32
          %_2nd = t.same %conv_1_out, %conv_1_out : i32
          %_2nd_0 = t.same %conv_1_out, %_2nd : i32
        }
        """, AsmPrinter.print(module, PrintOptions.DEFAULT.with(PrintOptions.Flag.LOCATION_NAMES, true)));
  }

  @Test
  void resourcesAreReadPrintedAndElided() {
    String text = """
        module {
          t.make {a = dense_resource<w> : tensor<2xf32>, b = dense_resource<gone> : tensor<2xf32>}
        }

        {-#
          dialect_resources: {
            builtin: {
              w: "0x040000000000803F00000040"
            }
          }
        #-}
        """;
    var module = parse(text);
    var op = module.body().first();
    var data = op.attribute("a", DenseResourceAttr.class);
    assertEquals(2.0, data.doubleAt(1));
    assertNull(op.attribute("b", DenseResourceAttr.class).data());
    assertEquals(text, AsmPrinter.print(module));
    assertFalse(AsmPrinter.print(module, PrintOptions.DEFAULT.elideResourcesLargerThan(0)).contains("{-#"));
  }

  @Test
  void largeConstantsAreElidedOnRequest() {
    var module = parse("t.make {a = dense<[1, 2, 3]> : tensor<3xi32>, b = dense<7> : tensor<99xi32>}");
    assertEquals("module {\n  t.make {a = dense_resource<__elided__> : tensor<3xi32>, b = dense<7> : tensor<99xi32>}\n}\n",
        AsmPrinter.print(module, PrintOptions.DEFAULT.elideElementsLargerThan(2)));
  }

  @Test
  void newerSpellingsOfFloatsAreRead() {
    var attribute = (ArrayAttr) parse("t.make {a = [+inf : f32, -inf, 0x1.8p3, -nan(0x1) : f32]}").body().first().attribute("a");
    assertEquals(Double.POSITIVE_INFINITY, ((FloatAttr) attribute.values().get(0)).value());
    assertEquals(Double.NEGATIVE_INFINITY, ((FloatAttr) attribute.values().get(1)).value());
    assertEquals(12.0, ((FloatAttr) attribute.values().get(2)).value());
    assertTrue(Double.isNaN(((FloatAttr) attribute.values().get(3)).value()));
  }

  @Test
  void whatIsReadEqualsWhatIsMade() {
    var op = parse("t.make {a = array<i64: 9007199254740993>, b = array<f32: 1.5>, c = 200 : i8, d = -1 : si64}").body().first();
    assertEquals(DenseArrayAttr.i64(9007199254740993L), op.attribute("a"));
    assertEquals(new DenseArrayAttr(FloatType.F32, List.of(1.5f)), op.attribute("b"));
    assertEquals(IntegerAttr.of(-56, IntegerType.I8), op.attribute("c"));
    assertEquals(IntegerAttr.of(-1, IntegerType.SI64), op.attribute("d"));
  }

  @Test
  void constantDataOfOneValueIsASplat() {
    var op = parse("t.make {a = dense<[[5, 5], [5, 5]]> : tensor<2x2xi8>, b = dense<[5, 6]> : tensor<2xi8>}").body().first();
    assertTrue(op.attribute("a", DenseElementsAttr.class).isSplat());
    assertFalse(op.attribute("b", DenseElementsAttr.class).isSplat());
  }

  @Test
  void diagnosticsShowTheSource() {
    String text = "%x = t.make : i32\n\tt.same %x, %x : f32\n";
    assertThrows(CompileException.class, () -> parse(text));
    assertEquals("""
        text:2:9: error: use of value '%x' expects different type than prior uses: 'f32' vs 'i32'
        \tt.same %x, %x : f32
        \t       ^
        text:1:1: note: prior use here
        %x = t.make : i32
        ^
        """, new DiagnosticPrinter().withSource("text", text).print(context.diagnostics().diagnostics()));
  }
}
