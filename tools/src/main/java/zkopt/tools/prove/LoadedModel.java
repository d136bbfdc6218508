package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import zkopt.assigner.AssignmentException;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Port;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.prover.ProvingKey;
import zkopt.tools.artifact.CompiledModel;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.input.ModelInputs;
import zkopt.tools.input.TensorSpec;

/** A compiled model, read and laid out again. */
record LoadedModel(Path file, CompiledModel compiled, LaidOutModel model) {
  /** How many stages {@link #load} has. */
  static final int LOAD_STAGES = 2;

  static LoadedModel load(Path file, Stages stages) {
    CompiledModel compiled = CompiledModel.read(file);
    ModuleOp module = stages.run("read the model", () -> ModuleCodec.decode(compiled, file));
    LaidOutModel model = stages.run("lay out as before", () -> Layouts.of(module, compiled.parameters()));
    return new LoadedModel(file, compiled, model);
  }

  /**
   * Commits again to the fixed columns and, with the randomness of setup, to the weights.
   *
   * @throws ToolException if that does not give the verifying key of setup
   */
  ProvingKey provingKey() {
    ProvingKey key = Layouts.commit(model, compiled.parameters(), compiled.weightSeed());
    if (!Arrays.equals(key.verifyingKey().toBytes(), compiled.key().key())) {
      throw new ToolException("'%s' was compiled by another version of zkprove, which lays models out in another way: run 'zkprove setup' again"
          .formatted(file));
    }
    return key;
  }

  /** What an input file must hold. */
  static List<TensorSpec> specs(LaidOutModel model) {
    return model.inputs().stream().map(p -> new TensorSpec(p.name(), p.shape())).toList();
  }

  /** The integers that inputs stand for. @throws ToolException if the file does not fit the model or a value its format */
  long[][] quantize(Path input) {
    return quantize(model, ModelInputs.read(input, specs(model)));
  }

  static long[][] quantize(LaidOutModel model, double[][] inputs) {
    long[][] integers = new long[inputs.length][];
    try {
      for (int i = 0; i < inputs.length; i++) {
        Port port = model.inputs().get(i);
        integers[i] = Arrays.stream(inputs[i]).mapToLong(port::quantize).toArray();
      }
    } catch (AssignmentException e) {
      throw new ToolException(e.getMessage(), e);
    }
    return integers;
  }

  /** @throws ToolException if a value leaves the range that the model was compiled for */
  static LaidOutModel.Run run(LaidOutModel model, long[][] inputs) {
    try {
      return model.run(inputs);
    } catch (AssignmentException e) {
      throw new ToolException(e.getMessage(), e);
    }
  }
}
