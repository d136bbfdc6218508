package zkopt.dialect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import zkopt.dialect.func.ReturnOp;
import zkopt.ir.Attribute;
import zkopt.ir.Block;
import zkopt.ir.IRContext;
import zkopt.ir.Location;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Region;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.ir.testing.ErrorComparison.Case;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.Parser;
import zkopt.ir.text.PrintOptions;

/**
 * Texts in which one operation is wrong, in generic form: each attribute missing or of another kind, each operand and result of another
 * type, one more or less of them, regions with other arguments and ends. The first operation of each name in a text is damaged.
 */
final class OperationDamage {
  private static final List<String> TYPES = List.of("i32", "i1", "f32", "index", "tensor<4xf32>", "memref<4x?xi32>", "vector<3xi8>", "none",
      "tensor<*xf32>", "memref<*xf32>", "!t.x");
  private static final List<String> ATTRIBUTES = List.of("unit", "\"str\"", "7 : i32", "-1 : i64", "[]", "i32", "1.5 : f32", "array<i64>", "array<i32: -7>",
      "dense<1> : tensor<2xi32>", "@nowhere", "() -> ()", "affine_map<(d0) -> (d0)>");
  private static final int OPERANDS = 4;
  private static final int RESULTS = 2;

  private final String text;
  private final IRContext context = context();
  private final List<Case> cases = new ArrayList<>();
  private final int every;
  private int number;
  private int count;

  private OperationDamage(String text, int every) {
    this.text = text;
    this.every = every;
  }

  /**
   * @param seen names of operations that are left alone; those that are damaged are added
   * @param every one case of so many is made
   */
  static List<Case> cases(String text, Set<String> seen, int every) {
    var damage = new OperationDamage(text, every);
    var operations = operations(Parser.parse(context(), "text", text));
    for (int i = 1; i < operations.size(); i++) {
      damage.number = i;
      if (operations.get(i).spec().registered() && seen.add(operations.get(i).name())) damage.damage(operations.get(i));
    }
    return damage.cases;
  }

  private static IRContext context() {
    var context = IRContext.withAllDialects();
    context.allowUnregisteredDialects(true);
    return context;
  }

  private static List<Operation> operations(Operation module) {
    var all = new ArrayList<Operation>();
    module.walkPreOrder(all::add);
    return all;
  }

  private void add(String damage, Consumer<Operation> change) {
    if (count++ % every != 0) return;
    var module = Parser.parse(context, "text", text);
    Operation op = operations(module).get(number);
    change.accept(op);
    cases.add(new Case(op.name() + " " + damage, AsmPrinter.print(module, PrintOptions.DEFAULT.generic(true))));
  }

  private void damage(Operation like) {
    for (String name : new HashSet<>(like.attributes().keySet())) {
      if (!like.spec().isInherent(name)) continue;
      add("without " + name, op -> op.setAttribute(name, null));
      for (String value : ATTRIBUTES) add(name + " = " + value, op -> op.setAttribute(name, attribute(value)));
    }
    operands(like);
    results(like);
    for (int i = 0; i < like.regions().size(); i++) {
      if (!like.region(i).isEmpty()) region(i, like.region(i));
    }
    add("not at the end", op -> {
      if (op.next() == null) op.block().append(unknown("t.end"));
    });
  }

  private void operands(Operation like) {
    add("no operands", op -> op.setOperands(List.of()));
    if (like.numOperands() > 0) add("one operand less", op -> op.eraseOperand(op.numOperands() - 1));
    add("one operand more", op -> {
      var operands = new ArrayList<Value>(op.operands());
      operands.add(valueBefore(op, type("index")));
      op.setOperands(operands);
    });
    for (int i = 0; i < Math.min(like.numOperands(), OPERANDS); i++) {
      int operand = i;
      for (String type : TYPES) add("operand " + i + " : " + type, op -> op.setOperand(operand, valueBefore(op, type(type))));
    }
  }

  private void results(Operation like) {
    add("one result more", op -> replaceResults(op, types -> types.add(type("index"))));
    if (like.numResults() > 0) add("one result less", op -> replaceResults(op, List::removeLast));
    for (int i = 0; i < Math.min(like.numResults(), RESULTS); i++) {
      int result = i;
      for (String type : TYPES) add("result " + i + " : " + type, op -> replaceResults(op, types -> types.set(result, type(type))));
    }
  }

  private void region(int number, Region like) {
    BiConsumer<String, Consumer<Block>> change = (damage, how) -> add("region " + number + " " + damage, op -> how.accept(op.region(number).front()));
    add("region " + number + " without blocks", op -> op.region(number).takeBody(new Region()));
    change.accept("with one argument more", block -> block.addArgument(type("i7"), block.parentOp().location()));
    if (like.front().isEmpty()) return;
    change.accept("without terminator", block -> block.last().erase());
    change.accept("with a terminator nobody knows", block -> replaceLast(block, unknown("t.end")));
    change.accept("with another terminator", block -> replaceLast(block, ReturnOp.SPEC));
  }

  private static void replaceLast(Block block, Operation by) {
    block.insertBefore(block.last(), by);
    block.last().erase();
  }

  private static void replaceLast(Block block, OpSpec by) {
    replaceLast(block, new OperationState(by, block.last().location()).build());
  }

  private Operation unknown(String name, Type... results) {
    return new OperationState(context.unregisteredOperation(name), Location.UNKNOWN).results(results).build();
  }

  private Value valueBefore(Operation op, Type type) {
    Operation source = unknown("t.value", type);
    op.block().insertBefore(op, source);
    return source.result();
  }

  /** Users of the results get values of the types that these had. */
  private void replaceResults(Operation op, Consumer<List<Type>> change) {
    var state = new OperationState(op.spec(), op.location()).operands(op.operands()).attributes(op.attributes()).successors(op.successors())
        .results(op.resultTypes());
    for (Region region : op.regions()) {
      var body = new Region();
      body.takeBody(region);
      state.region(body);
    }
    change.accept(state.resultTypes);
    var values = op.resultTypes().stream().map(type -> valueBefore(op, type)).toList();
    op.block().insertBefore(op, state.build());
    op.replaceAllUsesWith(values);
    op.erase();
  }

  private static Attribute attribute(String text) {
    return operations(Parser.parse(context(), "text", "\"t.a\"() {x = " + text + "} : () -> ()")).getLast().attribute("x");
  }

  private static Type type(String text) {
    return operations(Parser.parse(context(), "text", "%0 = \"t.a\"() : () -> " + text)).getLast().result().type();
  }
}
