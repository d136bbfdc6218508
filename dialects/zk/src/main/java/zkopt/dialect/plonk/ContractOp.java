package zkopt.dialect.plonk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Attribute;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.StringAttr;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/**
 * {@code plonk.contract ins(%A, %B : memref, memref) outs(%C : memref) {bounds, maps, method}}: for every d in the box of the bounds,
 * C[c(d)] += A[a(d)] * B[b(d)], where C starts from zero, for linear maps a, b, c. Matrix products, convolutions and
 * their batched, strided, dilated, grouped and transposed kin differ in the maps only. The elements of C that no d reaches are left
 * alone. Where one operand is a constant it is the second.
 */
public final class ContractOp extends Operation implements Traits.MemoryEffects {
  private static final OperandDef LHS = OperandDef.operand("lhs", TypeConstraint.MEMREF);
  private static final OperandDef RHS = OperandDef.operand("rhs", TypeConstraint.MEMREF);
  private static final OperandDef OUT = OperandDef.operand("out", TypeConstraint.MEMREF);
  private static final AttrDef BOUNDS = AttrDef.attr("bounds", "i64 dense array attribute", DenseArrayAttr.class);
  private static final AttrDef METHOD = AttrDef.optionalAttr("method", "string attribute", StringAttr.class);
  private static final AttrDef MAPS = AttrDef.attr("maps", "array of three affine maps", ArrayAttr.class);
  public static final OpSpec SPEC = OpSpec.of("plonk.contract", ContractOp::new)
      .summary("a sum of products over an index space").operands(LHS, RHS, OUT).attributes(BOUNDS, MAPS, METHOD).assembly(new Form());

  /** How the layout is to check the sums; the sums are the same. */
  public enum Method {
    /** As a product of matrices, for which A is gathered: an element stands in the table once for each row of the matrix that has it. */
    MATRIX,
    /** As a product of polynomials along the dimensions that share a subscript of A: each element of A stands in the table once. */
    POLYNOMIAL;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  ContractOp(OperationState state) {
    super(state);
  }

  /** {@code maps} are those of {@code lhs}, {@code rhs} and {@code out}. */
  public static ContractOp create(
      OpBuilder b, Location loc, Value lhs, Value rhs, Value out, long[] bounds, List<AffineMap> maps) {
    return b.create(new OperationState(SPEC, loc).operands(lhs, rhs, out)
        .attribute("bounds", DenseArrayAttr.i64(bounds))
        .attribute("maps", new ArrayAttr(maps.stream().<Attribute>map(AffineMapAttr::new).toList())));
  }

  public Value lhs() {
    return operand(0);
  }

  public Value rhs() {
    return operand(1);
  }

  public Value out() {
    return operand(2);
  }

  /** The extent of each dimension. */
  public long[] bounds() {
    return ((DenseArrayAttr) BOUNDS.of(this)).longs();
  }

  /** The access map of operand {@code i}: 0 lhs, 1 rhs, 2 out. */
  public AffineMap map(int i) {
    return ((AffineMapAttr) ((ArrayAttr) MAPS.of(this)).values().get(i)).value();
  }

  /** {@link Method#MATRIX} unless the attribute 'method' says otherwise. */
  public Method method() {
    return METHOD.of(this) instanceof StringAttr s && s.value().equals(Method.POLYNOMIAL.text()) ? Method.POLYNOMIAL : Method.MATRIX;
  }

  public void setMethod(Method method) {
    setAttribute("method", method == Method.MATRIX ? null : new StringAttr(method.text()));
  }

  @Override
  public boolean reads() {
    return true;
  }

  @Override
  public boolean writes() {
    return true;
  }

  @Override
  protected String problem() {
    var maps = ((ArrayAttr) MAPS.of(this)).values();
    if (maps.size() != 3 || !maps.stream().allMatch(m -> m instanceof AffineMapAttr)) return "requires 'maps' to be three affine maps";
    long[] bounds = bounds();
    if (Arrays.stream(bounds).anyMatch(n -> n <= 0)) return "requires positive bounds";
    for (int i = 0; i < 3; i++) {
      String problem = mapProblem(map(i), (MemRefType) operand(i).type(), bounds);
      if (problem != null) return "map " + i + " " + problem;
    }
    if (METHOD.of(this) instanceof StringAttr s && Arrays.stream(Method.values()).noneMatch(m -> m.text().equals(s.value()))) {
      return "requires 'method' to be 'matrix' or 'polynomial', but got '" + s.value() + "'";
    }
    if (out() == lhs() || out() == rhs()) return "requires the output to differ from the inputs";
    return null;
  }

  private static String mapProblem(AffineMap map, MemRefType type, long[] bounds) {
    if (map.numDims() != bounds.length || map.numSymbols() != 0) return "must have " + bounds.length + " dimensions and no symbols";
    if (map.results().size() != type.rank()) return "must have " + type.rank() + " results for '" + type + "'";
    for (int r = 0; r < type.rank(); r++) {
      long[] coefficients = map.results().get(r).linearCoefficients(bounds.length);
      if (coefficients == null) return "must be linear";
      long low = coefficients[bounds.length];
      long high = low;
      for (int d = 0; d < bounds.length; d++) {
        long reach = Math.multiplyExact(coefficients[d], bounds[d] - 1);
        low += Math.min(reach, 0);
        high += Math.max(reach, 0);
      }
      if (low < 0 || high >= type.dim(r)) return "reaches " + low + ".." + high + " in dimension " + r + " of '" + type + "'";
    }
    return null;
  }

  /** The dimensions over which products are summed: those that the map of C does not use. */
  public int[] reductionDims() {
    long[][] rows = map(2).results().stream().map((AffineExpr e) -> e.linearCoefficients(bounds().length)).toArray(long[][]::new);
    return Stream.iterate(0, d -> d < bounds().length, d -> d + 1)
        .filter(d -> Arrays.stream(rows).allMatch(row -> row[d] == 0)).mapToInt(d -> d).toArray();
  }

  private static final class Form implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      parseOperands(parser, state, "ins", 2);
      parseOperands(parser, state, "outs", 1);
      state.attributes(parser.parseOptionalAttrDict());
    }

    private static void parseOperands(OpParser parser, OperationState state, String keyword, int count) {
      parser.expect(keyword);
      parser.expect("(");
      var at = parser.currentLocation();
      var operands = parser.parseOperandList();
      if (operands.size() != count) throw parser.error(at, "expected " + count + " operands, but got " + operands.size());
      parser.expect(":");
      state.operands(parser.resolve(operands, parser.parseTypeList()));
      parser.expect(")");
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printOperands(printer.text(" ins("), op.operands().subList(0, 2));
      printOperands(printer.text(" outs("), op.operands().subList(2, 3));
      printer.attrDict(op, Set.of());
    }

    private static void printOperands(OpPrinter printer, List<Value> values) {
      printer.values(values).text(" : ").types(values.stream().map(Value::type).toList()).text(")");
    }
  }
}
