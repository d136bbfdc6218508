package zkopt.lowering.onnx;

import static zkopt.lowering.onnx.Computed.values;

import org.junit.jupiter.api.Test;

class EinsumTest {
  private static final double[] SQUARE = {1, 2, 3, 4};

  private static Computed of(String equation, String result, String... operands) {
    var names = new StringBuilder();
    var types = new StringBuilder();
    for (int i = 0; i < operands.length; i++) {
      names.append(i > 0 ? ", " : "").append("%arg").append(i);
      types.append(i > 0 ? ", " : "").append("tensor<").append(operands[i]).append('>');
    }
    return Computed.of("\"onnx.Einsum\"(" + names + ") <{equation = \"" + equation + "\"}> : (" + types + ") -> tensor<" + result + ">", operands);
  }

  @Test
  void oneOperandIsMovedAndSummed() {
    of("ij->ji", "2x2xf32", "2x2xf32").gives(values(1, 3, 2, 4), SQUARE);
    of("ii->i", "2xf32", "2x2xf32").gives(values(1, 4), SQUARE);
    of("ii", "f32", "2x2xf32").gives(values(5), SQUARE);
    of("ij->j", "2xf32", "2x2xf32").gives(values(4, 6), SQUARE);
    of("ba", "2x2xf32", "2x2xf32").gives(values(1, 3, 2, 4), SQUARE);
  }

  @Test
  void twoOperandsAreContracted() {
    of("ij,jk", "2x1xf32", "2x2xf32", "2x1xf32").gives(values(17, 39), SQUARE, values(5, 6));
    of("i,j->ji", "2x2xf32", "2xf32", "2xf32").gives(values(3, 6, 4, 8), values(1, 2), values(3, 4));
    of("ij,kj->", "f32", "2x2xf32", "1x2xf32").gives(values(56), SQUARE, values(5, 6));
    of("ij,k->i", "2xf32", "2x2xf32", "2xf32").gives(values(33, 77), SQUARE, values(5, 6));
  }

  @Test
  void dimensionsUnderAnEllipsisAreBroadcast() {
    of("...i,i...->...", "2xf32", "2x2xf32", "2x1xf32").gives(values(17, 39), SQUARE, values(5, 6));
    of("i...->...", "2xf32", "2x2xf32").gives(values(4, 6), SQUARE);
  }

  @Test
  void moreOperandsAreJoinedInOrder() {
    of("ij,j,i->", "f32", "2x2xf32", "2xf32", "2xf32").gives(values(7 * 17 + 8 * 39), SQUARE, values(5, 6), values(7, 8));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    of("ijk->i", "2xf32", "2x2xf32").isRefused("has the equation 'ijk->i', which does not fit its operands");
    of("ij->k", "2xf32", "2x2xf32").isRefused("does not fit its operands");
    of("ij,jk->ik", "2x1xf32", "2x2xf32", "3x1xf32").isRefused("has sizes 2 and 3 for one label");
  }
}
