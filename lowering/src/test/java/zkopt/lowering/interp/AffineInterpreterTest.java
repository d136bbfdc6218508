package zkopt.lowering.interp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zkopt.ir.CompileException;
import zkopt.lowering.Programs;

class AffineInterpreterTest {
  private static float[] run(String text, float[]... inputs) {
    return AffineInterpreter.of(Programs.parse(text).module()).run(inputs).getFirst();
  }

  @Test
  void contraction() {
    float[] c = run("""
        memref.global "private" constant @w : memref<3x2xf32> = dense<[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]>
        func.func @f(%a: memref<2x3xf32>) -> memref<2x2xf32> {
          %zero = arith.constant 0.0 : f32
          %w = memref.get_global @w : memref<3x2xf32>
          %c = memref.alloc() : memref<2x2xf32>
          affine.for %i = 0 to 2 {
            affine.for %j = 0 to 2 {
              affine.store %zero, %c[%i, %j] : memref<2x2xf32>
              affine.for %k = 0 to 3 {
                %x = affine.load %a[%i, %k] : memref<2x3xf32>
                %y = affine.load %w[%k, %j] : memref<3x2xf32>
                %z = affine.load %c[%i, %j] : memref<2x2xf32>
                %p = arith.mulf %x, %y : f32
                %s = arith.addf %z, %p : f32
                affine.store %s, %c[%i, %j] : memref<2x2xf32>
              }
            }
          }
          return %c : memref<2x2xf32>
        }
        """, new float[] {1, 0, -1, 0.5f, 0.5f, 0.5f});
    assertArrayEquals(new float[] {-4, -4, 4.5f, 6}, c);
  }

  @Test
  void loopBoundsThatDependOnOuterLoops() throws IOException {
    var random = new Random(3);
    float[] in = new float[28 * 28];
    for (int i = 0; i < in.length; i++) in[i] = random.nextFloat();
    float[] out = run(Files.readString(Path.of("src/test/mlir/plonk/maxpool.mlir")), in);
    for (int y = 0; y < 14; y++) {
      for (int x = 0; x < 14; x++) {
        float largest = Float.NEGATIVE_INFINITY;
        int rows = bound(y);
        int columns = bound(x);
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < columns; j++) largest = Math.max(largest, in[28 * (2 * y + i) + 2 * x + j]);
        }
        assertEquals(largest, out[14 * y + x]);
      }
    }
  }

  /** The smallest result of the map of the inner loops. */
  private static int bound(int d) {
    return Math.min(28, Math.min(28 - 2 * d, 2 * d + 2));
  }

  @Test
  void carriedValuesConditionsAndMaps() {
    float[] out = run("""
        func.func @f(%a: memref<8xf32>) -> memref<2xf32> {
          %zero = arith.constant 0.0 : f32
          %out = memref.alloc() : memref<2xf32>
          %sum = affine.for %i = 0 to 8 iter_args(%s = %zero) -> (f32) {
            %x = affine.load %a[%i] : memref<8xf32>
            %y = affine.if affine_set<(d0) : (d0 mod 2 == 0)>(%i) -> f32 {
              affine.yield %x : f32
            } else {
              affine.yield %zero : f32
            }
            %t = arith.addf %s, %y : f32
            affine.yield %t : f32
          }
          affine.store %sum, %out[0] : memref<2xf32>
          affine.for %i = 0 to 3 {
            %k = affine.min affine_map<(d0) -> (d0 * 3, 5)>(%i)
            %x = memref.load %a[%k] : memref<8xf32>
            affine.store %x, %out[1] : memref<2xf32>
          }
          return %out : memref<2xf32>
        }
        """, new float[] {1, 2, 3, 4, 5, 6, 7, 8});
    assertArrayEquals(new float[] {16, 6}, out);
  }

  @Test
  void viewsShareTheBuffer() {
    float[] out = run("""
        func.func @f(%a: memref<2x3xf32>) -> memref<6xf32> {
          %two = arith.constant 2.0 : f32
          %flat = memref.collapse_shape %a [[0, 1]] : memref<2x3xf32> into memref<6xf32>
          %odd = memref.reinterpret_cast %flat to offset: [1], sizes: [3], strides: [2] : memref<6xf32> to memref<3xf32, strided<[2], offset: 1>>
          affine.for %i = 0 to 3 {
            %x = affine.load %odd[%i] : memref<3xf32, strided<[2], offset: 1>>
            %y = arith.mulf %x, %two : f32
            affine.store %y, %odd[%i] : memref<3xf32, strided<[2], offset: 1>>
          }
          return %flat : memref<6xf32>
        }
        """, new float[] {1, 2, 3, 4, 5, 6});
    assertArrayEquals(new float[] {1, 4, 3, 8, 5, 12}, out);
  }

  @Test
  void rangesOfWhatIsStored() {
    var module = Programs.parse("""
        func.func @f(%a: memref<3xf32>) -> memref<3xf32> {
          %m = memref.alloc() : memref<3xf32>
          affine.for %i = 0 to 3 {
            %x = affine.load %a[%i] : memref<3xf32>
            affine.store %x, %m[%i] : memref<3xf32>
          }
          return %m : memref<3xf32>
        }
        """).module();
    var interpreter = new AffineInterpreter(module, AffineInterpreter.mainFunction(module), true);
    interpreter.run(new float[] {1, -2, 3});
    interpreter.run(new float[] {0, 5, Float.NEGATIVE_INFINITY});
    StoredRange range = interpreter.ranges().values().iterator().next();
    assertEquals(-2, range.least());
    assertEquals(5, range.largest());
  }

  @Test
  void anUnsupportedOperationIsNamedWithItsNode() {
    var module = Programs.parse("""
        func.func @f(%a: memref<2x?xf32>) -> memref<2x?xf32> {
          return %a : memref<2x?xf32>
        }
        """).module();
    assertTrue(assertThrows(CompileException.class, () -> AffineInterpreter.of(module)).getMessage().contains("memref<2x?xf32>"));
    var call = Programs.parse("""
        func.func private @g(memref<2xf32>)
        func.func @main_graph(%a: memref<2xf32>) -> memref<2xf32> {
          func.call @g(%a) : (memref<2xf32>) -> () loc("Conv1")
          return %a : memref<2xf32>
        }
        """).module();
    assertEquals("'func.call' op of node 'Conv1': the interpreter does not support it",
        assertThrows(CompileException.class, () -> AffineInterpreter.of(call)).getMessage());
  }

  @Test
  void overflowOfAFixedPointTypeIsAnErrorAndNeverAWrap() {
    var interpreter = AffineInterpreter.of(Programs.parse("""
        func.func @f(%a: memref<2x!fixed.q<9, 4>>) -> memref<2x!fixed.q<9, 4>> {
          affine.for %i = 0 to 2 {
            %x = affine.load %a[%i] : memref<2x!fixed.q<9, 4>>
            %y = fixed.add %x, %x : (!fixed.q<9, 4>, !fixed.q<9, 4>) -> !fixed.q<9, 4> loc("Add7")
            affine.store %y, %a[%i] : memref<2x!fixed.q<9, 4>>
          }
          return %a : memref<2x!fixed.q<9, 4>>
        }
        """).module());
    assertArrayEquals(new long[] {254, -254}, interpreter.runFixed(new long[] {127, -127}).getFirst());
    assertEquals("'fixed.add' op of node 'Add7': 256 does not fit '!fixed.q<9, 4>'",
        assertThrows(ExecutionException.class, () -> interpreter.runFixed(new long[] {0, 128})).getMessage());
  }
}
