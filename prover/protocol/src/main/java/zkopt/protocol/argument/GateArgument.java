package zkopt.protocol.argument;

import java.util.ArrayList;
import java.util.List;
import zkopt.circuit.Constraint;

/** The circuit's own constraints: each expression, which holds its selector, is zero on all rows. */
public final class GateArgument implements Argument {
  private final List<Identity> identities = new ArrayList<>();

  GateArgument(Scope scope) {
    for (Constraint c : scope.system().constraints()) {
      identities.add(new Identity(c.gate() + "." + c.name(), Domain.ALL, scope.lower(c.expr())));
    }
  }

  @Override
  public String name() {
    return "gates";
  }

  @Override
  public List<Identity> identities() {
    return identities;
  }
}
