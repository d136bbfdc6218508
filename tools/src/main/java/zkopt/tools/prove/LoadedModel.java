package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import zkopt.assigner.AssignmentException;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Port;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.protocol.UnsupportedCircuitException;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.prover.StoredColumns;
import zkopt.tools.artifact.CompiledModel;
import zkopt.tools.artifact.ModelFiles;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.input.ModelInputs;
import zkopt.tools.input.TensorSpec;

/** A compiled model, read and laid out again. @param module at the plonk level @param kept what proving needs of its setup */
record LoadedModel(Path file, CompiledModel compiled, ModuleOp module, LaidOutModel model, KeptSetup kept) {
  /** How many stages {@link #load} has. */
  static final int LOAD_STAGES = 2;

  static LoadedModel load(Path file, Stages stages) {
    CompiledModel compiled = read(file);
    return load(file, compiled, new KeptSetup(file, compiled), stages);
  }

  /** As {@link #load}, and gets ready to prove meanwhile. */
  static LoadedModel loadToProve(Path file, Stages stages) {
    CompiledModel compiled = read(file);
    var kept = new KeptSetup(file, compiled);
    kept.start();
    try (var _ = WarmUp.start()) {
      return load(file, compiled, kept, stages);
    }
  }

  private static CompiledModel read(Path file) {
    ModelFiles.of(file).recover();
    return CompiledModel.read(file);
  }

  private static LoadedModel load(Path file, CompiledModel compiled, KeptSetup kept, Stages stages) {
    ModuleOp module = stages.run("read the model", () -> ModuleCodec.decode(compiled, file));
    LaidOutModel model = stages.run("lay out as before", () -> Layouts.of(module, compiled.parameters()));
    return new LoadedModel(file, compiled, module, model, kept);
  }

  /** What 'zkprove estimate' says of the model: the shape that setup chose is not looked at. */
  ProofForecast forecast() {
    return ProofForecast.of(Layouts.estimate(module, compiled.parameters().withShape(null)), Layouts.proofParameters(compiled.parameters()));
  }

  /** The count of proofs made. */
  ProofBudget budget() {
    return new ProofBudget(file, compiled);
  }

  /**
   * The key of setup: from the proving data that were kept of it, or, where they were not, by committing again to the fixed columns and,
   * with the randomness of setup, to the weights.
   *
   * @throws ToolException if that does not give the verifying key of setup, or the proving data are damaged
   */
  ProvingKey provingKey() {
    if (kept.exists()) return restoredKey();
    ProvingKey key = Layouts.commit(model, compiled.parameters(), compiled.weightSeed());
    if (!Arrays.equals(key.verifyingKey().toBytes(), compiled.key().key().toBytes())) throw laidOutOtherwise(null);
    return key;
  }

  private ProvingKey restoredKey() {
    var columns = kept.get();
    try {
      return Setup.restore(model.circuit(), model.weights(), compiled.key().key(), columns);
    } catch (UnsupportedCircuitException e) {
      throw laidOutOtherwise(e);
    } catch (StoredColumns.MismatchException e) {
      throw new ToolException("'%s' does not go with '%s': %s: delete it, or run 'zkprove setup' again".formatted(kept.data(), file,
          e.getMessage()), e);
    }
  }

  private ToolException laidOutOtherwise(Exception cause) {
    return new ToolException("'%s' was compiled by another version of zkprove, which lays models out in another way: run 'zkprove setup' again"
        .formatted(file), cause);
  }

  /** What an input file must hold. */
  static List<TensorSpec> specs(LaidOutModel model) {
    return model.inputs().stream().map(p -> new TensorSpec(p.name(), p.shape())).toList();
  }

  /** The integers that inputs stand for. @throws ToolException if the file does not fit the model or a value its format */
  long[][] quantize(Path input) {
    return quantize(model, ModelInputs.read(input, specs(model)));
  }

  /** The input whose elements are all zero. */
  long[][] zeros() {
    return model.inputs().stream().map(p -> new long[p.elements()]).toArray(long[][]::new);
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
