package zkopt.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.builtin.UnrealizedConversionCastOp;

/** What no text can say, for the parser would refuse it. The rest of the verifier's tests are {@code verify-errors.mlir}. */
class VerifierTest {
  @Test
  void isolatedRegionsUseNothingFromOutside() {
    var outer = ModuleOp.create(Location.UNKNOWN);
    var inner = ModuleOp.create(Location.UNKNOWN);
    var value = UnrealizedConversionCastOp.create(
        OpBuilder.atEnd(outer.body()), Location.UNKNOWN, List.of(IntegerType.I32), List.of());
    outer.body().append(inner);
    UnrealizedConversionCastOp.create(
        OpBuilder.atEnd(inner.body()), Location.UNKNOWN, List.of(FloatType.F32), value.results());
    var diagnostics = new DiagnosticEngine();
    assertFalse(Verifier.verify(outer, diagnostics));
    var error = diagnostics.diagnostics().getFirst();
    assertEquals("'builtin.unrealized_conversion_cast' op using value defined outside the region", error.message());
    assertEquals("required by region isolation constraints", error.notes().getFirst().message());
  }
}
