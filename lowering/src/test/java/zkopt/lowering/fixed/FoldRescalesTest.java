package zkopt.lowering.fixed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.lowering.Programs;
import zkopt.lowering.interp.AffineInterpreter;

/** Folded rescales are the very same integers, ties and negative values included. */
class FoldRescalesTest {
  private static final int VALUES = 1024;

  @ParameterizedTest
  @CsvSource({"8,5,2", "8,7,6", "8,4,0", "3,8,1", "3,3,2", "8,8,3", "2,9,4"})
  void everyValueIsTheSame(int first, int second, int third) {
    String text = """
        func.func @main_graph(%%x: memref<%1$dx!fixed.q<20, %2$d>>) -> memref<%1$dx!fixed.q<30, %4$d>> {
          %%y = memref.alloc() : memref<%1$dx!fixed.q<30, %4$d>>
          affine.for %%i = 0 to %1$d {
            %%0 = affine.load %%x[%%i] : memref<%1$dx!fixed.q<20, %2$d>>
            %%1 = fixed.rescale %%0 : !fixed.q<20, %2$d> to !fixed.q<28, %3$d>
            %%2 = fixed.rescale %%1 : !fixed.q<28, %3$d> to !fixed.q<30, %4$d>
            affine.store %%2, %%y[%%i] : memref<%1$dx!fixed.q<30, %4$d>>
          }
          return %%y : memref<%1$dx!fixed.q<30, %4$d>>
        }
        """.formatted(VALUES, first, second, third);
    assertArrayEquals(results(Programs.parse(text).module()), results(Programs.parse(text).run("fold-rescales")));
  }

  private static long[] results(ModuleOp module) {
    return AffineInterpreter.of(module).runFixed(LongStream.range(-VALUES / 2, VALUES / 2).toArray()).getFirst();
  }
}
