package zkopt.lowering.plonk.gates;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.plonk.CellType;
import zkopt.dialect.plonk.ConstrainOp;
import zkopt.dialect.plonk.DefineOp;
import zkopt.dialect.plonk.GateOp;
import zkopt.dialect.plonk.LookupOp;
import zkopt.dialect.plonk.YieldOp;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.FunctionType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.Type;
import zkopt.ir.Value;

/**
 * Writes the two regions of a gate side by side. Inputs are declared first, then outputs, then auxiliary cells; each output and cell
 * is assigned an integer once.
 */
public final class GateBuilder {
  /** The order of the field. */
  static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE.shiftLeft(32)).add(BigInteger.ONE);

  /** An input, on both sides. */
  public record Input(Int integer, Cell cell) {}

  private final GateLibrary library;
  private final String name;
  private final Location location = Location.UNKNOWN;
  private final Block witnessBody = new Block();
  private final Block constraintBody = new Block();
  private final OpBuilder witness = OpBuilder.atEnd(witnessBody);
  private final OpBuilder constraints = OpBuilder.atEnd(constraintBody);
  private final List<Type> inputs = new ArrayList<>();
  private final List<Type> outputs = new ArrayList<>();
  private final List<String> cells = new ArrayList<>();
  private final List<Integer> virtual = new ArrayList<>();
  private OptionalLong neutral = OptionalLong.empty();
  private boolean idempotent;
  private final Map<Value, Int> assigned = new IdentityHashMap<>();
  private final Map<Long, Int> integers = new HashMap<>();
  private final Map<Long, Cell> constants = new HashMap<>();

  GateBuilder(GateLibrary library, String name) {
    this.library = library;
    this.name = name;
  }

  GateLibrary library() {
    return library;
  }

  OpBuilder witness() {
    return witness;
  }

  OpBuilder constraints() {
    return constraints;
  }

  Location location() {
    return location;
  }

  // declarations

  public Input input(String inputName, QType type) {
    inputs.add(type);
    var integer = witnessBody.addArgument(IntegerType.I64, location);
    integer.setNameHint(inputName);
    return new Input(new Int(this, integer), new Cell(this, argument(inputName)));
  }

  /** An input that has no cell; {@link #define} must say what it is. */
  public Input virtualInput(String inputName, QType type) {
    virtual.add(inputs.size());
    return input(inputName, type);
  }

  public Cell output(String outputName, QType type) {
    outputs.add(type);
    return new Cell(this, argument(outputName));
  }

  /** An auxiliary cell that nothing constrains yet. */
  public Cell cell(String cellName) {
    cells.add(cellName);
    return new Cell(this, argument(cellName));
  }

  /** A cell of 0 or 1. */
  public Cell bit(String cellName) {
    Cell bit = cell(cellName);
    constrain(cellName + " is a bit", bit.times(bit.plus(-1)));
    return bit;
  }

  /** A cell of as many bits as a limb has. */
  public Cell limb(String cellName) {
    Cell limb = cell(cellName);
    lookup(library.rangeTable(), limb);
    return limb;
  }

  /** A cell of {@code bits} bits, fewer than a limb. */
  Cell shortLimb(String cellName, int bits) {
    Cell limb = limb(cellName);
    lookup(library.rangeTable(), limb.times(1L << (library.limbBits() - bits)));
    return limb;
  }

  private BlockArgument argument(String argumentName) {
    var argument = constraintBody.addArgument(CellType.CELL, location);
    argument.setNameHint(argumentName);
    return argument;
  }

  // constants

  public Int integer(long value) {
    return integers.computeIfAbsent(value, v -> new Int(this, ConstantOp.create(witness, location, IntegerAttr.i64(v)).result()));
  }

  public Cell constant(long value) {
    return constants.computeIfAbsent(
        value, v -> new Cell(this, zkopt.dialect.plonk.ConstantOp.create(constraints, location, v).result()));
  }

  // what the regions say

  /** The honest value of an output or auxiliary cell. */
  public void assign(Cell cell, Int value) {
    if (assigned.put(cell.value(), value) != null) throw new IllegalStateException("a cell of '" + name + "' is assigned twice");
  }

  /** {@code expression = 0}. */
  public void constrain(String what, Cell expression) {
    ConstrainOp.create(constraints, location, expression.value(), what);
  }

  public void constrainEqual(String what, Cell lhs, Cell rhs) {
    constrain(what, lhs.minus(rhs));
  }

  public void lookup(String table, Cell... tuple) {
    LookupOp.create(constraints, location, table, Arrays.stream(tuple).map(Cell::value).toArray(Value[]::new));
  }

  public void define(Input virtualInput, Cell expression) {
    DefineOp.create(constraints, location, virtualInput.cell().value(), expression.value());
  }

  /** Says that the gate gives back its other input where one is this constant. */
  public void neutral(long constant) {
    neutral = OptionalLong.of(constant);
  }

  /** Says that the gate gives back what it made before when one of the inputs of that comes again. */
  public void idempotent() {
    idempotent = true;
  }

  /**
   * Demands that expressions of these magnitudes in sum stay below the modulus: an equation between them that holds in the field then
   * holds of the integers.
   */
  public void requireNoWrap(BigInteger... magnitudes) {
    BigInteger sum = Arrays.stream(magnitudes).reduce(BigInteger.ZERO, BigInteger::add);
    if (sum.compareTo(MODULUS) >= 0) {
      throw new GateLimitException("values of up to " + sum.bitLength() + " bits meet in gate '" + name + "', more than the field holds");
    }
  }

  /** What no cell of a type exceeds: 2^(w-1), one more than an honest value may be, where a range check may have whole limbs ({@link Signed}). */
  public static BigInteger bound(QType type) {
    return Signed.mayFillLimbs(type) ? power(type.magnitudeBits()) : BigInteger.valueOf(type.max());
  }

  /** 2^bits. */
  static BigInteger power(int bits) {
    return BigInteger.ONE.shiftLeft(bits);
  }

  /** Makes the gate at the insertion point of {@code b}. */
  GateOp finish(OpBuilder b) {
    var yielded = constraintBody.arguments().subList(inputs.size(), constraintBody.arguments().size()).stream()
        .map(cell -> {
          Int value = assigned.get(cell);
          if (value == null) throw new IllegalStateException("cell '" + cell.nameHint() + "' of '" + name + "' is not assigned");
          return value.value();
        }).toList();
    YieldOp.create(witness, location, yielded);
    var gate = GateOp.create(
        b, location, name, new FunctionType(inputs, outputs), cells, virtual.stream().mapToInt(i -> i).toArray());
    neutral.ifPresent(gate::setNeutral);
    if (idempotent) gate.setIdempotent();
    replaceBody(gate, 0, witnessBody);
    replaceBody(gate, 1, constraintBody);
    return gate;
  }

  private static void replaceBody(GateOp gate, int region, Block body) {
    gate.region(region).front().erase();
    gate.region(region).add(body);
  }
}
