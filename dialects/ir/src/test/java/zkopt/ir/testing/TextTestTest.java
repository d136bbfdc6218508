package zkopt.ir.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.ir.Diagnostic;
import zkopt.ir.Location;

/** The test driver must be able to fail. */
class TextTestTest {
  private static final String OUTPUT = "func @f {\n  %0 = add %a,  %b\n  %1 = mul %0, %0\n}\n";

  @ParameterizedTest
  @ValueSource(strings = {
      "// CHECK: add %a, %b",
      "// CHECK: %[[X:.*]] = add\n// CHECK-NEXT: mul %[[X]], %[[X]]",
      "// CHECK-LABEL: func @{{[a-z]}}\n// CHECK-SAME: {\n// CHECK-NOT: sub\n// CHECK: mul",
      "// CHECK-DAG: mul\n// CHECK-DAG: add\n// CHECK: }"})
  void checksThatHold(String checks) {
    new FileCheck("test", checks, "CHECK").check(OUTPUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "// CHECK: sub",
      "// CHECK: mul\n// CHECK: add",
      "// CHECK: func\n// CHECK-NEXT: mul",
      "// CHECK: func\n// CHECK-SAME: add",
      "// CHECK: func\n// CHECK-NOT: add\n// CHECK: mul",
      "// CHECK: add\n// CHECK-NOT: mul",
      "// CHECK: %[[X:.*]] = mul\n// CHECK: add",
      "// CHECK: [[X:%.]] = add\n// CHECK: [[X]] = mul",
      "// nothing"})
  void checksThatFail(String checks) {
    assertThrows(AssertionError.class, () -> new FileCheck("test", checks, "CHECK").check(OUTPUT));
  }

  @Test
  void expectedDiagnostics() {
    var error = new Diagnostic(Diagnostic.Severity.ERROR, new Location.FileLineCol("f", 2, 1), "'x' is wrong", List.of());
    new ExpectedDiagnostics("f", "\nx // expected-error {{is wrong}}").check(List.of(error));
    new ExpectedDiagnostics("f", "// expected-error@+1 {{'x'}}").check(List.of(error));
    new ExpectedDiagnostics("f", "// expected-error-re@below {{'{{[a-z]}}' is}}").check(List.of(error));
    for (String text : List.of("", "// expected-error {{is wrong}}", "\n// expected-error {{is right}}", "\n// expected-warning {{is wrong}}")) {
      assertThrows(AssertionError.class, () -> new ExpectedDiagnostics("f", text).check(List.of(error)), text);
    }
    var missing = assertThrows(AssertionError.class, () -> new ExpectedDiagnostics("f", "// expected-error {{m}}").check(List.of()));
    assertTrue(missing.getMessage().contains("was not produced"));
  }
}
