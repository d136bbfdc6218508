package zkopt.transforms;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import zkopt.ir.ShapedType;

/**
 * Random functions over slices and views that drop dimensions, and over reshapes, with casts before and behind them. What mlir-opt 19 makes invalid
 * of does not occur: sizes that turn out to be one where dimensions are dropped, expansions of one dimension into two that are not known.
 */
final class RandomSlices extends RandomFunctions {
  private static final long UNKNOWN = ShapedType.DYNAMIC;

  /** A value, and a buffer's strides and offset where its type tells them. */
  private record Shaped(String name, List<Long> shape, List<Long> strides, long offset) {
    Shaped(String name, List<Long> shape) {
      this(name, shape, null, 0);
    }
  }

  /** The lists of a slice as they are written, and what they make. */
  private record Slice(String lists, List<Long> sizes, List<Long> offsets, List<Long> steps) {}

  /** Of what the values are: tensors or buffers. */
  private String kind;

  private RandomSlices(long seed) {
    super(seed * 31 + 7);
  }

  /** A module of {@code functions} functions. */
  static String text(long seed, int functions) {
    return new RandomSlices(seed).module(functions);
  }

  @Override
  String function(int number) {
    begin();
    kind = chance(2) ? "tensor" : "memref";
    int statements = 1 + random.nextInt(3);
    for (int i = 0; i < statements; i++) {
      switch (random.nextInt(kind.equals("tensor") ? 5 : 3)) {
        case 0 -> reshapes();
        case 1, 2 -> slices();
        case 3 -> insert();
        default -> insertInParallel();
      }
    }
    return "  func.func @f" + number + "(%arg0: index, %arg1: index, %arg2: f32) {\n" + body + "    return\n  }\n";
  }

  private static String number(long value) {
    return value == UNKNOWN ? "?" : Long.toString(value);
  }

  private String type(Shaped value) {
    String layout = value.strides == null ? "" : ", strided<" + value.strides.stream().map(RandomSlices::number).toList() + (value.offset == 0 ? "" : ", offset: " + number(value.offset)) + ">";
    return kind + "<" + value.shape.stream().map(s -> number(s) + "x").collect(Collectors.joining()) + "f32" + layout + ">";
  }

  private Shaped define(String text, Shaped made) {
    return new Shaped(define(1, text + type(made)), made.shape, made.strides, made.offset);
  }

  private void use(Shaped value) {
    if (chance(4)) dim(value);
    line(1, "\"test.use\"(" + value.name + ") : (" + type(value) + ") -> ()");
  }

  private void dim(Shaped value) {
    if (value.shape.isEmpty()) return;
    String size = define(1, kind + ".dim " + value.name + ", " + constant(random.nextInt(value.shape.size())) + " : " + type(value));
    line(1, "\"test.use\"(" + size + ") : (index) -> ()");
  }

  private String constant(long value) {
    return define(1, "arith.constant " + value + " : index");
  }

  private Shaped make(List<Long> shape) {
    var made = new Shaped("", shape);
    return new Shaped(define(1, "\"test.make\"() : () -> " + type(made)), shape);
  }

  private List<Long> shape(int rank) {
    var shape = new ArrayList<Long>();
    for (int i = 0; i < rank; i++) shape.add(pick(List.of(1L, 1L, 2L, 4L, UNKNOWN)));
    return shape;
  }

  /** Casts a half of the time, where {@code forget} to a type that says less, else to one that says more: of buffers mlir-opt would not look whether that is true. */
  private Shaped cast(Shaped value, boolean forget) {
    if (chance(2) || !forget && kind.equals("memref")) return value;
    var shape = new ArrayList<Long>();
    for (long size : value.shape) shape.add(forget ? chance(2) ? UNKNOWN : size : size == UNKNOWN && chance(2) ? pick(List.of(2L, 3L, 4L)) : size);
    if (shape.equals(value.shape)) return value;
    boolean forgetsLayout = forget && kind.equals("memref");
    var strides = forgetsLayout ? shape.stream().map(_ -> UNKNOWN).toList() : value.strides;
    return define(kind + ".cast " + value.name + " : " + type(value) + " to ", new Shaped("", shape, strides, forgetsLayout ? UNKNOWN : value.offset));
  }

  /** A number of the list, written as it is, as a constant or as an argument. */
  private long item(List<String> texts, List<Long> numbers) {
    switch (random.nextInt(4)) {
      case 0 -> texts.add(constant(pick(numbers)));
      case 1 -> texts.add("%arg" + random.nextInt(2));
      default -> {
        long value = pick(numbers);
        texts.add(Long.toString(Math.max(value, 0)));
        return Math.max(value, 0);
      }
    }
    return UNKNOWN;
  }

  private Slice slice(int rank) {
    var texts = List.of(new ArrayList<String>(), new ArrayList<String>(), new ArrayList<String>());
    var sizes = new ArrayList<Long>();
    var offsets = new ArrayList<Long>();
    var steps = new ArrayList<Long>();
    for (int i = 0; i < rank; i++) {
      offsets.add(item(texts.get(0), List.of(0L, 0L, 1L, -1L)));
      boolean one = chance(2);
      if (one) texts.get(1).add("1");
      sizes.add(one ? 1 : item(texts.get(1), chance(12) ? List.of(0L) : List.of(2L, 3L, 4L)));
      // of one element, a step says nothing but changes which dimension mlir-opt takes it for
      if (one || chance(2)) texts.get(2).add("1");
      steps.add(one || texts.get(2).size() > i ? 1 : item(texts.get(2), List.of(1L, 2L)));
    }
    return new Slice(texts.stream().map(List::toString).collect(Collectors.joining(" ")), sizes, offsets, steps);
  }

  /** Of the dimensions of size one the first ones, or all: others mlir-opt 19 does not find again where sizes or strides are not known. */
  private List<Integer> dropped(List<Long> sizes) {
    var ones = new ArrayList<Integer>();
    for (int i = 0; i < sizes.size(); i++) if (sizes.get(i) == 1) ones.add(i);
    return kind.equals("tensor") ? ones.subList(0, random.nextInt(ones.size() + 1)) : chance(2) ? ones : List.of();
  }

  private static <T> List<T> without(List<T> list, List<Integer> dropped) {
    var kept = new ArrayList<T>();
    for (int i = 0; i < list.size(); i++) if (!dropped.contains(i)) kept.add(list.get(i));
    return kept;
  }

  private void slices() {
    Shaped value = cast(make(shape(1 + random.nextInt(4))), true);
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count && !value.shape.isEmpty(); i++) {
      Slice slice = slice(value.shape.size());
      List<Integer> dropped = dropped(slice.sizes);
      String name = kind.equals("tensor") ? "tensor.extract_slice " : "memref.subview ";
      Shaped part = part(value, slice, dropped);
      // mlir-opt 19 takes such a view for its buffer, wherever it begins
      if (kind.equals("memref") && part.shape.equals(value.shape)) continue;
      value = define(name + value.name + slice.lists + " : " + type(value) + " to ", part);
      if (chance(3)) dim(value);
      value = cast(value, chance(3));
    }
    use(value);
  }

  private Shaped part(Shaped whole, Slice slice, List<Integer> dropped) {
    List<Long> shape = without(slice.sizes, dropped);
    if (kind.equals("tensor")) return new Shaped("", shape);
    List<Long> strides = whole.strides == null ? contiguous(whole.shape) : whole.strides;
    long offset = whole.offset;
    var scaled = new ArrayList<Long>();
    for (int i = 0; i < strides.size(); i++) {
      long distance = times(slice.offsets.get(i), strides.get(i));
      offset = offset == UNKNOWN || distance == UNKNOWN ? UNKNOWN : offset + distance;
      scaled.add(times(strides.get(i), slice.steps.get(i)));
    }
    return new Shaped("", shape, without(scaled, dropped), offset);
  }

  private static List<Long> contiguous(List<Long> shape) {
    var strides = new ArrayList<Long>();
    long stride = 1;
    for (long size : shape.reversed()) {
      strides.add(stride);
      stride = times(stride, size);
    }
    return strides.reversed();
  }

  private static long times(long a, long b) {
    return a == 0 || b == 0 ? 0 : a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a * b;
  }

  /** Inserts what was cast to the sizes of the slice, without some of size one. */
  private String insertion(Shaped whole, Slice slice, String name) {
    List<Long> shape = without(slice.sizes, dropped(slice.sizes));
    Shaped part = make(shape.stream().map(size -> size == UNKNOWN && chance(2) ? pick(List.of(2L, 3L, 4L)) : size).toList());
    if (!part.shape.equals(shape)) part = define("tensor.cast " + part.name + " : " + type(part) + " to ", new Shaped("", shape));
    return name + " " + part.name + " into " + whole.name + slice.lists + " : " + type(part) + " into " + type(whole);
  }

  private void insert() {
    Shaped whole = cast(make(shape(1 + random.nextInt(4))), true);
    Slice slice = slice(whole.shape.size());
    Shaped made = new Shaped(define(1, insertion(whole, slice, "tensor.insert_slice")), whole.shape);
    if (chance(2)) {
      Shaped part = define("tensor.extract_slice " + made.name + slice.lists + " : " + type(made) + " to ", new Shaped("", without(slice.sizes, dropped(slice.sizes))));
      use(part);
    }
    use(cast(made, false));
  }

  private void insertInParallel() {
    Shaped whole = cast(make(shape(1 + random.nextInt(3))), true);
    Slice slice = slice(whole.shape.size());
    var shared = new Shaped("%shared", whole.shape);
    String inner = insertion(shared, slice, "tensor.parallel_insert_slice");
    String all = define(1, "scf.forall (%i) in (%arg0) shared_outs(%shared = " + whole.name + ") -> (" + type(whole) + ") {");
    line(2, "\"test.inside\"(%i) : (index) -> ()");
    line(2, "scf.forall.in_parallel {");
    line(3, inner);
    line(2, "}");
    line(1, "}");
    use(cast(new Shaped(all, whole.shape), false));
  }

  private void reshapes() {
    Shaped value = make(shape(1 + random.nextInt(3)));
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      value = chance(2) ? expand(value) : collapse(value);
      if (chance(4)) dim(value);
      if (chance(6) && kind.equals("tensor")) value = cast(value, true);
    }
    use(value);
  }

  private Shaped expand(Shaped value) {
    if (value.shape.size() > 3) return value;
    var shape = new ArrayList<Long>();
    var groups = new ArrayList<List<Integer>>();
    var texts = new ArrayList<String>();
    for (long size : value.shape) {
      var group = new ArrayList<Integer>();
      List<Long> parts = chance(2) ? List.of(size) : switch ((int) Math.max(size, -1)) {
        case 1 -> List.of(1L, 1L);
        case 2 -> pick(List.of(List.of(1L, 2L), List.of(2L, 1L)));
        case 4 -> pick(List.of(List.of(2L, 2L), List.of(4L, 1L), List.of(1L, 4L), List.of(1L, 2L, 2L)));
        case -1 -> pick(List.of(List.of(UNKNOWN, 2L), List.of(4L, UNKNOWN), List.of(1L, UNKNOWN), List.of(UNKNOWN, 1L, 2L)));
        default -> List.of(size, 1L);
      };
      for (long part : parts) {
        group.add(shape.size());
        shape.add(part);
        texts.add(part != UNKNOWN ? Long.toString(part) : chance(2) ? "%arg0" : constant(pick(List.of(1L, 2L, 3L))));
      }
      groups.add(group);
    }
    if (shape.size() == value.shape.size()) return value;
    return define(kind + ".expand_shape " + value.name + " " + groups + " output_shape " + texts + " : " + type(value) + " into ", new Shaped("", shape));
  }

  private Shaped collapse(Shaped value) {
    var shape = new ArrayList<Long>();
    var groups = new ArrayList<List<Integer>>();
    for (int i = 0; i < value.shape.size(); i++) {
      if (groups.isEmpty() || chance(2)) {
        groups.add(new ArrayList<>(List.of(i)));
        shape.add(value.shape.get(i));
      } else {
        groups.getLast().add(i);
        boolean known = shape.getLast() != UNKNOWN && value.shape.get(i) != UNKNOWN;
        shape.set(shape.size() - 1, known ? shape.getLast() * value.shape.get(i) : UNKNOWN);
      }
    }
    if (shape.size() == value.shape.size()) return value;
    return define(kind + ".collapse_shape " + value.name + " " + groups + " : " + type(value) + " into ", new Shaped("", shape));
  }
}
