package zkopt.ir.testing;

import java.util.List;
import java.util.stream.Stream;
import zkopt.ir.AttrSyntax;
import zkopt.ir.Attribute;
import zkopt.ir.Dialect;
import zkopt.ir.DialectType;
import zkopt.ir.IRContext;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.OpParser;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.StringAttr;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.UnitAttr;

/** One operation for each feature of the declared assembly formats and of the verifier. */
public final class TestDialect implements Dialect {
  /** {@code !t.box<3, i32>}. */
  public record Box(long size, Type type) implements DialectType {
    @Override
    public String dialect() {
      return "t";
    }

    @Override
    public String body() {
      return "box<" + size + ", " + type + ">";
    }

    @Override
    public String toString() {
      return "!t." + body();
    }
  }

  static final class Plain extends Operation {
    Plain(OperationState state) {
      super(state);
    }
  }

  static final class Same extends Operation implements Traits.SameOperandsAndResultType, Traits.Pure {
    Same(OperationState state) {
      super(state);
    }
  }

  static final class End extends Operation implements Traits.Terminator {
    static final OpSpec SPEC = OpSpec.of("t.end", End::new).assembly("attr-dict");

    End(OperationState state) {
      super(state);
    }
  }

  /** Jumps to any of its successors. */
  static final class Jump extends Operation implements Traits.Terminator {
    Jump(OperationState state) {
      super(state);
    }
  }

  static final class Loop extends Operation implements Traits.SingleBlock, Traits.ImplicitTerminator {
    Loop(OperationState state) {
      super(state);
    }

    @Override
    public OpSpec terminator() {
      return End.SPEC;
    }
  }

  static final class Function extends Operation implements Traits.IsolatedFromAbove, Traits.Symbol {
    Function(OperationState state) {
      super(state);
    }

    @Override
    public String symbolName() {
      return ((StringAttr) attribute("sym_name")).value();
    }

    @Override
    public String defaultDialect() {
      return "t";
    }
  }

  /** A context with this dialect and the builtin one. */
  public static IRContext context() {
    IRContext context = IRContext.withAllDialects();
    context.register(new TestDialect());
    return context;
  }

  @Override
  public String namespace() {
    return "t";
  }

  @Override
  public List<OpSpec> operations() {
    return Stream.concat(parts(), control()).toList();
  }

  private static Stream<OpSpec> parts() {
    var any = TypeConstraint.ANY;
    return Stream.of(
        OpSpec.of("t.make", Plain::new).results(ResultDef.variadicResult("out", any)).assembly("attr-dict (`:` type($out)^)?"),
        OpSpec.of("t.same", Same::new)
            .operands(OperandDef.operand("lhs", any), OperandDef.operand("rhs", any))
            .results(ResultDef.result("out", any))
            .assembly("$lhs `,` $rhs attr-dict `:` type($out)"),
        OpSpec.of("t.index", Plain::new)
            .operands(OperandDef.variadicOperand("in", TypeConstraint.INDEX))
            .results(ResultDef.result("out", TypeConstraint.I1))
            .assembly("`[` $in `]` attr-dict"),
        OpSpec.of("t.mixed", Plain::new)
            .operands(OperandDef.operand("base", any), OperandDef.variadicOperand("many", any), OperandDef.optionalOperand("maybe", any))
            .assembly("$base `(` $many `)` (`maybe` $maybe^ `:` type($maybe))? attr-dict `:` type($base) `,` `(` type($many) `)`"),
        OpSpec.of("t.call", Plain::new)
            .operands(OperandDef.variadicOperand("arguments", any))
            .results(ResultDef.variadicResult("out", any))
            .attributes(AttrDef.attr("callee", "symbol", Attribute.class))
            .assembly("$callee `(` $arguments `)` attr-dict `:` functional-type($arguments, results)"),
        OpSpec.of("t.attrs", Plain::new)
            .attributes(
                AttrDef.attr("kind", "kind", IntegerAttr.class).as(AttrSyntax.enumeration(IntegerType.I64, List.of("red", "green"))),
                AttrDef.attr("size", "64-bit signless integer attribute", IntegerAttr.class).as(AttrSyntax.ofType(IntegerType.I64)),
                AttrDef.optionalAttr("flag", "unit attribute", UnitAttr.class).as(AttrSyntax.UNIT),
                AttrDef.optionalAttr("usual", "1-bit signless integer", IntegerAttr.class).withDefault(IntegerAttr.bool(true)))
            .assembly("$kind `<` $size `>` (`flag` $flag^):(`plain`)? attr-dict"),
        OpSpec.of("t.infer", Plain::new)
            .operands(OperandDef.operand("in", any))
            .results(ResultDef.result("out", any))
            .inferResults(state -> List.of(new Box(1, state.operands.getFirst().type())))
            .assembly("$in attr-dict `:` type($in)"));
  }

  private static Stream<OpSpec> control() {
    return Stream.of(
        End.SPEC,
        OpSpec.of("t.jump", Jump::new).successors(OpSpec.ANY_SUCCESSORS).assembly("successors attr-dict"),
        OpSpec.of("t.loop", Loop::new).regions(RegionDef.region("body")).assembly("attr-dict-with-keyword $body"),
        OpSpec.of("t.function", Function::new)
            .attributes(AttrDef.attr("sym_name", "string attribute", StringAttr.class).as(AttrSyntax.SYMBOL_NAME))
            .regions(RegionDef.region("body"))
            .assembly("$sym_name attr-dict-with-keyword $body"));
  }

  @Override
  public Type parseType(String mnemonic, OpParser parser) {
    if (!mnemonic.equals("box")) return null;
    parser.expect("<");
    long size = parser.parseInteger();
    parser.expect(",");
    Type type = parser.parseType();
    parser.expect(">");
    return new Box(size, type);
  }
}
