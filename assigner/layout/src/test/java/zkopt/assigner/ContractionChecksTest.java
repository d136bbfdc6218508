package zkopt.assigner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zkopt.circuit.Accumulator;
import zkopt.circuit.Circuit;
import zkopt.circuit.Column;
import zkopt.circuit.Expr;
import zkopt.circuit.Field;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;

/**
 * What the accumulators compute, for random geometries, shapes of the table and ways to read the sums: with random elements of the field in
 * every cell, and at random challenges, D - V on the last row is LAYOUT.md's identity (1), left side less right side, of each contraction times
 * its power of z. So no cell is left out or counted twice, none that holds nothing of a contraction has a say, and nothing is taken over from
 * the rows before the first.
 */
class ContractionChecksTest {
  private static final int SEEDS = 250;
  private static final String A = "!fixed.q<9, 4>";
  private static final String SUM = "!fixed.q<20, 8>";
  /** Reads two sums, as the gate of a pooling window does. */
  private static final String PAIR = """
      plonk.gate @pair : (!fixed.q<20, 8>, !fixed.q<20, 8>) -> !fixed.q<9, 4> cells(u, v) virtual(0, 1) witness(%a, %b) {
        %0 = arith.constant 0 : i64
        plonk.yield %0, %0, %0
      } constraints(%a, %b, %y, %u, %v) {
        plonk.constrain %y "y is zero"
        plonk.lookup @range4(%u)
        %1 = plonk.mul %u, %v
        plonk.define %a, %1
        %2 = plonk.add %u, %v
        plonk.define %b, %2
      }
      """;

  @Test
  void theChecksOnTheLastRowAreTheIdentitiesOfAllContractions() throws IOException {
    int checked = 0;
    var gates = new TreeSet<String>();
    for (int seed = 0; seed < SEEDS; seed++) {
      var geometry = new RandomContraction(seed);
      if (geometry.points() > 600 || geometry.elements(0) > 150 || geometry.elements(2) > 150) continue;
      String text = text(geometry, new Random(seed));
      try {
        gates.addAll(new Table(text, seed).check(geometry.toString()));
        checked++;
      } catch (CompileException e) {
        assertTrue(e.getMessage().contains("two coefficients of a polynomial have power"), "seed " + seed + ": " + e.getMessage() + "\n" + geometry);
      }
    }
    assertTrue(checked > SEEDS / 3, checked + " checked");
    assertTrue(gates.containsAll(List.of("contract", "contract_border", "contract_sums", "relu", "pair")), gates::toString);
  }

  // programs

  /** Two contractions of one geometry; each result is read in a way of its own. */
  private static String text(RandomContraction geometry, Random random) throws IOException {
    String gates = Files.readString(Path.of("src/test/mlir/dense.mlir"));
    boolean weights = random.nextBoolean();
    String result = geometry.type(2, A);
    var text = new StringBuilder(gates.substring(0, gates.indexOf("memref.global"))).append(PAIR);
    if (weights) text.append("memref.global \"private\" constant @w : " + geometry.type(1, A) + " = dense<" + nested(random, geometry.shape(1)) + ">\n");
    text.append("func.func @main_graph(%arg0: " + geometry.type(0, A) + (weights ? "" : ", %arg1: " + geometry.type(1, A)) + ") -> (" + result + ", " + result + ") {\n"
        + "%zero = fixed.constant 0 : " + A + "\n%bias = fixed.constant 40 : !fixed.q<12, 8>\n");
    text.append(filled("x", "arg0", geometry, 0, random));
    text.append(weights ? "%w = memref.get_global @w : " + geometry.type(1, A) + "\n" : filled("w", "arg1", geometry, 1, new Random(0)));
    for (int i = 0; i < 2; i++) text.append(contraction(i, geometry, random));
    text.append("return %y0, %y1 : " + result + ", " + result + "\n}\n");
    return text.toString();
  }

  /** Data of this shape, without zeros. */
  private static String nested(Random random, long... shape) {
    if (shape.length == 0) return Integer.toString(random.nextInt(1, 100));
    return LongStream.range(0, shape[0]).mapToObj(_ -> nested(random, Arrays.copyOfRange(shape, 1, shape.length))).collect(Collectors.joining(", ", "[", "]"));
  }

  /** A buffer of zeros with range-checked inputs in a box, maybe not in each place of it. */
  private static String filled(String name, String argument, RandomContraction geometry, int operand, Random random) {
    String type = geometry.type(operand, A);
    long[] shape = geometry.shape(operand);
    var all = Arrays.stream(shape).mapToObj(n -> new long[] {0, n, 1}).toList();
    var box = all;
    if (random.nextInt(3) > 0) {
      box = Arrays.stream(shape).mapToObj(n -> new long[] {random.nextInt(1 + (int) n / 3), n - random.nextInt(1 + (int) n / 3), 1 + random.nextInt(4) / 3}).toList();
    }
    String at = indices(shape.length);
    return "%" + name + " = memref.alloc() : " + type + "\n" + loops(all, "affine.store %zero, %" + name + at + " : " + type + "\n")
        + loops(box, "%0 = affine.load %" + argument + at + " : " + type + "\n%1 = plonk.apply @input(%0) : (" + A + ") -> " + A + "\naffine.store %1, %"
            + name + at + " : " + type + "\n");
  }

  private static String contraction(int number, RandomContraction geometry, Random random) {
    String type = geometry.type(2, SUM);
    String result = geometry.type(2, A);
    var reached = geometry.reached();
    String at = indices(reached.size());
    String acc = "%acc" + number;
    String load = "affine.load " + acc;
    String relu = " = plonk.apply @relu(%0, %bias) : (" + SUM + ", !fixed.q<12, 8>) -> " + A + "\n";
    String store = "affine.store %1, %y" + number + at + " : " + result + "\n";
    String body = "%0 = " + load + at + " : " + type + "\n%1" + relu + store;
    int last = reached.size() - 1;
    switch (random.nextInt(4)) {
      case 0 -> body = "%0 = " + load + at + " : " + type + "\n%9" + relu + "%1" + relu + store;
      case 1 -> {
        if (last >= 0) reached = shortened(reached, random.nextInt(last + 1));
      }
      case 2 -> {
        long[] d = last < 0 ? new long[] {0, 1, 1} : reached.get(last);
        if ((d[1] - 1 - d[0]) / d[2] % 2 == 1) {
          String next = at.substring(0, at.length() - 1) + " + " + d[2] + "]";
          body = "%0 = " + load + at + " : " + type + "\n%2 = " + load + next + " : " + type + "\n%1 = plonk.apply @pair(%0, %2) : (" + SUM + ", " + SUM
              + ") -> " + A + "\n" + store;
          reached = new ArrayList<>(reached);
          reached.set(last, new long[] {d[0], d[1], 2 * d[2]});
        }
      }
      default -> { }
    }
    var all = Arrays.stream(geometry.shape(2)).mapToObj(n -> new long[] {0, n, 1}).toList();
    return acc + " = memref.alloc() : " + type + "\n" + geometry.text(A, A, SUM).replace("%acc", acc) + "\n%y" + number + " = memref.alloc() : " + result + "\n"
        + loops(all, "affine.store %zero, %y" + number + at + " : " + result + "\n") + loops(reached, body);
  }

  private static List<long[]> shortened(List<long[]> ranges, int at) {
    var shorter = new ArrayList<>(ranges);
    long[] r = ranges.get(at);
    if (r[1] - r[0] > r[2]) shorter.set(at, new long[] {r[0], r[1] - 1, r[2]});
    return shorter;
  }

  private static String indices(int rank) {
    return LongStream.range(0, rank).mapToObj(i -> "%i" + i).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String loops(List<long[]> ranges, String body) {
    String text = ranges.isEmpty() ? "affine.for %once = 0 to 1 {\n" + body + "}\n" : body;
    for (int i = ranges.size() - 1; i >= 0; i--) {
      long[] r = ranges.get(i);
      text = "affine.for %i" + i + " = " + r[0] + " to " + r[1] + " step " + r[2] + " {\n" + text + "}\n";
    }
    return text;
  }

  // tables

  /** A table with random elements of the field in it: those of one value are equal, and what no value stands in is random as well. */
  private static final class Table {
    private final Random random;
    private final Circuit circuit;
    private final Trace trace;
    private final Placement placement;
    private final long[] values;
    private final long[][] witness;
    private final long[][] weights;
    private final long[][] accumulators;
    private final long[] challenges;

    Table(String text, int seed) {
      random = new Random(seed);
      ModuleOp module = Parser.parse(IRContext.withAllDialects(), "random.mlir", text);
      trace = SymbolicExecutor.trace(module, Layout.onlyFunction(module), Layout.gates(module, Layout.tables(module)));
      List<PlacedBlock> blocks = Grouping.blocks(trace, false);
      var tracks = Stream.generate(() -> new TrackShape(3 + random.nextInt(6), 3 + random.nextInt(5), 1 + random.nextInt(3))).limit(1 + random.nextInt(3)).toList();
      var trackOf = SlotKind.of(blocks).stream().map(_ -> random.nextInt(tracks.size())).toList();
      var shape = new TableShape(tracks, trackOf, 1 + random.nextInt(5), 1 + random.nextInt(5), 1 + random.nextInt(5));
      var model = Layout.of(module, new LayoutOptions(8, false, false, 8, 8, ProofRules.USUAL, TableCost.TIME, shape));
      circuit = model.circuit();
      placement = new Placement(trace, blocks, model.shape());
      values = LongStream.generate(this::element).limit(trace.values.size()).toArray();
      trace.values.constants().forEach((value, id) -> values[id] = Field.encode(value));
      trace.weights.forEach(block -> IntStream.range(block.first(), block.first() + block.size()).forEach(id -> values[id] = block.integer(id)));
      weights = model.weights();
      for (long[] column : weights) Arrays.setAll(column, row -> column[row] == 0 ? element() : column[row]);
      witness = new long[circuit.system().witnessColumns()][circuit.rows()];
      for (long[] column : witness) Arrays.setAll(column, _ -> element());
      for (int i = 0; i < placement.wiredValue.size(); i++) {
        witness[placement.wiredColumn.get(i)][placement.wiredRow.get(i)] = values[placement.wiredValue.get(i)];
      }
      accumulators = new long[circuit.system().accumulators().size()][circuit.rows()];
      for (long[] column : accumulators) Arrays.setAll(column, _ -> element());
      challenges = new long[] {element(), element()};
      blocks.forEach(this::define);
    }

    private long element() {
      return Long.remainderUnsigned(random.nextLong(), Field.MODULUS);
    }

    /** Sets the sums that have no cell to what the gates say that they are. */
    private void define(PlacedBlock block) {
      if (!(block instanceof PlacedBlock.Instances instances) || instances.sums() == null) return;
      Placement.Places places = placement.places.get(instances.run());
      for (int instance : instances.instances()) {
        var cells = placement.cells(instances.form(), places.slot[instance]);
        Map<Integer, Expr> definitions = instances.form().gate().obligations(cells.inputs(), cells.outputs(), cells.auxiliary()).definitions();
        for (int input : instances.form().sumInputs()) values[instances.run().input(instance, input)] = value(definitions.get(input), places.row[instance]);
      }
    }

    /** Demands that the check is what it should be; returns the gates that there are. */
    List<String> check(String geometry) {
      List<Accumulator> rules = circuit.system().accumulators();
      for (int row = 0; row < circuit.usableRows(); row++) {
        for (int i = 0; i < rules.size(); i++) {
          long before = accumulators[i][Math.floorMod(row - 1, circuit.rows())];
          accumulators[i][row] = add(mul(value(rules.get(i).multiplier(), row), before), value(rules.get(i).addend(), row));
        }
      }
      Expr check = circuit.system().constraints().stream().filter(c -> c.gate().equals(SystemBuilder.CONTRACT)).findFirst().orElseThrow().expr();
      for (int row = 0; row < circuit.rows(); row++) {
        assertEquals(row == placement.rows() - 1 ? identities() : 0, value(check, row), geometry + " row " + row);
      }
      return circuit.regions().stream().map(r -> r.gate()).distinct().toList();
    }

    private long identities() {
      long total = 0;
      for (Contraction c : trace.contractions) {
        total = mul(total, challenges[1]);
        for (int k = 0; k < c.a().size(); k++) total = add(total, mul(evaluate(c.a().get(k)), evaluate(c.b().get(k))));
        total = add(total, mul(Field.MODULUS - 1, add(evaluate(c.sums()), evaluate(c.border()))));
      }
      return total;
    }

    private long evaluate(Polynomial polynomial) {
      long sum = 0;
      for (int i = 0; i < polynomial.size(); i++) sum = add(sum, mul(values[polynomial.values()[i]], power(challenges[0], polynomial.powers().get(i))));
      return sum;
    }

    private long value(Expr expr, int row) {
      return switch (expr) {
        case Expr.Constant(long constant) -> constant;
        case Expr.Challenge(int index, int power) -> power(challenges[index], power);
        case Expr.Cell(Column column, int rotation) -> cell(column, Math.floorMod(row + rotation, circuit.rows()));
        case Expr.Sum(Expr a, Expr b) -> add(value(a, row), value(b, row));
        case Expr.Product(Expr a, Expr b) -> {
          long left = value(a, row);
          yield left == 0 ? 0 : mul(left, value(b, row));
        }
      };
    }

    private long cell(Column column, int row) {
      return switch (column.kind()) {
        case FIXED -> circuit.fixed()[column.index()][row];
        case WEIGHT -> weights[column.index()][row];
        case WITNESS -> witness[column.index()][row];
        case ACCUMULATOR -> accumulators[column.index()][row];
        case INSTANCE -> throw new AssertionError("no gate reads public values");
      };
    }

    private static long power(long base, int exponent) {
      long result = 1;
      for (int bit = Integer.SIZE - Integer.numberOfLeadingZeros(exponent) - 1; bit >= 0; bit--) {
        result = mul(result, result);
        if ((exponent >> bit & 1) == 1) result = mul(result, base);
      }
      return result;
    }

    private static long add(long a, long b) {
      long sum = a + b;
      return Long.compareUnsigned(sum, a) < 0 || Long.compareUnsigned(sum, Field.MODULUS) >= 0 ? sum - Field.MODULUS : sum;
    }

    /** By 2^64 = 2^32 - 1 and 2^96 = -1 modulo p. */
    private static long mul(long a, long b) {
      long high = Math.unsignedMultiplyHigh(a, b);
      long low = Long.remainderUnsigned(a * b, Field.MODULUS);
      long middle = (high & 0xffffffffL) * 0xffffffffL;
      return add(add(low, Field.MODULUS - (high >>> Integer.SIZE)), Long.remainderUnsigned(middle, Field.MODULUS));
    }
  }
}
