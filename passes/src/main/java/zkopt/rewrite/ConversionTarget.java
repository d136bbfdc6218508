package zkopt.rewrite;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import zkopt.ir.Operation;

/** Says which operations may be left when a conversion is done. What is said of an operation counts more than what of its dialect. */
public final class ConversionTarget {
  /** UNKNOWN: nothing was said; a partial conversion leaves the operation when no rewrite applies. */
  public enum Legality { LEGAL, ILLEGAL, UNKNOWN }

  private final Map<Class<?>, Predicate<Operation>> operations = new HashMap<>();
  private final Map<String, Predicate<Operation>> dialects = new HashMap<>();

  @SafeVarargs
  public final ConversionTarget legalOps(Class<? extends Operation>... types) {
    for (var type : types) operations.put(type, _ -> true);
    return this;
  }

  @SafeVarargs
  public final ConversionTarget illegalOps(Class<? extends Operation>... types) {
    for (var type : types) operations.put(type, _ -> false);
    return this;
  }

  public <O extends Operation> ConversionTarget dynamicallyLegalOp(Class<O> type, Predicate<? super O> legal) {
    operations.put(type, op -> legal.test(type.cast(op)));
    return this;
  }

  public ConversionTarget legalDialects(String... namespaces) {
    for (String namespace : namespaces) dialects.put(namespace, _ -> true);
    return this;
  }

  public ConversionTarget illegalDialects(String... namespaces) {
    for (String namespace : namespaces) dialects.put(namespace, _ -> false);
    return this;
  }

  public ConversionTarget dynamicallyLegalDialect(String namespace, Predicate<Operation> legal) {
    dialects.put(namespace, legal);
    return this;
  }

  public Legality legality(Operation op) {
    var rule = operations.getOrDefault(op.getClass(), dialects.get(op.spec().dialect()));
    return rule == null ? Legality.UNKNOWN : rule.test(op) ? Legality.LEGAL : Legality.ILLEGAL;
  }
}
