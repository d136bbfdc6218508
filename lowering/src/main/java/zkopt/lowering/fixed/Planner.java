package zkopt.lowering.fixed;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.YieldOp;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.CastOp;
import zkopt.dialect.arith.CmpFOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.arith.SelectOp;
import zkopt.dialect.arith.UnaryOp;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.memref.CopyOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.dialect.memref.GlobalOp;
import zkopt.ir.ArrayAttr;
import zkopt.ir.BlockArgument;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.MemRefType;
import zkopt.ir.OpResult;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.lowering.Buffers;
import zkopt.lowering.fixed.Plan.Typed;

/** Finds the {@link Plan} of every float scalar and the format of every {@link Storage} of a function. Changes no IR. */
final class Planner {
  private static final String TOO_WIDE = "the value may need more than 62 bits; lower 'frac-bits' or 'weight-frac-bits', or rescale the model's weights";
  private final ModuleOp module;
  private final FuncOp function;
  private final Formats formats;
  private final ScalarRules rules;
  private final FunctionRules functions;
  private final Set<Value> settled;
  private final Map<String, WeightData> weights;
  private final Map<Value, Storage> storages = new IdentityHashMap<>();
  private final Map<Value, Plan> plans = new IdentityHashMap<>();
  private final List<Storage> inProgress = new ArrayList<>();

  /**
   * @param settled buffers that hold activations even if what is stored is finer
   * @param weights the constant data by symbol, filled here; kept between attempts
   */
  Planner(ModuleOp module, FuncOp function, Formats formats, Set<Value> settled, Map<String, WeightData> weights) {
    this.module = module;
    this.function = function;
    this.formats = formats;
    this.rules = new ScalarRules(formats);
    this.functions = new FunctionRules(rules);
    this.settled = settled;
    this.weights = weights;
  }

  ScalarRules rules() {
    return rules;
  }

  /** Plans everything. @throws PlanException when something has no fixed-point form */
  void planAll() {
    for (Value argument : function.arguments()) {
      if (isFloatBuffer(argument)) storage(argument).resolve(elements(argument), Formats.range(elements(argument)));
    }
    function.walkPreOrder(this::collectWrites);
    function.walkPreOrder(op -> {
      for (Value result : op.results()) {
        if (isFloatBuffer(result) && isAllocation(op)) resolve(storage(result));
        if (result.type() instanceof FloatType) plan(result);
      }
    });
  }

  private static boolean isAllocation(Operation op) {
    return !Buffers.isView(op) && !(op instanceof GetGlobalOp);
  }

  /** Whether it holds numbers: floats, or integers, which are whole numbers. Subscripts are of type index. */
  static boolean isFloatBuffer(Value value) {
    return value.type() instanceof MemRefType type && (type.elementType() instanceof FloatType || type.elementType() instanceof IntegerType);
  }

  /** The type of what a buffer of numbers of any origin may hold. */
  private QType elements(Value buffer) {
    return ((MemRefType) buffer.type()).elementType() instanceof IntegerType type
        ? new QType(Math.min(type.width() + 1, formats.activation().width()), 0) : formats.activation();
  }

  private Storage storage(Value root) {
    return storages.computeIfAbsent(root, Storage::new);
  }

  /** The storage of a buffer, or of a value that a loop carries. */
  Storage storageOf(Value value) {
    if (value.type() instanceof MemRefType) return storage(Buffers.base(value));
    return storage(value instanceof OpResult r && value.definingOp() instanceof ForOp loop ? loop.iterArgs().get(r.index()) : value);
  }

  private void collectWrites(Operation op) {
    switch (op) {
      case zkopt.dialect.affine.StoreOp store -> write(store.memref(), op, store.value());
      case zkopt.dialect.memref.StoreOp store -> write(store.memref(), op, store.value());
      case CopyOp copy -> write(copy.target(), op, copy.source());
      case ForOp loop -> {
        for (int i = 0; i < loop.numResults(); i++) {
          if (loop.result(i).type() instanceof FloatType) write(loop.iterArgs().get(i), op, loop.inits().get(i));
        }
      }
      case YieldOp yield when yield.parentOp() instanceof ForOp loop -> {
        for (int i = 0; i < loop.numResults(); i++) {
          if (loop.result(i).type() instanceof FloatType) write(loop.iterArgs().get(i), op, yield.operand(i));
        }
      }
      default -> {}
    }
  }

  private void write(Value target, Operation op, Value value) {
    boolean real = target.type() instanceof FloatType || isFloatBuffer(target);
    if (real) storageOf(target).writes().add(new Storage.Write(op, value));
  }

  // scalars

  /** Whether the value was a float scalar when it was planned; its type may have changed since. */
  boolean isReal(Value value) {
    return plans.containsKey(value);
  }

  /** The plan of a float scalar. */
  Plan plan(Value value) {
    Plan known = plans.get(value);
    if (known != null) return known;
    Plan made;
    try {
      made = make(value);
    } catch (ArithmeticException _) {
      throw new PlanException(owner(value), TOO_WIDE, factorOf(owner(value)));
    }
    plans.put(value, made);
    return made;
  }

  /** The constant data that a product has as a factor, or null. */
  private WeightData factorOf(Operation op) {
    if (!(op instanceof BinaryOp product) || product.kind() != BinaryOp.Kind.MULF) return null;
    return product.operands().stream().map(plans::get).filter(Plan.Weight.class::isInstance)
        .map(p -> ((Plan.Weight) p).data()).findFirst().orElse(null);
  }

  private static Operation owner(Value value) {
    return value.definingOp() != null ? value.definingOp() : value.parentBlock().parentOp();
  }

  private Plan make(Value value) {
    if (value instanceof BlockArgument || value.definingOp() instanceof ForOp) return read(value, storageOf(value), owner(value));
    Operation op = value.definingOp();
    Subscripts load = Subscripts.ofLoad(op);
    if (load != null) return load(op, load.memref());
    return switch (op) {
      case ConstantOp c when c.value() instanceof FloatAttr f -> new Plan.Constant(f.value());
      case BinaryOp b -> accumulated(b, binary(b, plan(b.lhs()), plan(b.rhs())));
      case UnaryOp n when n.kind() == UnaryOp.Kind.NEGF -> rules.negate(plan(n.operand()));
      case SelectOp s -> select(s);
      case CastOp c -> cast(c);
      case zkopt.dialect.math.UnaryOp u -> functions.of(u, plan(u.operand()));
      case zkopt.dialect.math.BinaryOp b when b.kind() == zkopt.dialect.math.BinaryOp.Kind.POWF -> functions.power(b, plan(b.lhs()), plan(b.rhs()));
      default -> throw new PlanException(op, "has no fixed-point form yet");
    };
  }

  private Plan binary(BinaryOp op, Plan a, Plan b) {
    return switch (op.kind()) {
      case ADDF -> rules.add(a, b);
      case SUBF -> rules.subtract(a, b);
      case MULF -> rules.multiply(a, b);
      case DIVF -> rules.divide(op, a, b);
      case MAXIMUMF, MAXNUMF -> rules.maximum(a, b);
      case MINIMUMF, MINNUMF -> rules.minimum(a, b);
      default -> throw new PlanException(op, "has no fixed-point form");
    };
  }

  /** A sum that is written back where one of its terms was read has the type and the proven bounds of that storage. */
  private Plan accumulated(BinaryOp op, Plan plan) {
    if (!(plan instanceof Plan.Binary(var kind, Typed a, Typed b, _, Interval bounds)) || kind != zkopt.dialect.fixed.BinaryOp.Kind.ADD) return plan;
    for (Typed term : List.of(a, b)) {
      if (!(term instanceof Plan.Read read) || read.storage().isCarried()) continue;
      boolean writtenBack = read.storage().writes().stream().anyMatch(w -> w.value() == op.result() && isSame(read.storage(), w, read.value()));
      if (writtenBack) return new Plan.Binary(kind, a, b, read.type(), bounds.clamped(read.bounds()));
    }
    return plan;
  }

  private Plan cast(CastOp op) {
    return switch (op.kind()) {
      case UITOFP, SITOFP -> op.in().definingOp() instanceof CmpFOp compare ? comparison(compare) : plan(op.in());
      case FPTOSI, FPTOUI -> functions.truncate(plan(op.in()));
      case EXTF, TRUNCF -> plan(op.in());
      default -> throw new PlanException(op, "has no fixed-point form");
    };
  }

  private Plan comparison(CmpFOp op) {
    return rules.compare(op, plan(op.lhs()), plan(op.rhs()));
  }

  private Plan select(SelectOp op) {
    var extremum = Extremum.of(op);
    if (extremum == null) {
      if (op.condition().definingOp() instanceof CmpFOp compare) return rules.choose(comparison(compare), plan(op.trueValue()), plan(op.falseValue()));
      throw new PlanException(op, "has no fixed-point form unless it chooses by an 'arith.cmpf'");
    }
    Plan a = plan(extremum.a());
    Plan b = plan(extremum.b());
    return extremum.isMaximum() ? rules.maximum(a, b) : rules.minimum(a, b);
  }

  private Plan load(Operation op, Value memref) {
    Value root = Buffers.base(memref);
    if (root.definingOp() instanceof GetGlobalOp get) return new Plan.Weight(op, weightData(get));
    return read(op.result(), storage(root), op);
  }

  private WeightData weightData(GetGlobalOp get) {
    return weights.computeIfAbsent(get.global(), name -> {
      if (module.lookup(name) instanceof GlobalOp g && g.isConstant() && g.initialValue() != null) return new WeightData(g, formats);
      throw new PlanException(get, "'" + name + "' is no constant with data");
    });
  }

  private Plan read(Value value, Storage storage, Operation op) {
    if (!storage.isResolved() && inProgress.contains(storage)) carryOn(storage);
    resolve(storage);
    return new Plan.Read(value, storage);
  }

  /**
   * A value that depends on what it was in the iteration before, as the state of a recurrence does, may be anything that its format
   * holds: each write is rescaled to that format, and what does not fit is an error.
   */
  private void carryOn(Storage storage) {
    QType type = storage.root().type() instanceof MemRefType ? elements(storage.root()) : formats.activation();
    storage.carry(type, Formats.range(type));
  }

  // storages

  private void resolve(Storage storage) {
    if (storage.isResolved()) return;
    inProgress.add(storage);
    try {
      decide(storage);
    } catch (ArithmeticException _) {
      throw new PlanException(owner(storage.root()), TOO_WIDE);
    } finally {
      inProgress.removeLast();
    }
    checkCopies(storage);
    checkCalibration(storage);
  }

  /** A copy moves integers as they are. */
  private void checkCopies(Storage storage) {
    for (Storage.Write write : storage.writes()) {
      if (!(write.op() instanceof CopyOp)) continue;
      QType from = storageOf(write.value()).type();
      if (!from.equals(storage.type())) {
        throw new PlanException(write.op(), "copies from '" + from + "' to '" + storage.type() + "', which have no fixed-point form yet; use loops");
      }
    }
  }

  /** The writes of a storage, sorted. {@code updates} hold the other operand of the sum or extremum. */
  private static final class Writes {
    final List<Storage.Write> sums = new ArrayList<>();
    final List<Storage.Write> extrema = new ArrayList<>();
    final List<Storage.Write> plain = new ArrayList<>();
    final List<Double> constants = new ArrayList<>();
    boolean maxima;
  }

  private void decide(Storage storage) {
    var writes = new Writes();
    for (Storage.Write write : storage.writes()) sort(storage, write, writes);
    if (!writes.sums.isEmpty()) decideSum(storage, writes);
    else if (!writes.extrema.isEmpty()) decideExtremum(storage, writes);
    else decidePlain(storage, writes);
  }

  private void sort(Storage storage, Storage.Write write, Writes writes) {
    if (write.value().definingOp() instanceof BinaryOp add && add.kind() == BinaryOp.Kind.ADDF) {
      Value addend = isSame(storage, write, add.lhs()) ? add.rhs() : isSame(storage, write, add.rhs()) ? add.lhs() : null;
      if (addend != null) {
        writes.sums.add(new Storage.Write(write.op(), addend));
        return;
      }
    }
    var extremum = write.value().definingOp() == null ? null : Extremum.of(write.value().definingOp());
    if (extremum != null) {
      Value other = isSame(storage, write, extremum.a()) ? extremum.b() : isSame(storage, write, extremum.b()) ? extremum.a() : null;
      if (other != null) {
        writes.extrema.add(new Storage.Write(write.op(), other));
        writes.maxima = extremum.isMaximum();
        return;
      }
    }
    if (write.op() instanceof CopyOp || !(plan(write.value()) instanceof Plan.Constant(double c))) writes.plain.add(write);
    else writes.constants.add(c);
  }

  /** Whether {@code value} reads just the element that {@code write} writes. */
  private boolean isSame(Storage storage, Storage.Write write, Value value) {
    if (value == storage.root()) return true;
    Subscripts load = value.definingOp() == null ? null : Subscripts.ofLoad(value.definingOp());
    return load != null && load.equals(Subscripts.ofStore(write.op()));
  }

  private void decideSum(Storage storage, Writes writes) {
    var addends = new ArrayList<Plan>();
    int frac = -1;
    for (Storage.Write sum : writes.sums) {
      addends.add(plan(sum.value()));
      if (addends.getLast() instanceof Typed t) frac = Math.max(frac, t.frac());
    }
    if (frac < 0) frac = formats.activation().frac();
    Interval start = null;
    for (double c : writes.constants) start = union(start, rules.at(new Plan.Constant(c), frac).bounds());
    for (Storage.Write w : writes.plain) start = union(start, rules.at(written(w), frac).bounds());
    Interval bounds = start == null ? Interval.point(0) : start;
    var resets = new ArrayList<Operation>();
    storage.writes().stream().map(Storage.Write::op).filter(o -> writes.sums.stream().noneMatch(s -> s.op() == o)).forEach(resets::add);
    for (int i = 0; i < addends.size(); i++) {
      Operation op = writes.sums.get(i).op();
      Typed addend = rules.at(addends.get(i), frac);
      try {
        bounds = bounds.plus(new Accumulation(op, storage, resets).bound(addend));
      } catch (ArithmeticException _) {
        throw new PlanException(op, "the sum may need more than 62 bits; lower 'frac-bits' or 'weight-frac-bits', or rescale the model's weights", weightOf(addend));
      }
      if (isExponential(addend)) storage.setAtLeastOne();
    }
    storage.resolve(formats.typeFor(frac, bounds), bounds);
  }

  private static WeightData weightOf(Typed addend) {
    if (!(addend instanceof Plan.Binary product)) return null;
    if (product.a() instanceof Plan.WeightAt w) return w.data().source();
    return product.b() instanceof Plan.WeightAt w ? w.data().source() : null;
  }

  /** Whether it runs over exp(x - max) for all x of which the maximum was taken. */
  private static boolean isExponential(Typed addend) {
    return addend instanceof Plan.Read r && r.storage().holdsExponentials() || isExponentialOfDifference(addend);
  }

  private static boolean isExponentialOfDifference(Plan plan) {
    return plan instanceof Plan.Unary(var kind, Plan.Binary(_, Plan.Read x, Plan.Read max, _, _), _, _)
        && kind == zkopt.dialect.fixed.UnaryOp.Kind.EXP && max.storage().maximumOf() == x.storage();
  }

  private void decideExtremum(Storage storage, Writes writes) {
    Interval bounds = null;
    Storage elements = null;
    for (Storage.Write w : writes.extrema) {
      Typed x = rules.settle(plan(w.value()));
      bounds = union(bounds, x.bounds());
      elements = x instanceof Plan.Read r ? r.storage() : null;
    }
    for (double c : writes.constants) {
      // a start at infinity becomes the least (or largest) value of the format, see stored()
      if (!Double.isInfinite(c)) bounds = union(bounds, rules.settle(new Plan.Constant(c)).bounds());
    }
    for (Storage.Write w : writes.plain) bounds = union(bounds, rules.settle(written(w)).bounds());
    if (writes.maxima && writes.extrema.size() == 1 && writes.plain.isEmpty()) storage.setMaximumOf(elements);
    storage.resolve(formats.activation(), bounds);
  }

  private void decidePlain(Storage storage, Writes writes) {
    var sources = new ArrayList<Plan>();
    for (Storage.Write w : writes.plain) sources.add(written(w));
    boolean whole = storage.root().type() instanceof MemRefType m && m.elementType() instanceof IntegerType;
    QType type = settled.contains(storage.root()) || whole ? null : copiedType(sources);
    if (type == null) type = storage.root().type() instanceof MemRefType ? elements(storage.root()) : formats.activation();
    Interval bounds = null;
    for (Plan source : sources) bounds = union(bounds, rules.as(factor(source, type), type).bounds());
    for (double c : writes.constants) bounds = union(bounds, rules.as(new Plan.Constant(c), type).bounds());
    if (bounds == null) bounds = Interval.point(0);
    if (sources.size() == 1) passOn(sources.getFirst(), storage, writes.constants.isEmpty());
    storage.resolve(type, bounds);
  }

  private static void passOn(Plan source, Storage storage, boolean all) {
    if (isExponentialOfDifference(source)) storage.setHoldsExponentials();
    if (!all || !(source instanceof Plan.Read read)) return;
    if (read.storage().maximumOf() != null) storage.setMaximumOf(read.storage().maximumOf());
    if (read.storage().isAtLeastOne()) storage.setAtLeastOne();
    if (read.storage().holdsExponentials()) storage.setHoldsExponentials();
  }

  /** The common type of what is only copied, or null when something is computed or types differ. */
  private QType copiedType(List<Plan> sources) {
    QType common = null;
    for (Plan source : sources) {
      QType type = switch (source) {
        case Plan.Read r -> r.type();
        case Plan.Weight w -> w.data().at(w.data().factorFrac()).type();
        default -> null;
      };
      if (type == null || common != null && !common.equals(type)) return null;
      common = type;
    }
    return common;
  }

  private static Plan factor(Plan source, QType type) {
    return source instanceof Plan.Weight w ? new Plan.WeightAt(w.load(), w.data().at(type.frac())) : source;
  }

  private Plan written(Storage.Write write) {
    if (!(write.op() instanceof CopyOp)) return plan(write.value());
    Value root = Buffers.base(write.value());
    if (root.definingOp() instanceof GetGlobalOp) throw new PlanException(write.op(), "copies of constant data have no fixed-point form yet");
    return read(write.value(), storage(root), write.op());
  }

  private static Interval union(Interval a, Interval b) {
    return a == null ? b : a.union(b);
  }

  /**
   * The value that is written to {@code storage}, in its type. The infinite start of a maximum becomes the least value of the
   * format, which changes no maximum of at least one element and is the neutral constant of its gate.
   */
  Typed stored(Plan value, Storage storage) {
    if (value instanceof Plan.Constant(double c) && Double.isInfinite(c)) {
      return new Plan.Literal(c < 0 ? -storage.type().max() : storage.type().max(), storage.type());
    }
    return rules.as(value, storage.type());
  }

  private void checkCalibration(Storage storage) {
    if (!(storage.root().definingOp() instanceof Operation alloc) || !(alloc.attribute(Calibration.RANGE) instanceof ArrayAttr range)) return;
    double largest = 0;
    for (var end : range.values()) largest = Math.max(largest, Math.abs(((FloatAttr) end).value()));
    if (largest < Math.scalb((double) storage.type().max(), -storage.type().frac())) return;
    throw new PlanException(alloc, "calibration observed values up to " + largest + ", which '" + storage.type()
        + "' cannot hold; raise 'width' or lower 'frac-bits'");
  }
}
