package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import zkopt.analysis.affine.ComputationSlice;
import zkopt.analysis.affine.Dependences;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.analysis.affine.SliceComputation;
import zkopt.analysis.affine.SliceSystem;
import zkopt.analysis.affine.SliceSystem.Iteration;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/**
 * Whether all values stay what they were when a slice of one nest goes into another, before or behind all that the other one does in an
 * iteration. Either each iteration of the source still runs once, and no dependence turns around; or iterations may run again, and do the
 * same again, each in the last run before its values are needed. MLIR does not ask the second question, nor the first exactly.
 */
final class FusionOrder {
  private final ForOp source;
  private final ComputationSlice slice;
  private final int common;
  private final int depth;
  private final boolean backward;
  private final List<MemoryAccess> sources = new ArrayList<>();
  private final List<MemoryAccess> targets = new ArrayList<>();
  private final boolean known;

  FusionOrder(ForOp source, ForOp target, ComputationSlice slice) {
    this.source = source;
    this.slice = slice;
    this.common = Loops.around(source).size();
    this.depth = Loops.around(slice.insertPoint()).size() - common;
    this.backward = source.isBeforeInBlock(target);
    boolean knowsSource = ParallelLoops.collect(source, sources);
    this.known = ParallelLoops.collect(target, targets) && knowsSource && sources.stream().noneMatch(a -> targets.stream().anyMatch(b -> mayHide(a, b)))
        && sources.stream().noneMatch(a -> sources.stream().anyMatch(b -> mayHide(a, b)));
  }

  /** Whether two accesses may touch one element by different names. */
  private static boolean mayHide(MemoryAccess a, MemoryAccess b) {
    return (a.isStore() || b.isStore()) && a.memref() != b.memref() && a.mayShare(b);
  }

  /**
   * Whether a producer may go in.
   *
   * @param sourceGoes whether the producer does not run by itself any more
   * @param privates the buffers that each iteration of the loops around the slice gets anew
   */
  boolean keepsValues(boolean sourceGoes, Set<Value> privates) {
    if (!known || !privates.stream().allMatch(this::isSelfContained)) return false;
    boolean once = sourceGoes && slice.isMaximal().orElse(false) && !repeats();
    return once && runsOnce(privates) || runsAgain(sourceGoes, privates);
  }

  /** Whether a sibling, which does not run by itself any more, may go in. */
  boolean keepsSibling() {
    boolean apart = known && sources.stream().noneMatch(a -> targets.stream().anyMatch(b -> conflict(a, b)));
    return apart && slice.isMaximal().orElse(false) && (!repeats() && runsOnce(Set.of()) || runsAgain(true, Set.of()));
  }

  private static boolean conflict(MemoryAccess a, MemoryAccess b) {
    return a.memref() == b.memref() && (a.isStore() || b.isStore());
  }

  private SliceSystem system() {
    return new SliceSystem(slice, common);
  }

  /** Whether an iteration of the source may be in the slice at two places. */
  private boolean repeats() {
    for (MemoryAccess access : sources) {
      SliceSystem system = system();
      Iteration iteration = system.iteration(access.op());
      Iteration place = system.place();
      Iteration other = system.place();
      if (system.inSlice(iteration, place).inSlice(iteration, other).isPossible(system.later(place, other, depth))) return true;
    }
    return false;
  }

  private boolean runsOnce(Set<Value> privates) {
    return keepsOrderInTarget() && keepsOrderInSource() && (privates.isEmpty() || passesOnInPlace(privates) && keepsPrivates(privates));
  }

  /** Whether no target's access to an element comes, at an earlier place, before a source's that it was behind. */
  private boolean keepsOrderInTarget() {
    return sources.stream().allMatch(a -> targets.stream().noneMatch(b -> conflict(a, b) && mayOvertake(a, b)));
  }

  private boolean mayOvertake(MemoryAccess a, MemoryAccess b) {
    if (!backward) return true;
    SliceSystem system = system();
    Iteration iteration = system.iteration(a.op());
    Iteration place = system.place();
    Iteration target = system.iteration(b.op());
    // of an access that is in fewer loops than the slice, those around it count
    int loops = Math.min(depth, SliceComputation.commonLoops(List.of(b.op(), slice.insertPoint())).size() - common);
    boolean standsBefore = loops < depth && b.op().block() != null && standsBefore(b.op());
    return system.inSlice(iteration, place).sameElement(a, iteration, b, target).isPossible(system.later(place, target, loops, standsBefore));
  }

  private boolean standsBefore(Operation op) {
    Operation place = slice.insertPoint();
    while (place.block() != op.block()) {
      if (place.parentOp() == null) return true;
      place = place.parentOp();
      if (place.isAncestorOf(op)) return true;
    }
    return op.isBeforeInBlock(place);
  }

  private boolean keepsOrderInSource() {
    return sources.stream().allMatch(a -> sources.stream().noneMatch(b -> conflict(a, b) && mayTurnAround(a, b)));
  }

  private boolean mayTurnAround(MemoryAccess a, MemoryAccess b) {
    SliceSystem system = system();
    Iteration before = system.iteration(a.op());
    Iteration behind = system.iteration(b.op());
    Iteration placeBefore = system.place();
    Iteration placeBehind = system.place();
    system.inSlice(before, placeBefore).inSlice(behind, placeBehind).sameElement(a, before, b, behind);
    return system.isPossible(inOrder(system, a, before, b, behind), system.later(placeBefore, placeBehind, depth));
  }

  /** That one access of the source was before another one. */
  private SliceSystem.Alternatives inOrder(SliceSystem system, MemoryAccess a, Iteration before, MemoryAccess b, Iteration behind) {
    int loops = SliceComputation.commonLoops(List.of(a.op(), b.op())).size() - common;
    return system.later(behind, before, loops, a.op() != b.op() && Dependences.standsBefore(a.op(), b.op()));
  }

  /** Whether what the target loads from buffers is stored, if at all, by the slice at the same place. */
  private boolean passesOnInPlace(Set<Value> memrefs) {
    for (MemoryAccess a : sources) {
      for (MemoryAccess b : targets) {
        boolean passesOn = a.isStore() && !b.isStore() && a.memref() == b.memref() && (memrefs == null || memrefs.contains(a.memref()));
        if (passesOn && mayPassOnElsewhere(a, b)) return false;
      }
    }
    return true;
  }

  private boolean mayPassOnElsewhere(MemoryAccess a, MemoryAccess b) {
    if (SliceComputation.commonLoops(List.of(b.op(), slice.insertPoint())).size() - common < depth) return true;
    SliceSystem system = system();
    Iteration iteration = system.iteration(a.op());
    Iteration target = system.iteration(b.op());
    system.sameElement(a, iteration, b, target);
    // the counters around the target are those of the place, and more
    return system.isPossible(system.outside(iteration, target));
  }

  /** Whether the source loads from private buffers only what it stored at the same place. */
  private boolean keepsPrivates(Set<Value> privates) {
    for (MemoryAccess a : sources) {
      for (MemoryAccess b : sources) {
        boolean flows = a.isStore() && !b.isStore() && a.memref() == b.memref() && privates.contains(a.memref());
        if (flows && mayComeFromElsewhere(a, b)) return false;
      }
    }
    return true;
  }

  /** Whether an access may be in the slice without one before it to the same element. */
  private boolean mayComeFromElsewhere(MemoryAccess a, MemoryAccess b) {
    return mayBeParted(a, b, false);
  }

  /** Whether of two accesses to the same element, the first before the second, only one may be in the slice: the first or the second. */
  private boolean mayBeParted(MemoryAccess a, MemoryAccess b, boolean firstInSlice) {
    SliceSystem system = system();
    Iteration before = system.iteration(a.op());
    Iteration behind = system.iteration(b.op());
    Iteration place = system.place();
    system.inSlice(firstInSlice ? before : behind, place).sameElement(a, before, b, behind);
    return system.isPossible(inOrder(system, a, before, b, behind), system.outside(firstInSlice ? behind : before, place));
  }

  private boolean runsAgain(boolean sourceGoes, Set<Value> privates) {
    if (!keepsAntiAndOutput() || !sources.stream().allMatch(a -> a.isStore() || !isStoredTo(a.memref()) || isStoredBefore(a))) return false;
    for (MemoryAccess a : sources) {
      for (MemoryAccess b : sources) {
        if (a.isStore() && b.isStore() && a.memref() == b.memref() && mayEndEarlier(a, b)) return false;
      }
    }
    return passesOnInPlace(sourceGoes ? null : privates);
  }

  /** As {@link #keepsOrderInTarget}, but for what the target loads. */
  private boolean keepsAntiAndOutput() {
    return sources.stream().allMatch(a -> targets.stream().noneMatch(b -> b.isStore() && a.memref() == b.memref() && mayOvertake(a, b)));
  }

  private boolean isStoredTo(Value memref) {
    return sources.stream().anyMatch(a -> a.isStore() && a.memref() == memref);
  }

  /** Whether each run of a load has a store of the same element before it, in the same iteration of all loops around that store. */
  private boolean isStoredBefore(MemoryAccess load) {
    return sources.stream().anyMatch(a -> a.isStore() && a.isSameElement(load) && a.op().parentOp().isAncestorOf(load.op())
        && Dependences.standsBefore(a.op(), load.op()));
  }

  /** Whether the slice may have a store without a later one to the same element. */
  private boolean mayEndEarlier(MemoryAccess a, MemoryAccess b) {
    return mayBeParted(a, b, true);
  }

  /** Whether a buffer holds nothing when the nests begin: it is allocated in their block. */
  private boolean isSelfContained(Value memref) {
    return memref.definingOp() != null && memref.definingOp().block() == source.block();
  }
}
