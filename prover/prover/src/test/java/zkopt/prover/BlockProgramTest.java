package zkopt.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.field.Ext3;
import zkopt.kernel.ExtColumn;
import zkopt.kernel.Samples;
import zkopt.protocol.constraint.Graph;
import zkopt.protocol.constraint.Oracle;
import zkopt.protocol.constraint.PointEvaluation;
import zkopt.protocol.constraint.PointValues;
import zkopt.protocol.constraint.RowPolynomial;
import zkopt.prover.eval.BlockProgram;
import zkopt.prover.eval.RowSource;

/** The program on blocks gives what the verifier's evaluation gives, row by row, on random graphs. */
class BlockProgramTest {
  private static final int COLUMNS = 4;
  private static final Ext3[] CHALLENGES = {new Ext3(3, 5, 7), new Ext3(11, 13, 17)};

  @ParameterizedTest
  @ValueSource(ints = {16, 600, 2048, 5000})
  void agreesWithEvaluationAtAPoint(int size) {
    Map<Oracle, long[][]> columns = new EnumMap<>(Oracle.class);
    columns.put(Oracle.WITNESS, Samples.columns(COLUMNS, size, 1));
    columns.put(Oracle.PHASE2, Samples.columns(6, size, 2));
    Map<RowPolynomial, long[]> rows = new EnumMap<>(RowPolynomial.class);
    for (RowPolynomial p : RowPolynomial.values()) {
      rows.put(p, Samples.columns(1, size, 10 + p.ordinal())[0]);
    }
    RowSource source = new RowSource(size, columns, rows);
    for (int seed = 0; seed < 12; seed++) {
      Graph graph = new Graph();
      int[] outputs = randomGraph(graph, new Random(seed));
      long[][][] results = new long[outputs.length][][];
      for (int i = 0; i < outputs.length; i++) {
        results[i] = ExtColumn.zeros(size);
      }
      new BlockProgram(graph, outputs).run(source, CHALLENGES, (output, from, n, value, offset) -> {
        for (int k = 0; k < value.length; k++) {
          System.arraycopy(value[k], offset, results[output][k], from, n);
        }
      });
      for (int row : new int[] {0, 1, size / 2, size - 2, size - 1}) {
        for (int i = 0; i < outputs.length; i++) {
          Ext3 expected = PointEvaluation.evaluate(graph, outputs[i], at(source, row));
          assertEquals(expected, ExtColumn.get(results[i], row), "seed %d, output %d, row %d".formatted(seed, i, row));
        }
      }
    }
  }

  @Test
  void productsAreCountedByTheirFactors() {
    Graph g = new Graph();
    int base = g.cell(Oracle.WITNESS, 0, 0);
    int other = g.cell(Oracle.WITNESS, 1, 0);
    int extension = g.extensionCell(Oracle.PHASE2, 0, 0);
    assertEquals(0, new BlockProgram(g, g.add(base, extension)).products());
    assertEquals(1, new BlockProgram(g, g.mul(base, other)).products());
    assertEquals(3, new BlockProgram(g, g.mul(base, extension)).products());
    assertEquals(9, new BlockProgram(g, g.mul(extension, extension)).products());
    assertEquals(3, new BlockProgram(g, g.add(other, g.mul(g.challenge(0, 1), base))).products());
    assertEquals(10, new BlockProgram(g, g.mul(extension, extension), g.mul(base, other)).products());
  }

  private static int[] randomGraph(Graph g, Random random) {
    List<Integer> nodes = new ArrayList<>();
    for (int rotation = -1; rotation <= 1; rotation++) {
      for (int c = 0; c < COLUMNS; c++) {
        nodes.add(g.cell(Oracle.WITNESS, c, rotation));
      }
      nodes.add(g.extensionCell(Oracle.PHASE2, 0, rotation));
      nodes.add(g.extensionCell(Oracle.PHASE2, 3, rotation));
    }
    for (RowPolynomial p : RowPolynomial.values()) {
      nodes.add(g.row(p));
    }
    nodes.add(g.constant(5));
    nodes.add(g.constant(-1L >>> 1));
    nodes.add(g.challenge(0, 1));
    nodes.add(g.challenge(1, 6));
    for (int i = 0; i < 60; i++) {
      int a = nodes.get(random.nextInt(nodes.size()));
      int b = nodes.get(random.nextInt(nodes.size()));
      if (g.degree(a) + g.degree(b) > 100) continue;
      nodes.add(switch (random.nextInt(3)) {
        case 0 -> g.add(a, b);
        case 1 -> g.sub(a, b);
        default -> g.mul(a, b);
      });
    }
    Set<Integer> outputs = new HashSet<>();
    for (int i = 0; i < 8; i++) {
      outputs.add(nodes.get(random.nextInt(nodes.size())));
    }
    outputs.add(nodes.getLast());
    return outputs.stream().mapToInt(i -> i).toArray();
  }

  private static PointValues at(RowSource source, int row) {
    return new PointValues() {
      @Override
      public Ext3 challenge(int slot) {
        return CHALLENGES[slot];
      }

      @Override
      public Ext3 cell(Oracle oracle, int column, int rotation) {
        return Ext3.of(source.columns().get(oracle)[column][Math.floorMod(row + rotation, source.size())]);
      }

      @Override
      public Ext3 row(RowPolynomial polynomial) {
        return Ext3.of(source.rows().get(polynomial)[row]);
      }
    };
  }

  @Test
  void sameNodeTwiceAsOutput() {
    Graph g = new Graph();
    int cell = g.cell(Oracle.WITNESS, 0, 0);
    Map<Oracle, long[][]> columns = new EnumMap<>(Map.of(Oracle.WITNESS, Samples.columns(1, 8, 3)));
    int[] seen = new int[2];
    new BlockProgram(g, cell, cell).run(new RowSource(8, columns, Map.of()), CHALLENGES, (output, _, _, _, _) -> seen[output]++);
    assertEquals(1, seen[0]);
    assertEquals(1, seen[1]);
  }
}
