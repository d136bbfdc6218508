package zkopt.pass.testing;

import java.util.List;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.IRContext;
import zkopt.ir.testing.TextTest;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;

/** Runs the pipelines of a text test: {@code // RUN: zkopt %s --pass-pipeline='builtin.module(canonicalize)' | FileCheck %s}. */
public final class PipelineTool implements TextTest.Tool {
  private static final String PIPELINE = "--pass-pipeline=";

  @Override
  public void run(ModuleOp module, List<String> arguments, IRContext context) {
    for (String argument : arguments) {
      if (!argument.startsWith(PIPELINE)) throw new IllegalArgumentException("unknown argument '" + argument + "'");
      var pipeline = PassPipeline.parse(argument.substring(PIPELINE.length()), PassRegistry.load());
      if (!new PassManager(context, pipeline).run(module)) return;
    }
  }
}
