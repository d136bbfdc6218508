package zkopt.lowering.affine;

import static zkopt.lowering.affine.Texts.assertLowers;
import static zkopt.lowering.affine.Texts.assertUnchanged;

import org.junit.jupiter.api.Test;

class FuseElementwiseLoopsTest {
  private static final String PASS = "fuse-elementwise-loops";

  /** {@code first}, then {@code second}, each in a loop from 0 to 8 over {@code %i}; {@code %t} is a buffer between them. */
  private static String function(String first, String second, String after) {
    return """
        func.func @f(%x: memref<8xf32>, %y: memref<8xf32>) {
          %t = memref.alloc() : memref<8xf32>
          affine.for %i = 0 to 8 {
            FIRST
          }
          affine.for %i = 0 to 8 {
            SECOND
          }
          AFTER
          return
        }
        """.replace("FIRST", first).replace("SECOND", second).replace("AFTER", after);
  }

  private static final String NEGATE = """
      %0 = affine.load %x[%i] : memref<8xf32>
      %1 = arith.negf %0 : f32
      affine.store %1, %t[%i] : memref<8xf32>
      """;
  private static final String DOUBLE = """
      %2 = affine.load %t[%i] : memref<8xf32>
      %3 = arith.addf %2, %2 : f32
      affine.store %3, %y[%i] : memref<8xf32>
      """;

  @Test
  void theStoredValueIsForwardedAndTheBufferGoes() {
    assertLowers(PASS, function(NEGATE, DOUBLE, ""), """
        func.func @f(%x: memref<8xf32>, %y: memref<8xf32>) {
          affine.for %i = 0 to 8 {
            %0 = affine.load %x[%i] : memref<8xf32>
            %1 = arith.negf %0 : f32
            %3 = arith.addf %1, %1 : f32
            affine.store %3, %y[%i] : memref<8xf32>
          }
          return
        }
        """);
  }

  @Test
  void aBufferThatIsReadLaterStays() {
    assertLowers(PASS, function(NEGATE, DOUBLE, "memref.copy %t, %x : memref<8xf32> to memref<8xf32>"), """
        func.func @f(%x: memref<8xf32>, %y: memref<8xf32>) {
          %t = memref.alloc() : memref<8xf32>
          affine.for %i = 0 to 8 {
            %0 = affine.load %x[%i] : memref<8xf32>
            %1 = arith.negf %0 : f32
            affine.store %1, %t[%i] : memref<8xf32>
            %3 = arith.addf %1, %1 : f32
            affine.store %3, %y[%i] : memref<8xf32>
          }
          memref.copy %t, %x : memref<8xf32> to memref<8xf32>
          return
        }
        """);
  }

  @Test
  void aConsumerOfAnotherElementIsNotFused() {
    assertUnchanged(PASS, function(NEGATE, DOUBLE.replace("%t[%i]", "%t[-%i + 7]"), ""));
    assertUnchanged(PASS, function(NEGATE, DOUBLE.replace("%t[%i]", "%t[0]"), ""));
  }

  @Test
  void aConsumerThatOverwritesTheProducersInputIsNotFused() {
    assertUnchanged(PASS, function(NEGATE.replace("%x[%i]", "%x[-%i + 7]"), DOUBLE.replace("%y", "%x"), ""));
  }

  @Test
  void aReductionIsNotFused() {
    assertUnchanged(PASS, function(NEGATE, """
        %2 = affine.load %t[%i] : memref<8xf32>
        %3 = affine.load %y[0] : memref<8xf32>
        %4 = arith.addf %2, %3 : f32
        affine.store %4, %y[0] : memref<8xf32>
        """, ""));
  }

  @Test
  void aStoreThatEveryIterationOverwritesIsNotElementwise() {
    assertUnchanged(PASS, function(NEGATE.replace("%t[%i]", "%t[0]"), DOUBLE.replace("%t[%i]", "%t[0]"), ""));
  }

  @Test
  void aReadThroughAViewIsNotFused() {
    assertUnchanged(PASS, """
        func.func @f(%x: memref<8xf32>, %y: memref<8xf32>) {
          %t = memref.alloc() : memref<2x4xf32>
          %v = memref.collapse_shape %t [[0, 1]] : memref<2x4xf32> into memref<8xf32>
          affine.for %i = 0 to 2 {
            affine.for %j = 0 to 4 {
              %0 = affine.load %x[%i * 4 + %j] : memref<8xf32>
              affine.store %0, %t[%i, %j] : memref<2x4xf32>
            }
          }
          affine.for %i = 0 to 2 {
            affine.for %j = 0 to 4 {
              %0 = affine.load %v[%j * 2 + %i] : memref<8xf32>
              affine.store %0, %y[%i * 4 + %j] : memref<8xf32>
            }
          }
          return
        }
        """);
  }

  @Test
  void whatStandsBetweenMayTouchNoMemory() {
    assertUnchanged(PASS, """
        func.func @f(%x: memref<8xf32>, %y: memref<8xf32>) {
          %t = memref.alloc() : memref<8xf32>
          affine.for %i = 0 to 8 {
            %0 = affine.load %x[%i] : memref<8xf32>
            affine.store %0, %t[%i] : memref<8xf32>
          }
          memref.copy %y, %x : memref<8xf32> to memref<8xf32>
          affine.for %i = 0 to 8 {
            %0 = affine.load %t[%i] : memref<8xf32>
            affine.store %0, %y[%i] : memref<8xf32>
          }
          return
        }
        """);
  }

  @Test
  void otherBoundsAreNotFused() {
    assertUnchanged(PASS, function(NEGATE, DOUBLE, "").replaceFirst("0 to 8", "1 to 8"));
  }
}
