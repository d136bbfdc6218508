package zkopt.lowering.affine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static zkopt.lowering.affine.Texts.assertFails;
import static zkopt.lowering.affine.Texts.assertLowers;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.func.ReturnOp;

/** The canonical forms that later levels rely on. */
class ConvertOnnxToAffineTest {
  private static final String PASS = "convert-onnx-to-affine";

  @Test
  void matMulIsAFillAndAPerfectNest() {
    assertLowers(PASS, """
        func.func @main_graph(%a: tensor<2x3xf32>, %b: tensor<3x4xf32>) -> tensor<2x4xf32> {
          %0 = "onnx.MatMul"(%a, %b) : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
          return %0 : tensor<2x4xf32>
        }
        """, """
        func.func @main_graph(%a: memref<2x3xf32>, %b: memref<3x4xf32>) -> memref<2x4xf32> {
          %c = memref.alloc() : memref<2x4xf32>
          %zero = arith.constant 0.0 : f32
          affine.for %m = 0 to 2 {
            affine.for %n = 0 to 4 {
              affine.store %zero, %c[%m, %n] : memref<2x4xf32>
            }
          }
          affine.for %m = 0 to 2 {
            affine.for %n = 0 to 4 {
              affine.for %k = 0 to 3 {
                %0 = affine.load %a[%m, %k] : memref<2x3xf32>
                %1 = affine.load %b[%k, %n] : memref<3x4xf32>
                %2 = arith.mulf %0, %1 : f32
                %3 = affine.load %c[%m, %n] : memref<2x4xf32>
                %4 = arith.addf %3, %2 : f32
                affine.store %4, %c[%m, %n] : memref<2x4xf32>
              }
            }
          }
          return %c : memref<2x4xf32>
        }
        """);
  }

  @Test
  void paddedGroupedConvCopiesIntoZerosAndAddsItsBiasAfterwards() {
    assertLowers(PASS, """
        func.func @main_graph(%x: tensor<1x4x5xf32>, %w: tensor<6x2x3xf32>, %b: tensor<6xf32>) -> tensor<1x6x2xf32> {
          %0 = "onnx.Conv"(%x, %w, %b) <{group = 2 : si64, pads = [1, 0], strides = [2]}>
              : (tensor<1x4x5xf32>, tensor<6x2x3xf32>, tensor<6xf32>) -> tensor<1x6x2xf32>
          return %0 : tensor<1x6x2xf32>
        }
        """, """
        func.func @main_graph(%x: memref<1x4x5xf32>, %w: memref<6x2x3xf32>, %b: memref<6xf32>) -> memref<1x6x2xf32> {
          %padded = memref.alloc() : memref<1x4x6xf32>
          %zero = arith.constant 0.0 : f32
          affine.for %n = 0 to 1 {
            affine.for %c = 0 to 4 {
              affine.for %i = 0 to 6 {
                affine.store %zero, %padded[%n, %c, %i] : memref<1x4x6xf32>
              }
            }
          }
          affine.for %n = 0 to 1 {
            affine.for %c = 0 to 4 {
              affine.for %i = 0 to 5 {
                %0 = affine.load %x[%n, %c, %i] : memref<1x4x5xf32>
                affine.store %0, %padded[%n, %c, %i + 1] : memref<1x4x6xf32>
              }
            }
          }
          %sum = memref.alloc() : memref<1x6x2xf32>
          %zero_0 = arith.constant 0.0 : f32
          affine.for %n = 0 to 1 {
            affine.for %m = 0 to 6 {
              affine.for %o = 0 to 2 {
                affine.store %zero_0, %sum[%n, %m, %o] : memref<1x6x2xf32>
              }
            }
          }
          affine.for %n = 0 to 1 {
            affine.for %g = 0 to 2 {
              affine.for %m = 0 to 3 {
                affine.for %o = 0 to 2 {
                  affine.for %c = 0 to 2 {
                    affine.for %k = 0 to 3 {
                      %0 = affine.load %padded[%n, %g * 2 + %c, %o * 2 + %k] : memref<1x4x6xf32>
                      %1 = affine.load %w[%g * 3 + %m, %c, %k] : memref<6x2x3xf32>
                      %2 = arith.mulf %0, %1 : f32
                      %3 = affine.load %sum[%n, %g * 3 + %m, %o] : memref<1x6x2xf32>
                      %4 = arith.addf %3, %2 : f32
                      affine.store %4, %sum[%n, %g * 3 + %m, %o] : memref<1x6x2xf32>
                    }
                  }
                }
              }
            }
          }
          %biased = memref.alloc() : memref<1x6x2xf32>
          affine.for %n = 0 to 1 {
            affine.for %m = 0 to 6 {
              affine.for %o = 0 to 2 {
                %0 = affine.load %sum[%n, %m, %o] : memref<1x6x2xf32>
                %1 = affine.load %b[%m] : memref<6xf32>
                %2 = arith.addf %0, %1 : f32
                affine.store %2, %biased[%n, %m, %o] : memref<1x6x2xf32>
              }
            }
          }
          return %biased : memref<1x6x2xf32>
        }
        """);
  }

  @Test
  void maxPoolClipsItsWindowOnlyWhereItLeavesTheInput() {
    assertLowers(PASS, """
        func.func @main_graph(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x2x2xf32> {
          %0 = "onnx.MaxPoolSingleOut"(%x) <{kernel_shape = [2, 3], pads = [0, 1, 0, 0], strides = [2, 2]}>
              : (tensor<1x1x4x4xf32>) -> tensor<1x1x2x2xf32>
          return %0 : tensor<1x1x2x2xf32>
        }
        """, """
        #lower = affine_map<(d0) -> (0, d0 * -2 + 1)>
        #upper = affine_map<(d0) -> (3, d0 * -2 + 5)>
        func.func @main_graph(%x: memref<1x1x4x4xf32>) -> memref<1x1x2x2xf32> {
          %y = memref.alloc() : memref<1x1x2x2xf32>
          %cell = memref.alloca() : memref<f32>
          %start = arith.constant 0xFF800000 : f32
          affine.for %n = 0 to 1 {
            affine.for %c = 0 to 1 {
              affine.for %i = 0 to 2 {
                affine.for %j = 0 to 2 {
                  affine.store %start, %cell[] : memref<f32>
                  affine.for %k = 0 to 2 {
                    affine.for %l = max #lower(%j) to min #upper(%j) {
                      %1 = affine.load %x[%n, %c, %i * 2 + %k, %j * 2 + %l - 1] : memref<1x1x4x4xf32>
                      %2 = affine.load %cell[] : memref<f32>
                      %3 = arith.maximumf %2, %1 : f32
                      affine.store %3, %cell[] : memref<f32>
                    }
                  }
                  %0 = affine.load %cell[] : memref<f32>
                  affine.store %0, %y[%n, %c, %i, %j] : memref<1x1x2x2xf32>
                }
              }
            }
          }
          return %y : memref<1x1x2x2xf32>
        }
        """);
  }

  @Test
  void broadcastsStretchAndConstantsBecomeGlobals() {
    assertLowers(PASS, """
        func.func @main_graph(%x: tensor<2x1x3xf32>) -> tensor<2x2x3xf32> {
          %w = onnx.Constant dense<[[1.0], [2.0]]> : tensor<2x1xf32> loc("bias")
          %s = onnx.Constant dense<5.0> : tensor<f32>
          %0 = "onnx.Mul"(%x, %s) : (tensor<2x1x3xf32>, tensor<f32>) -> tensor<2x1x3xf32>
          %1 = "onnx.Add"(%0, %w) : (tensor<2x1x3xf32>, tensor<2x1xf32>) -> tensor<2x2x3xf32>
          return %1 : tensor<2x2x3xf32>
        }
        """, """
        memref.global "private" constant @bias : memref<2x1xf32> = dense<[[1.0], [2.0]]>
        func.func @main_graph(%x: memref<2x1x3xf32>) -> memref<2x2x3xf32> {
          %s = arith.constant 5.0 : f32
          %scaled = memref.alloc() : memref<2x1x3xf32>
          affine.for %i = 0 to 2 {
            affine.for %j = 0 to 1 {
              affine.for %k = 0 to 3 {
                %0 = affine.load %x[%i, %j, %k] : memref<2x1x3xf32>
                %1 = arith.mulf %0, %s : f32
                affine.store %1, %scaled[%i, %j, %k] : memref<2x1x3xf32>
              }
            }
          }
          %w = memref.get_global @bias : memref<2x1xf32>
          %y = memref.alloc() : memref<2x2x3xf32>
          affine.for %i = 0 to 2 {
            affine.for %j = 0 to 2 {
              affine.for %k = 0 to 3 {
                %0 = affine.load %scaled[%i, 0, %k] : memref<2x1x3xf32>
                %1 = affine.load %w[%j, 0] : memref<2x1xf32>
                %2 = arith.addf %0, %1 : f32
                affine.store %2, %y[%i, %j, %k] : memref<2x2x3xf32>
              }
            }
          }
          return %y : memref<2x2x3xf32>
        }
        """);
  }

  @Test
  void reshapesAreViews() {
    assertLowers(PASS, """
        func.func @main_graph(%x: tensor<2x3x4xf32>) -> tensor<4x6xf32> {
          %0 = "onnx.Flatten"(%x) : (tensor<2x3x4xf32>) -> tensor<2x12xf32>
          %s = onnx.Constant dense<[4, 6]> : tensor<2xi64>
          %1 = "onnx.Reshape"(%0, %s) : (tensor<2x12xf32>, tensor<2xi64>) -> tensor<4x6xf32>
          return %1 : tensor<4x6xf32>
        }
        """, """
        func.func @main_graph(%x: memref<2x3x4xf32>) -> memref<4x6xf32> {
          %0 = memref.collapse_shape %x [[0], [1, 2]] : memref<2x3x4xf32> into memref<2x12xf32>
          %1 = memref.collapse_shape %0 [[0, 1]] : memref<2x12xf32> into memref<24xf32>
          %2 = memref.expand_shape %1 [[0, 1]] output_shape [4, 6] : memref<24xf32> into memref<4x6xf32>
          return %2 : memref<4x6xf32>
        }
        """);
  }

  @Test
  void everythingThatIsEmittedNamesItsNode() {
    ModuleOp module = Texts.run("onnx-to-affine", """
        func.func @main_graph(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
          %0 = "onnx.Softmax"(%x) : (tensor<1x4xf32>) -> tensor<1x4xf32> loc("the softmax")
          %1 = "onnx.Relu"(%0) : (tensor<1x4xf32>) -> tensor<1x4xf32> loc("the relu")
          return %1 : tensor<1x4xf32>
        }
        """);
    Set<String> names = new TreeSet<>();
    module.walk(op -> {
      if (op instanceof ModuleOp || op instanceof FuncOp || op instanceof ReturnOp) return;
      names.add(op.location().nodeName().orElse("none: " + op));
    });
    assertEquals(Set.of("the softmax", "the relu"), names);
  }

  @Test
  void shapesMustBeStaticAndInferred() {
    assertFails(PASS, """
        func.func @main_graph(%x: tensor<?xf32>) -> tensor<?xf32> {
          %0 = "onnx.Relu"(%x) : (tensor<?xf32>) -> tensor<?xf32>
          return %0 : tensor<?xf32>
        }
        """, "must have arguments of static shape");
    assertFails(PASS, """
        func.func @main_graph(%x: tensor<2xf32>) -> tensor<*xf32> {
          %0 = "onnx.Relu"(%x) : (tensor<2xf32>) -> tensor<*xf32>
          return %0 : tensor<*xf32>
        }
        """, "than its shape inference gives");
  }
}
