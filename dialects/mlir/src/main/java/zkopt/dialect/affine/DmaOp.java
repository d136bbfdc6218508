package zkopt.dialect.affine;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.IndexType;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;

/**
 * {@code affine.dma_start %from[%i], %to[%j], %tag[%k], %n, %stride, %per : memref<..>, memref<..>, memref<..>} begins a copy in the
 * background, {@code affine.dma_wait %tag[%k], %n : memref<..>} waits for it.
 */
public final class DmaOp extends Operation {
  /** Which of the two, with the maps of its buffers' subscripts: attributes, but no properties, as in MLIR. */
  public enum Kind {
    START("src_map", "dst_map", "tag_map"), WAIT("tag_map");

    private final List<String> maps;
    private final OpSpec spec;

    Kind(String... maps) {
      this.maps = List.of(maps);
      this.spec = OpSpec.of("affine.dma_" + name().toLowerCase(Locale.ROOT), state -> new DmaOp(this, state))
          .summary(name().equals("START") ? "non-blocking DMA operation that starts a transfer" : "blocks until a DMA operation completes")
          .operands(variadicOperand("operands", TypeConstraint.ANY))
          .assembly(new DmaAssembly(this));
    }

    public OpSpec spec() {
      return spec;
    }

    List<String> maps() {
      return maps;
    }
  }

  /** What the buffer of each map is to the transfer. */
  private static final Map<String, String> ROLES = Map.of("src_map", "source", "dst_map", "destination", "tag_map", "tag");

  private final Kind kind;

  /** A buffer with its subscripts, as functions of {@code operands}. */
  public record Place(Value memref, AffineMap map, List<Value> operands) {}

  private DmaOp(Kind kind, OperationState state) {
    super(state);
    this.kind = kind;
  }

  /** How many buffers it is about: the last one holds tags. */
  public int buffers() {
    return kind.maps.size();
  }

  /** @param counts how many elements, then maybe the stride in the slower memory, and how many elements go with each stride */
  public static DmaOp start(OpBuilder builder, Location location, Place from, Place to, Place tag, List<? extends Value> counts) {
    return create(Kind.START, builder, location, List.of(from, to, tag), counts);
  }

  /** @param count how many elements */
  public static DmaOp await(OpBuilder builder, Location location, Place tag, Value count) {
    return create(Kind.WAIT, builder, location, List.of(tag), List.of(count));
  }

  private static DmaOp create(Kind kind, OpBuilder builder, Location location, List<Place> places, List<? extends Value> counts) {
    var state = new OperationState(kind.spec, location);
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      state.operands(place.memref).operands(place.operands).attribute(kind.maps.get(i), new AffineMapAttr(place.map));
    }
    return builder.create(state.operands(counts));
  }

  public Kind kind() {
    return kind;
  }

  /** The buffers: source, target and tag, or the tag alone. */
  public List<Place> places() {
    var places = new ArrayList<Place>();
    int at = 0;
    for (int i = 0; i < kind.maps.size(); i++) {
      int end = at + 1 + map(i).numInputs();
      places.add(new Place(operand(at), map(i), operands().subList(at + 1, end)));
      at = end;
    }
    return places;
  }

  /** How many elements, then maybe the stride in the slower memory, and how many elements go with each stride. */
  public List<Value> counts() {
    int at = IntStream.range(0, kind.maps.size()).map(i -> 1 + map(i).numInputs()).sum();
    return operands().subList(at, numOperands());
  }

  public AffineMap map(int buffer) {
    return ((AffineMapAttr) attribute(kind.maps.get(buffer))).value();
  }

  private String role(int buffer) {
    String map = kind.maps.get(buffer);
    return map.substring(0, map.indexOf('_')) + " index";
  }

  /** The operands are the buffers, each with the operands of its map, then the count and maybe two strides. */
  @Override
  protected String problem() {
    for (String map : kind.maps) {
      if (!(attribute(map) instanceof AffineMapAttr)) return "requires an affine map attribute named '" + map + "'";
    }
    int at = 0;
    for (int buffer = 0; buffer < kind.maps.size(); buffer++) {
      int end = at + 1 + map(buffer).numInputs();
      if (end > numOperands() || !(operand(at).type() instanceof MemRefType)) return "expected DMA " + ROLES.get(kind.maps.get(buffer)) + " to be of memref type";
      var indices = operands().subList(at + 1, end);
      if (!indices.stream().allMatch(v -> v.type() instanceof IndexType)) return role(buffer) + " to dma_" + kind.name().toLowerCase(Locale.ROOT) + " must have 'index' type";
      if (!indices.stream().allMatch(AffineValues::isDim)) return role(buffer) + " must be a valid dimension or symbol identifier";
      at = end;
    }
    int rest = numOperands() - at;
    if (rest != 1 && !(kind == Kind.START && rest == 3)) return "incorrect number of operands";
    return operands().subList(at, numOperands()).stream().allMatch(v -> v.type() instanceof IndexType) ? null : "number of elements must be of index type";
  }
}
