package zkopt.assigner;

import java.util.ArrayList;
import java.util.List;
import zkopt.ir.ElementsAttr;

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
    private int instances;
    /** Instances by their inputs: numbers from 1 on, in a table with open addressing. */
    private int[] places = {};

    GateRun(Gate gate, String node) {
      this.gate = gate;
      this.node = node;
    }

    int instances() {
      return instances;
    }

    int input(int instance, int i) {
      return inputs.get(instance * gate.inputs() + i);
    }

    int output(int instance, int i) {
      return outputs.get(instance * gate.outputs() + i);
    }

    /** The instance with these inputs, or -1. */
    int find(int[] of) {
      if (places.length == 0) return -1;
      for (int at = hash(of); ; at = at + 1 & places.length - 1) {
        int instance = places[at] - 1;
        if (instance < 0 || hasInputs(instance, of)) return instance;
      }
    }

    /** The instance that has this value for its only output, or -1; values are numbered as they come. */
    int makerOf(int value) {
      int from = 0;
      for (int to = outputs.size(); from < to;) {
        int middle = from + to >>> 1;
        if (outputs.get(middle) < value) from = middle + 1;
        else to = middle;
      }
      return from < outputs.size() && outputs.get(from) == value ? from : -1;
    }

    /** Adds an instance whose outputs are noted by the caller. */
    void add(int[] of) {
      if (2 * (instances + 1) > places.length) rehash();
      put(of, instances++);
      inputs.addAll(of);
    }

    private void rehash() {
      places = new int[Math.max(16, 2 * places.length)];
      int[] of = new int[gate.inputs()];
      for (int instance = 0; instance < instances; instance++) {
        for (int i = 0; i < of.length; i++) of[i] = input(instance, i);
        put(of, instance);
      }
    }

    private void put(int[] of, int instance) {
      int at = hash(of);
      while (places[at] != 0) at = at + 1 & places.length - 1;
      places[at] = instance + 1;
    }

    private int hash(int[] of) {
      int hash = 0;
      for (int id : of) hash = (hash ^ id) * 0x9E3779B1;
      return (hash ^ hash >>> 15) & places.length - 1;
    }

    private boolean hasInputs(int instance, int[] of) {
      for (int i = 0; i < of.length; i++) {
        if (input(instance, i) != of[i]) return false;
      }
      return true;
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

  /** The elements of one global: values {@code first} and so on. They stay where the module has them. */
  record WeightBlock(int first, int size, ElementsAttr elements) {
    boolean has(int value) {
      return value >= first && value - first < size;
    }

    /** The integer that is value number {@code value}. */
    long integer(int value) {
      return elements.longAt(value - first);
    }
  }

  /** The values that are the same for every input, constants and weights, by their numbers; the others are zero. */
  long[] knownValues() {
    long[] known = new long[values.size()];
    values.constants().forEach((value, id) -> known[id] = value);
    for (WeightBlock block : weights) {
      for (int id = block.first(); block.has(id); id++) known[id] = block.integer(id);
    }
    return known;
  }

  /** The block that a weight is of. */
  WeightBlock blockOf(int weight) {
    int from = 0;
    for (int to = weights.size(); to - from > 1;) {
      int middle = from + to >>> 1;
      if (weights.get(middle).first() <= weight) from = middle;
      else to = middle;
    }
    return weights.get(from);
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
