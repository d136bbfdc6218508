package zkopt.dialect.scf;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;
import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import zkopt.ir.Block;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.FunctionType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.RegionEdges;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code scf.while (%a = %init) : (f32) -> f32 {before} do {after}}. */
public final class WhileOp extends Operation implements Traits.RecursiveMemoryEffects, Traits.SingleBlock {
  public static final OpSpec SPEC = OpSpec.of("scf.while", WhileOp::new)
      .summary("a generic 'while' loop")
      .operands(variadicOperand("inits", TypeConstraint.ANY))
      .results(variadicResult("results", TypeConstraint.ANY))
      .regions(RegionDef.region("before"), RegionDef.region("after"))
      .assembly(new Assembly());

  WhileOp(OperationState state) {
    super(state);
  }

  /** With empty blocks that have their arguments and still lack terminators. */
  public static WhileOp create(OpBuilder builder, Location location, List<Type> results, List<? extends Value> inits) {
    var state = new OperationState(SPEC, location).operands(inits).results(results);
    state.regionWithBlock(inits.stream().map(Value::type).toArray(Type[]::new));
    state.regionWithBlock(results.toArray(Type[]::new));
    return builder.create(state);
  }

  /** Ends in {@link ConditionOp}. */
  public Block before() {
    return region(0).front();
  }

  /** Ends in {@link YieldOp}. */
  public Block after() {
    return region(1).front();
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    return ends(0, "before", ConditionOp.SPEC, diagnostics) && ends(1, "after", YieldOp.SPEC, diagnostics);
  }

  private boolean ends(int region, String name, OpSpec terminator, DiagnosticEngine diagnostics) {
    if (!region(region).isEmpty() && !region(region).front().isEmpty() && region(region).front().last().spec() == terminator) return true;
    diagnostics.opError(this, "expects the '" + name + "' region to terminate with '" + terminator.name() + "'");
    return false;
  }

  @Override
  public boolean verifyRegions(DiagnosticEngine diagnostics) {
    var edges = new RegionEdges(this, diagnostics);
    var passed = ((ConditionOp) before().last()).arguments();
    return edges.enter(operands(), 0) && edges.leave(0, passed) && edges.pass(0, passed, 1) && edges.pass(1, after().last().operands(), 0);
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var names = new ArrayList<OpParser.UnresolvedOperand>();
      var inits = new ArrayList<OpParser.UnresolvedOperand>();
      if (parser.peek("(")) Carried.parse(parser, names, inits);
      Location place = parser.currentLocation();
      parser.expect(":");
      FunctionType type = parser.parseFunctionType();
      if (inits.size() != type.inputs().size()) {
        throw parser.error(place, "expected as many input types as operands (expected " + inits.size() + " got " + type.inputs().size() + ")");
      }
      state.operands(parser.resolve(inits, type.inputs())).results(type.results());
      state.region(parser.parseRegion(Carried.arguments(names, type.inputs())));
      parser.expect("do");
      state.region(parser.parseRegion(List.of()));
      state.attributes(parser.parseOptionalAttrDictWithKeyword());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      var loop = (WhileOp) op;
      if (op.numOperands() > 0) Carried.print(printer.text(" "), loop.before().arguments(), op.operands());
      printer.text(" : ").type(new FunctionType(op.operands().stream().map(Value::type).toList(), op.resultTypes()));
      printer.region(op.region(0), false, true).text(" do").region(op.region(1), true, true);
      printer.attrDictWithKeyword(op, Set.of());
    }
  }
}
