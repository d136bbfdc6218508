package zkopt.transforms;

import zkopt.ir.Operation;
import zkopt.ir.text.AsmPrinter;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/** Prints the IR as it is at this place of the pipeline. */
@Pass.Named(value = "print-ir", title = "PrintIRPass", summary = "Print IR on the debug stream")
public record PrintIr(@Option("what to write in the header") String label) implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation op, PassContext context) {
    context.out().println("// -----// IR Dump" + (label.isEmpty() ? "" : " " + label) + " //----- //");
    context.out().print(AsmPrinter.print(op));
  }
}
