package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.ReductionRules;
import zkopt.dialect.onnx.UniqueElements;
import zkopt.dialect.onnx.SplitParts;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;
import zkopt.lowering.onnx.Tensor.Setting;

/** Operators that are defined by others: what each is made of, as the ONNX specification says or in an equal form that rounds less. */
final class Decompositions {
  /** Makes the result of an operator from its operands, of which those that are absent are null. */
  @FunctionalInterface
  interface Decomposition {
    Tensor of(OnnxOp op, List<Tensor> x);

    /** All results; what stands for one that is absent does not matter. */
    default List<Tensor> all(OnnxOp op, List<Tensor> x) {
      return List.of(of(op, x));
    }

    /** Of an operator with several results. */
    static Decomposition several(BiFunction<OnnxOp, List<Tensor>, List<Tensor>> results) {
      return new Decomposition() {
        @Override
        public Tensor of(OnnxOp op, List<Tensor> x) {
          return all(op, x).getFirst();
        }

        @Override
        public List<Tensor> all(OnnxOp op, List<Tensor> x) {
          return results.apply(op, x);
        }
      };
    }
  }

  /** The largest matrices whose determinants are expanded. */
  private static final int MOST_EXPANDED = 4;

  private Decompositions() {}

  /** Null when the operator is defined by itself. */
  static Decomposition of(OnnxOp applied) {
    return switch (applied.operator()) {
      case GATHER -> applied.constantInput(1) == null ? GatherParts::of : null;
      case CAST_LIKE -> Decompositions::castLike;
      case SPLIT -> Decomposition.several(Decompositions::split);
      case REDUCE_PROD -> Decompositions::product;
      case REDUCE_L1 -> (op, x) -> reduced(op, Operator.REDUCE_SUM, x.getFirst().apply(Operator.ABS));
      case REDUCE_L2 -> (op, x) -> reduced(op, Operator.REDUCE_SUM, x.getFirst().squared()).root();
      case REDUCE_SUM_SQUARE -> (op, x) -> reduced(op, Operator.REDUCE_SUM, x.getFirst().squared());
      case REDUCE_LOG_SUM -> (op, x) -> reduced(op, Operator.REDUCE_SUM, x.getFirst()).apply(Operator.LOG);
      case REDUCE_LOG_SUM_EXP -> Decompositions::logSumExp;
      case ARG_MAX -> (op, x) -> arg(op, x.getFirst(), Operator.REDUCE_MAX);
      case ARG_MIN -> (op, x) -> arg(op, x.getFirst(), Operator.REDUCE_MIN);
      case CUM_SUM -> Decompositions::cumSum;
      case CUM_PROD -> Decompositions::cumProd;
      case DET -> (op, x) -> determinant(x.getFirst()).reshaped(op.outputType().shape());
      case ONE_HOT -> Decompositions::oneHot;
      case SCATTER_ELEMENTS, SCATTER_ND -> Contributions::scatter;
      case COL2IM -> Contributions::col2Im;
      case AFFINE_GRID -> SamplingParts::affineGrid;
      case ROI_ALIGN -> SamplingParts::roiAlign;
      case DEFORM_CONV -> SamplingParts::deformConv;
      case TF_IDF_VECTORIZER -> NGramParts::of;
      case UNIQUE -> Decomposition.several(Decompositions::unique);
      case ADAGRAD -> Decomposition.several(OptimizerParts::adagrad);
      case ADAM -> Decomposition.several(OptimizerParts::adam);
      case MOMENTUM -> Decomposition.several(OptimizerParts::momentum);
      case LOG_SOFTMAX -> Decompositions::logSoftmax;
      case HARDMAX -> Decompositions::hardmax;
      case LOG_SOFTMAX_V11 -> (op, x) -> overMatrix(op, x.getFirst(), Operator.LOG_SOFTMAX);
      case HARDMAX_V11 -> (op, x) -> overMatrix(op, x.getFirst(), Operator.HARDMAX);
      case BATCH_NORMALIZATION -> Decompositions::batchNormalization;
      case INSTANCE_NORMALIZATION -> Decompositions::instanceNormalization;
      case GROUP_NORMALIZATION -> Decompositions::groupNormalization;
      case LAYER_NORMALIZATION -> Decompositions::layerNormalization;
      case RMS_NORMALIZATION -> Decompositions::rmsNormalization;
      case MEAN_VARIANCE_NORMALIZATION -> Decompositions::meanVarianceNormalization;
      case LP_NORMALIZATION -> Decompositions::lpNormalization;
      case LSTM, GRU, RNN -> Decomposition.several(RecurrentParts::of);
      case ATTENTION -> AttentionParts::of;
      case CONV_TRANSPOSE -> ConvTransposeParts::of;
      case GLOBAL_LP_POOL -> Decompositions::globalLpPool;
      case MAX_POOL_INDICES -> NeighbourhoodParts::maxPoolIndices;
      case LP_POOL -> NeighbourhoodParts::lpPool;
      case LRN -> NeighbourhoodParts::lrn;
      case TOP_K -> Decomposition.several(TopKParts::of);
      case LINEAR_ATTENTION -> Decomposition.several(LinearAttentionParts::of);
      case CAUSAL_CONV_WITH_STATE -> Decomposition.several(Decompositions::causalConv);
      case ROTARY_EMBEDDING -> RotaryEmbeddingParts::of;
      case DFT -> FourierParts::transform;
      case STFT -> FourierParts::shortTime;
      case RESIZE -> ResizeParts::resize;
      case GRID_SAMPLE -> GridSampleParts::of;
      case UPSAMPLE -> ResizeParts::upsample;
      case NEGATIVE_LOG_LIKELIHOOD_LOSS -> (op, x) -> negativeLogLikelihood(op, x.getFirst(), x);
      case SOFTMAX_CROSS_ENTROPY_LOSS -> (op, x) -> negativeLogLikelihood(op, x.getFirst().apply(Operator.LOG_SOFTMAX, Setting.of("axis", 1L)), x);
      case CONV_INTEGER -> QuantizedParts::convInteger;
      case MATMUL_INTEGER -> QuantizedParts::matMulInteger;
      case QLINEAR_CONV -> QuantizedParts::qLinearConv;
      case QLINEAR_MATMUL -> QuantizedParts::qLinearMatMul;
      case QLINEAR_ADD -> QuantizedParts::qLinearAdd;
      case QLINEAR_MUL -> QuantizedParts::qLinearMul;
      case QLINEAR_SIGMOID -> QuantizedParts::qLinearSigmoid;
      case QLINEAR_LEAKY_RELU -> QuantizedParts::qLinearLeakyRelu;
      case QLINEAR_GLOBAL_AVERAGE_POOL -> QuantizedParts::qLinearGlobalAveragePool;
      case QGEMM -> QuantizedParts::qGemm;
      case DYNAMIC_QUANTIZE_LINEAR -> QuantizedParts::dynamicQuantizeLinear;
      default -> MlParts.of(applied.operator());
    };
  }

  /** Of constant data. */
  private static List<Tensor> unique(OnnxOp op, List<Tensor> x) {
    UniqueElements unique = UniqueElements.of(op);
    Tensor data = x.getFirst();
    Tensor flat = data.reshaped(List.of(data.type().numElements()));
    Tensor y = flat.apply(Operator.GATHER, List.of(integers(data, unique.elements())), Setting.of("axis", 0L)).reshaped(unique.type().shape());
    long[] counts = new long[unique.first().length];
    for (int which : unique.which()) counts[which]++;
    return List.of(y, integers(data, IntStream.of(unique.first()).asLongStream().toArray()),
        integers(data, IntStream.of(unique.which()).asLongStream().toArray()), integers(data, counts));
  }

  private static Tensor integers(Tensor like, long... values) {
    return like.constant(TensorType.of(List.of((long) values.length), IntegerType.I64), i -> values[(int) i]);
  }

  private static Tensor castLike(OnnxOp op, List<Tensor> x) {
    return x.getFirst().apply(Operator.CAST, Setting.of("to", op.outputType().elementType()), Setting.of("saturate", op.integer("saturate")),
        Setting.of("round_mode", op.string("round_mode")));
  }

  /** Another reduction with the axes of {@code op}. */
  private static Tensor reduced(OnnxOp op, Operator reduction, Tensor x) {
    int[] axes = ReductionRules.axes(op);
    return axes.length == 0 ? x : x.reduced(reduction, op.flag("keepdims"), axes);
  }

  private static List<Tensor> split(OnnxOp op, List<Tensor> x) {
    SplitParts parts = SplitParts.of(op);
    var slices = new ArrayList<Tensor>();
    long start = 0;
    for (long size : parts.sizes()) {
      slices.add(x.getFirst().slice(parts.axis(), start, start + size));
      start += size;
    }
    return slices;
  }

  /** The past, or zeros, before the input, and each channel by its own taps. */
  private static List<Tensor> causalConv(OnnxOp op, List<Tensor> x) {
    Tensor input = x.getFirst();
    long before = x.get(1).type().dim(2) - 1;
    Tensor padded = x.get(3) != null ? x.get(3).concat(input, 2) : input.apply(Operator.PAD, Setting.of("pads", 0, 0, before, 0, 0, 0));
    List<Tensor> others = x.get(2) == null ? List.of(x.get(1)) : List.of(x.get(1), x.get(2));
    Tensor output = padded.apply(Operator.CONV, others, Setting.of("group", input.type().dim(1)));
    String activation = op.string("activation");
    boolean swish = activation.equals("silu") || activation.equals("swish");
    if (!swish && !activation.equals("none")) throw new InvalidOnnxOp("has activation = '" + activation + "'; known are none, silu and swish");
    long length = padded.type().dim(2);
    return List.of(swish ? output.apply(Operator.SWISH) : output, padded.slice(2, length - before, length));
  }

  /** Pairs along each axis, and pairs of those. */
  private static Tensor product(OnnxOp op, List<Tensor> x) {
    Tensor product = x.getFirst();
    if (product.type().numElements() == 0) return product.constant(op.outputType(), _ -> 1);
    for (int axis : ReductionRules.axes(op)) {
      while (product.type().dim(axis) > 1) {
        long half = product.type().dim(axis) / 2;
        Tensor pairs = product.slice(axis, 0, half).times(product.slice(axis, half, 2 * half));
        boolean odd = product.type().dim(axis) % 2 == 1;
        product = odd ? pairs.apply(Operator.CONCAT, List.of(product.slice(axis, 2 * half, 2 * half + 1)), Setting.of("axis", (long) axis)) : pairs;
      }
    }
    return product.reshaped(op.outputType().shape());
  }

  /** The sum over classes of weight times minus log-probability, where the class is the target's; the mean divides by the sum of weights. */
  private static Tensor negativeLogLikelihood(OnnxOp op, Tensor logProbabilities, List<Tensor> x) {
    Tensor target = x.get(1);
    var unsqueezed = new ArrayList<>(target.shape());
    unsqueezed.add(1, 1L);
    Tensor classes = positions(logProbabilities, 1).cast(target.type().elementType());
    Tensor weights = classes.apply(Operator.EQUAL, List.of(target.reshaped(unsqueezed))).cast(logProbabilities.type().elementType());
    if (x.get(2) != null) weights = weights.times(alongChannels(x.get(2), logProbabilities));
    long[] ignored = op.ints("ignore_index");
    if (ignored != null) {
      weights = weights.times(logProbabilities.constant(TensorType.of(classes.shape(), weights.type().elementType()), c -> c == ignored[0] ? 0 : 1));
    }
    Tensor losses = weights.times(logProbabilities).reduced(Operator.REDUCE_SUM, false, 1).apply(Operator.NEG);
    int[] all = IntStream.range(0, losses.rank()).toArray();
    return switch (op.string("reduction")) {
      case "none" -> losses;
      case "sum" -> losses.reduced(Operator.REDUCE_SUM, false, all);
      default -> losses.reduced(Operator.REDUCE_SUM, false, all)
          .over(weights.reduced(Operator.REDUCE_SUM, false, IntStream.range(0, weights.rank()).toArray()));
    };
  }

  /** max + log(sum(exp(x - max))): no exponential of a positive value. */
  private static Tensor logSumExp(OnnxOp op, List<Tensor> x) {
    int[] axes = ReductionRules.axes(op);
    Tensor max = x.getFirst().reduced(Operator.REDUCE_MAX, true, axes);
    Tensor sum = x.getFirst().minus(max).apply(Operator.EXP).reduced(Operator.REDUCE_SUM, true, axes);
    return sum.apply(Operator.LOG).plus(max).reshaped(op.outputType().shape());
  }

  /** The first, or the last, of the indices at which the extremum stands. */
  private static Tensor arg(OnnxOp op, Tensor x, Operator extremum) {
    int axis = op.axis(x.rank(), false);
    boolean last = op.flag("select_last_index");
    Tensor index = positions(x, axis);
    Tensor is = x.apply(Operator.EQUAL, List.of(x.reduced(extremum, true, axis)));
    Tensor candidates = index.where(is, index.scalar(last ? -1 : x.type().dim(axis)));
    return candidates.reduced(last ? Operator.REDUCE_MAX : Operator.REDUCE_MIN, op.flag("keepdims"), axis);
  }

  /** The index along {@code axis}, of a shape that broadcasts to that of {@code x}. */
  private static Tensor positions(Tensor x, int axis) {
    var shape = IntStream.range(0, x.rank()).mapToObj(i -> i == axis ? x.type().dim(i) : 1L).toList();
    return x.constant(TensorType.of(shape, IntegerType.I64), i -> i);
  }

  private static Tensor hardmax(OnnxOp op, List<Tensor> x) {
    Tensor first = x.getFirst();
    int axis = op.axis(first.rank(), false);
    Tensor which = first.apply(Operator.ARG_MAX, Setting.of("axis", (long) axis), Setting.of("keepdims", 1L));
    return positions(first, axis).apply(Operator.EQUAL, List.of(which)).cast(first.type().elementType());
  }

  /** A product with the triangular matrix of ones. */
  private static Tensor cumSum(OnnxOp op, List<Tensor> x) {
    Tensor first = x.getFirst();
    if (op.constantInput(1) == null) throw new InvalidOnnxOp("needs an axis that is constant");
    int axis = OnnxOp.axis(op.constantInput(1).longAt(0), first.rank());
    long n = first.type().dim(axis);
    boolean reverse = op.flag("reverse");
    long least = op.flag("exclusive") ? 1 : 0;
    Tensor ones = first.constant(TensorType.of(List.of(n, n), first.type().elementType()), i -> {
      long ahead = reverse ? i / n - i % n : i % n - i / n;
      return ahead >= least ? 1 : 0;
    });
    long[] swap = IntStream.range(0, first.rank()).mapToLong(i -> i == axis ? first.rank() - 1 : i == first.rank() - 1 ? axis : i).toArray();
    return first.apply(Operator.TRANSPOSE, Setting.of("perm", swap)).apply(Operator.MATMUL, List.of(ones))
        .apply(Operator.TRANSPOSE, Setting.of("perm", swap));
  }

  /** Products of 1, 2, 4, ... neighbours: those of twice as many are products of two. */
  private static Tensor cumProd(OnnxOp op, List<Tensor> x) {
    Tensor first = x.getFirst();
    if (op.constantInput(1) == null) throw new InvalidOnnxOp("needs an axis that is constant");
    int axis = OnnxOp.axis(op.constantInput(1).longAt(0), first.rank());
    long n = first.type().dim(axis);
    boolean reverse = op.flag("reverse");
    Tensor y = first;
    if (op.flag("exclusive")) {
      Tensor one = first.constant(first.slice(axis, 0, 1).type(), _ -> 1);
      y = reverse ? side(axis, first.slice(axis, 1, n), one) : side(axis, one, first.slice(axis, 0, n - 1));
    }
    for (long d = 1; d < n; d *= 2) {
      Tensor low = y.slice(axis, 0, n - d);
      Tensor high = y.slice(axis, d, n);
      Tensor products = low.times(high);
      y = reverse ? side(axis, products, y.slice(axis, n - d, n)) : side(axis, y.slice(axis, 0, d), products);
    }
    return y;
  }

  private static Tensor side(int axis, Tensor a, Tensor b) {
    return a.apply(Operator.CONCAT, List.of(b), Setting.of("axis", (long) axis));
  }

  /** Expanded along the first row; exact in whole numbers, with as many products as there are permutations. */
  private static Tensor determinant(Tensor x) {
    int row = x.rank() - 2;
    int column = x.rank() - 1;
    long n = x.type().dim(column);
    if (n > MOST_EXPANDED) throw new InvalidOnnxOp("has matrices of " + n + " by " + n + "; determinants are supported up to " + MOST_EXPANDED + " by " + MOST_EXPANDED);
    if (n == 1) return x;
    Tensor below = x.slice(row, 1, n);
    Tensor sum = null;
    for (long i = 0; i < n; i++) {
      Tensor minor = i == 0 ? below.slice(column, 1, n) : i == n - 1 ? below.slice(column, 0, i) : side(column, below.slice(column, 0, i), below.slice(column, i + 1, n));
      Tensor term = x.slice(row, 0, 1).slice(column, i, i + 1).times(determinant(minor));
      sum = sum == null ? term : i % 2 == 0 ? sum.plus(term) : sum.minus(term);
    }
    return sum;
  }

  /** Indices count from the end where they are negative. */
  private static Tensor oneHot(OnnxOp op, List<Tensor> x) {
    Tensor indices = x.getFirst().cast(IntegerType.I64);
    List<Long> shape = op.outputType().shape();
    int axis = OnnxOp.axis(op.integer("axis"), shape.size());
    long depth = shape.get(axis);
    var unsqueezed = new ArrayList<>(indices.shape());
    unsqueezed.add(axis, 1L);
    Tensor fromEnd = indices.plus(depth);
    Tensor places = fromEnd.where(indices.apply(Operator.LESS, List.of(indices.scalar(0))), indices).reshaped(unsqueezed);
    var along = IntStream.range(0, shape.size()).mapToObj(i -> i == axis ? depth : 1L).toList();
    Tensor is = places.apply(Operator.EQUAL, List.of(places.constant(TensorType.of(along, IntegerType.I64), i -> i)));
    Tensor values = x.get(2);
    return values.slice(0, 1, 2).where(is, values.slice(0, 0, 1));
  }

  private static Tensor logSoftmax(OnnxOp op, List<Tensor> x) {
    int axis = op.axis(x.getFirst().rank(), false);
    Tensor below = x.getFirst().minus(x.getFirst().reduced(Operator.REDUCE_MAX, true, axis));
    return below.minus(below.apply(Operator.EXP).reduced(Operator.REDUCE_SUM, true, axis).apply(Operator.LOG));
  }

  /** What works along rows, on the matrix of dimensions before the axis and those from it on. */
  private static Tensor overMatrix(OnnxOp op, Tensor x, Operator operator) {
    int axis = op.axis(x.rank(), false);
    long rows = x.shape().subList(0, axis).stream().reduce(1L, (a, b) -> a * b);
    return x.reshaped(List.of(rows, x.type().numElements() / Math.max(1, rows))).apply(operator, Setting.of("axis", 1L)).reshaped(x.shape());
  }

  private static Tensor batchNormalization(OnnxOp op, List<Tensor> x) {
    Tensor first = x.getFirst();
    if (op.flag("training_mode")) {
      Tensor normalized = normalized(first, op.real("epsilon"), IntStream.range(0, first.rank()).filter(a -> a != 1).toArray());
      return normalized.times(alongChannels(x.get(1), first)).plus(alongChannels(x.get(2), first));
    }
    Tensor factor = x.get(1).over(x.get(4).plus(op.real("epsilon")).root());
    return first.minus(alongChannels(x.get(3), first)).times(alongChannels(factor, first)).plus(alongChannels(x.get(2), first));
  }

  /** A list with an element for each channel, in a shape that broadcasts to that of {@code x}. */
  private static Tensor alongChannels(Tensor list, Tensor x) {
    return list.reshaped(IntStream.range(0, x.rank()).mapToObj(i -> i == 1 ? x.type().dim(1) : 1L).toList());
  }

  private static Tensor instanceNormalization(OnnxOp op, List<Tensor> x) {
    Tensor normalized = normalized(x.getFirst(), op.real("epsilon"), IntStream.range(2, x.getFirst().rank()).toArray());
    return normalized.times(alongChannels(x.get(1), x.getFirst())).plus(alongChannels(x.get(2), x.getFirst()));
  }

  private static Tensor groupNormalization(OnnxOp op, List<Tensor> x) {
    List<Long> shape = x.getFirst().shape();
    long groups = op.integer("num_groups");
    var grouped = new ArrayList<>(List.of(shape.get(0), groups, shape.get(1) / groups));
    grouped.addAll(shape.subList(2, shape.size()));
    Tensor normalized = normalized(x.getFirst().reshaped(grouped), op.real("epsilon"), IntStream.range(2, grouped.size()).toArray());
    // before operator set 21, there was one scale for each group
    boolean scalesGroups = x.get(1).type().dim(0) == groups;
    if (!scalesGroups) normalized = normalized.reshaped(shape);
    return normalized.times(alongChannels(x.get(1), normalized)).plus(alongChannels(x.get(2), normalized)).reshaped(shape);
  }

  private static Tensor layerNormalization(OnnxOp op, List<Tensor> x) {
    Tensor normalized = normalized(x.getFirst(), op.real("epsilon"), fromAxis(op));
    Tensor scaled = OnnxRewrite.number(op.operand(1)) == 1 ? normalized : normalized.times(x.get(1));
    return x.get(2) == null ? scaled : scaled.plus(x.get(2));
  }

  private static Tensor rmsNormalization(OnnxOp op, List<Tensor> x) {
    Tensor meanSquare = x.getFirst().squared().reduced(Operator.REDUCE_MEAN, true, fromAxis(op));
    return x.getFirst().over(meanSquare.plus(op.real("epsilon")).root()).times(x.get(1));
  }

  private static int[] fromAxis(OnnxOp op) {
    int rank = op.inputType(0).rank();
    return IntStream.range(op.axis(rank, false), rank).toArray();
  }

  private static Tensor meanVarianceNormalization(OnnxOp op, List<Tensor> x) {
    long[] axes = op.ints("axes");
    int rank = x.getFirst().rank();
    int[] along = axes == null ? new int[] {0, 2, 3} : IntStream.range(0, axes.length).map(i -> OnnxOp.axis(axes[i], rank)).toArray();
    return normalized(x.getFirst(), 1e-9, along);
  }

  /** (x - mean) / sqrt(variance + epsilon). */
  private static Tensor normalized(Tensor x, double epsilon, int... axes) {
    Tensor centered = x.minus(x.reduced(Operator.REDUCE_MEAN, true, axes));
    Tensor variance = centered.squared().reduced(Operator.REDUCE_MEAN, true, axes);
    return centered.over(variance.plus(epsilon).root());
  }

  private static Tensor globalLpPool(OnnxOp op, List<Tensor> x) {
    long p = op.integer("p");
    if (p != 1 && p != 2) throw new InvalidOnnxOp("has p = " + p + "; known are 1 and 2");
    return x.getFirst().reduced(p == 1 ? Operator.REDUCE_L1 : Operator.REDUCE_L2, true, IntStream.range(2, x.getFirst().rank()).toArray());
  }

  private static Tensor lpNormalization(OnnxOp op, List<Tensor> x) {
    int axis = op.axis(x.getFirst().rank(), false);
    Tensor norm = x.getFirst().reduced(op.integer("p") == 1 ? Operator.REDUCE_L1 : Operator.REDUCE_L2, true, axis);
    Tensor isZero = norm.apply(Operator.EQUAL, List.of(norm.scalar(0))).cast(norm.type().elementType());
    return x.getFirst().over(norm.plus(isZero));
  }
}
