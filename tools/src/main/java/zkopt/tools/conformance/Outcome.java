package zkopt.tools.conformance;

import java.util.Set;

/**
 * What became of a node test.
 *
 * @param bound the inputs whose values were part of the model
 * @param passed the last stage that it passed
 * @param error of the element of an output of the fixed-point model that is furthest off, beside its bound
 * @param rows of the table that hold gates; 0 when there is none
 * @param reason why it went no further; empty when it did all that was asked
 * @param wrong whether it went no further because a result was wrong, rather than refused
 */
record Outcome(NodeTest test, Set<String> bound, Stage passed, FixedError error, int rows, String reason, boolean wrong) {
  boolean passed(Stage stage) {
    return passed.compareTo(stage) >= 0;
  }

  /** The reason without what only this test says: names of nodes, and lists. */
  String shortReason() {
    return reason.replaceAll(" \\(node '[^']*'\\)", "").replaceAll("^.*?node '[^']*':? ?", "").replaceAll(";? ?(supported are|\\(did you mean).*", "")
        .replaceAll(" '[^']*_expanded_[^']*'", "");
  }
}
