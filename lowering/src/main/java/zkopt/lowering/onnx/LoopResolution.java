package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.Generators;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.LoopOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.ScanOp;
import zkopt.dialect.onnx.YieldOp;
import zkopt.ir.Block;
import zkopt.ir.IRMapping;
import zkopt.ir.IntegerType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.TensorType;
import zkopt.ir.Value;

/**
 * Replaces a loop whose number of iterations is known by a scan over the numbers of the iterations. A body whose shapes, or whose end,
 * depend on that number is another computation each time: its copies are laid out one after the other, if they are few.
 */
record LoopResolution(LoopOp loop, Inference inference) {
  /** Copies of a body at most. */
  private static final long MOST_COPIES = 64;

  private static final TensorType COUNTER = TensorType.of(List.of(), IntegerType.I64);
  private static final TensorType TRUTH = TensorType.of(List.of(), IntegerType.I1);

  /**
   * Puts other operations, whose types are inferred, in place of the loop.
   *
   * @throws InvalidOnnxOp when the number of iterations depends on data
   * @throws Inference.Failure when an operation of the body is not valid
   */
  void resolve() {
    long count = iterations();
    LoopOp trial = (LoopOp) OpBuilder.before(loop).insert(loop.clone(new IRMapping()));
    try {
      becomeScan(trial, count);
    } catch (InvalidOnnxOp | Inference.Failure e) {
      trial.erase();
      if (count > MOST_COPIES) throw e;
      unroll(count);
    }
    loop.erase();
  }

  private long iterations() {
    long condition = loop.condition() == null ? 1 : constant(loop.condition(), "a first condition");
    if (condition == 0) return 0;
    if (loop.count() == null) throw new InvalidOnnxOp("has no largest number of iterations; loops that run until a condition fails are not supported");
    return Math.max(0, constant(loop.count(), "a number of iterations"));
  }

  private static long constant(Value value, String what) {
    if (value.definingOp() instanceof ConstantOp c && ConstantOp.isPresent(c.value()) && c.value().count() == 1) return c.value().longAt(0);
    throw new InvalidOnnxOp("has " + what + " that depends on data, which is not supported");
  }

  /** @throws InvalidOnnxOp when the body is not the same in all iterations */
  private void becomeScan(LoopOp trial, long count) {
    Block body = trial.body();
    List<Value> states = List.copyOf(trial.states());
    body.argument(0).setType(COUNTER);
    body.argument(1).setType(TRUTH);
    for (int i = 0; i < states.size(); i++) body.argument(2 + i).setType(states.get(i).type());
    inference.block(body);
    checkGoesOn(body, trial.yielded().getFirst());
    Value goesOn = truth(OpBuilder.atStart(body));
    body.argument(1).replaceAllUsesWith(goesOn);
    Value number = body.addArgument(COUNTER, loop.location());
    body.argument(0).replaceAllUsesWith(number);
    body.eraseArgument(1);
    body.eraseArgument(0);
    Operation end = body.terminator();
    YieldOp.create(OpBuilder.before(end), end.location(), end.operands().subList(1, end.numOperands()));
    end.erase();
    var region = new Region();
    region.takeBody(trial.region(0));
    var builder = OpBuilder.before(trial);
    ScanOp scan = ScanOp.create(builder, loop.location(), states, List.of(numbers(builder, count)), false, region);
    loop.replaceAllUsesWith(scan.results());
    trial.erase();
  }

  /** The condition of the next iteration must be true, or the one that the body was given. */
  private static void checkGoesOn(Block body, Value next) {
    Value source = next;
    while (source.definingOp() instanceof OnnxOp op && op.operator() == Operator.IDENTITY) source = op.operand(0);
    boolean goesOn = source == body.argument(1) || source.definingOp() instanceof ConstantOp c && c.value().longAt(0) != 0;
    if (!goesOn) throw new InvalidOnnxOp("ends by a condition that depends on data, which is not supported");
  }

  /** Copies of the body one after the other, until the condition fails. */
  private void unroll(long count) {
    List<Value> states = List.copyOf(loop.states());
    int outputs = loop.numResults() - states.size();
    var slices = new ArrayList<List<Tensor>>();
    for (int i = 0; i < outputs; i++) slices.add(new ArrayList<>());
    for (long number = 0; number < count; number++) {
      Operation end = copyOfBody(number, states);
      List<Value> yielded = List.copyOf(end.operands());
      end.erase();
      boolean goesOn = constant(yielded.getFirst(), "a condition to go on") != 0;
      states = yielded.subList(1, 1 + states.size());
      for (int i = 0; i < outputs; i++) slices.get(i).add(new Tensor(OpBuilder.before(loop), loop.location(), yielded.get(1 + states.size() + i)));
      if (!goesOn) break;
    }
    var results = new ArrayList<>(states);
    for (List<Tensor> output : slices) results.add(stacked(output));
    loop.replaceAllUsesWith(results);
  }

  /** The operations of the body, with their types inferred, before the loop, and the last of them, whose operands are what is yielded. */
  private Operation copyOfBody(long number, List<Value> states) {
    var builder = OpBuilder.before(loop);
    var mapping = new IRMapping();
    Block body = loop.body();
    mapping.map(body.argument(0), ConstantOp.create(builder, loop.location(), Generators.tensor(COUNTER, _ -> number)).result());
    mapping.map(body.argument(1), truth(builder));
    for (int i = 0; i < states.size(); i++) mapping.map(body.argument(2 + i), states.get(i));
    Operation first = null;
    Operation last = null;
    for (Operation op : body.operations()) {
      last = builder.insert(op.clone(mapping));
      if (first == null) first = last;
    }
    inference.range(first, last);
    return last;
  }

  private static Tensor unsqueezed(Tensor slice) {
    var shape = new ArrayList<>(slice.shape());
    shape.addFirst(1L);
    return slice.reshaped(shape);
  }

  private Value stacked(List<Tensor> slices) {
    if (slices.isEmpty()) throw new InvalidOnnxOp("has no iteration, so that the shape of what it gives is not known");
    Tensor first = unsqueezed(slices.getFirst());
    if (slices.size() == 1) return first.value();
    return first.apply(Operator.CONCAT, slices.stream().skip(1).map(LoopResolution::unsqueezed).toList(), Tensor.Setting.of("axis", 0L)).value();
  }

  private Value truth(OpBuilder builder) {
    return ConstantOp.create(builder, loop.location(), Generators.tensor(TRUTH, _ -> 1)).result();
  }

  private Value numbers(OpBuilder builder, long count) {
    return ConstantOp.create(builder, loop.location(), Generators.tensor(TensorType.of(List.of(count), IntegerType.I64), i -> i)).result();
  }
}
