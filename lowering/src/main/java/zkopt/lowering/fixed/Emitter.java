package zkopt.lowering.fixed;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.YieldOp;
import zkopt.dialect.fixed.BinaryOp;
import zkopt.dialect.fixed.ConstantOp;
import zkopt.dialect.fixed.FixedDialect;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.fixed.RescaleOp;
import zkopt.dialect.fixed.UnaryOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.memref.CopyOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.ir.BlockArgument;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.FunctionType;
import zkopt.ir.IRMapping;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.UnitAttr;
import zkopt.ir.Value;
import zkopt.lowering.Buffers;
import zkopt.lowering.fixed.Plan.Typed;

/** Rewrites a function by the plans: buffers and loads change their types in place, scalars are computed anew. */
final class Emitter {
  private final FuncOp function;
  private final Planner planner;
  private final QuantizedBuffers weights;
  private final boolean stateErrors;
  private final Map<Plan, Value> emitted = new IdentityHashMap<>();
  private final List<Operation> dead = new ArrayList<>();

  /** @param stateErrors see {@link FixedDialect#ERROR} */
  Emitter(FuncOp function, Planner planner, QuantizedBuffers weights, boolean stateErrors) {
    this.function = function;
    this.planner = planner;
    this.weights = weights;
    this.stateErrors = stateErrors;
  }

  void run() {
    var operations = new ArrayList<Operation>();
    function.walkPreOrder(operations::add);
    for (BlockArgument argument : function.body().arguments()) retype(argument);
    operations.forEach(this::convert);
    for (Operation op : dead.reversed()) {
      if (!op.hasUses()) op.erase();
    }
    Operation end = function.body().terminator();
    function.setFunctionType(new FunctionType(function.body().arguments().stream().map(Value::type).toList(),
        end.operands().stream().map(Value::type).toList()));
  }

  private void convert(Operation op) {
    switch (op) {
      case zkopt.dialect.affine.StoreOp store -> store(store, store.memref());
      case zkopt.dialect.memref.StoreOp store -> store(store, store.memref());
      case ForOp loop -> carry(loop);
      case YieldOp yield when yield.parentOp() instanceof ForOp loop -> {
        for (int i = 0; i < yield.numOperands(); i++) {
          if (planner.isReal(yield.operand(i))) yield.setOperand(i, write(yield, yield.operand(i), planner.storageOf(loop.iterArgs().get(i))));
        }
      }
      case GetGlobalOp get when Planner.isFloatBuffer(get.result()) -> dead.add(get);
      case CopyOp _ -> {}
      default -> convertResults(op);
    }
  }

  private void convertResults(Operation op) {
    for (Value result : op.results()) {
      if (Planner.isFloatBuffer(result)) {
        if (Buffers.base(result).definingOp() instanceof GetGlobalOp) dead.add(op);
        else retype(result);
      } else if (result.type() instanceof FloatType || planner.isReal(result)) {
        Plan plan = planner.plan(result);
        if (plan instanceof Plan.Read read && read.value() == result) keep(op, read);
        else if (plan instanceof Plan.Rescale(Plan.Read read, _, _) && read.value() == result) {
          keep(op, read);
          emit((Typed) plan, op.next());
        } else {
          dead.add(op);
          // data and constants are emitted where their format is known
          if (plan instanceof Typed typed) emit(typed, op);
        }
      } else if (op instanceof zkopt.dialect.arith.CmpFOp) {
        dead.add(op);
      }
    }
  }

  private void retype(Value buffer) {
    if (!Planner.isFloatBuffer(buffer)) return;
    var type = (MemRefType) buffer.type();
    buffer.setType(type.with(type.shape(), planner.storageOf(buffer).type()));
  }

  /** A load that stays. */
  private void keep(Operation load, Plan.Read read) {
    load.result().setType(read.type());
    bound(load, expected(load, read), read.type());
    emitted.put(read, load.result());
  }

  private void carry(ForOp loop) {
    for (int i = 0; i < loop.numResults(); i++) {
      if (!(loop.result(i).type() instanceof FloatType)) continue;
      BlockArgument carried = loop.iterArgs().get(i);
      Storage storage = planner.storageOf(carried);
      Value init = loop.inits().get(i);
      int operand = loop.numOperands() - loop.numResults() + i;
      loop.setOperand(operand, write(loop, init, storage));
      for (Value value : List.of(carried, loop.result(i))) {
        emitted.put(planner.plan(value), value);
        value.setType(storage.type());
      }
    }
  }

  private void store(Operation op, Value memref) {
    if (planner.isReal(op.operand(0))) op.setOperand(0, write(op, op.operand(0), planner.storageOf(memref)));
  }

  private Value write(Operation op, Value value, Storage storage) {
    return emit(planner.stored(planner.plan(value), storage), op);
  }

  /** The value of {@code plan}, computed before {@code op} unless it is known. */
  private Value emit(Typed plan, Operation op) {
    Value known = emitted.get(plan);
    if (known != null) return known;
    Value value = switch (plan) {
      case Plan.Literal(long constant, QType type, double error) -> {
        ConstantOp literal = ConstantOp.create(OpBuilder.before(op), op.location(), constant, type);
        if (stateErrors && error > 0) literal.setAttribute(FixedDialect.ERROR, new FloatAttr(error, FloatType.F64));
        yield literal.result();
      }
      case Plan.WeightAt(Operation load, var data) -> load(load, data, op);
      case Plan.Read read -> throw new IllegalStateException("read before it is defined: " + read.value());
      case Plan.Binary(var kind, Typed a, Typed b, QType type, _) -> {
        Value x = emit(a, op);
        Value y = emit(b, op);
        yield BinaryOp.create(OpBuilder.before(op), op.location(), kind, x, y, type).result();
      }
      case Plan.Unary(var kind, Typed a, QType type, _) -> {
        Value x = emit(a, op);
        yield UnaryOp.create(OpBuilder.before(op), op.location(), kind, x, type).result();
      }
      case Plan.Rescale(Typed a, QType type, _) -> {
        Value x = emit(a, op);
        yield RescaleOp.create(OpBuilder.before(op), op.location(), x, type).result();
      }
      case Plan.Whole(Typed rounding) -> {
        Value whole = emit(rounding, op);
        if (stateErrors) whole.definingOp().setAttribute(FixedDialect.WHOLE, UnitAttr.UNIT);
        yield whole;
      }
    };
    if (!(plan instanceof Plan.Literal)) {
      bound(value.definingOp(), plan.bounds(), plan.type());
      if (planner.observed(plan) instanceof Observed observed) value.definingOp().setAttribute(Calibration.RANGE, observed.attribute());
    }
    emitted.put(plan, value);
    return value;
  }

  private Value load(Operation load, WeightData.Quantized data, Operation op) {
    Value memref = load.operand(0);
    Operation copy = OpBuilder.before(op).insert(load.clone(new IRMapping().map(memref, weights.like(memref, data))));
    copy.result().setType(data.type());
    return copy.result();
  }

  /** What is proven of a value that is read, and observed. */
  private static Interval expected(Operation load, Plan.Read read) {
    Observed observed = Observations.of(load);
    return observed == null ? read.bounds() : read.bounds().clamped(Formats.expected(observed, read.type()));
  }

  private static void bound(Operation op, Interval bounds, QType type) {
    if (!bounds.equals(Formats.range(type))) op.setAttribute(FixedDialect.BOUNDS, DenseArrayAttr.i64(bounds.lo(), bounds.hi()));
  }
}
