package zkopt.assigner;

import java.util.ArrayList;
import java.util.List;

/**
 * What a function does, loop by loop, with subscripts resolved: the same for every input. Loops are rolled in the IR; they are run
 * once here, on value numbers in place of values.
 */
final class Trace {
  /** The instances of one {@code plonk.apply} in the text. */
  static final class GateRun {
    final Gate gate;
    final String node;
    final IntList inputs = new IntList();
    final IntList outputs = new IntList();

    GateRun(Gate gate, String node) {
      this.gate = gate;
      this.node = node;
    }

    int instances() {
      return outputs.size() / Math.max(1, gate.outputs());
    }

    int input(int instance, int i) {
      return inputs.get(instance * gate.inputs() + i);
    }

    int output(int instance, int i) {
      return outputs.get(instance * gate.outputs() + i);
    }
  }

  /** What happens next: {@code count} instances of a run, or a contraction ({@code count} = 0). */
  interface Visitor {
    void instances(GateRun run, int first, int count);

    void contraction(Contraction contraction);
  }

  final Values values = new Values();
  final List<GateRun> runs = new ArrayList<>();
  final List<Contraction> contractions = new ArrayList<>();
  /** Weights in the order of their value numbers: number of the first, and the integers. */
  final List<WeightBlock> weights = new ArrayList<>();
  /** Value numbers of the inputs' elements, per function argument. */
  final List<int[]> inputs = new ArrayList<>();
  /** Value numbers of the outputs' elements, per result. */
  final List<int[]> outputs = new ArrayList<>();

  private final IntList events = new IntList();
  private final IntList counts = new IntList();

  /** The elements of one global: values {@code first} to {@code first + integers.length - 1}. */
  record WeightBlock(int first, long[] integers) {}

  /** The values that are the same for every input, constants and weights, by their numbers; the others are zero. */
  long[] knownValues() {
    long[] known = new long[values.size()];
    values.constants().forEach((value, id) -> known[id] = value);
    for (WeightBlock block : weights) System.arraycopy(block.integers(), 0, known, block.first(), block.integers().length);
    return known;
  }

  /** Notes one instance of run number {@code run}. */
  void instance(int run) {
    if (events.size() > 0 && events.last() == run) {
      counts.setLast(counts.last() + 1);
    } else {
      events.add(run);
      counts.add(1);
    }
  }

  /** Notes that contraction number {@code index} happens. */
  void contraction(int index) {
    events.add(-1 - index);
    counts.add(0);
  }

  /** Replays the events in the order of the program. */
  void replay(Visitor visitor) {
    int[] done = new int[runs.size()];
    for (int i = 0; i < events.size(); i++) {
      int event = events.get(i);
      if (event < 0) {
        visitor.contraction(contractions.get(-1 - event));
      } else {
        visitor.instances(runs.get(event), done[event], counts.get(i));
        done[event] += counts.get(i);
      }
    }
  }
}
