package zkopt.ir.text;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import zkopt.ir.BlockArgument;
import zkopt.ir.OpResult;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** Who uses a value, as {@code --mlir-print-value-users} says it; operations without results are named by a number of their own. */
record UserComments(SsaNames names) {
  /** The comment behind {@code op}, with a leading space; may be empty. */
  String text(Operation op) {
    if (op.numResults() == 0) return op.operands().isEmpty() ? "" : " // id: " + names.id(op);
    var users = op.results().stream().map(Value::users).flatMap(Collection::stream).distinct().toList();
    if (users.isEmpty()) return " // unused";
    boolean one = op.numResults() == 1 && users.size() == 1 && users.getFirst().numResults() <= 1;
    String all = op.results().stream().map(r -> op.numResults() > 1 ? "(" + users(r) + ")" : users(r)).collect(Collectors.joining(", "));
    return " // " + (one ? "user" : "users") + ": " + all;
  }

  /** The comment line at the start of a block. */
  String text(BlockArgument argument) {
    return "// " + names.name(argument) + (argument.hasUses() ? " is used by " + users(argument) : " is unused");
  }

  private String users(Value value) {
    return !value.hasUses() ? "unused" : value.users().stream().map(this::user).collect(Collectors.joining(", "));
  }

  private String user(Operation user) {
    List<OpResult> results = user.results();
    return results.isEmpty() ? names.id(user) : results.stream().map(names::name).collect(Collectors.joining(", "));
  }
}
