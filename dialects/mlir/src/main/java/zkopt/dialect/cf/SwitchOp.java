package zkopt.dialect.cf;

import static zkopt.ir.OpSpec.AttrDef.attr;
import static zkopt.ir.OpSpec.AttrDef.optionalAttr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import zkopt.ir.Attribute;
import zkopt.ir.Block;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;
import zkopt.ir.VectorType;

/** {@code cf.switch %flag : i32, [default: ^bb1(%a : f32), 42: ^bb2]}. */
public final class SwitchOp extends Operation implements Traits.Pure, Traits.Terminator, Traits.Branch {
  private static final String CASE_VALUES = "case_values";
  /** MLIR itself reads and prints only 64 bits of each case. */
  private static final String TOO_WIDE = "flags of more than 64 bits are not supported";
  private static final String CASE_SEGMENTS = "case_operand_segments";

  public static final OpSpec SPEC = OpSpec.of("cf.switch", SwitchOp::new)
      .summary("Switch operation")
      .attributes(
          optionalAttr(CASE_VALUES, "integer elements attribute", DenseElementsAttr.class),
          attr(CASE_SEGMENTS, "i32 dense array attribute", DenseArrayAttr.class)
              .storedIf(a -> a instanceof DenseArrayAttr array && array.elementType().equals(IntegerType.I32)))
      .operands(OperandDef.operand("flag", TypeConstraint.INTEGER), variadicOperand("defaultOperands", TypeConstraint.ANY),
          variadicOperand("caseOperands", TypeConstraint.ANY))
      .successors(OpSpec.ANY_SUCCESSORS)
      .assembly(new Assembly());

  SwitchOp(OperationState state) {
    super(state);
  }

  public static SwitchOp create(OpBuilder builder, Location location, Value flag, Block defaultBlock, List<? extends Value> defaultOperands,
      List<Long> caseValues, List<Block> caseBlocks, List<? extends List<? extends Value>> caseOperands) {
    var state = new OperationState(SPEC, location).operands(flag).operands(defaultOperands).successors(List.of(defaultBlock)).successors(caseBlocks);
    caseOperands.forEach(state::operands);
    long[] sizes = caseOperands.stream().mapToLong(List::size).toArray();
    state.attribute(CASE_VALUES, caseValues.isEmpty() ? null : values(caseValues, (IntegerType) flag.type()))
        .attribute(CASE_SEGMENTS, DenseArrayAttr.i32(sizes))
        .attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(1, defaultOperands.size(), Arrays.stream(sizes).sum()));
    return builder.create(state);
  }

  private static DenseElementsAttr values(List<Long> values, IntegerType type) {
    return DenseElementsAttr.ofLongs(new VectorType(List.of((long) values.size()), type, List.of(false)), values);
  }

  /** The default's, then the cases' in order. */
  private List<Destination> destinations() {
    var all = new ArrayList<Destination>();
    int at = 1;
    int end = at + spec().segmentSizes(this)[1];
    all.add(new Destination(successors().getFirst(), operands().subList(at, end)));
    long[] sizes = ((DenseArrayAttr) attribute(CASE_SEGMENTS)).longs();
    for (int i = 0; i < sizes.length; i++) {
      at = end;
      end = at + (int) sizes[i];
      all.add(new Destination(successors().get(i + 1), operands().subList(at, end)));
    }
    return all;
  }

  @Override
  public List<Value> successorOperands(int i) {
    return destinations().get(i).operands();
  }

  @Override
  public void setSuccessorOperands(int i, List<? extends Value> operands) {
    var all = new ArrayList<Value>(List.of(operand(0)));
    int[] sizes = new int[successors().size()];
    for (int k = 0; k < sizes.length; k++) {
      List<? extends Value> own = k == i ? operands : successorOperands(k);
      sizes[k] = own.size();
      all.addAll(own);
    }
    setAttribute(CASE_SEGMENTS, DenseArrayAttr.i32(Arrays.stream(sizes).skip(1).asLongStream().toArray()));
    setAttribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(1, sizes[0], Arrays.stream(sizes).skip(1).sum()));
    setOperands(all);
  }

  @Override
  public Block onlySuccessor(List<Attribute> operands) {
    return operands.getFirst() == null ? null : successors().get(takenSuccessor(operands.getFirst()));
  }

  /** The number of the successor for a flag; one that is no integer leads to the default. */
  public int takenSuccessor(Attribute flag) {
    long[] values = caseValues();
    for (int i = 0; i < values.length; i++) if (flag instanceof IntegerAttr f && f.value() == values[i]) return i + 1;
    return 0;
  }

  /** The flags of the cases, whose successors come behind the default one. */
  public long[] caseValues() {
    return attribute(CASE_VALUES) instanceof DenseElementsAttr values ? values.toLongs() : new long[0];
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    return super.verify(diagnostics) && Destination.verify(this, destinations(), diagnostics);
  }

  @Override
  protected String problem() {
    if (((IntegerType) operand(0).type()).width() > Long.SIZE) return TOO_WIDE;
    if (attribute(CASE_VALUES) instanceof DenseElementsAttr values && !values.type().elementType().equals(operand(0).type())) {
      return "'flag' type ('" + operand(0).type() + "') should match case value type ('" + values.type().elementType() + "')";
    }
    int cases = successors().size() - 1;
    if (cases < 0) return "requires at least one successor";
    if (caseValues().length != cases) return "number of case values (" + caseValues().length + ") should match number of case destinations (" + cases + ")";
    long[] sizes = ((DenseArrayAttr) attribute(CASE_SEGMENTS)).longs();
    if (Arrays.stream(sizes).anyMatch(n -> n < 0)) return "'" + CASE_SEGMENTS + "' attribute cannot have negative elements";
    boolean sizesFit = sizes.length == cases && Arrays.stream(sizes).sum() == spec().segmentSizes(this)[2];
    return sizesFit ? null : "'" + CASE_SEGMENTS + "' does not match the operands of the " + cases + " cases";
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var flag = parser.parseOperand();
      parser.expect(":");
      Location at = parser.currentLocation();
      if (!(parser.parseType() instanceof IntegerType type)) throw parser.error(at, "expected an integer type");
      if (type.width() > Long.SIZE) throw parser.error(at, TOO_WIDE);
      state.operands(parser.resolve(flag, type));
      parser.expect(",");
      parser.expect("[");
      parser.expect("default");
      parser.expect(":");
      var destinations = new ArrayList<>(List.of(Destination.parse(parser)));
      var values = new ArrayList<Long>();
      while (parser.accept(",")) {
        Location valueAt = parser.currentLocation();
        if (!(parser.parseAttribute(type) instanceof IntegerAttr value)) throw parser.error(valueAt, "expected integer value");
        values.add(value.value());
        parser.expect(":");
        destinations.add(Destination.parse(parser));
      }
      parser.expect("]");
      destinations.forEach(to -> state.successors(List.of(to.block())).operands(to.operands()));
      long[] sizes = destinations.stream().mapToLong(to -> to.operands().size()).toArray();
      state.attributes(parser.parseOptionalAttrDict())
          .attribute(CASE_VALUES, values.isEmpty() ? null : values(values, type))
          .attribute(CASE_SEGMENTS, DenseArrayAttr.i32(Arrays.copyOfRange(sizes, 1, sizes.length)))
          .attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(1, sizes[0], Arrays.stream(sizes).skip(1).sum()));
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      var branch = (SwitchOp) op;
      var destinations = branch.destinations();
      printer.text(" ").value(op.operand(0)).text(" : ").type(op.operand(0).type()).text(", [").newline().text("  default: ");
      destinations.getFirst().print(printer);
      long[] values = branch.caseValues();
      int width = ((IntegerType) op.operand(0).type()).width();
      for (int i = 0; i < values.length; i++) {
        printer.text(",").newline().text("  " + Long.toUnsignedString(width == 64 ? values[i] : values[i] & (1L << width) - 1) + ": ");
        destinations.get(i + 1).print(printer);
      }
      if (values.length > 0) printer.newline();
      printer.text("]").attrDict(op, Set.of(CASE_VALUES, CASE_SEGMENTS, OpSpec.OPERAND_SEGMENTS));
    }
  }
}
