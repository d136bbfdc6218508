package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.RecurrentSizes;
import zkopt.dialect.onnx.ScanOp;
import zkopt.dialect.onnx.YieldOp;
import zkopt.ir.Block;
import zkopt.ir.ElementsAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Region;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.lowering.onnx.Tensor.Setting;

/**
 * What LSTM, GRU and RNN are made of: for each direction, one product of the whole input with its weights, then a scan over time whose
 * body is the {@link RecurrentCell}. Where a sequence has ended, its states stay as they are and its output is 0, so that the reverse
 * direction begins at the end of each sequence.
 */
record RecurrentParts(OnnxOp op, List<Tensor> x, RecurrentSizes sizes, RecurrentCell cell) {
  /** The results: outputs at all times, and the final states. */
  static List<Tensor> of(OnnxOp op, List<Tensor> x) {
    RecurrentSizes sizes = RecurrentSizes.of(op);
    RecurrentCell cell = switch (op.operator()) {
      case LSTM -> new LstmCell(op, sizes);
      case GRU -> new GruCell(op, sizes);
      default -> new RnnCell(op, sizes);
    };
    return new RecurrentParts(op, x, sizes, cell).results();
  }

  private List<Tensor> results() {
    Tensor input = sizes.batchFirst() ? x.getFirst().transposed(1, 0, 2) : x.getFirst();
    Tensor mask = mask();
    var scans = new ArrayList<List<Tensor>>();
    for (int d = 0; d < sizes.directions(); d++) scans.add(scan(d, input, mask));
    var results = new ArrayList<Tensor>();
    results.add(op.hasOutput(0) ? atAllTimes(scans) : null);
    for (int i = 1; i < op.numResults(); i++) results.add(op.hasOutput(i) ? finalState(scans, i - 1) : null);
    return results;
  }

  /** The states of direction {@code d} in the end and, where asked for, the outputs (time, batch, hidden). */
  private List<Tensor> scan(int d, Tensor input, Tensor mask) {
    boolean backward = d == 1 || op.string("direction").equals("reverse");
    Tensor fromInput = input.matMul(direction(1, d).transposed(1, 0));
    if (x.get(3) != null) fromInput = fromInput.plus(earlyBias(d));
    Tensor lateBias = x.get(3) == null ? null : lateBias(d);
    Tensor peepholes = op.operator() == Operator.LSTM && x.get(7) != null ? direction(7, d) : null;
    var weights = new RecurrentCell.Weights(d, direction(2, d).transposed(1, 0), lateBias, peepholes);

    var states = IntStream.range(0, op.numResults() - 1).mapToObj(i -> initial(5 + i, d)).toList();
    var inputs = new ArrayList<>(List.of(fromInput));
    if (mask != null) inputs.add(mask);
    var body = new Block();
    states.forEach(s -> body.addArgument(s.type(), op.location()));
    inputs.forEach(i -> body.addArgument(TensorType.of(i.shape().subList(1, i.rank()), i.type().elementType()), op.location()));
    body(body, weights, mask != null);
    ScanOp scan = ScanOp.create(input.builder(), op.location(), values(states), values(inputs), backward, new Region().add(body));
    return scan.results().stream().map(r -> new Tensor(input.builder(), op.location(), r)).toList();
  }

  private void body(Block body, RecurrentCell.Weights weights, boolean masked) {
    var builder = OpBuilder.atEnd(body);
    var arguments = body.arguments().stream().map(a -> new Tensor(builder, op.location(), a)).toList();
    List<Tensor> states = arguments.subList(0, op.numResults() - 1);
    List<Tensor> next = cell.next(states, arguments.get(states.size()), weights);
    Tensor output = next.getFirst();
    var yielded = new ArrayList<>(next);
    if (masked) {
      Tensor goesOn = arguments.getLast();
      for (int i = 0; i < next.size(); i++) yielded.set(i, next.get(i).where(goesOn, states.get(i)));
      output = output.where(goesOn, output.scalar(0));
    }
    if (op.hasOutput(0)) yielded.add(output);
    YieldOp.create(builder, op.location(), values(yielded));
  }

  private static List<Value> values(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::value).toList();
  }

  /** The part of operand {@code i} for direction {@code d}. */
  private Tensor direction(int i, int d) {
    List<Long> shape = x.get(i).shape();
    Tensor part = shape.getFirst() == 1 ? x.get(i) : x.get(i).slice(0, d, d + 1);
    return part.reshaped(shape.subList(1, shape.size()));
  }

  /** The bias of the input and, of that of the states, what may as well be added outside of the scan. */
  private Tensor earlyBias(int d) {
    long size = sizes.gates() * sizes.hidden();
    long early = cell.earlyBiases();
    var type = TensorType.of(List.of(size), x.get(3).type().elementType());
    ElementsAttr data = op.constantInput(3);
    if (data != null) {
      long first = 2 * size * d;
      return x.get(3).constant(type, i -> data.doubleAt(first + i) + (i < early ? data.doubleAt(first + size + i) : 0));
    }
    Tensor both = direction(3, d);
    Tensor ofStates = both.slice(0, size, 2 * size);
    if (early < size) ofStates = ofStates.times(ofStates.constant(type, i -> i < early ? 1 : 0));
    return both.slice(0, 0, size).plus(ofStates);
  }

  /** The rest of the bias of the states, or null. */
  private Tensor lateBias(int d) {
    long size = sizes.gates() * sizes.hidden();
    return cell.earlyBiases() == size ? null : direction(3, d).slice(0, size + cell.earlyBiases(), 2 * size);
  }

  private Tensor initial(int i, int d) {
    var shape = List.of(sizes.batch(), sizes.hidden());
    if (x.get(i) == null) return x.getFirst().constant(TensorType.of(shape, x.getFirst().type().elementType()), _ -> 0);
    int axis = sizes.batchFirst() ? 1 : 0;
    Tensor part = sizes.directions() == 1 ? x.get(i) : x.get(i).slice(axis, d, d + 1);
    return part.reshaped(shape);
  }

  /** Whether each sequence goes on at each time (time, batch, 1); null where all are of full length. */
  private Tensor mask() {
    if (x.get(4) == null) return null;
    var type = TensorType.of(List.of(sizes.time(), sizes.batch(), 1L), IntegerType.I1);
    ElementsAttr lengths = op.constantInput(4);
    if (lengths != null) {
      boolean full = LongStream.of(lengths.toLongs()).allMatch(length -> length >= sizes.time());
      return full ? null : x.get(4).constant(type, i -> i / sizes.batch() < lengths.longAt((int) (i % sizes.batch())) ? 1 : 0);
    }
    Tensor times = x.get(4).constant(TensorType.of(List.of(sizes.time(), 1L, 1L), x.get(4).type().elementType()), i -> i);
    return times.apply(Operator.LESS, List.of(x.get(4).reshaped(List.of(1L, sizes.batch(), 1L))));
  }

  /** The outputs of all directions: (time, directions, batch, hidden), or the batch first. */
  private Tensor atAllTimes(List<List<Tensor>> scans) {
    var shape = List.of(sizes.time(), 1L, sizes.batch(), sizes.hidden());
    Tensor all = joined(scans.stream().map(s -> s.getLast().reshaped(shape)).toList(), 1);
    return sizes.batchFirst() ? all.transposed(2, 0, 1, 3) : all;
  }

  private Tensor finalState(List<List<Tensor>> scans, int state) {
    int axis = sizes.batchFirst() ? 1 : 0;
    var shape = axis == 1 ? List.of(sizes.batch(), 1L, sizes.hidden()) : List.of(1L, sizes.batch(), sizes.hidden());
    return joined(scans.stream().map(s -> s.get(state).reshaped(shape)).toList(), axis);
  }

  private static Tensor joined(List<Tensor> parts, long axis) {
    return parts.size() == 1 ? parts.getFirst() : parts.getFirst().apply(Operator.CONCAT, parts.subList(1, parts.size()), Setting.of("axis", axis));
  }
}
