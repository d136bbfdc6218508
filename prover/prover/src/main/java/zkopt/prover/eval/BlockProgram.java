package zkopt.prover.eval;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import zkopt.field.Ext3;
import zkopt.kernel.Parallel;
import zkopt.protocol.constraint.Graph;
import zkopt.protocol.constraint.Node;

/**
 * Nodes of a graph as a straight program on blocks of rows: every step is one pass of a kernel over a block that stays in the
 * cache. What is the same on all rows is computed once; values are extension elements only where they have to be.
 */
public final class BlockProgram {
  /** Rows that a step works on. */
  static final int BLOCK = 512;
  /** Blocks that one task runs with the same registers. */
  private static final int BLOCKS_PER_TASK = 8;

  private final Graph graph;
  private final int[] outputs;
  private final List<Step> steps = new ArrayList<>();
  private final Map<Integer, List<Integer>> outputsOf = new HashMap<>();
  private int baseRegisters;
  private int extensionRegisters;

  /**
   * Computes {@code node} into a register.
   *
   * @param axpy how, where it is a sum with a scaled column; null for what the node says
   */
  record Step(int node, int register, Axpy axpy) {}

  /** {@code summand + factor * column}, or minus: the factor is a uniform extension element, the column one of the base field. */
  record Axpy(int summand, int factor, int column, boolean minus) {}

  /** Takes the values of the outputs, block by block, from several threads. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param output index of the output
     * @param from first row of the block
     * @param n rows of the block
     * @param value one array for base-field values, three for extension elements; valid during the call
     * @param offset where the block starts in each array
     */
    void accept(int output, int from, int n, long[][] value, int offset);
  }

  public BlockProgram(Graph graph, int... outputs) {
    this.graph = graph;
    this.outputs = outputs.clone();
    for (int i = 0; i < outputs.length; i++) {
      outputsOf.computeIfAbsent(outputs[i], _ -> new ArrayList<>()).add(i);
    }
    int[] order = Arrays.stream(graph.schedule(outputs)).filter(i -> !graph.isUniform(i)).toArray();
    Map<Integer, Axpy> fused = fuse(order);
    Set<Integer> products = new HashSet<>();
    fused.forEach((node, axpy) -> products.add(product(node, axpy.summand)));
    allocate(Arrays.stream(order).filter(i -> !products.contains(i)).toArray(), fused);
  }

  /** The sums and differences whose one operand is a product of an extension scalar and a base column that nothing else uses. */
  private Map<Integer, Axpy> fuse(int[] order) {
    Map<Integer, Integer> uses = new HashMap<>();
    Arrays.stream(outputs).forEach(output -> uses.merge(output, 1, Integer::sum));
    Arrays.stream(order).flatMap(i -> Operands.of(graph.node(i))).forEach(operand -> uses.merge(operand, 1, Integer::sum));
    Map<Integer, Axpy> fused = new HashMap<>();
    for (int node : order) {
      Axpy axpy = switch (graph.node(node)) {
        case Node.Add(int a, int b) when uses.get(b) == 1 && isScaled(b) -> axpy(a, b, false);
        case Node.Add(int a, int b) when uses.get(a) == 1 && isScaled(a) -> axpy(b, a, false);
        case Node.Sub(int a, int b) when uses.get(b) == 1 && isScaled(b) -> axpy(a, b, true);
        default -> null;
      };
      if (axpy != null) fused.put(node, axpy);
    }
    return fused;
  }

  private boolean isScaled(int node) {
    return graph.node(node) instanceof Node.Mul(int a, int b) && (isScaled(a, b) || isScaled(b, a));
  }

  private boolean isScaled(int factor, int column) {
    return graph.isUniform(factor) && graph.isExtension(factor) && !graph.isUniform(column) && !graph.isExtension(column);
  }

  private Axpy axpy(int summand, int product, boolean minus) {
    if (!(graph.node(product) instanceof Node.Mul(int a, int b))) throw new IllegalArgumentException("not a product");
    return isScaled(a, b) ? new Axpy(summand, a, b, minus) : new Axpy(summand, b, a, minus);
  }

  /** The operand of {@code node} that is not the summand. */
  private int product(int node, int summand) {
    return Operands.of(graph.node(node)).filter(operand -> operand != summand).findFirst().orElseThrow();
  }

  /** Gives each node a register that no live value holds; a node may take over that of an operand that dies with it. */
  private void allocate(int[] order, Map<Integer, Axpy> fused) {
    Map<Integer, Integer> lastUse = new HashMap<>();
    for (int i = 0; i < order.length; i++) {
      int at = i;
      lastUse.put(order[i], i);
      operands(order[i], fused).forEach(operand -> lastUse.put(operand, at));
    }
    Map<Integer, Integer> registers = new HashMap<>();
    Deque<Integer> freeBase = new ArrayDeque<>();
    Deque<Integer> freeExtension = new ArrayDeque<>();
    for (int i = 0; i < order.length; i++) {
      int node = order[i];
      for (int operand : operands(node, fused).distinct().toArray()) {
        if (!graph.isUniform(operand) && lastUse.get(operand) == i) {
          (graph.isExtension(operand) ? freeExtension : freeBase).push(registers.get(operand));
        }
      }
      Deque<Integer> free = graph.isExtension(node) ? freeExtension : freeBase;
      int register = !free.isEmpty() ? free.pop() : graph.isExtension(node) ? extensionRegisters++ : baseRegisters++;
      registers.put(node, register);
      steps.add(new Step(node, register, fused.get(node)));
      if (lastUse.get(node) == i) free.push(register);
    }
  }

  private IntStream operands(int node, Map<Integer, Axpy> fused) {
    Axpy axpy = fused.get(node);
    return axpy == null ? Operands.of(graph.node(node)) : IntStream.of(axpy.summand, axpy.column);
  }

  /** Products of field elements that are computed for each row; an extension element times one of the base field are three. */
  public long products() {
    return steps.stream().mapToLong(this::products).sum();
  }

  private long products(Step step) {
    if (step.axpy != null) return Ext3.DEGREE;
    return graph.node(step.node) instanceof Node.Mul(int a, int b) ? (long) degree(a) * degree(b) : 0;
  }

  private int degree(int node) {
    return graph.isExtension(node) ? Ext3.DEGREE : 1;
  }

  /** Runs on all points of the source. */
  public void run(RowSource source, Ext3[] challenges, Sink sink) {
    Ext3[] uniforms = Uniforms.evaluate(graph, outputs, challenges);
    Parallel.blocks(source.size(), BLOCK * BLOCKS_PER_TASK, (from, to) -> {
      Frame frame = new Frame(graph, uniforms, source, baseRegisters, extensionRegisters);
      for (int at = from; at < to; at += BLOCK) {
        int n = Math.min(BLOCK, to - at);
        for (int output : outputs) {
          if (graph.isUniform(output)) emit(frame, output, at, n, sink);
        }
        frame.moveTo(at, n);
        for (Step step : steps) {
          frame.execute(step);
          if (outputsOf.containsKey(step.node)) emit(frame, step.node, at, n, sink);
        }
      }
    });
  }

  private void emit(Frame frame, int node, int from, int n, Sink sink) {
    for (int output : outputsOf.get(node)) {
      if (graph.isUniform(node)) {
        sink.accept(output, from, n, frame.uniformBlock(node, n), 0);
      } else {
        sink.accept(output, from, n, frame.value(node), frame.offset(node));
      }
    }
  }
}
