package zkopt.lowering.fixed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import zkopt.dialect.fixed.TableOp;
import zkopt.lowering.Programs;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.lowering.interp.ExecutionException;

/** A table has what the operations compute, bit for bit, where it has anything. */
class TabulateFunctionsTest {
  private static final int COUNT = 4097;

  /** A GELU of 4097 values that were observed between -0.25 and 0.25. */
  private static final String GELU = """
      func.func @main_graph(%x: memref<4097x!fixed.q<25, 12>>) -> memref<4097x!fixed.q<25, 12>> {
        %c = fixed.constant 183 : !fixed.q<13, 12>
        %k = fixed.constant 3268 : !fixed.q<13, 12>
        %one = fixed.constant 4096 : !fixed.q<25, 12>
        %half = fixed.constant 1 : !fixed.q<2, 1>
        %r = memref.alloc() : memref<4097x!fixed.q<25, 12>>
        affine.for %i = 0 to 4097 {
          %v = affine.load %x[%i] {fixed.range = [-0.25 : f64, 0.25 : f64]} : memref<4097x!fixed.q<25, 12>>
          %s = fixed.mul %v, %v : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<49, 24>
          %square = fixed.rescale %s : !fixed.q<49, 24> to !fixed.q<25, 12>
          %p = fixed.mul %square, %v : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<49, 24>
          %cube = fixed.rescale %p : !fixed.q<49, 24> to !fixed.q<25, 12>
          %a = fixed.mul %cube, %c : (!fixed.q<25, 12>, !fixed.q<13, 12>) -> !fixed.q<37, 24>
          %b = fixed.rescale %a : !fixed.q<37, 24> to !fixed.q<25, 12>
          %sum = fixed.add %v, %b : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>
          %d = fixed.mul %sum, %k : (!fixed.q<25, 12>, !fixed.q<13, 12>) -> !fixed.q<37, 24>
          %e = fixed.rescale %d : !fixed.q<37, 24> to !fixed.q<25, 12>
          %t = fixed.tanh %e : !fixed.q<25, 12> -> !fixed.q<25, 12>
          %o = fixed.add %t, %one : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<25, 12>
          %w = fixed.mul %v, %half : (!fixed.q<25, 12>, !fixed.q<2, 1>) -> !fixed.q<25, 13>
          %y = fixed.mul %w, %o : (!fixed.q<25, 13>, !fixed.q<25, 12>) -> !fixed.q<49, 25>
          %z = fixed.rescale %y : !fixed.q<49, 25> to !fixed.q<25, 12>
          affine.store %z, %r[%i] : memref<4097x!fixed.q<25, 12>>
        }
        return %r : memref<4097x!fixed.q<25, 12>>
      }
      """;

  private static long[] run(String pipeline, long[] x) {
    Programs program = Programs.parse(GELU);
    return AffineInterpreter.of(program.run(pipeline)).runFixed(x).getFirst();
  }

  @Test
  void aTableIsTheOperationsItStandsFor() {
    long[] x = LongStream.range(0, COUNT).map(i -> i - 2048).toArray();
    var tables = new int[1];
    Programs.parse(GELU).run("tabulate-functions").walk(TableOp.class, _ -> tables[0]++);
    assertEquals(1, tables[0]);
    assertArrayEquals(run("tabulate-functions{max-table=0}", x), run("tabulate-functions", x));
  }

  @Test
  void whatTheTableDoesNotHaveIsAnError() {
    long[] x = new long[COUNT];
    x[77] = 2049;
    var error = assertThrows(ExecutionException.class, () -> run("tabulate-functions", x));
    assertTrue(error.getMessage().contains("0.500244140625 is outside of -0.5 .. 0.5, where the function is tabulated"), error::getMessage);
  }

  /** The argument of the square is the result of a table, which is made before, with that of the same function below. */
  private static final String TABLE_OF_A_TABLE = """
      func.func @main_graph(%x: memref<4097x!fixed.q<25, 12>>) -> (memref<4097x!fixed.q<25, 12>>, memref<4097x!fixed.q<25, 12>>, memref<4097x!fixed.q<25, 12>>) {
        %r0 = memref.alloc() : memref<4097x!fixed.q<25, 12>>
        %r1 = memref.alloc() : memref<4097x!fixed.q<25, 12>>
        %r2 = memref.alloc() : memref<4097x!fixed.q<25, 12>>
        affine.for %i = 0 to 4097 {
          %v = affine.load %x[%i] {fixed.range = [-0.0625 : f64, 0.0625 : f64]} : memref<4097x!fixed.q<25, 12>>
          %t = fixed.tanh %v {fixed.range = [-0.0625 : f64, 0.0625 : f64]} : !fixed.q<25, 12> -> !fixed.q<25, 12>
          affine.store %t, %r0[%i] : memref<4097x!fixed.q<25, 12>>
          %s = fixed.mul %t, %t : (!fixed.q<25, 12>, !fixed.q<25, 12>) -> !fixed.q<49, 24>
          %q = fixed.rescale %s : !fixed.q<49, 24> to !fixed.q<25, 12>
          affine.store %q, %r1[%i] : memref<4097x!fixed.q<25, 12>>
          %w = affine.load %x[4096 - %i] {fixed.range = [-0.0625 : f64, 0.0625 : f64]} : memref<4097x!fixed.q<25, 12>>
          %c = fixed.tanh %w : !fixed.q<25, 12> -> !fixed.q<25, 12>
          affine.store %c, %r2[%i] : memref<4097x!fixed.q<25, 12>>
        }
        return %r0, %r1, %r2 : memref<4097x!fixed.q<25, 12>>, memref<4097x!fixed.q<25, 12>>, memref<4097x!fixed.q<25, 12>>
      }
      """;

  @Test
  void aTableMayBeOfTheResultOfAnother() {
    long[] x = LongStream.range(0, COUNT).map(i -> i % 257 - 128).toArray();
    var tables = new int[1];
    Programs.parse(TABLE_OF_A_TABLE).run("tabulate-functions").walk(TableOp.class, _ -> tables[0]++);
    assertEquals(3, tables[0]);
    var expected = AffineInterpreter.of(Programs.parse(TABLE_OF_A_TABLE).run("tabulate-functions{max-table=0}")).runFixed(x);
    var tabulated = AffineInterpreter.of(Programs.parse(TABLE_OF_A_TABLE).run("tabulate-functions")).runFixed(x);
    for (int i = 0; i < expected.size(); i++) assertArrayEquals(expected.get(i), tabulated.get(i), "result " + i);
  }
}
