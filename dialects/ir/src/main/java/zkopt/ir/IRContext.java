package zkopt.ir;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;

/** The registered dialects and the diagnostic engine that parsing, verification and passes share. */
public final class IRContext {
  private final SortedMap<String, Dialect> dialects;
  private final Map<String, OpSpec> operations;
  private final Map<String, OpSpec> unregistered;
  private final DiagnosticEngine diagnostics = new DiagnosticEngine();
  private boolean allowUnregisteredDialects;
  private ActionHandler actions;
  private RemarkEngine remarks = RemarkEngine.NONE;

  /** A context without dialects. */
  public IRContext() {
    this(new TreeMap<>(), new HashMap<>(), new ConcurrentHashMap<>());
  }

  private IRContext(SortedMap<String, Dialect> dialects, Map<String, OpSpec> operations, Map<String, OpSpec> unregistered) {
    this.dialects = dialects;
    this.operations = operations;
    this.unregistered = unregistered;
  }

  /** The same dialects with diagnostics of its own: for one of several threads. */
  public IRContext withOwnDiagnostics() {
    var context = new IRContext(dialects, operations, unregistered);
    context.allowUnregisteredDialects = allowUnregisteredDialects;
    context.actions = actions;
    context.diagnostics.showAs(diagnostics);
    context.remarks = remarks.with(context.diagnostics);
    return context;
  }

  /** A context with every dialect that {@link ServiceLoader} finds. */
  public static IRContext withAllDialects() {
    return withAllDialects(IRContext.class.getClassLoader());
  }

  /** As {@link #withAllDialects()}, with the class path (and plug-ins) of {@code loader}. */
  public static IRContext withAllDialects(ClassLoader loader) {
    var context = new IRContext();
    ServiceLoader.load(Dialect.class, loader).forEach(context::register);
    return context;
  }

  public void register(Dialect dialect) {
    dialects.put(dialect.namespace(), dialect);
    for (OpSpec spec : dialect.operations()) operations.put(spec.name(), spec);
  }

  public Collection<Dialect> dialects() {
    return Collections.unmodifiableCollection(dialects.values());
  }

  /** The dialect, or null. */
  public Dialect dialect(String namespace) {
    return dialects.get(namespace);
  }

  /** The declaration of a registered operation, or null. */
  public OpSpec operation(String name) {
    return operations.get(name);
  }

  /** All declarations, by name. */
  public Collection<OpSpec> operations() {
    return Collections.unmodifiableCollection(new TreeMap<>(operations).values());
  }

  /** The spec under which an operation that no dialect knows is kept. */
  public OpSpec unregisteredOperation(String name) {
    return unregistered.computeIfAbsent(name, OpSpec::unregistered);
  }

  public boolean allowsUnregisteredDialects() {
    return allowUnregisteredDialects;
  }

  public void allowUnregisteredDialects(boolean allow) {
    allowUnregisteredDialects = allow;
  }

  /** Who stands around what passes and rewrites do; null for nobody. */
  public void handleActions(ActionHandler handler) {
    actions = handler;
  }

  /** Runs a step under the handler of actions, if there is one; returns what the step says. */
  public boolean act(String tag, String name, Operation op, BooleanSupplier step) {
    return actions == null ? step.getAsBoolean() : actions.execute(new Action(tag, name, op), step);
  }

  public DiagnosticEngine diagnostics() {
    return diagnostics;
  }

  /**
   * Asks for remarks; there are none by default.
   *
   * @param wanted of which kind and category
   * @param atOnce whether they are reported as diagnostics, too, when they are made
   */
  public void showRemarks(BiPredicate<Remark.Kind, String> wanted, boolean atOnce) {
    remarks = new RemarkEngine(wanted, atOnce ? diagnostics : null);
  }

  public RemarkEngine remarks() {
    return remarks;
  }
}
