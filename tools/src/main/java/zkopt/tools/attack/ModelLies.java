package zkopt.tools.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import zkopt.assigner.AssignmentException;
import zkopt.assigner.GateInstance;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Port;
import zkopt.assigner.RunDeviation;
import zkopt.attack.Lie;
import zkopt.circuit.Assignment;
import zkopt.circuit.Field;

/**
 * Lies about a run of a model: one thing is false, and all that comes after is computed from it, so that nothing else is. Chosen by a
 * seed.
 */
public final class ModelLies {
  /** Places that are tried for a lie: not at each one can it be told. */
  private static final int TRIES = 12;
  /** Lies of one kind. */
  private static final int PER_KIND = 3;

  private final LaidOutModel model;
  private final long[][] inputs;
  private final RandomGenerator random;
  private final List<Lie> lies = new ArrayList<>();
  private final Map<String, Integer> instances = new TreeMap<>();
  private final Map<Integer, String> contractions = new TreeMap<>();
  private int weights;

  private ModelLies(LaidOutModel model, long[][] inputs, long seed) {
    this.model = model;
    this.inputs = inputs;
    this.random = new SplittableRandom(seed);
  }

  /** @param inputs an honest input of the model */
  public static List<Lie> of(LaidOutModel model, long[][] inputs, long seed) {
    ModelLies lies = new ModelLies(model, inputs, seed);
    lies.count();
    lies.aboutSums();
    GateLie.ALL.forEach(lies::aboutGates);
    lies.aboutWeights();
    lies.aboutPublicValues();
    return lies.lies;
  }

  private void count() {
    model.run(inputs, new RunDeviation() {
      @Override
      public long weight(int index, long value) {
        weights = index + 1;
        return value;
      }

      @Override
      public void after(GateInstance instance) {
        instances.merge(instance.gate(), 1, Integer::sum);
      }

      @Override
      public void sums(String node, long[] sums) {
        contractions.put(contractions.size(), node);
      }
    });
  }

  private void aboutSums() {
    for (int contraction : spread(contractions.size())) {
      tell("wrong contraction", () -> {
        long more = 1L << random.nextInt(20);
        String what = "a sum of node '%s' more by %d".formatted(contractions.get(contraction), more);
        return new Told(what, new SumLie(contraction, more, random));
      });
    }
  }

  private static int[] spread(int size) {
    int count = Math.min(size, PER_KIND);
    return IntStream.range(0, count).map(i -> i * size / count).toArray();
  }

  private void aboutGates(GateLie lie) {
    int told = 0;
    for (var gate : instances.entrySet()) {
      if (told == PER_KIND) return;
      boolean success = tell(lie.kind(), () -> {
        int number = random.nextInt(gate.getValue());
        String what = "gate '%s', instance %d: %s".formatted(gate.getKey(), number, lie.how());
        return new Told(what, new InstanceLie(lie, gate.getKey(), number));
      });
      told += success ? 1 : 0;
    }
  }

  private void aboutWeights() {
    if (weights == 0) return;
    tell("other weights than committed", () -> {
      int changed = random.nextInt(weights);
      return new Told("weight or bias %d one more".formatted(changed), new RunDeviation() {
        @Override
        public long weight(int index, long value) {
          return index == changed ? value + 1 : value;
        }
      });
    });
  }

  private void aboutPublicValues() {
    Assignment honest = model.run(inputs).assignment();
    int publicInputs = model.inputs().stream().filter(Port::isPublic).mapToInt(Port::elements).sum();
    int all = Arrays.stream(honest.instance()).mapToInt(c -> c.length).sum();
    if (publicInputs > 0) changePublicValue("wrong public input", honest, random.nextInt(publicInputs));
    if (all > publicInputs) changePublicValue("wrong output", honest, random.nextInt(publicInputs, all));
  }

  private void changePublicValue(String kind, Assignment honest, int at) {
    long[][] instance = Arrays.stream(honest.instance()).map(long[]::clone).toArray(long[][]::new);
    int column = 0;
    int row = at;
    while (row >= instance[column].length) row -= instance[column++].length;
    instance[column][row] = Field.encode(Field.decode(instance[column][row]) + 1);
    lies.add(Lie.of(model.circuit(), kind, "public value %d one more".formatted(at),
        new Assignment(honest.weightColumns(), honest.witness(), instance)));
  }

  /** Something to try. */
  private record Told(String what, RunDeviation deviation) {}

  /** Tries lies until one can be told: where a value leaves its range there is no run, and where all still holds it is none. */
  private boolean tell(String kind, Supplier<Told> lie) {
    for (int i = 0; i < TRIES; i++) {
      Told told = lie.get();
      try {
        Assignment assignment = model.run(inputs, told.deviation()).assignment();
        lies.add(Lie.of(model.circuit(), kind, told.what(), assignment));
        return true;
      } catch (AssignmentException | IllegalArgumentException _) {
        continue;
      }
    }
    return false;
  }

  /** One sum of one contraction is another. */
  private static final class SumLie implements RunDeviation {
    private final long more;
    private final RandomGenerator random;
    private int left;

    SumLie(int contraction, long more, RandomGenerator random) {
      this.left = contraction;
      this.more = more;
      this.random = random;
    }

    @Override
    public void sums(String node, long[] sums) {
      if (left-- == 0) sums[random.nextInt(sums.length)] += more;
    }
  }
}
