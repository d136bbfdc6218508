package zkopt.lowering.affine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.func.ReturnOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.NoValueOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.ScanOp;
import zkopt.ir.BlockArgument;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FunctionType;
import zkopt.ir.Location;
import zkopt.ir.Operation;
import zkopt.ir.TensorType;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.pass.PassContext;

/** Lowers one function. */
final class FunctionLowering implements LoopEmitter.Buffers {
  private final FuncOp function;
  private final Globals globals;
  private final PassContext context;
  private final Map<Value, Value> memrefs = new IdentityHashMap<>();
  private final Map<String, Value> loadedGlobals = new HashMap<>();
  private final Map<ElementsAttr, Value> wholeNumbers = new HashMap<>();
  private final List<Operation> lowered = new ArrayList<>();

  FunctionLowering(FuncOp function, Globals globals, PassContext context) {
    this.function = function;
    this.globals = globals;
    this.context = context;
  }

  void run() {
    int blocks = function.region(0).blocks().size();
    if (blocks > 1) throw context.failure(function, "must be one block to be lowered to loops, but has " + blocks);
    function.walk(ScanOp.class, this::checkResults);
    var tensorArguments = List.copyOf(function.body().arguments());
    tensorArguments.forEach(this::convertArgument);
    for (Operation op : function.body().operations()) {
      if (op instanceof ReturnOp) convertReturn(op);
      else lower(op);
    }
    lowered.reversed().forEach(Operation::erase);
    tensorArguments.forEach(_ -> function.body().eraseArgument(0));
    declareTypes();
  }

  private void checkResults(ScanOp scan) {
    for (Type type : scan.resultTypes()) {
      if (!(type instanceof TensorType tensor && tensor.hasStaticShape())) throw context.failure(scan, "gives '" + type + "'; infer shapes first");
    }
  }

  /** Adds the argument that takes the place of {@code argument}. */
  private void convertArgument(BlockArgument argument) {
    if (argument.type() instanceof TensorType type && !type.hasStaticShape()) {
      throw context.failure(function, "must have arguments of static shape, but has '" + type + "'");
    }
    Type converted = argument.type() instanceof TensorType type ? WholeNumbers.outside(type) : argument.type();
    BlockArgument replacement = function.body().addArgument(converted, argument.location());
    replacement.setNameHint(argument.nameHint());
    if (!(argument.type() instanceof TensorType type)) argument.replaceAllUsesWith(replacement);
    else if (!argument.hasUses()) memrefs.put(argument, replacement);
    else memrefs.put(argument, WholeNumbers.read(replacement, type, new LoopEmitter(function.body().first(), this)));
  }

  private void lower(Operation op) {
    switch (op) {
      case OnnxOp onnx -> lower(onnx);
      case ScanOp scan -> lower(scan);
      case ConstantOp _, NoValueOp _ -> { }
      default -> {
        if (usesTensors(op)) throw context.failure(op, "cannot be lowered together with onnx operations");
        return;
      }
    }
    lowered.add(op);
  }

  private void lower(ScanOp op) {
    try {
      new ScanLowering(op, new LoopEmitter(op, this)).lower(memrefs, this::lower);
    } catch (InvalidOnnxOp e) {
      throw context.failure(op, e.getMessage());
    }
  }

  private void lower(OnnxOp op) {
    try {
      if (!op.resultTypes().equals(op.inferTypes())) {
        throw context.failure(op, "has a result of another type than its shape inference gives");
      }
      if (op.numResults() != 1) throw new InvalidOnnxOp("has several results; decompose it first");
      var emitter = new LoopEmitter(op, this);
      memrefs.put(op.result(), OperatorLowering.of(op.operator()).lower(op, emitter));
    } catch (InvalidOnnxOp e) {
      throw context.failure(op, e.getMessage());
    }
  }

  @Override
  public Value of(Value tensor, LoopEmitter emitter) {
    return tensor.definingOp() instanceof ConstantOp c ? global(c.value(), c.location(), emitter) : memrefs.get(tensor);
  }

  @Override
  public Value of(ElementsAttr data, LoopEmitter emitter) {
    return global(data, emitter.location(), emitter);
  }

  private Value global(ElementsAttr data, Location location, LoopEmitter emitter) {
    if (!WholeNumbers.isExact(data)) return wholeNumbers.computeIfAbsent(data, d -> WholeNumbers.inParts(d, outsideOfLoops(emitter)));
    String symbol = globals.define(data, location);
    return loadedGlobals.computeIfAbsent(symbol, s ->
        GetGlobalOp.create(outsideOfLoops(emitter).builder(), emitter.location(), s, LoopEmitter.memref((TensorType) data.type())).result());
  }

  /** Where data is seen by all that is emitted from now on, in whichever loops. */
  private LoopEmitter outsideOfLoops(LoopEmitter emitter) {
    if (emitter.builder().insertionBlock() == function.body()) return emitter;
    Operation loop = emitter.builder().insertionBlock().parentOp();
    while (loop.block() != function.body()) loop = loop.parentOp();
    return new LoopEmitter(loop, this);
  }

  private void convertReturn(Operation op) {
    var emitter = new LoopEmitter(op, this);
    for (int i = 0; i < op.numOperands(); i++) {
      if (!(op.operand(i).type() instanceof TensorType type)) continue;
      Value result = emitter.operand(op.operand(i));
      op.setOperand(i, WholeNumbers.write(result, type, emitter));
    }
  }

  private static boolean usesTensors(Operation op) {
    return op.operands().stream().map(Value::type).anyMatch(TensorType.class::isInstance)
        || op.resultTypes().stream().anyMatch(TensorType.class::isInstance);
  }

  private void declareTypes() {
    List<Type> inputs = function.body().arguments().stream().map(Value::type).toList();
    List<Type> results = function.body().last().operands().stream().map(Value::type).toList();
    function.setFunctionType(new FunctionType(inputs, results));
  }
}
