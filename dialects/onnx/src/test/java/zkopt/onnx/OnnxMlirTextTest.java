package zkopt.onnx;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.ir.Verifier;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.Parser;
import zkopt.ir.text.PrintOptions;

/** Text as onnx-mlir prints it is read and printed the same. */
class OnnxMlirTextTest {
  private static void same(String text) {
    assertEquals(text, print(text, PrintOptions.DEFAULT));
    assertEquals(text, print(print(text, PrintOptions.DEFAULT.generic(true)), PrintOptions.DEFAULT));
  }

  private static String print(String text, PrintOptions options) {
    var context = IRContext.withAllDialects();
    context.allowUnregisteredDialects(true);
    var module = Parser.parse(context, "text", text);
    assertTrue(Verifier.verify(module, context.diagnostics()), () -> context.diagnostics().diagnostics().toString());
    return AsmPrinter.print(module, options);
  }

  @Test
  void model() {
    same("""
        module attributes {llvm.data_layout = "e-m:e", llvm.target_triple = "x86_64-unknown-linux-gnu"} {
          func.func @main_graph(%arg0: tensor<1x3x4x4xf32> {onnx.name = "x"}) -> (tensor<1x2x2x2xf32> {onnx.name = "y"}) {
            %0 = onnx.Constant dense<5.000000e-01> : tensor<2x3x3x3xf32>
            %1 = "onnx.NoValue"() <{value}> : () -> none
            %2 = "onnx.Conv"(%arg0, %0, %1) <{auto_pad = "NOTSET", group = 1 : si64, kernel_shape = [3, 3]}> {onnx_node_name = "c"} : (tensor<1x3x4x4xf32>, tensor<2x3x3x3xf32>, none) -> tensor<1x2x2x2xf32>
            %3 = "onnx.Relu"(%2) {onnx_node_name = "r"} : (tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
            onnx.Return %3 : tensor<1x2x2x2xf32>
          }
          "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()
        }
        """);
  }

  @Test
  void constantsThatAreNoTensor() {
    same("""
        module {
          func.func @f() -> tensor<i64> {
            %0 = onnx.Constant {value_int = 1 : si64} : tensor<i64>
            %1 = onnx.Constant {value_ints = [1, 2, 3]} : tensor<3xi64>
            %2 = onnx.Constant {value_float = 1.000000e+00 : f32} : tensor<f32>
            %3 = onnx.Constant {value_floats = [1.000000e+00 : f32, -2.500000e+00 : f32]} : tensor<2xf32>
            %4 = onnx.Constant {value_string = "a"} : tensor<!onnx.String>
            %5 = onnx.Constant {value_strings = ["a", "b"]} : tensor<2x!onnx.String>
            onnx.Return %0 : tensor<i64>
          }
        }
        """);
  }

  @Test
  void wrongConstants() {
    for (String wrong : List.of("{value_int = 1 : si64} : tensor<i32>", "{value_int = 1 : i64} : tensor<i64>", "{value_ints = [1, 2]} : tensor<3xi64>",
        "{value_int = 1 : si64, value_float = 1.0 : f32} : tensor<i64>", "{value_floats = [1 : i64]} : tensor<1xf32>", "{value_int = 1 : si64}")) {
      assertThrows(AssertionError.class, () -> assertDoesNotThrow(() -> print("%0 = onnx.Constant " + wrong, PrintOptions.DEFAULT)), wrong);
    }
    assertThrows(AssertionError.class, () -> print("%0 = \"onnx.Constant\"() : () -> tensor<i64>", PrintOptions.DEFAULT));
  }

  @Test
  void typesAndLayouts() {
    same("""
        module {
          func.func @f(%arg0: !onnx.Seq<tensor<?xf32>>, %arg1: !onnx.Opt<!onnx.Seq<tensor<2xi64>>>, %arg2: tensor<2x!onnx.String>, %arg3: tensor<1x5x4x4xf32, #onnx.layout<{dataLayout = "NCHW4C"}>>) -> tensor<1x5x4x4xf32, #onnx.layout<{dataLayout = "NCHW4C"}>> {
            onnx.Return %arg3 : tensor<1x5x4x4xf32, #onnx.layout<{dataLayout = "NCHW4C"}>>
          }
        }
        """);
  }

  @Test
  void krnlPassesThrough() {
    same("""
        module {
          func.func @k(%arg0: memref<10x10xf32>) {
            %0:2 = "krnl.define_loops"() : () -> (!krnl.loop, !krnl.loop)
            "krnl.iterate"(%0#0, %0#1) ({
            ^bb0(%arg1: index, %arg2: index):
              %1 = "krnl.load"(%arg0, %arg1, %arg2) : (memref<10x10xf32>, index, index) -> f32
              "krnl.store"(%1, %arg0, %arg1, %arg2) : (f32, memref<10x10xf32>, index, index) -> ()
              "krnl.terminate"() : () -> ()
            }) {bounds = [#krnl<bounds affine_map<() -> (10)>>], x = #krnl.attr<"a">} : (!krnl.loop, !krnl.loop) -> ()
            "krnl.entry_point"() {func = @k, numInputs = 1 : i32} : () -> ()
            return
          }
        }
        """);
  }

  @Test
  void otherTypesAreRefused() {
    assertThrows(CompileException.class, () -> print("func.func private @f(!onnx.Map<i32>)", PrintOptions.DEFAULT));
  }
}
