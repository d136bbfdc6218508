package zkopt.assigner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.CastOp;
import zkopt.dialect.arith.CmpIOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.arith.SelectOp;
import zkopt.circuit.Field;
import zkopt.dialect.plonk.InverseOp;
import zkopt.dialect.plonk.TableOp;
import zkopt.dialect.plonk.TableValueOp;
import zkopt.dialect.plonk.YieldOp;
import zkopt.ir.Block;
import zkopt.ir.CompileException;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** The witness region of a gate, compiled to steps over registers. Integer arithmetic is exact: overflow is an error, never a wrap. */
final class WitnessProgram {
  private interface Step {
    void run(long[] registers);
  }

  private final Step[] steps;
  private final int[] yielded;
  private final long[] initial;

  private WitnessProgram(List<Step> steps, int[] yielded, long[] initial) {
    this.steps = steps.toArray(Step[]::new);
    this.yielded = yielded;
    this.initial = initial;
  }

  static WitnessProgram compile(Block body, Map<String, TableOp> tables) {
    var registers = new IdentityHashMap<Value, Integer>();
    body.arguments().forEach(a -> registers.put(a, a.index()));
    var steps = new ArrayList<Step>();
    var constants = new HashMap<Integer, Long>();
    int[] yielded = {};
    for (Operation op : body.operations()) {
      if (op instanceof YieldOp) {
        yielded = op.operands().stream().mapToInt(registers::get).toArray();
        continue;
      }
      int to = registers.size();
      registers.put(op.result(), to);
      int[] in = op.operands().stream().mapToInt(registers::get).toArray();
      switch (op) {
        case ConstantOp c -> constants.put(to, ((IntegerAttr) c.value()).value());
        case BinaryOp b -> steps.add(binary(b, to, in[0], in[1]));
        case CmpIOp c -> steps.add(compare(c, to, in[0], in[1]));
        case CastOp c when c.kind() == CastOp.Kind.EXTUI -> steps.add(r -> r[to] = r[in[0]]);
        case SelectOp _ -> steps.add(r -> r[to] = r[in[0]] != 0 ? r[in[1]] : r[in[2]]);
        case InverseOp _ -> steps.add(r -> r[to] = Field.inverse(r[in[0]]));
        case TableValueOp t -> steps.add(tableValue(tables.get(t.tableName()), to, in[0]));
        default -> throw new CompileException("'" + op.name() + "' may not stand in the witness region of a gate");
      }
    }
    long[] initial = new long[registers.size()];
    constants.forEach((register, value) -> initial[register] = value);
    return new WitnessProgram(steps, yielded, initial);
  }

  /** Runs on {@code inputs}; {@code outputs} takes what the region yields. @throws ArithmeticException on overflow */
  void run(long[] inputs, long[] outputs) {
    long[] registers = initial.clone();
    System.arraycopy(inputs, 0, registers, 0, inputs.length);
    for (Step step : steps) step.run(registers);
    for (int i = 0; i < yielded.length; i++) outputs[i] = registers[yielded[i]];
  }

  private static Step binary(BinaryOp op, int to, int a, int b) {
    return switch (op.kind()) {
      case ADDI -> r -> r[to] = Math.addExact(r[a], r[b]);
      case SUBI -> r -> r[to] = Math.subtractExact(r[a], r[b]);
      case MULI -> r -> r[to] = Math.multiplyExact(r[a], r[b]);
      case DIVSI -> r -> r[to] = r[a] / r[b];
      case REMSI -> r -> r[to] = r[a] % r[b];
      case FLOORDIVSI -> r -> r[to] = Math.floorDiv(r[a], r[b]);
      case SHLI -> r -> r[to] = Math.multiplyExact(r[a], 1L << r[b]);
      case SHRSI -> r -> r[to] = r[a] >> r[b];
      case SHRUI -> r -> r[to] = r[a] >>> r[b];
      case ANDI -> r -> r[to] = r[a] & r[b];
      case ORI -> r -> r[to] = r[a] | r[b];
      case XORI -> r -> r[to] = r[a] ^ r[b];
      case MAXSI -> r -> r[to] = Math.max(r[a], r[b]);
      case MINSI -> r -> r[to] = Math.min(r[a], r[b]);
      default -> throw new CompileException("'" + op.name() + "' may not stand in the witness region of a gate");
    };
  }

  private static Step compare(CmpIOp op, int to, int a, int b) {
    return switch (op.predicate()) {
      case EQ -> r -> r[to] = r[a] == r[b] ? 1 : 0;
      case NE -> r -> r[to] = r[a] != r[b] ? 1 : 0;
      case SLT -> r -> r[to] = r[a] < r[b] ? 1 : 0;
      case SLE -> r -> r[to] = r[a] <= r[b] ? 1 : 0;
      case SGT -> r -> r[to] = r[a] > r[b] ? 1 : 0;
      case SGE -> r -> r[to] = r[a] >= r[b] ? 1 : 0;
      default -> throw new CompileException("unsigned comparison in the witness region of a gate");
    };
  }

  private static Step tableValue(TableOp table, int to, int key) {
    var values = new HashMap<Long, Long>();
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (long[] row : table.rows()) {
      values.putIfAbsent(row[0], row[1]);
      first = Math.min(first, row[0]);
      last = Math.max(last, row[0]);
    }
    String range = "table '" + table.symbolName() + "', of " + first + " .. " + last + ", has no row for ";
    return r -> {
      Long value = values.get(r[key]);
      if (value == null) throw new ArithmeticException(range + r[key]);
      r[to] = value;
    };
  }
}
