package zkopt.tools.levels;

import java.util.List;
import zkopt.assigner.Port;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.CompileException;
import zkopt.ir.MemRefType;
import zkopt.ir.Type;
import zkopt.lowering.interp.AffineInterpreter;

/** What goes into and comes out of a model at the fixed level. */
public record FixedPorts(List<Port> inputs, List<Port> outputs) {
  public static FixedPorts of(ModuleOp module) {
    FuncOp function = AffineInterpreter.mainFunction(module);
    return new FixedPorts(ports(function.functionType().inputs()), ports(function.functionType().results()));
  }

  private static List<Port> ports(List<Type> types) {
    return types.stream().map(FixedPorts::port).toList();
  }

  private static Port port(Type type) {
    if (!(type instanceof MemRefType memref && memref.elementType() instanceof QType q)) {
      throw new CompileException("'" + type + "' is no buffer of fixed-point values");
    }
    return new Port("", memref.shape().stream().mapToLong(d -> d).toArray(), q.width(), q.frac(), false);
  }

  /** The integers of real inputs. @throws zkopt.assigner.AssignmentException when one does not fit its format */
  public static long[][] quantize(List<Port> ports, double[][] reals) {
    long[][] integers = new long[reals.length][];
    for (int i = 0; i < reals.length; i++) {
      integers[i] = new long[reals[i].length];
      for (int j = 0; j < reals[i].length; j++) integers[i][j] = ports.get(i).quantize(reals[i][j]);
    }
    return integers;
  }
}
