package zkopt.lowering.plonk.gates;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.plonk.BinaryOp;
import zkopt.dialect.plonk.ConstantOp;
import zkopt.dialect.plonk.ConstrainOp;
import zkopt.dialect.plonk.DefineOp;
import zkopt.dialect.plonk.GateOp;
import zkopt.dialect.plonk.YieldOp;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.FunctionType;
import zkopt.ir.IRMapping;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Type;
import zkopt.ir.Value;

/**
 * Two gates as one, where what one makes is only what the other reads. Witness regions run one after the other; all that either demands is
 * demanded. The value between them is a cell of its own, without a copy; or, where a constraint of the first or a definition of the
 * second says that it is a linear form of other cells, this form and no cell.
 *
 * <p>Soundness: a witness of the composed gate is one of both gates, with the value between them: each then leaves its output no choice.
 * Nothing is left out but the equation that has become true by substitution.
 *
 * @param producer a gate of one output
 * @param wire the inputs of {@code consumer} that are this output
 * @param shared for each input of {@code consumer} the input of {@code producer} that is the same value, or -1
 */
public record GateComposition(GateOp producer, GateOp consumer, List<Integer> wire, List<Integer> shared) {
  /** Whether a constraint says that the output is a polynomial of the inputs alone. */
  public static boolean isPolynomial(GateOp gate) {
    var inputs = gate.constraintBody().arguments().subList(0, gate.inputs().size());
    return gate.constraintBody().operations().stream().anyMatch(op -> op instanceof ConstrainOp c && c.operand(0).definingOp() instanceof BinaryOp d
        && d.kind() == BinaryOp.Kind.SUB && d.operand(0) == gate.outputCell(0) && isOver(inputs, d.operand(1)));
  }

  private static boolean isOver(List<BlockArgument> inputs, Value value) {
    return value instanceof BlockArgument a ? inputs.contains(a) : value.definingOp().operands().stream().allMatch(v -> isOver(inputs, v));
  }

  /** The inputs of the consumer that stay inputs. */
  public List<Integer> ownInputs() {
    return IntStream.range(0, shared.size()).filter(i -> shared.get(i) < 0 && !wire.contains(i)).boxed().toList();
  }

  /** The composed gate, declared at {@code b}; null when it would not be valid, as when a degree is too large. */
  public GateOp declare(OpBuilder b, String name) {
    Form linear = linearForm();
    var types = new ArrayList<Type>(producer.inputs());
    for (int i = 0; i < shared.size(); i++) {
      if (shared.get(i) >= 0) types.set(shared.get(i), narrower((QType) types.get(shared.get(i)), consumer.inputs().get(i)));
    }
    ownInputs().forEach(i -> types.add(consumer.inputs().get(i)));
    var type = new FunctionType(types, consumer.functionType().results());
    var cells = cellNames(linear == null);
    var gate = GateOp.create(b, consumer.location(), name, type, cells, virtualInputs());
    writeWitness(gate, linear == null);
    writeConstraints(gate, linear);
    if (gate.verify(new DiagnosticEngine())) return gate;
    gate.erase();
    return null;
  }

  private static QType narrower(QType a, QType b) {
    return a.width() <= b.width() ? a : b;
  }

  private int[] virtualInputs() {
    int inputs = producer.inputs().size();
    var own = ownInputs();
    return IntStream.concat(IntStream.of(producer.virtualInputs()), IntStream.range(0, own.size()).filter(i -> consumer.isVirtual(own.get(i)))
        .map(i -> inputs + i)).toArray();
  }

  /** The cell between the gates if there is one, the producer's, the consumer's; names of the producer's are made unlike the others. */
  private List<String> cellNames(boolean between) {
    var names = new ArrayList<String>();
    for (String cell : producer.cells()) {
      String name = "p_" + cell;
      while (names.contains(name) || consumer.cells().contains(name)) name = "p_" + name;
      names.add(name);
    }
    names.addAll(consumer.cells());
    if (!between) return names;
    String name = "between";
    while (names.contains(name)) name += "_";
    names.addFirst(name);
    return names;
  }

  private void writeWitness(GateOp gate, boolean between) {
    Block body = gate.witnessBody();
    var b = OpBuilder.atEnd(body);
    var made = run(producer, IntStream.range(0, producer.inputs().size()).mapToObj(i -> (Value) body.argument(i)).toList(), b);
    var inputs = new ArrayList<Value>();
    var own = ownInputs();
    for (int i = 0; i < shared.size(); i++) {
      inputs.add(wire.contains(i) ? made.getFirst() : body.argument(shared.get(i) >= 0 ? shared.get(i) : producer.inputs().size() + own.indexOf(i)));
    }
    var results = run(consumer, inputs, b);
    var yielded = new ArrayList<>(results.subList(0, consumer.outputs().size()));
    yielded.addAll(between ? made : made.subList(1, made.size()));
    yielded.addAll(results.subList(consumer.outputs().size(), results.size()));
    YieldOp.create(b, gate.location(), yielded);
  }

  /** Copies a witness region; returns what it yields. */
  private static List<Value> run(GateOp gate, List<Value> inputs, OpBuilder b) {
    var mapping = new IRMapping();
    for (int i = 0; i < inputs.size(); i++) mapping.map(gate.witnessBody().argument(i), inputs.get(i));
    List<Value> yielded = List.of();
    for (Operation op : gate.witnessBody().operations()) {
      if (op instanceof YieldOp) yielded = op.operands().stream().map(mapping::lookup).toList();
      else b.insert(op.clone(mapping));
    }
    return yielded;
  }

  private void writeConstraints(GateOp gate, Form linear) {
    var first = new IRMapping();
    var second = new IRMapping();
    mapCells(gate, first, second, linear == null);
    var b = OpBuilder.atEnd(gate.constraintBody());
    Set<Operation> done = Collections.newSetFromMap(new IdentityHashMap<>());
    Value between = linear == null ? gate.auxiliaryCell(0) : null;
    if (linear != null) {
      IRMapping side = linear.ofProducer() ? first : second;
      cone(linear.value(), done).forEach(op -> b.insert(op.clone(side)));
      between = side.lookup(linear.value());
    }
    first.map(producer.outputCell(0), between);
    for (int i : wire) second.map(consumer.inputCell(i), between);
    boolean ofProducer = linear != null && linear.ofProducer();
    for (Operation op : producer.constraintBody().operations()) {
      boolean isTrue = ofProducer && op instanceof ConstrainOp c && formOf(c) == linear.value();
      if (!isTrue && !(ofProducer && done.contains(op))) b.insert(op.clone(first));
    }
    for (Operation op : consumer.constraintBody().operations()) {
      if (!ofProducer && done.contains(op)) continue;
      if (!(op instanceof DefineOp d) || !wire.contains(((BlockArgument) d.operand(0)).index())) b.insert(op.clone(second));
      else if (linear == null || d.operand(1) != linear.value()) equal(d, second, b);
    }
  }

  private void mapCells(GateOp gate, IRMapping first, IRMapping second, boolean between) {
    int inputs = producer.inputs().size();
    var own = ownInputs();
    for (int i = 0; i < inputs; i++) first.map(producer.inputCell(i), gate.inputCell(i));
    for (int i = 0; i < shared.size(); i++) {
      if (shared.get(i) >= 0) second.map(consumer.inputCell(i), gate.inputCell(shared.get(i)));
      else if (!wire.contains(i)) second.map(consumer.inputCell(i), gate.inputCell(inputs + own.indexOf(i)));
    }
    for (int i = 0; i < consumer.outputs().size(); i++) second.map(consumer.outputCell(i), gate.outputCell(i));
    int at = between ? 1 : 0;
    for (int i = 0; i < producer.cells().size(); i++) first.map(producer.auxiliaryCell(i), gate.auxiliaryCell(at++));
    for (int i = 0; i < consumer.cells().size(); i++) second.map(consumer.auxiliaryCell(i), gate.auxiliaryCell(at++));
  }

  /** What defined the value becomes a constraint on its cell. */
  private static void equal(DefineOp definition, IRMapping mapping, OpBuilder b) {
    Value difference = BinaryOp.create(b, definition.location(), BinaryOp.Kind.SUB, mapping.lookup(definition.operand(0)), mapping.lookup(definition.operand(1)))
        .result();
    ConstrainOp.create(b, definition.location(), difference, "what is between is as defined");
  }

  /** A linear form of the value between the gates, in one of their constraint regions. */
  private record Form(Value value, boolean ofProducer) {}

  /** Null when there is none. */
  private Form linearForm() {
    for (Operation op : consumer.constraintBody().operations()) {
      if (op instanceof DefineOp d && wire.contains(((BlockArgument) d.operand(0)).index()) && isForm(d.operand(1))) return new Form(d.operand(1), false);
    }
    if (wire.stream().anyMatch(consumer::isVirtual)) return null;
    for (Operation op : producer.constraintBody().operations()) {
      Value form = op instanceof ConstrainOp c ? formOf(c) : null;
      if (form != null && degree(form) <= 1) return new Form(form, true);
    }
    return null;
  }

  /** Whether a definition is linear, and not in the value between the gates itself, which may be another input as well. */
  private boolean isForm(Value definition) {
    return degree(definition) <= 1 && wire.stream().noneMatch(i -> dependsOn(definition, consumer.inputCell(i)));
  }

  /** f of a constraint y - f on the output, where f is without y; or null. */
  private Value formOf(ConstrainOp constraint) {
    BlockArgument y = producer.outputCell(0);
    boolean equation = constraint.operand(0).definingOp() instanceof BinaryOp d && d.kind() == BinaryOp.Kind.SUB && d.operand(0) == y
        && !dependsOn(d.operand(1), y);
    return equation ? constraint.operand(0).definingOp().operand(1) : null;
  }

  private static boolean dependsOn(Value value, Value y) {
    return value == y || value.definingOp() != null && value.definingOp().operands().stream().anyMatch(v -> dependsOn(v, y));
  }

  private static int degree(Value value) {
    return switch (value.definingOp()) {
      case null -> 1;
      case ConstantOp _ -> 0;
      case BinaryOp b when b.kind() == BinaryOp.Kind.MUL -> degree(b.operand(0)) + degree(b.operand(1));
      case Operation op -> op.operands().stream().mapToInt(GateComposition::degree).max().orElse(0);
    };
  }

  /** The operations that a value is computed by, in order; added to {@code done}. */
  private static List<Operation> cone(Value value, Set<Operation> done) {
    var operations = new ArrayList<Operation>();
    collect(value, done, operations);
    return operations;
  }

  private static void collect(Value value, Set<Operation> done, List<Operation> operations) {
    Operation op = value.definingOp();
    if (op == null || !done.add(op)) return;
    op.operands().forEach(v -> collect(v, done, operations));
    operations.add(op);
  }
}
