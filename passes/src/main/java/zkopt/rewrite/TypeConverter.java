package zkopt.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import zkopt.ir.FunctionType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Type;
import zkopt.ir.Value;

/**
 * Says what each type becomes, and how a value of one type is made from a value of another where converted and unconverted operations meet. Of
 * the conversions and materialisations the last that does not return null wins; function types are converted part by part, and a type
 * without conversion is not convertible.
 */
public final class TypeConverter {
  private final List<Function<Type, Type>> conversions = new ArrayList<>();
  private final List<Materialization> materializations = new ArrayList<>();

  /** Makes a value of {@code type} from {@code value}, or returns null, and then has made nothing. */
  public interface Materialization {
    Value make(OpBuilder builder, Type type, Value value, Location location);
  }

  /** A converter that keeps every type; add what changes. */
  public static TypeConverter keepingOthers() {
    return new TypeConverter().add(Type.class, t -> t);
  }

  /** Adds a conversion of types of a class; null from {@code conversion} passes on to those added earlier. */
  public <T extends Type> TypeConverter add(Class<T> type, Function<T, Type> conversion) {
    conversions.addFirst(t -> type.isInstance(t) ? conversion.apply(type.cast(t)) : null);
    return this;
  }

  /** Adds a way to make a value of another type; without one {@code builtin.unrealized_conversion_cast} stays. */
  public TypeConverter addMaterialization(Materialization materialization) {
    materializations.addFirst(materialization);
    return this;
  }

  /** {@code value} as one of {@code type}, or null. */
  Value materialize(OpBuilder builder, Type type, Value value, Location location) {
    for (var materialization : materializations) {
      var made = materialization.make(builder, type, value, location);
      if (made != null) return made;
    }
    return null;
  }

  /** What the type becomes, or null. */
  public Type convert(Type type) {
    if (type instanceof FunctionType f) {
      var inputs = convert(f.inputs());
      var results = convert(f.results());
      return inputs == null || results == null ? null : new FunctionType(inputs, results);
    }
    for (var conversion : conversions) {
      var converted = conversion.apply(type);
      if (converted != null) return converted;
    }
    return null;
  }

  /** What the types become, or null when one of them is not convertible. */
  public List<Type> convert(List<? extends Type> types) {
    var converted = new ArrayList<Type>();
    for (Type type : types) {
      var result = convert(type);
      if (result == null) return null;
      converted.add(result);
    }
    return converted;
  }

  public boolean isLegal(Type type) {
    return type.equals(convert(type));
  }

  /** Whether the types of operands, results and the arguments of regions are what they become. */
  public boolean isLegal(Operation op) {
    return op.operands().stream().map(Value::type).allMatch(this::isLegal) && op.resultTypes().stream().allMatch(this::isLegal)
        && op.regions().stream().flatMap(r -> r.blocks().stream()).flatMap(b -> b.arguments().stream()).map(Value::type).allMatch(this::isLegal);
  }
}
