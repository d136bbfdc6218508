package zkopt.lowering.plonk.gates;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.FixedSemantics;
import zkopt.dialect.fixed.Interpolation;
import zkopt.dialect.fixed.UnaryOp;
import zkopt.dialect.plonk.GateOp;
import zkopt.dialect.plonk.TableOp;
import zkopt.ir.Blob;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.ElementsAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.TensorType;

/** The gates and tables of one module, each declared when first asked for, before everything else in the module. */
public final class GateLibrary {
  private final ModuleOp module;
  private final int limbBits;
  private final Operation anchor;
  private final Map<Gate, GateOp> gates = new HashMap<>();
  private final Map<String, String> tables = new HashMap<>();
  /** By first argument and values. */
  private final Map<List<Object>, String> functions = new HashMap<>();

  /** @param limbBits the width of range-checked cells; the range table has 2^limbBits rows */
  public GateLibrary(ModuleOp module, int limbBits) {
    this.module = module;
    this.limbBits = limbBits;
    this.anchor = module.body().first();
  }

  public int limbBits() {
    return limbBits;
  }

  /** The declaration of {@code gate}. @throws GateLimitException when its constraints would not be sound */
  public GateOp declare(Gate gate) {
    var known = gates.get(gate);
    if (known != null) return known;
    var builder = new GateBuilder(this, unused(gate.name()));
    gate.build(builder);
    var made = builder.finish(here());
    gates.put(gate, made);
    return made;
  }

  /** The table of all limbs. */
  public String rangeTable() {
    String name = "range" + limbBits;
    // a pass before may have declared it
    if (module.lookup(name) instanceof TableOp table && table.rangeBits() == limbBits) return name;
    return table(name, unused -> TableOp.range(here(), Location.UNKNOWN, unused, limbBits));
  }

  /** Rows (hi, round(exp(-hi) * 2^18)) for {@code bits} bits of hi. */
  public String expHighTable(int bits) {
    return functionTable("exp_high" + bits, 1 << bits, FixedSemantics::expHigh);
  }

  /** Rows (lo, round(exp(-lo / 2^frac) * 2^18)) for all {@code frac} bits of lo. */
  public String expLowTable(int frac) {
    return functionTable("exp_low" + frac, 1 << frac, lo -> FixedSemantics.expLow(lo, frac));
  }

  /** Rows (i, knot i) for the knots of a function, that at the end of the last segment included. */
  public String knotTable(UnaryOp.Kind kind) {
    return functionTable(kind.spec().name().substring("fixed.".length()) + "_knots", (1 << Interpolation.SEGMENT_BITS) + 1, kind.interpolation()::knot);
  }

  /** Rows (x, f(x)) of a function with these values at consecutive integers from {@code first} on. */
  public String functionTable(long first, ElementsAttr values) {
    return functions.computeIfAbsent(List.of(first, values), _ -> {
      String name = unused(values instanceof DenseResourceAttr resource ? resource.key() : "function");
      declareFunction(name, first, values.toLongs());
      return name;
    });
  }

  private String functionTable(String key, int height, LongUnaryOperator function) {
    return table(key, name -> declareFunction(name, 0, LongStream.range(0, height).map(function).toArray()));
  }

  private void declareFunction(String name, long first, long[] values) {
    long[] rows = new long[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      rows[2 * i] = first + i;
      rows[2 * i + 1] = values[i];
    }
    var type = TensorType.of(List.of((long) values.length, 2L), IntegerType.I64);
    TableOp.tuples(here(), Location.UNKNOWN, name, new DenseResourceAttr(name, type, Blob.ofLongs(8, rows)));
  }

  private String table(String key, Consumer<String> declare) {
    String known = tables.get(key);
    if (known != null) return known;
    String name = unused(key);
    declare.accept(name);
    tables.put(key, name);
    return name;
  }

  private OpBuilder here() {
    return anchor == null ? OpBuilder.atEnd(module.body()) : OpBuilder.before(anchor);
  }

  /** {@code name}, or with a number when the module has something else of that name. */
  private String unused(String name) {
    String candidate = name;
    for (int i = 0; module.lookup(candidate) != null; i++) candidate = name + "_" + i;
    return candidate;
  }
}
