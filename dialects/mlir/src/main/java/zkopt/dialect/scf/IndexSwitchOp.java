package zkopt.dialect.scf;

import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.IndexType;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Region;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code scf.index_switch %i -> f32 case 2 {...} case 5 {...} default {...}}. */
public final class IndexSwitchOp extends Operation implements Traits.RecursiveMemoryEffects, Traits.SingleBlock, Traits.ImplicitTerminator {
  private static final String CASES = "cases";

  public static final OpSpec SPEC = OpSpec.of("scf.index_switch", IndexSwitchOp::new)
      .summary("switch-case operation on an index argument")
      .attributes(AttrDef.longs(CASES))
      .operands(OperandDef.operand("arg", TypeConstraint.INDEX))
      .results(variadicResult("results", TypeConstraint.ANY))
      .regions(RegionDef.region("defaultRegion"), new RegionDef("caseRegions", true))
      .assembly(new Assembly());

  IndexSwitchOp(OperationState state) {
    super(state);
  }

  /** The values of the cases, whose regions stand behind that of the default. */
  public List<Long> cases() {
    return Arrays.stream(((DenseArrayAttr) attribute(CASES)).longs()).boxed().toList();
  }

  /** The region that runs for a value. */
  public Region regionOf(long value) {
    return region(cases().indexOf(value) + 1);
  }

  @Override
  public OpSpec terminator() {
    return YieldOp.SPEC;
  }

  @Override
  protected String problem() {
    if (cases().size() != regions().size() - 1) return "has " + (regions().size() - 1) + " case regions but " + cases().size() + " case values";
    var seen = new HashSet<Long>();
    for (long value : cases()) {
      if (!seen.add(value)) return "has duplicate case value: " + value;
    }
    String problem = problem("default region", region(0));
    for (int i = 1; i < regions().size() && problem == null; i++) problem = problem("case region #" + (i - 1), region(i));
    return problem;
  }

  private String problem(String name, Region region) {
    if (region.isEmpty() || !(region.front().last() instanceof YieldOp yield)) {
      return "expected region to end with scf.yield" + (region.isEmpty() || region.front().isEmpty() ? "" : ", but got " + region.front().last().name());
    }
    if (yield.numOperands() != numResults()) return "expected each region to return " + numResults() + " values, but " + name + " returns " + yield.numOperands();
    for (int i = 0; i < numResults(); i++) {
      if (!yield.operand(i).type().equals(result(i).type())) return "expected result #" + i + " of each region to be '" + result(i).type() + "'";
    }
    return null;
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      state.operands(parser.resolve(parser.parseOperand(), IndexType.INDEX)).attributes(parser.parseOptionalAttrDict());
      if (parser.accept("->")) state.results(parser.parseTypeList());
      var values = new ArrayList<Long>();
      var regions = new ArrayList<Region>();
      while (parser.accept("case")) {
        values.add(parser.parseInteger());
        regions.add(parser.parseRegion(List.of()));
      }
      parser.expect("default");
      state.region(parser.parseRegion(List.of()));
      regions.forEach(state::region);
      state.attribute(CASES, DenseArrayAttr.i64(values.stream().mapToLong(Long::longValue).toArray()));
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" ").value(op.operand(0)).attrDict(op, Set.of(CASES));
      if (op.numResults() > 0) printer.text(" -> ").types(op.resultTypes());
      printer.text(" ");
      List<Long> cases = ((IndexSwitchOp) op).cases();
      for (int i = 0; i < cases.size(); i++) {
        printer.newline().text("case " + cases.get(i)).region(op.region(i + 1), false, true);
      }
      Operation yield = op.region(0).front().terminator();
      boolean says = yield != null && (yield.numOperands() > 0 || !yield.attributes().isEmpty());
      printer.newline().text("default").region(op.region(0), false, says);
    }
  }
}
