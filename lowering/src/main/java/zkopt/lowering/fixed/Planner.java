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
  private final Observations observations;
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
    this.observations = new Observations();
    this.rules = new ScalarRules(formats, observations);
    this.functions = new FunctionRules(rules);
    this.settled = settled;
    this.weights = weights;
  }

  ScalarRules rules() {
    return rules;
  }

  /** Plans everything. @throws PlanException when something has no fixed-point form */
  void planAll() {
    for (int i = 0; i < function.arguments().size(); i++) {
      Value argument = function.arguments().get(i);
      if (!isFloatBuffer(argument)) continue;
      QType type = elements(argument, Observed.of(function.argAttr(i, Calibration.RANGE)));
      storage(argument).resolve(type, Formats.range(type));
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

  /** The type of what may be anything, such as inputs. Integers of more bits than a settled value has are supposed to use no more. */
  private QType elements(Value root, Observed observed) {
    return root.type() instanceof MemRefType buffer && buffer.elementType() instanceof IntegerType type
        ? new QType(Math.min(type.width(), Math.max(formats.magnitudeBits(), wholeBits(observed))) + 1, 0)
        : (isQuantizedAtOnce(root) ? formats.finest() : formats).forMagnitude(Double.POSITIVE_INFINITY, QType.MAX_WIDTH, observed);
  }

  /** Whether all that becomes of the elements is that a quotient of them is rounded: then each fraction bit counts, and none is kept. */
  private static boolean isQuantizedAtOnce(Value argument) {
    return argument.hasUses() && argument.users().stream().allMatch(load -> Subscripts.ofLoad(load) != null
        && load.result().users().stream().allMatch(q -> q instanceof BinaryOp quotient && quotient.kind() == BinaryOp.Kind.DIVF
            && quotient.result().users().stream().allMatch(r -> r instanceof zkopt.dialect.math.UnaryOp u
                && u.kind() == zkopt.dialect.math.UnaryOp.Kind.ROUNDEVEN)));
  }

  private static int wholeBits(Observed observed) {
    return observed == null ? 0 : Math.min(QType.MAX_WIDTH - 1, Math.getExponent(observed.magnitude()) + 1);
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

  /** What samples led to at a plan, or before it was rescaled; or null. */
  Observed observed(Typed plan) {
    Observed own = observations.of(plan);
    return own == null && plan instanceof Plan.Rescale r ? observed(r.a()) : own;
  }

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
    observations.note(made, value.definingOp());
    if (made instanceof Typed typed && isRoundedOnce(value)) made = rules.settle(typed);
    plans.put(value, made);
    observations.note(made, value.definingOp());
    return made;
  }

  /** Whether several operations need the value and one of them needs it settled: then it is rounded once for all. */
  private static boolean isRoundedOnce(Value value) {
    return value.definingOp() != null && value.users().size() > 1 && value.users().stream().anyMatch(Planner::needsSettled);
  }

  private static boolean needsSettled(Operation op) {
    return switch (op) {
      case BinaryOp b -> b.kind() == BinaryOp.Kind.MULF && b.operands().stream().noneMatch(v -> v.definingOp() instanceof ConstantOp);
      case zkopt.dialect.math.UnaryOp _ -> true;
      default -> false;
    };
  }

  /** The constant data that a product has as a factor, or null. */
  private WeightData factorOf(Operation op) {
    if (!(op instanceof BinaryOp product) || product.kind() != BinaryOp.Kind.MULF) return null;
    return product.operands().stream().map(plans::get).filter(Plan.Weight.class::isInstance)
        .map(p -> ((Plan.Weight) p).data()).findFirst().orElse(null);
  }

  /** Whether a loop of affine carries it. */
  private static boolean isCarried(BlockArgument argument) {
    return argument.parentBlock().parentOp() instanceof ForOp loop && argument != loop.inductionVar();
  }

  private static Operation owner(Value value) {
    return value.definingOp() != null ? value.definingOp() : value.parentBlock().parentOp();
  }

  private Plan make(Value value) {
    if (value instanceof BlockArgument argument && !isCarried(argument)) {
      throw new PlanException(owner(value), "has an argument of type '" + value.type() + "', which has no fixed-point form");
    }
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
      case zkopt.dialect.math.UnaryOp u when u.kind() == zkopt.dialect.math.UnaryOp.Kind.ROUNDEVEN -> rounded(u);
      case zkopt.dialect.math.UnaryOp u -> functions.of(u, plan(u.operand()));
      case zkopt.dialect.math.BinaryOp b when b.kind() == zkopt.dialect.math.BinaryOp.Kind.POWF -> functions.power(b, plan(b.lhs()), plan(b.rhs()));
      default -> throw new PlanException(op, "has no fixed-point form yet");
    };
  }

  /** A quotient or a product with a constant is rounded once. */
  private Plan rounded(zkopt.dialect.math.UnaryOp op) {
    if (!(plan(op.operand()) instanceof Typed) || !(op.operand().definingOp() instanceof BinaryOp inner)) return functions.of(op, plan(op.operand()));
    return switch (inner.kind()) {
      case DIVF -> rules.roundedQuotient(op, plan(inner.lhs()), plan(inner.rhs()));
      case MULF -> rules.roundEven(rules.exactProduct(plan(inner.lhs()), plan(inner.rhs())));
      default -> functions.of(op, plan(op.operand()));
    };
  }

  private Plan binary(BinaryOp op, Plan a, Plan b) {
    return switch (op.kind()) {
      case ADDF -> rules.add(a, b);
      case SUBF -> rules.subtract(a, b);
      case MULF -> rules.multiply(rounded(op, a, b), rounded(op, b, a));
      case DIVF -> rules.divide(op, a, b);
      case MAXIMUMF, MAXNUMF -> rules.maximum(a, b);
      case MINIMUMF, MINNUMF -> rules.minimum(a, b);
      default -> throw new PlanException(op, "has no fixed-point form");
    };
  }

  /** A weight, with the fraction bits that leave few bits to round away of the sum of its products with {@code other}. */
  private Plan rounded(BinaryOp product, Plan p, Plan other) {
    if (p instanceof Plan.Weight w && other instanceof Typed x && !w.data().isWhole()) {
      w.data().setFactorFrac(formats.weightFrac(rules.settle(x).frac(), w.data().magnitude(), BufferReaders.ofSum(product)));
    }
    return p;
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
      case TRUNCF -> functions.rounded((FloatType) op.result().type(), plan(op.in()));
      case EXTF -> plan(op.in());
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
    QType type = elements(storage.root(), observed(storage));
    storage.carry(type, Formats.range(type));
  }

  /** Of the buffer, or else of all that is written; null when something was not observed. */
  private static Observed observed(Storage storage) {
    if (storage.root().definingOp() != null) return Observations.of(storage.root().definingOp());
    Observed all = null;
    for (Storage.Write write : storage.writes()) {
      Observed range = write.value().definingOp() == null ? null : Observations.of(write.value().definingOp());
      if (range == null) return null;
      all = all == null ? range : all.union(range);
    }
    return all;
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
    if (frac < 0) frac = addends.stream().mapToInt(a -> rules.settle(a).frac()).max().orElseThrow();
    var starts = new ArrayList<Interval>();
    for (double c : writes.constants) starts.add(rules.at(new Plan.Constant(c), frac).bounds());
    for (Storage.Write w : writes.plain) starts.add(rules.at(written(w), frac).bounds());
    Interval bounds = starts.stream().reduce(Interval::union).orElse(Interval.point(0));
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
      if (writes.sums.size() == 1 && sumsExponentials(storage, addend, op)) storage.setAtLeastOne();
    }
    storage.resolve(formats.typeFor(frac, bounds), bounds);
  }

  private static WeightData weightOf(Typed addend) {
    if (!(addend instanceof Plan.Binary product)) return null;
    if (product.a() instanceof Plan.WeightAt w) return w.data().source();
    return product.b() instanceof Plan.WeightAt w ? w.data().source() : null;
  }

  /** Whether each sum is over whole groups of exp(x - max over the group) in the end. What is not known yet is noted. */
  private static boolean sumsExponentials(Storage storage, Typed addend, Operation update) {
    if (!(addend instanceof Plan.Read r) || r.storage().exponentials() == null) return false;
    var reduction = Reduction.of(storage, r.storage(), r.value().definingOp(), update);
    storage.setReduction(reduction);
    return reduction != null && isUnion(reduction.grouping(), r.storage());
  }

  private static boolean isUnion(Grouping sums, Storage exponentials) {
    return sums != null && exponentials.exponentials() != null && sums.isUnionOf(exponentials.exponentials());
  }

  /** For exp(x - max over a group of x), written by {@code store}: the groups of what is written; else null. */
  private static Grouping exponentials(Plan plan, Operation store) {
    if (!(plan instanceof Plan.Unary(var kind, Typed exponent, _, _)) || kind != zkopt.dialect.fixed.UnaryOp.Kind.EXP) return null;
    Typed exact = exponent instanceof Plan.Rescale r ? r.a() : exponent;
    if (!(exact instanceof Plan.Binary(_, Plan.Read x, Plan.Read max, _, _)) || !ScalarRules.isLessMaximum(x, max)) return null;
    Subscripts element = Subscripts.ofStore(store);
    Grouping moved = Grouping.of(element, Subscripts.ofLoad(x.value().definingOp()), Loops.around(store));
    return moved == null ? null : Grouping.of(element, Subscripts.ofLoad(max.value().definingOp()), Loops.around(store));
  }

  private void decideExtremum(Storage storage, Writes writes) {
    var sources = new ArrayList<Plan>();
    for (Storage.Write w : writes.extrema) sources.add(plan(w.value()));
    boolean single = writes.maxima && writes.extrema.size() == 1 && writes.plain.isEmpty();
    if (single && sources.getFirst() instanceof Plan.Read r && formats.isSettled(r.type())) {
      storage.setReduction(Reduction.of(storage, r.storage(), r.value().definingOp(), writes.extrema.getFirst().op()));
      if (storage.reduction() != null) noteMaxima(storage, r.storage(), storage.reduction().grouping());
    }
    // a start at infinity becomes the least (or largest) value of the format, see stored()
    writes.constants.stream().filter(c -> !Double.isInfinite(c)).map(Plan.Constant::new).forEach(sources::add);
    for (Storage.Write w : writes.plain) sources.add(written(w));
    resolve(storage, sources);
  }

  private static void noteMaxima(Storage storage, Storage elements, Grouping grouping) {
    if (grouping != null) storage.setMaxima(new Storage.Maxima(elements, grouping));
  }

  private void decidePlain(Storage storage, Writes writes) {
    var sources = new ArrayList<Plan>();
    for (Storage.Write w : writes.plain) sources.add(written(w));
    if (sources.size() == 1 && writes.constants.isEmpty()) passOn(sources.getFirst(), writes.plain.getFirst().op(), storage);
    QType copied = settled.contains(storage.root()) ? null : copiedType(sources);
    writes.constants.stream().map(Plan.Constant::new).forEach(sources::add);
    if (copied == null) resolve(storage, sources);
    else storage.resolve(copied, union(sources, copied));
  }

  /** Everything that is written is settled, with one binary point. */
  private void resolve(Storage storage, List<Plan> sources) {
    if (sources.size() == 1 && sources.getFirst() instanceof Typed exact && formats.staysExact(exact.type()) && BufferReaders.areSums(storage.root())) {
      storage.resolve(exact.type(), exact.bounds());
      return;
    }
    if (sources.isEmpty()) sources.add(new Plan.Constant(0));
    if (storage.root().definingOp() != null) sources.forEach(s -> observations.note(s, storage.root().definingOp()));
    int frac = formats.addendFrac(rules.commonFrac(sources), BufferReaders.addedTo(storage.root()));
    Interval bounds = null;
    for (Plan source : sources) {
      Interval next = rules.at(source instanceof Typed ? rules.settle(source) : source, frac).bounds();
      bounds = bounds == null ? next : bounds.union(next);
    }
    QType type = sources.size() == 1 && sources.getFirst() instanceof Typed t && storage.root().definingOp() != null
        ? formats.storedType(rules.settle(t).type(), frac, bounds, Observations.of(storage.root().definingOp())) : formats.typeFor(frac, bounds);
    storage.resolve(type, bounds.clamped(Formats.range(type)));
  }

  private Interval union(List<Plan> sources, QType type) {
    return sources.stream().map(s -> rules.as(factor(s, type), type).bounds()).reduce(Interval::union).orElse(Interval.point(0));
  }

  /** What is known of what {@code store}, the only write, keeps in {@code storage}. */
  private static void passOn(Plan source, Operation store, Storage storage) {
    storage.setExponentials(exponentials(source, store));
    if (!(source instanceof Plan.Read read) || read.storage().reduction() == null) return;
    Reduction reduction = read.storage().reduction();
    Grouping kept = reduction.keptBy(store, read.storage());
    if (reduction.elements().exponentials() == null) noteMaxima(storage, reduction.elements(), kept);
    else if (isUnion(kept, reduction.elements())) storage.setAtLeastOne();
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
    Observed observed = storage.root().definingOp() == null ? null : Observations.of(storage.root().definingOp());
    QType type = storage.type();
    if (observed == null || observed.magnitude() <= Math.scalb(type.max() + 0.5, -type.frac())) return;
    throw new PlanException(storage.root().definingOp(), "calibration observed values up to " + observed.magnitude() + ", which '" + type
        + "' cannot hold; raise 'width' or lower 'frac-bits'");
  }
}
