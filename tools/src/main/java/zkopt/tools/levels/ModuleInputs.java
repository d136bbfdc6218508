package zkopt.tools.levels;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.IntegerType;
import zkopt.ir.ShapedType;
import zkopt.ir.StringAttr;
import zkopt.ir.Type;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.tools.input.InputTensor;
import zkopt.tools.input.TensorSpec;

/** What a module's main function takes, at any level. */
public final class ModuleInputs {
  private ModuleInputs() {}

  /** Name and shape of each input. */
  public static List<TensorSpec> specs(ModuleOp module) {
    FuncOp function = AffineInterpreter.mainFunction(module);
    List<Type> types = function.functionType().inputs();
    return IntStream.range(0, types.size()).mapToObj(i -> {
      String name = function.argAttr(i, "onnx.name") instanceof StringAttr s ? s.value() : "input" + i;
      return new TensorSpec(name, ((ShapedType) types.get(i)).shape().stream().mapToLong(Long::longValue).toArray());
    }).toList();
  }

  /** Values for each input: uniform in [-1, 1), or 0 and 1 where it holds integers. */
  public static double[][] random(ModuleOp module, long seed) {
    var random = new Random(seed);
    List<Type> types = AffineInterpreter.mainFunction(module).functionType().inputs();
    List<TensorSpec> specs = specs(module);
    return IntStream.range(0, specs.size()).mapToObj(i -> {
      boolean whole = ((ShapedType) types.get(i)).elementType() instanceof IntegerType;
      return random.doubles(InputTensor.elements(specs.get(i).shape())).map(x -> whole ? Math.round(x) : 2 * x - 1).toArray();
    }).toArray(double[][]::new);
  }
}
