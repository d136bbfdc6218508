package zkopt.lowering.fixed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import zkopt.dialect.fixed.RescaleOp;
import zkopt.lowering.Programs;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.lowering.interp.ExecutionException;

/** Formats that fill range-checked cells of some width where calibration observed what values become. */
class LimbFormatsTest {
  /** y = x w, of values that were observed to be below one. */
  private static final String LAYER = """
      memref.global "private" constant @w : memref<2x2xf32> = dense<[[0.5, 0.3], [-0.25, 0.7]]>
      func.func @main_graph(%x: memref<1x2xf32> {fixed.range = [-0.9 : f64, 0.9 : f64]}) -> memref<1x2xf32> {
        %zero = arith.constant 0.0 : f32
        %w = memref.get_global @w : memref<2x2xf32>
        %y = memref.alloc() {fixed.range = [-0.8 : f64, 0.8 : f64]} : memref<1x2xf32>
        affine.for %i = 0 to 1 {
          affine.for %j = 0 to 2 {
            affine.store %zero, %y[%i, %j] : memref<1x2xf32>
            affine.for %k = 0 to 2 {
              %a = affine.load %x[%i, %k] : memref<1x2xf32>
              %b = affine.load %w[%k, %j] : memref<2x2xf32>
              %p = arith.mulf %a, %b : f32
              %s = affine.load %y[%i, %j] : memref<1x2xf32>
              %t = arith.addf %s, %p : f32
              affine.store %t, %y[%i, %j] : memref<1x2xf32>
            }
          }
        }
        return %y : memref<1x2xf32>
      }
      """;
  private static final float[] X = {0.4f, -0.6f};
  private static final double[] Y = {0.35, -0.3};

  @Test
  void anObservedValueAndItsRemainderHaveJustTheBitsOfALimb() {
    var module = Programs.parse(LAYER).run("affine-to-fixed{limb-bits=16}");
    String text = module.toString();
    assertTrue(text.contains("(%arg0: memref<1x2x!fixed.q<16, 13>>"), text);
    assertTrue(text.contains("-> memref<1x2x!fixed.q<16, 13>>"), text);
    int[] shift = {0};
    module.walk(RescaleOp.class, rescale -> shift[0] = rescale.shift());
    assertEquals(16, shift[0]);
    assertArrayEquals(Y, Programs.runFixed(module, X), 0x1p-12);
  }

  @Test
  void withoutLimbsFormatsAreAsTheyWere() {
    var module = Programs.parse(LAYER).run("affine-to-fixed{limb-bits=0}");
    assertTrue(module.toString().contains("!fixed.q<25, 12>"), module::toString);
    assertFalse(module.toString().contains("!fixed.q<16, "), module::toString);
    assertArrayEquals(Y, Programs.runFixed(module, X), 0x1p-11);
  }

  @Test
  void aSmallModelIsNotWorthWideLimbs() {
    assertFalse(Programs.parse(LAYER).run("affine-to-fixed").toString().contains("!fixed.q<16, "));
  }

  @Test
  void whatWasNotObservedKeepsItsBits() {
    String text = Programs.parse(LAYER.replaceAll("\\{fixed.range = [^}]*}", "")).run("affine-to-fixed{limb-bits=16}").toString();
    assertFalse(text.contains("!fixed.q<16, "), text);
  }

  @Test
  void aValueBeyondTwiceTheObservedRangeIsAnError() {
    var program = Programs.parse(LAYER.replace("-0.8 : f64, 0.8 : f64", "-0.05 : f64, 0.05 : f64")).run("affine-to-fixed{limb-bits=16}");
    var beyond = new long[] {1 << 13, -(1 << 13)};
    var error = assertThrows(ExecutionException.class, () -> AffineInterpreter.of(program).runFixed(beyond));
    assertTrue(error.getMessage().contains("q<16, "), error::getMessage);
  }

  @Test
  void wholeLimbsAreChosenWhereTheyTakeFewerCells() {
    String nest = """
        func.func @main_graph(%%x: memref<%1$dx!fixed.q<34, 29>>) -> memref<%1$dx!fixed.q<16, 13>> {
          %%r = memref.alloc() : memref<%1$dx!fixed.q<16, 13>>
          affine.for %%i = 0 to %1$d {
            %%v = affine.load %%x[%%i] : memref<%1$dx!fixed.q<34, 29>>
            %%y = fixed.rescale %%v : !fixed.q<34, 29> to !fixed.q<16, 13>
            affine.store %%y, %%r[%%i] : memref<%1$dx!fixed.q<16, 13>>
          }
          return %%r : memref<%1$dx!fixed.q<16, 13>>
        }
        """;
    for (int count : new int[] {100, 200_000}) {
      String text = Programs.parse(nest.formatted(count)).run("convert-fixed-to-plonk").toString();
      assertEquals(count > 1000, text.contains("@range16 range(16)"), text);
      assertEquals(count <= 1000, text.contains("@range12 range(12)"), text);
      // y and r, one limb each, and no sign
      if (count > 1000) assertTrue(text.contains("cells(shifted0, r0)"), text);
    }
  }
}
