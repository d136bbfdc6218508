package zkopt.lowering.plonk;

import java.util.List;
import java.util.stream.Stream;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.Diagnostic;
import zkopt.ir.IRContext;
import zkopt.ir.Operation;
import zkopt.ir.Remark;
import zkopt.ir.text.Parser;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/** A module from text, and what a pass had to say about it. */
record Ir(ModuleOp module, IRContext context) {
  static Ir parse(String text) {
    var context = IRContext.withAllDialects();
    context.showRemarks((kind, _) -> kind == Remark.Kind.MISSED, false);
    return new Ir(Parser.parse(context, "test", text), context);
  }

  Ir run(Pass pass) {
    pass.run(module, new PassContext(context));
    return this;
  }

  /** Diagnostics, and what was missed. */
  List<String> messages() {
    return Stream.concat(context.diagnostics().diagnostics().stream().map(Diagnostic::message), context.remarks().drain().stream().map(Remark::message)).toList();
  }

  <T extends Operation> List<T> all(Class<T> type) {
    var found = new java.util.ArrayList<T>();
    module.walk(type, found::add);
    return found;
  }
}
