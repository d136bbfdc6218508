package zkopt.lowering.plonk;

/** Why a nest that multiplies and accumulates is no contraction; control flow inside the matcher. */
final class NotAContraction extends Exception {
  private static final long serialVersionUID = 1;

  NotAContraction(String reason) {
    super(reason, null, false, false);
  }
}
