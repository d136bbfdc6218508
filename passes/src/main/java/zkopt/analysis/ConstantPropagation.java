package zkopt.analysis;

import java.util.ArrayList;
import java.util.List;
import zkopt.ir.Attribute;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/** Which values are the same constant whenever they are computed. */
public final class ConstantPropagation extends SparseForwardAnalysis<ConstantPropagation.State> {
  /** @param constant the constant, or null: the value is no constant */
  public record State(Attribute constant) {
    static final State VARIES = new State(null);
  }

  @Override
  protected State anything(Value value) {
    return State.VARIES;
  }

  @Override
  protected State join(State a, State b) {
    return a.equals(b) ? a : State.VARIES;
  }

  @Override
  protected Attribute constant(State state) {
    return state.constant();
  }

  @Override
  protected List<State> transfer(Operation op, List<State> operands) {
    var constants = new ArrayList<Attribute>();
    for (State operand : operands) constants.add(operand.constant());
    List<Object> folded = op instanceof Traits.Foldable f ? f.fold(constants) : null;
    var results = new ArrayList<State>();
    for (int i = 0; i < op.numResults(); i++) {
      Object result = folded == null ? null : folded.get(i);
      results.add(switch (result) {
        case Attribute a -> new State(a);
        case Value v when of(v) != null -> of(v);
        case null, default -> State.VARIES;
      });
    }
    return results;
  }
}
