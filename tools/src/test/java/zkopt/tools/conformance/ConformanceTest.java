package zkopt.tools.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX's own node tests, as {@code zkprove conformance} runs them: a selection with proofs, and all of them up to the table. */
class ConformanceTest {
  /** How many come to the table at least. */
  private static final int LEAST_TABLES = 1_030;

  private static Path tests;

  @BeforeAll
  static void find() {
    var installed = NodeTests.installed();
    assumeTrue(installed.isPresent(), "the Python package 'onnx' is not installed, or its release carries no node tests");
    tests = installed.get();
  }

  @ParameterizedTest
  @ValueSource(strings = {"test_add_bcast", "test_and_bcast4v3d", "test_argmax_keepdims_random", "test_basic_conv_with_padding", "test_concat_2d_axis_1",
      "test_div_int32_trunc", "test_gather_negative_indices", "test_if", "test_less_equal", "test_log", "test_loop11", "test_lstm_with_peepholes", "test_logsoftmax_axis_1", "test_maxpool_2d_pads",
      "test_mod_mixed_sign_int32", "test_reduce_l2_keep_dims_random", "test_round", "test_scan9_sum", "test_scatter_elements_with_axis", "test_slice_neg_steps",
      "test_sqrt", "test_tanh", "test_where_example"})
  void isProved(String name) {
    Outcome outcome = NodeTestRun.of(NodeTest.read(tests.resolve(name)), true);
    assertEquals(Stage.PROVED, outcome.passed(), outcome.reason());
  }

  @Test
  void isRefusedByName() {
    Outcome outcome = NodeTestRun.of(NodeTest.read(tests.resolve("test_strnormalizer_nostopwords_nochangecase")), false);
    assertEquals(Stage.NONE, outcome.passed());
    assertTrue(outcome.reason().contains("STRING"), outcome.reason());
  }

  @Test
  @Tag("slow")
  void noneIsWrong() {
    List<Outcome> outcomes = NodeTests.in(tests, "*").parallelStream().map(t -> NodeTestRun.of(t, false)).toList();
    assertEquals(List.of(), outcomes.stream().filter(Outcome::wrong).map(o -> o.test().name() + ": " + o.reason()).toList());
    long tables = new ConformanceTable(outcomes).count(Stage.TABLE);
    assertTrue(tables >= LEAST_TABLES, () -> "only " + tables + " come to the table");
  }
}
