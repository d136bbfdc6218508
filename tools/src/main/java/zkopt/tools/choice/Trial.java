package zkopt.tools.choice;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.ir.IRMapping;

/**
 * A road that was gone, with the module and its text before each step and at the end. One that differs in some steps begins at the first of these, and
 * ends where the module is the same again.
 */
final class Trial {
  private final IRContext ir;
  private final List<Step> steps;
  private final List<ModuleOp> modules;
  private final List<String> texts;

  private Trial(IRContext ir, List<Step> steps, List<ModuleOp> modules, List<String> texts) {
    this.ir = ir;
    this.steps = steps;
    this.modules = new ArrayList<>(modules);
    this.texts = new ArrayList<>(texts);
  }

  /** @param start which stays as it is @throws CompileException when a step fails */
  static Trial of(Road road, ModuleOp start, IRContext ir) {
    var trial = new Trial(ir, road.steps(), List.of(start), List.of(start.toString()));
    for (Step step : road.steps()) trial.go(step);
    return trial;
  }

  /** From the same start. @throws CompileException when a step fails */
  Trial another(Road road) {
    List<Step> others = road.steps();
    int common = 0;
    while (common < Math.min(steps.size(), others.size()) && steps.get(common).equals(others.get(common))) common++;
    var trial = new Trial(ir, others, modules.subList(0, common + 1), texts.subList(0, common + 1));
    for (int i = common; i < others.size(); i++) {
      trial.go(others.get(i));
      int same = steps.size() - (others.size() - i) + 1;
      boolean rejoins = same >= 0 && steps.subList(same, steps.size()).equals(others.subList(i + 1, others.size())) && texts.get(same).equals(trial.text());
      if (!rejoins) continue;
      trial.modules.addAll(modules.subList(same + 1, modules.size()));
      trial.texts.addAll(texts.subList(same + 1, texts.size()));
      break;
    }
    return trial;
  }

  private void go(Step step) {
    var module = (ModuleOp) module().clone(new IRMapping());
    step.run(module, ir.withOwnDiagnostics());
    modules.add(module);
    texts.add(module.toString());
  }

  /** What the road leads to. */
  ModuleOp module() {
    return modules.getLast();
  }

  String text() {
    return texts.getLast();
  }
}
