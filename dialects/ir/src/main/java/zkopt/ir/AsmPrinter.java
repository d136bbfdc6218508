package zkopt.ir;

/** Prints operations. */
public final class AsmPrinter {
  private AsmPrinter() {}

  public static String print(Operation op) {
    return op.name();
  }
}
