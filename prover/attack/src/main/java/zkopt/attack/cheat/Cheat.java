package zkopt.attack.cheat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import zkopt.attack.Forgery;
import zkopt.attack.Target;
import zkopt.circuit.Assignment;
import zkopt.field.Ext3;
import zkopt.protocol.Proof;
import zkopt.protocol.Transcript;
import zkopt.prover.Deviation;
import zkopt.prover.Multiplicities;
import zkopt.prover.Prover;
import zkopt.prover.eval.RowSource;

/** A prover that skips its checks, and notes what it comes across. */
class Cheat implements Deviation {
  /** A looked-up tuple that no table holds. */
  record MissingTuple(int lookup, int row, long[] tuple) {}

  private final Supplier<Transcript> transcript;
  private final List<MissingTuple> missing = Collections.synchronizedList(new ArrayList<>());
  private RowSource table;
  private Ext3[] challenges;
  private Ext3 zeta;
  private Ext3[] trueOpenings;
  private Ext3 batching;

  Cheat() {
    this(Transcript::new);
  }

  Cheat(Supplier<Transcript> transcript) {
    this.transcript = transcript;
  }

  /** Proves in this way, whether it is true or not. */
  final Proof prove(Target target, Assignment assignment) {
    return Prover.prove(target.provingKey(), assignment, target.seedBytes(), this);
  }

  final Forgery forge(Target target, Assignment assignment) {
    return new Forgery(target.key(), assignment.instance(), prove(target, assignment).toBytes());
  }

  @Override
  public Transcript transcript() {
    return transcript.get();
  }

  @Override
  public Multiplicities.Missing missing(Multiplicities.Missing refuse) {
    return (lookup, row, tuple) -> missing.add(new MissingTuple(lookup, row, tuple));
  }

  @Override
  public void phase2(RowSource source, Ext3[] challenges) {
    this.table = source;
  }

  @Override
  public Ext3[] openings(Ext3[] challenges, Ext3 zeta, Ext3[] openings) {
    this.challenges = challenges;
    this.zeta = zeta;
    this.trueOpenings = openings.clone();
    return openings;
  }

  @Override
  public void codeword(long[][] codeword, Ext3 batching) {
    this.batching = batching;
  }

  List<MissingTuple> missingTuples() {
    return missing;
  }

  /** All columns on the rows; those of phase 2 are written over. */
  RowSource table() {
    return table;
  }

  /** All challenges of the arguments, once they are drawn. */
  Ext3[] challenges() {
    return challenges;
  }

  Ext3 zeta() {
    return zeta;
  }

  Ext3[] trueOpenings() {
    return trueOpenings;
  }

  Ext3 batching() {
    return batching;
  }
}
