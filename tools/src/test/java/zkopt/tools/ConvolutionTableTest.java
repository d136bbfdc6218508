package zkopt.tools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Layout;
import zkopt.assigner.LayoutOptions;
import zkopt.assigner.RunDeviation;
import zkopt.circuit.Region;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;
import zkopt.prover.check.MockProver;
import zkopt.prover.check.Violation;

/** Convolutions in the table, as products of matrices and of polynomials: what they compute, and what a cheating prover might put there. */
class ConvolutionTableTest {
  private static final Path DENSE = Path.of("../assigner/layout/src/test/mlir/dense.mlir");
  private static final String CONTRACTION = "the products add up to the sums";
  /** Strided, and with two channels, so that every kind of misalignment is another sum. */
  private static final Convolution STRIDED = new Convolution(2, 3, 8, 6, 5, 3, 2, 1, 1);

  /** Sizes of a convolution with a square kernel. */
  record Convolution(int channels, int kernels, int height, int width, int kernelHeight, int kernelWidth, int stride, int dilation, int pad) {
    int outHeight() {
      return (height + 2 * pad - dilation * (kernelHeight - 1) - 1) / stride + 1;
    }

    int outWidth() {
      return (width + 2 * pad - dilation * (kernelWidth - 1) - 1) / stride + 1;
    }

    int inputs() {
      return channels * height * width;
    }

    long[] weights() {
      return new Random(7).longs((long) kernels * channels * kernelHeight * kernelWidth, -5, 6).toArray();
    }

    long[] input(int seed) {
      return new Random(seed).longs(inputs(), -30, 31).toArray();
    }

    /** The sums in the order of the result, the input moved by some rows and columns. */
    long[] sums(long[] input, int down, int right) {
      long[] w = weights();
      long[] sums = new long[kernels * outHeight() * outWidth()];
      int at = 0;
      for (int o = 0; o < kernels; o++) {
        for (int i = 0; i < outHeight(); i++) {
          for (int j = 0; j < outWidth(); j++, at++) {
            for (int c = 0; c < channels; c++) {
              for (int p = 0; p < kernelHeight; p++) {
                for (int q = 0; q < kernelWidth; q++) {
                  int y = i * stride + p * dilation - pad + down;
                  int x = j * stride + q * dilation - pad + right;
                  if (y < 0 || y >= height || x < 0 || x >= width) continue;
                  sums[at] += w[((o * channels + c) * kernelHeight + p) * kernelWidth + q] * input[(c * height + y) * width + x];
                }
              }
            }
          }
        }
      }
      return sums;
    }

    String text(String method) throws IOException {
      String gates = Files.readString(DENSE);
      gates = gates.substring(0, gates.indexOf("memref.global"));
      String x = "memref<%dx%dx%dx!fixed.q<9, 4>>".formatted(channels, height, width);
      String padded = "memref<%dx%dx%dx!fixed.q<9, 4>>".formatted(channels, height + 2 * pad, width + 2 * pad);
      String w = "memref<%dx%dx%dx%dx!fixed.q<9, 4>>".formatted(kernels, channels, kernelHeight, kernelWidth);
      String sums = "memref<%dx%dx%dx!fixed.q<20, 8>>".formatted(kernels, outHeight(), outWidth());
      String y = sums.replace("q<20, 8>", "q<9, 4>");
      String name = gates + "memref.global \"private\" constant @w : " + w + " = dense<" + nested(weights(), kernels, channels, kernelHeight, kernelWidth) + ">\n";
      return name + """
          func.func @main_graph(%%arg0: %1$s) -> %5$s {
            %%w = memref.get_global @w : %3$s
            %%zero = fixed.constant 0 : !fixed.q<9, 4>
            %%bias = fixed.constant 40 : !fixed.q<12, 8>
            %%x = memref.alloc() : %2$s
            affine.for %%c = 0 to %6$d {
              affine.for %%i = 0 to %7$d {
                affine.for %%j = 0 to %8$d {
                  affine.store %%zero, %%x[%%c, %%i, %%j] : %2$s
                }
              }
            }
            affine.for %%c = 0 to %6$d {
              affine.for %%i = 0 to %9$d {
                affine.for %%j = 0 to %10$d {
                  %%0 = affine.load %%arg0[%%c, %%i, %%j] : %1$s
                  %%1 = plonk.apply @input(%%0) : (!fixed.q<9, 4>) -> !fixed.q<9, 4>
                  affine.store %%1, %%x[%%c, %%i + %11$d, %%j + %11$d] : %2$s
                }
              }
            }
            %%acc = memref.alloc() : %4$s
            plonk.contract ins(%%x, %%w : %2$s, %3$s) outs(%%acc : %4$s) {method = "%12$s", bounds = array<i64: %13$d, %14$d, %15$d, %6$d, %16$d, %17$d>,
              maps = [affine_map<(d0, d1, d2, d3, d4, d5) -> (d3, d1 * %18$d + d4 * %19$d, d2 * %18$d + d5 * %19$d)>,
                      affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d3, d4, d5)>, affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1, d2)>]}
            %%y = memref.alloc() : %5$s
            affine.for %%o = 0 to %13$d {
              affine.for %%i = 0 to %14$d {
                affine.for %%j = 0 to %15$d {
                  %%0 = affine.load %%acc[%%o, %%i, %%j] : %4$s
                  %%1 = plonk.apply @relu(%%0, %%bias) : (!fixed.q<20, 8>, !fixed.q<12, 8>) -> !fixed.q<9, 4>
                  affine.store %%1, %%y[%%o, %%i, %%j] : %5$s
                }
              }
            }
            return %%y : %5$s
          }
          """.formatted(x, padded, w, sums, y, channels, height + 2 * pad, width + 2 * pad, height, width, pad, method, kernels, outHeight(), outWidth(),
          kernelHeight, kernelWidth, stride, dilation);
    }

    LaidOutModel layOut(String method) throws IOException {
      return Layout.of(Parser.parse(IRContext.withAllDialects(), "conv.mlir", text(method)), LayoutOptions.of(8));
    }
  }

  private static String nested(long[] values, int... shape) {
    if (shape.length == 0) return Long.toString(values[0]);
    int part = values.length / shape[0];
    return Stream.iterate(0, i -> i < shape[0], i -> i + 1)
        .map(i -> nested(Arrays.copyOfRange(values, i * part, (i + 1) * part), Arrays.copyOfRange(shape, 1, shape.length))).toList().toString();
  }

  static Stream<Arguments> convolutions() {
    return Stream.of(
        new Convolution(1, 1, 5, 5, 3, 3, 1, 1, 1), new Convolution(2, 3, 6, 5, 3, 3, 1, 1, 0), new Convolution(1, 2, 9, 9, 5, 5, 1, 1, 2),
        STRIDED, new Convolution(3, 2, 8, 8, 3, 3, 2, 1, 1), new Convolution(2, 2, 9, 9, 2, 2, 3, 1, 0), new Convolution(1, 4, 9, 7, 3, 3, 1, 2, 2),
        new Convolution(2, 2, 10, 10, 3, 2, 2, 3, 1), new Convolution(2, 5, 4, 4, 1, 1, 1, 1, 0), new Convolution(1, 3, 4, 4, 4, 4, 1, 1, 3),
        new Convolution(1, 2, 12, 3, 5, 1, 1, 1, 1), new Convolution(2, 2, 3, 3, 3, 3, 1, 1, 4),
        new Convolution(4, 2, 2, 2, 5, 5, 1, 1, 2), new Convolution(16, 12, 2, 2, 5, 5, 1, 1, 2), new Convolution(2, 3, 1, 1, 3, 3, 1, 1, 1), new Convolution(1, 2, 3, 2, 7, 5, 1, 1, 3)).map(Arguments::of);
  }

  /** The same sums by both methods, those of the definition; and the table holds. */
  @ParameterizedTest
  @MethodSource("convolutions")
  void bothMethodsAgreeWithTheDefinition(Convolution convolution) throws IOException {
    long[] input = convolution.input(1);
    long[] expected = Arrays.stream(convolution.sums(input, 0, 0)).map(sum -> Math.max(0, sum + 40 + 8 >> 4)).toArray();
    for (String method : List.of("matrix", "polynomial")) {
      LaidOutModel model = convolution.layOut(method);
      var run = model.run(new long[][] {input});
      assertArrayEquals(expected, run.outputs()[0], method);
      assertEquals(List.of(), MockProver.check(model.circuit(), run.assignment()), method);
    }
  }

  // what a cheating prover might claim: a convolution that is not the one asked for

  private static LaidOutModel model;

  @BeforeAll
  static void layOutOnce() throws IOException {
    model = STRIDED.layOut("polynomial");
  }

  private static List<Violation> withSums(Function<long[], long[]> lie) {
    long[] input = STRIDED.input(2);
    var run = model.run(new long[][] {input}, new RunDeviation() {
      @Override
      public void sums(String node, long[] sums) {
        long[] others = lie.apply(input);
        assertFalse(Arrays.equals(others, sums), "the lie is the truth");
        System.arraycopy(others, 0, sums, 0, sums.length);
      }
    });
    return MockProver.check(model.circuit(), run.assignment());
  }

  private static void assertRejected(List<Violation> violations) {
    assertTrue(violations.stream().anyMatch(v -> v.constraint().equals(CONTRACTION)), violations.toString());
  }

  @Test
  void theHonestSumsAreAccepted() {
    long[] input = STRIDED.input(2);
    var run = model.run(new long[][] {input}, new RunDeviation() {
      @Override
      public void sums(String node, long[] sums) {
        assertArrayEquals(STRIDED.sums(input, 0, 0), sums);
      }
    });
    assertEquals(List.of(), MockProver.check(model.circuit(), run.assignment()));
  }

  @Test
  void aWrongSumIsRejected() {
    for (int i = 0; i < STRIDED.sums(STRIDED.input(2), 0, 0).length; i++) {
      int at = i;
      assertRejected(withSums(x -> {
        long[] sums = STRIDED.sums(x, 0, 0);
        sums[at]++;
        return sums;
      }));
    }
  }

  @Test
  void aShiftedInputIsRejected() {
    assertRejected(withSums(x -> STRIDED.sums(x, 1, 0)));
    assertRejected(withSums(x -> STRIDED.sums(x, 0, 1)));
    assertRejected(withSums(x -> STRIDED.sums(x, 0, -1)));
  }

  /** A shift by whole strides takes coefficients of the border for the sums at the edge. */
  @Test
  void borderCoefficientsInPlaceOfSumsAreRejected() {
    assertRejected(withSums(x -> STRIDED.sums(x, STRIDED.stride(), 0)));
    assertRejected(withSums(x -> STRIDED.sums(x, 0, -STRIDED.stride())));
    assertTrue(model.circuit().regions().stream().anyMatch(r -> r.gate().equals("contract_border")));
  }

  @Test
  void swappedChannelsAreRejected() {
    assertRejected(withSums(x -> {
      long[] swapped = x.clone();
      int size = x.length / 2;
      System.arraycopy(x, 0, swapped, size, size);
      System.arraycopy(x, size, swapped, 0, size);
      return STRIDED.sums(swapped, 0, 0);
    }));
  }

  @Test
  void aWrongStrideIsRejected() {
    var dense = new Convolution(STRIDED.channels(), STRIDED.kernels(), STRIDED.height(), STRIDED.width(), STRIDED.kernelHeight(), STRIDED.kernelWidth(), 1,
        STRIDED.dilation(), STRIDED.pad());
    assertRejected(withSums(x -> {
      long[] all = dense.sums(x, 0, 0);
      long[] sums = new long[STRIDED.kernels() * STRIDED.outHeight() * STRIDED.outWidth()];
      for (int i = 0; i < sums.length; i++) {
        int o = i / (STRIDED.outHeight() * STRIDED.outWidth());
        int row = i / STRIDED.outWidth() % STRIDED.outHeight();
        sums[i] = all[(o * dense.outHeight() + row) * dense.outWidth() + i % STRIDED.outWidth()];
      }
      return sums;
    }));
  }

  /** Of each block of the contraction every cell that holds something, changed alone. */
  @Test
  void everyCellOfTheContractionIsBound() {
    var assignment = model.run(new long[][] {STRIDED.input(3)}).assignment();
    int changed = 0;
    for (Region region : model.circuit().regions()) {
      if (!region.gate().startsWith("contract")) continue;
      for (int row = region.firstRow(); row < region.firstRow() + region.rows(); row++) {
        for (long[] column : region.gate().equals("contract") ? assignment.weights() : assignment.witness()) {
          if (column[row] == 0) continue;
          column[row]++;
          assertFalse(MockProver.check(model.circuit(), assignment).isEmpty(), region.gate() + " row " + row);
          column[row]--;
          changed++;
        }
      }
    }
    assertTrue(changed > 50, changed + " cells");
  }
}
