package zkopt.transforms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import zkopt.ir.ShapedType;

/** Random functions over tensors that are padded, packed in tiles and unpacked, with casts before and behind them. */
final class RandomTiles extends RandomFunctions {
  private static final long UNKNOWN = ShapedType.DYNAMIC;

  /**
   * A tensor.
   *
   * @param real the sizes it has, also where its type does not tell
   */
  private record Tensor(String name, List<Long> shape, List<Long> real) {
    String type() {
      return "tensor<" + shape.stream().map(size -> (size == UNKNOWN ? "?" : size) + "x").collect(Collectors.joining()) + "f32>";
    }
  }

  /** An amount as it is written, and what it is. */
  private record Amount(String text, long written, long real) {}

  /** How a tensor is packed, as it is written. */
  private record Packing(List<Integer> dims, List<Integer> permutation, List<Amount> tiles) {
    String text() {
      return (permutation == null ? "" : " outer_dims_perm = " + permutation) + " inner_dims_pos = " + dims + " inner_tiles = " + tiles.stream().map(Amount::text).toList();
    }
  }

  private RandomTiles(long seed) {
    super(seed * 31 + 11);
  }

  /** A module of {@code functions} functions. */
  static String text(long seed, int functions) {
    return new RandomTiles(seed).module(functions);
  }

  @Override
  String function(int number) {
    begin();
    int statements = 1 + random.nextInt(2);
    for (int i = 0; i < statements; i++) {
      switch (random.nextInt(4)) {
        case 0 -> use(pad(cast(make(shape(1 + random.nextInt(3))))));
        case 1 -> padTwice();
        case 2 -> packAndUnpack();
        default -> unpackAndPack();
      }
    }
    return "  func.func @f" + number + "(%arg0: index, %arg1: index, %arg2: f32) {\n" + body + "    return\n  }\n";
  }

  private void use(Tensor tensor) {
    if (chance(3)) {
      String size = define(1, "tensor.dim " + tensor.name + ", " + constant(random.nextInt(tensor.shape.size())) + " : " + tensor.type());
      line(1, "\"test.use\"(" + size + ") : (index) -> ()");
    }
    line(1, "\"test.use\"(" + tensor.name + ") : (" + tensor.type() + ") -> ()");
  }

  private String constant(long value) {
    return define(1, "arith.constant " + value + " : index");
  }

  private String element() {
    return chance(3) ? "%arg2" : define(1, "arith.constant " + random.nextInt(2) + ".0 : f32");
  }

  private Tensor define(String text, List<Long> shape, List<Long> real) {
    return new Tensor(define(1, text + new Tensor("", shape, real).type()), shape, real);
  }

  private Tensor make(List<Long> shape) {
    if (shape.contains(UNKNOWN) || !chance(4)) return define("\"test.make\"() : () -> ", shape, shape);
    return define("arith.constant dense<" + random.nextInt(2) + ".0> : ", shape, shape);
  }

  private List<Long> shape(int rank) {
    return IntStream.range(0, rank).mapToObj(_ -> pick(List.of(2L, 4L, 8L, 15L, UNKNOWN))).toList();
  }

  /** Forgets sizes, a half of the time. */
  private Tensor cast(Tensor tensor) {
    if (chance(2)) return tensor;
    List<Long> shape = tensor.shape.stream().map(size -> chance(2) ? UNKNOWN : size).toList();
    return shape.equals(tensor.shape) ? tensor : define("tensor.cast " + tensor.name + " : " + tensor.type() + " to ", shape, tensor.real);
  }

  /** Knows the sizes of a tensor that its type does not tell, a third of the time. */
  private Tensor know(Tensor tensor) {
    if (!chance(3)) return tensor;
    List<Long> shape = IntStream.range(0, tensor.shape.size()).mapToObj(i -> tensor.shape.get(i) != UNKNOWN ? tensor.shape.get(i)
        : tensor.real.get(i) != UNKNOWN ? tensor.real.get(i) : (Long) pick(List.of(12L, 16L, UNKNOWN))).toList();
    return shape.equals(tensor.shape) ? tensor : define("tensor.cast " + tensor.name + " : " + tensor.type() + " to ", shape, shape);
  }

  private Amount amount(List<Long> numbers) {
    long number = pick(numbers);
    return switch (random.nextInt(6)) {
      case 0 -> new Amount(constant(number), UNKNOWN, number);
      case 1 -> new Amount("%arg" + random.nextInt(2), UNKNOWN, UNKNOWN);
      default -> new Amount(Long.toString(number), number, number);
    };
  }

  private static long sum(long... sizes) {
    long sum = 0;
    for (long size : sizes) {
      if (size == UNKNOWN) return UNKNOWN;
      sum += size;
    }
    return sum;
  }

  private Tensor pad(Tensor tensor) {
    boolean nothing = chance(6);
    var low = tensor.shape.stream().map(_ -> amount(nothing ? List.of(0L) : List.of(0L, 0L, 1L, 2L))).toList();
    var high = tensor.shape.stream().map(_ -> amount(nothing ? List.of(0L) : List.of(0L, 1L, 3L))).toList();
    return know(pad(tensor, low, high, element(), chance(5)));
  }

  private Tensor pad(Tensor tensor, List<Amount> low, List<Amount> high, String element, boolean nofold) {
    var shape = new ArrayList<Long>();
    var real = new ArrayList<Long>();
    for (int i = 0; i < tensor.shape.size(); i++) {
      shape.add(sum(tensor.shape.get(i), low.get(i).written, high.get(i).written));
      real.add(sum(tensor.real.get(i), low.get(i).real, high.get(i).real));
    }
    String name = define(1, "tensor.pad " + tensor.name + (nofold ? " nofold" : "") + " low" + texts(low) + " high" + texts(high) + " {");
    line(1, "^bb0(" + IntStream.range(0, shape.size()).mapToObj(i -> "%i" + i + ": index").collect(Collectors.joining(", ")) + "):");
    line(2, "tensor.yield " + element + " : f32");
    var padded = new Tensor(name, shape, real);
    line(1, "} : " + tensor.type() + " to " + padded.type());
    return padded;
  }

  private static List<String> texts(List<Amount> amounts) {
    return amounts.stream().map(Amount::text).toList();
  }

  /** Slices padded in one dimension each, that mlir-opt makes one of where nothing is in the way. */
  private void padTwice() {
    Tensor whole = make(List.of(UNKNOWN, 64L));
    var zero = new Amount("0", 0, 0);
    String element = element();
    boolean first = chance(2);
    Tensor part = slice(whole, first ? List.of(amount(List.of(0L, 5L)), zero) : List.of(zero, amount(List.of(0L, 5L))), List.of(4L, 6L));
    var grow = List.of(new Amount("2", 2, 2), zero);
    Tensor once = pad(part, chance(8) ? grow : List.of(zero, zero), first ? grow : grow.reversed(), element, chance(8));
    var offsets = chance(5) ? List.of(amount(List.of(0L, 1L)), amount(List.of(0L, 1L))) : List.of(first ? zero : amount(List.of(0L, 3L)), first ? amount(List.of(0L, 3L)) : zero);
    Tensor again = slice(once, offsets, once.shape);
    Amount more = amount(List.of(0L, 3L));
    use(pad(again, List.of(zero, zero), first ? List.of(chance(8) ? more : zero, more) : List.of(more, chance(8) ? more : zero), chance(8) ? element() : element, chance(4)));
  }

  private Tensor slice(Tensor tensor, List<Amount> offsets, List<Long> sizes) {
    var amounts = sizes.stream().map(size -> size == UNKNOWN || chance(6) ? new Amount("%arg0", UNKNOWN, UNKNOWN) : new Amount(Long.toString(size), size, size)).toList();
    List<Long> shape = amounts.stream().map(Amount::written).toList();
    return define("tensor.extract_slice " + tensor.name + texts(offsets) + " " + texts(amounts) + " [1, 1] : " + tensor.type() + " to ", shape, shape);
  }

  private Packing packing(int rank) {
    var dims = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    Collections.shuffle(dims, random);
    var permutation = chance(2) ? null : new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    if (permutation != null && chance(2)) Collections.shuffle(permutation, random);
    List<Integer> tiled = dims.subList(0, 1 + random.nextInt(rank));
    return new Packing(tiled, permutation, tiled.stream().map(_ -> amount(List.of(2L, 4L))).toList());
  }

  /** The sizes of tiles of these sizes. */
  private static List<Long> packed(List<Long> shape, Packing packing, List<Long> tiles) {
    var outer = new ArrayList<>(shape);
    for (int i = 0; i < tiles.size(); i++) {
      int dim = packing.dims.get(i);
      outer.set(dim, outer.get(dim) == UNKNOWN || tiles.get(i) == UNKNOWN ? UNKNOWN : Math.ceilDiv(outer.get(dim), tiles.get(i)));
    }
    var packed = new ArrayList<Long>();
    for (int i = 0; i < shape.size(); i++) packed.add(outer.get(packing.permutation == null ? i : packing.permutation.get(i)));
    packed.addAll(tiles);
    return packed;
  }

  private Tensor destination(List<Long> shape, List<Long> real) {
    Tensor made = define("\"test.make\"() : () -> ", shape, real);
    if (!chance(4)) return made;
    String indices = shape.stream().map(_ -> "%arg0").toList().toString();
    return define("tensor.insert %arg2 into " + made.name + indices + " : ", shape, real);
  }

  private Tensor pack(Tensor tensor, Packing packing) {
    List<Long> written = packing.tiles.stream().map(Amount::written).toList();
    List<Long> real = packing.tiles.stream().map(Amount::real).toList();
    boolean divides = IntStream.range(0, real.size()).allMatch(i -> {
      long size = tensor.real.get(packing.dims.get(i));
      return size == UNKNOWN || real.get(i) == UNKNOWN || size % real.get(i) == 0;
    });
    // what fills up tiles of a constant is a constant: mlir-opt 19 does not look at others
    String padding = divides && !chance(3) ? "" : " padding_value(" + define(1, "arith.constant " + random.nextInt(2) + ".0 : f32") + " : f32)";
    Tensor into = cast(destination(packed(tensor.shape, packing, written), packed(tensor.real, packing, real)), packing);
    return define("tensor.pack " + tensor.name + padding + packing.text() + " into " + into.name + " : " + tensor.type() + " -> ", into.shape, into.real);
  }

  /** Forgets sizes of the outer dimensions only: mlir-opt 19 puts types together whose tiles are not known with ones where they are. */
  private Tensor cast(Tensor tensor, Packing packing) {
    int outer = tensor.shape.size() - packing.tiles.size();
    if (chance(2)) return tensor;
    List<Long> shape = IntStream.range(0, tensor.shape.size()).mapToObj(i -> i < outer && chance(2) ? UNKNOWN : tensor.shape.get(i)).toList();
    return shape.equals(tensor.shape) ? tensor : define("tensor.cast " + tensor.name + " : " + tensor.type() + " to ", shape, tensor.real);
  }

  private Tensor unpack(Tensor tensor, Packing packing, List<Long> shape) {
    Tensor into = cast(destination(shape, shape));
    return define("tensor.unpack " + tensor.name + packing.text() + " into " + into.name + " : " + tensor.type() + " -> ", into.shape, into.real);
  }

  private void packAndUnpack() {
    int rank = 1 + random.nextInt(2);
    Tensor tensor = cast(make(shape(rank)));
    Packing packing = packing(rank);
    Tensor packed = pack(tensor, packing);
    if (chance(3)) use(packed);
    else use(unpack(packed, packing, tensor.real));
  }

  private void unpackAndPack() {
    int rank = 1 + random.nextInt(2);
    List<Long> shape = shape(rank);
    Packing packing = packing(rank);
    Tensor packed = cast(make(packed(shape, packing, packing.tiles.stream().map(Amount::written).toList())), packing);
    Tensor unpacked = unpack(packed, packing, shape);
    if (chance(3)) use(unpacked);
    else use(pack(unpacked, packing));
  }
}
