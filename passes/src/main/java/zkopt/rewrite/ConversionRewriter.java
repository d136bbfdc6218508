package zkopt.rewrite;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.builtin.UnrealizedConversionCastOp;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Type;
import zkopt.ir.Value;

/** A rewriter that lets a value be replaced by one of another type: a cast stands between until all users are converted. */
public final class ConversionRewriter extends Rewriter {
  private final TypeConverter types;
  private final List<UnrealizedConversionCastOp> casts = new ArrayList<>();
  private String failure;

  ConversionRewriter(TypeConverter types, RewriteListener listener) {
    super(listener);
    this.types = types;
  }

  public TypeConverter types() {
    return types;
  }

  /** What the type becomes; the rewrite ends here, as not applicable, when it is not convertible. */
  public Type convert(Type type) {
    var converted = types.convert(type);
    if (converted == null) throw new NotConvertibleException(type);
    return converted;
  }

  /** Notes why a rule does not apply, and returns false. */
  public boolean matchFailure(String reason) {
    failure = reason;
    return false;
  }

  String takeFailure() {
    var reason = failure;
    failure = null;
    return reason;
  }

  /** Replaces the results of {@code op}; the values may be of other types. */
  @Override
  public void replaceOp(Operation op, List<? extends Value> values) {
    var cast = new ArrayList<Value>();
    for (int i = 0; i < values.size(); i++) {
      var result = op.result(i);
      if (values.get(i).nameHint() == null) values.get(i).setNameHint(result.nameHint());
      setInsertionPoint(op);
      cast.add(result.hasUses() ? cast(values.get(i), result.type(), op.location()) : values.get(i));
    }
    super.replaceOp(op, cast);
  }

  /** Gives the arguments of all blocks of {@code region} the types that they become. */
  public void convertArguments(Region region) {
    for (Block block : region.blocks()) {
      for (BlockArgument argument : block.arguments()) {
        var type = argument.type();
        var converted = convert(type);
        if (converted.equals(type)) continue;
        argument.setType(converted);
        if (!argument.hasUses()) continue;
        var uses = argument.uses();
        var cast = makeCast(OpBuilder.atStart(block), argument, type, argument.location());
        uses.forEach(use -> use.set(cast));
      }
    }
  }

  /** The value in the type that its type becomes. */
  Value remap(Value value, Location location) {
    return types == null ? value : cast(value, convert(value.type()), location);
  }

  private Value cast(Value value, Type type, Location location) {
    if (value.type().equals(type)) return value;
    if (value.definingOp() instanceof UnrealizedConversionCastOp c && c.numOperands() == 1 && c.operand(0).type().equals(type)) return c.operand(0);
    return makeCast(this, value, type, location);
  }

  private Value makeCast(OpBuilder builder, Value value, Type type, Location location) {
    var cast = UnrealizedConversionCastOp.create(builder, location, List.of(type), List.of(value));
    casts.add(cast);
    return cast.result(0);
  }

  /** The casts that were made so far. */
  List<UnrealizedConversionCastOp> casts() {
    return List.copyOf(casts);
  }
}
