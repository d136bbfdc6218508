package zkopt.dialect.plonk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zkopt.dialect.fixed.QType;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Block;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.FunctionType;
import zkopt.ir.IntegerType;
import zkopt.ir.Operation;
import zkopt.ir.StringAttr;
import zkopt.ir.Type;
import zkopt.ir.TypeAttr;
import zkopt.ir.Value;

/**
 * What must hold of a gate: it has an output, its regions fit its type, virtual inputs are defined exactly once and by cells alone, every output and
 * auxiliary cell is constrained, and no constraint is of a degree above {@link #MAX_DEGREE}.
 */
final class GateVerifier {
  /** The largest degree of a constraint or of a looked-up expression, without the selector. */
  static final int MAX_DEGREE = 6;

  private static final Set<String> WITNESS_OPS = Set.of(
      "arith.constant", "arith.addi", "arith.subi", "arith.muli", "arith.divsi", "arith.floordivsi", "arith.remsi", "arith.shli",
      "arith.shrsi", "arith.andi", "arith.xori", "arith.cmpi", "arith.select", "arith.extui", "arith.maxsi", "arith.minsi",
      "plonk.table_value", "plonk.inverse", "plonk.yield");

  private final GateOp gate;
  private final DiagnosticEngine diagnostics;
  private boolean good = true;

  GateVerifier(GateOp gate, DiagnosticEngine diagnostics) {
    this.gate = gate;
    this.diagnostics = diagnostics;
  }

  boolean verify() {
    verifyDeclaration();
    if (!good) return false;
    verifyWitness();
    verifyConstraints();
    return good;
  }

  private void error(String message) {
    diagnostics.opError(gate, message);
    good = false;
  }

  private void verifyDeclaration() {
    if (!(gate.attribute("function_type", TypeAttr.class).value() instanceof FunctionType type)) {
      error("requires 'function_type' to be a function type");
      return;
    }
    var types = new ArrayList<Type>(type.inputs());
    types.addAll(type.results());
    for (Type t : types) {
      if (!(t instanceof QType)) error("requires inputs and outputs of fixed-point type, but got '" + t + "'");
    }
    if (type.results().isEmpty()) error("requires an output; an instance that nothing is read of is not laid out");
    if (!gate.attribute("cells", ArrayAttr.class).values().stream().allMatch(a -> a instanceof StringAttr)) {
      error("requires 'cells' to be an array of strings");
      return;
    }
    var names = new HashSet<String>();
    for (String name : gate.cells()) {
      if (!names.add(name)) error("has two cells named '" + name + "'");
    }
    boolean binary = type.inputs().size() == 2 && type.results().size() == 1;
    if (gate.neutral().isPresent() && !binary) error("requires two inputs and one output to have a neutral constant");
    if (gate.isIdempotent() && !binary) error("requires two inputs and one output to be idempotent");
    int[] virtual = gate.virtualInputs();
    for (int i = 0; i < virtual.length; i++) {
      if (virtual[i] < 0 || virtual[i] >= type.inputs().size()) error("has no input " + virtual[i] + " to be virtual");
      if (i > 0 && virtual[i] <= virtual[i - 1]) error("requires 'virtual' to be ascending");
    }
  }

  private void verifyArguments(String region, Block block, int count, Type type) {
    if (block.arguments().size() == count && block.arguments().stream().allMatch(a -> a.type().equals(type))) return;
    error("requires " + count + " arguments of type '" + type + "' of the " + region + " region");
  }

  private void verifyWitness() {
    Block body = gate.witnessBody();
    int yielded = gate.outputs().size() + gate.cells().size();
    verifyArguments("witness", body, gate.inputs().size(), IntegerType.I64);
    if (!(body.last() instanceof YieldOp yield)) {
      error("requires the witness region to end in 'plonk.yield'");
    } else if (yield.numOperands() != yielded) {
      error("requires the witness region to yield " + yielded + " values, the outputs and cells, but got " + yield.numOperands());
    }
    for (Operation op : body.operations()) {
      if (!WITNESS_OPS.contains(op.name())) error("has '" + op.name() + "' in its witness region, where only integer arithmetic may stand");
    }
  }

  private void verifyConstraints() {
    Block body = gate.constraintBody();
    int inputs = gate.inputs().size();
    verifyArguments("constraints", body, inputs + gate.outputs().size() + gate.cells().size(), CellType.CELL);
    if (!good) return;
    Map<Value, Integer> degrees = new IdentityHashMap<>();
    body.arguments().forEach(a -> degrees.put(a, 1));
    int[] definitions = new int[inputs];
    for (Operation op : body.operations()) {
      if (!degrees.keySet().containsAll(op.operands())) {
        error("has '" + op.name() + "' in its constraints region, on a value that is not defined there");
        return;
      }
      switch (op) {
        case ConstantOp c -> degrees.put(c.result(), 0);
        case BinaryOp b -> degrees.put(b.result(), b.degree(degrees.get(b.lhs()), degrees.get(b.rhs())));
        case ConstrainOp c -> checkDegree(c, degrees);
        case LookupOp l -> checkDegree(l, degrees);
        case DefineOp d -> {
          checkDegree(d, degrees);
          int input = body.arguments().indexOf(d.input());
          if (input < 0 || input >= inputs || !gate.isVirtual(input)) error("defines a value that is no virtual input");
          else definitions[input]++;
        }
        default -> error("has '" + op.name() + "' in its constraints region");
      }
      if (!good) return;
    }
    for (int i = 0; i < inputs; i++) {
      if (!gate.isVirtual(i)) continue;
      if (definitions[i] != 1) error("defines virtual input " + i + " " + definitions[i] + " times instead of once");
      if (gate.inputCell(i).uses().size() != definitions[i]) error("uses virtual input " + i + ", which has no cell");
    }
    verifyAllConstrained(body, inputs);
  }

  private void checkDegree(Operation op, Map<Value, Integer> degrees) {
    for (Value operand : op.operands()) {
      int degree = degrees.get(operand);
      if (degree > MAX_DEGREE) error("has an expression of degree " + degree + " under '" + op.name() + "', above the limit of " + MAX_DEGREE);
    }
  }

  /** A cell that no constraint, lookup or definition depends on is free for a cheating prover to choose. */
  private void verifyAllConstrained(Block body, int inputs) {
    Set<Value> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Operation op : body.operations().reversed()) {
      boolean demands = !(op instanceof ConstantOp || op instanceof BinaryOp);
      if (demands || op.results().stream().anyMatch(reached::contains)) reached.addAll(op.operands());
    }
    List<? extends Value> arguments = body.arguments();
    for (int i = inputs; i < arguments.size(); i++) {
      if (!reached.contains(arguments.get(i))) error("leaves cell '" + gate.cellName(i) + "' unconstrained");
    }
  }
}
