package zkopt.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Collects the remarks that somebody wants, in the order in which they are made. */
public final class RemarkEngine {
  /** Wants none. */
  static final RemarkEngine NONE = new RemarkEngine((_, _) -> false, null);

  private final BiPredicate<Remark.Kind, String> wanted;
  /** Where remarks are reported at once, or null. */
  private final DiagnosticEngine diagnostics;
  private final List<Remark> remarks = new ArrayList<>();

  /**
   * @param wanted of which kind and category remarks are wanted
   * @param diagnostics where they are reported at once, or null
   */
  RemarkEngine(BiPredicate<Remark.Kind, String> wanted, DiagnosticEngine diagnostics) {
    this.wanted = wanted;
    this.diagnostics = diagnostics;
  }

  /** The same for another thread. */
  RemarkEngine with(DiagnosticEngine others) {
    return new RemarkEngine(wanted, diagnostics == null ? null : others);
  }

  public boolean wants(Remark.Kind kind, String category) {
    return wanted.test(kind, category);
  }

  /** Takes a remark that is wanted. */
  public void report(Remark remark) {
    remarks.add(remark);
    if (diagnostics != null) diagnostics.remark(remark.location(), remark.text());
  }

  /** Takes over what another one collected, and has reported. */
  public void addAll(List<Remark> others) {
    remarks.addAll(others);
  }

  /** Returns what was collected and starts afresh. */
  public List<Remark> drain() {
    var drained = List.copyOf(remarks);
    remarks.clear();
    return drained;
  }
}
