package zkopt.transforms;

import zkopt.ir.Location;
import zkopt.ir.Operation;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/** Forgets where operations came from. Failing constraints can then not name their ONNX node. */
@Pass.Named(value = "strip-debuginfo", summary = "Strip debug info from all operations")
public record StripDebugInfo() implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation op, PassContext context) {
    op.walk(o -> o.setLocation(Location.UNKNOWN));
  }
}
