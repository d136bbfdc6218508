package zkopt.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.CastOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.CompileException;
import zkopt.ir.Diagnostic;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IRContext;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.MemRefType;
import zkopt.ir.Operation;
import zkopt.ir.TypeAttr;
import zkopt.ir.Value;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.Parser;

/** Converts f32 to i64 in units of 2^-8. */
class DialectConversionTest {
  /** {@code addf -> addi}, {@code mulf -> shrsi(muli, 8)}. */
  private record ConvertBinary() implements ConversionRewrite<BinaryOp> {
    @Override
    public Class<BinaryOp> root() {
      return BinaryOp.class;
    }

    @Override
    public boolean matchAndRewrite(BinaryOp op, List<Value> operands, ConversionRewriter rewriter) {
      switch (op.kind()) {
        case ADDF -> rewriter.replaceOp(op, BinaryOp.create(rewriter, op.location(), BinaryOp.Kind.ADDI, operands.get(0), operands.get(1)));
        case MULF -> {
          var product = BinaryOp.create(rewriter, op.location(), BinaryOp.Kind.MULI, operands.get(0), operands.get(1));
          var eight = ConstantOp.create(rewriter, op.location(), IntegerAttr.i64(8));
          rewriter.replaceOp(op, BinaryOp.create(rewriter, op.location(), BinaryOp.Kind.SHRSI, product.result(), eight.result()));
        }
        default -> {
          return rewriter.matchFailure("only addf and mulf have a form on integers");
        }
      }
      return true;
    }
  }

  private record ConvertConstant() implements ConversionRewrite<ConstantOp> {
    @Override
    public Class<ConstantOp> root() {
      return ConstantOp.class;
    }

    @Override
    public boolean matchAndRewrite(ConstantOp op, List<Value> operands, ConversionRewriter rewriter) {
      if (!(op.value() instanceof FloatAttr f)) return rewriter.matchFailure("not a float");
      rewriter.replaceOp(op, ConstantOp.create(rewriter, op.location(), IntegerAttr.i64(Math.round(f.value() * 256))));
      return true;
    }
  }

  private final IRContext context = IRContext.withAllDialects();
  private final TypeConverter types = TypeConverter.keepingOthers()
      .add(FloatType.class, f -> f == FloatType.F64 ? null : IntegerType.I64)
      .add(MemRefType.class, m -> m.elementType() == FloatType.F32 ? m.with(m.shape(), IntegerType.I64) : null);

  private ConversionTarget target() {
    var target = new ConversionTarget().legalOps(ModuleOp.class);
    for (String dialect : List.of("arith", "memref", "affine", "func")) target.dynamicallyLegalDialect(dialect, types::isLegal);
    return target.dynamicallyLegalOp(FuncOp.class, f -> types.isLegal(f) && types.isLegal(f.functionType()))
        .dynamicallyLegalOp(ConstantOp.class, c -> types.isLegal(c.result().type()));
  }

  private static List<ConversionRewrite<?>> rewrites() {
    var rewrites = new ArrayList<ConversionRewrite<?>>(List.of(new ConvertBinary(), new ConvertConstant(), new ConvertTypes<>(FuncOp.class)));
    for (var kind : List.of(zkopt.dialect.func.ReturnOp.class, zkopt.dialect.memref.LoadOp.class, zkopt.dialect.memref.AllocOp.class,
        zkopt.dialect.affine.LoadOp.class, zkopt.dialect.affine.StoreOp.class, zkopt.dialect.affine.ForOp.class, zkopt.dialect.affine.YieldOp.class)) {
      rewrites.add(new ConvertTypes<>(kind));
    }
    return rewrites;
  }

  private static final String BODY = """
        %cst = arith.constant 0.5 : f32
        affine.for %i = 0 to 4 {
          %0 = affine.load %m[%i] : memref<4xf32>
          %1 = arith.mulf %0, %x : f32
          %2 = arith.addf %1, %cst : f32
          affine.store %2, %m[%i] : memref<4xf32>
        }
        %3 = affine.for %i = 0 to 4 iter_args(%s = %cst) -> (f32) {
          %4 = affine.load %m[%i] : memref<4xf32>
          %5 = arith.addf %s, %4 : f32
          affine.yield %5 : f32
        }
        return %3 : f32
      }
      """;

  @Test
  void convertsTypesThroughout() {
    var module = Parser.parse(context, "in", "func.func @f(%m: memref<4xf32>, %x: f32) -> f32 {\n" + BODY);
    DialectConversion.applyFull(module, target(), types, rewrites(), context);
    var expected = Parser.parse(context, "out", """
        func.func @f(%m: memref<4xi64>, %x: i64) -> i64 {
          %c128_i64 = arith.constant 128 : i64
          affine.for %i = 0 to 4 {
            %0 = affine.load %m[%i] : memref<4xi64>
            %1 = arith.muli %0, %x : i64
            %c8_i64 = arith.constant 8 : i64
            %2 = arith.shrsi %1, %c8_i64 : i64
            %6 = arith.addi %2, %c128_i64 : i64
            affine.store %6, %m[%i] : memref<4xi64>
          }
          %3 = affine.for %i = 0 to 4 iter_args(%s = %c128_i64) -> (i64) {
            %4 = affine.load %m[%i] : memref<4xi64>
            %5 = arith.addi %s, %4 : i64
            affine.yield %5 : i64
          }
          return %3 : i64
        }
        """);
    assertEquals(AsmPrinter.print(expected), AsmPrinter.print(module));
  }

  @Test
  void whatIsLegalStays() {
    String text = "func.func @f(%a: i32) -> i32 {\n  %0 = arith.addi %a, %a : i32\n  return %0 : i32\n}\n";
    var module = Parser.parse(context, "in", text);
    var before = AsmPrinter.print(module);
    DialectConversion.applyFull(module, target(), types, rewrites(), context);
    assertEquals(before, AsmPrinter.print(module));
  }

  @Test
  void failureNamesTheOperationAndTheRewritesTried() {
    var module = Parser.parse(context, "in", "func.func @f(%x: f32) -> f32 {\n  %0 = arith.divf %x, %x : f32\n  return %0 : f32\n}\n");
    assertThrows(CompileException.class, () -> DialectConversion.applyFull(module, target(), types, rewrites(), context));
    var error = context.diagnostics().diagnostics().getFirst();
    assertEquals("failed to legalize operation 'arith.divf' that was explicitly marked illegal", error.message());
    assertEquals(List.of("tried rewrite 'ConvertBinary': only addf and mulf have a form on integers"), error.notes().stream().map(Diagnostic::message).toList());
    assertTrue(error.location().toString().contains(":2:"), error.location().toString());
  }

  @Test
  void failureWithoutRewrites() {
    var module = Parser.parse(context, "in", "func.func @f(%x: f32) -> f32 {\n  %0 = arith.negf %x : f32\n  return %0 : f32\n}\n");
    assertThrows(CompileException.class, () -> DialectConversion.applyPartial(module, target(), types, rewrites(), context));
    var error = context.diagnostics().diagnostics().getFirst();
    assertEquals(List.of("no rewrite is for 'arith.negf'"), error.notes().stream().map(Diagnostic::message).toList());
  }

  @Test
  void typesThatAreNotConvertible() {
    var none = new TypeConverter().add(IntegerType.class, t -> t);
    var module = Parser.parse(context, "in", "func.func @f(%x: f64) {\n  %0 = arith.addf %x, %x : f64\n  return\n}\n");
    var target = new ConversionTarget().legalOps(FuncOp.class, zkopt.dialect.func.ReturnOp.class).illegalDialects("arith");
    assertThrows(CompileException.class, () -> DialectConversion.applyPartial(module, target, none, rewrites(), context));
    assertEquals("tried rewrite 'ConvertBinary': type 'f64' is not convertible", context.diagnostics().diagnostics().getFirst().notes().getFirst().message());
  }

  @Test
  void partialConversionLeavesCastsWhereUnknownOperationsUseTheOldTypes() {
    context.allowUnregisteredDialects(true);
    String text = "func.func @f(%x: f32) {\n  %0 = arith.addf %x, %x : f32\n  \"test.use\"(%0) : (f32) -> ()\n  return\n}\n";
    var module = Parser.parse(context, "in", text);
    DialectConversion.applyPartial(module, target(), types, rewrites(), context);
    var expected = Parser.parse(context, "out", """
        func.func @f(%x: i64) {
          %0 = arith.addi %x, %x : i64
          %1 = builtin.unrealized_conversion_cast %0 : i64 to f32
          "test.use"(%1) : (f32) -> ()
          return
        }
        """);
    assertEquals(AsmPrinter.print(expected), AsmPrinter.print(module));

    var again = Parser.parse(context, "in", text);
    assertThrows(CompileException.class, () -> DialectConversion.applyFull(again, target(), types, rewrites(), context));
    assertEquals("failed to legalize operation 'test.use'", context.diagnostics().drain().getFirst().message());

    var third = Parser.parse(context, "in", text);
    Class<? extends Operation> use = third.lookup("f").region(0).front().last().previous().getClass();
    var target = target().dynamicallyLegalOp(use, _ -> true);
    assertThrows(CompileException.class, () -> DialectConversion.applyFull(third, target, types, rewrites(), context));
    assertEquals("failed to legalize unresolved materialization from ('i64') to ('f32') that remained live after conversion",
        context.diagnostics().diagnostics().getFirst().message());
  }

  /** What is left of casts is made of operations, where the type converter says how, and those are converted too. */
  @Test
  void materializations() {
    context.allowUnregisteredDialects(true);
    var floats = new TypeConverter().add(IntegerType.class, t -> t)
        .add(FloatType.class, f -> IntegerType.I64)
        .addMaterialization((builder, type, value, location) -> CastOp.create(builder, location, CastOp.Kind.FPTOSI, value, type).result())
        .addMaterialization((builder, type, value, location) ->
            type instanceof FloatType ? CastOp.create(builder, location, CastOp.Kind.SITOFP, value, type).result() : null);
    var module = Parser.parse(context, "in", """
        func.func @f() -> f32 {
          %0 = "test.make"() : () -> f32
          %1 = arith.addf %0, %0 : f32
          %2 = arith.addf %1, %1 : f32
          return %2 : f32
        }
        """);
    DialectConversion.applyPartial(module, new ConversionTarget().dynamicallyLegalOp(BinaryOp.class, b -> !b.kind().isFloat()),
        floats, List.of(new ConvertBinary()), context);
    var expected = Parser.parse(context, "out", """
        func.func @f() -> f32 {
          %0 = "test.make"() : () -> f32
          %1 = arith.fptosi %0 : f32 to i64
          %2 = arith.fptosi %0 : f32 to i64
          %3 = arith.addi %1, %2 : i64
          %4 = arith.addi %3, %3 : i64
          %5 = arith.sitofp %4 : i64 to f32
          return %5 : f32
        }
        """);
    assertEquals(AsmPrinter.print(expected), AsmPrinter.print(module));
  }

  @Test
  void castsOfTheTextStay() {
    String text = "func.func @f(%a: i32) {\n  %0 = builtin.unrealized_conversion_cast %a : i32 to i64\n  return\n}\n";
    var module = Parser.parse(context, "in", text);
    var before = AsmPrinter.print(module);
    DialectConversion.applyPartial(module, target(), types, rewrites(), context);
    assertEquals(before, AsmPrinter.print(module));
  }

  /** Makes the operation that it replaces. */
  private record Circle() implements ConversionRewrite<BinaryOp> {
    @Override
    public Class<BinaryOp> root() {
      return BinaryOp.class;
    }

    @Override
    public boolean matchAndRewrite(BinaryOp op, List<Value> operands, ConversionRewriter rewriter) {
      rewriter.replaceOp(op, BinaryOp.create(rewriter, op.location(), op.kind(), op.rhs(), op.lhs()));
      return true;
    }
  }

  @Test
  void circlesEnd() {
    var module = Parser.parse(context, "in", "func.func @f(%x: f32) {\n  %0 = arith.addf %x, %x : f32\n  return\n}\n");
    assertThrows(CompileException.class, () -> DialectConversion.applyPartial(module, new ConversionTarget().illegalDialects("arith"), null, List.of(new Circle()), context));
    assertEquals("failed to legalize operation 'arith.addf': its rewrites go in a circle", context.diagnostics().diagnostics().getFirst().message());
  }

  @Test
  void typeConverters() {
    assertEquals(new TypeAttr(IntegerType.I64), new TypeAttr(types.convert(FloatType.F32)));
    assertEquals("(i64, memref<2xi64>) -> i64", types.convert(new zkopt.ir.FunctionType(
        List.of(FloatType.F32, MemRefTypes.of(2)), List.of(FloatType.F32))).toString());
    assertFalse(types.isLegal(FloatType.F32));
    assertTrue(types.isLegal(FloatType.F64), "the conversion passes on to the one before");
  }

  private static final class MemRefTypes {
    static MemRefType of(long size) {
      return new MemRefType(List.of(size), FloatType.F32, null, null);
    }
  }
}
