package zkopt.tools.prove;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import zkopt.assigner.LaidOutModel;
import zkopt.protocol.Proof;
import zkopt.prover.Prover;
import zkopt.prover.ProvingKey;
import zkopt.tools.artifact.ProofFile;
import zkopt.tools.artifact.PublicTensor;
import zkopt.tools.artifact.PublicValues;
import zkopt.tools.cli.Stages;

/** Proving: from a model and an input to a proof. */
final class ProveJob {
  static final int STAGES = 4;

  private ProveJob() {}

  /** @param outputs all outputs, public or not */
  record Result(ProofFile proof, List<PublicTensor> outputs) {}

  static Result run(LoadedModel loaded, Path input, Stages stages) {
    long[][] inputs = stages.run("read input", () -> loaded.quantize(input));
    LaidOutModel.Run run = stages.run("assign", () -> LoadedModel.run(loaded.model(), inputs));
    ProvingKey key = stages.run(loaded.kept().exists() ? "map what was committed" : "commit to the model", loaded::provingKey);
    return stages.run("prove", () -> prove(loaded, key, inputs, run));
  }

  /** Runs the model and proves that. Thread-safe. */
  static Result run(LoadedModel loaded, ProvingKey key, long[][] inputs) {
    return prove(loaded, key, inputs, LoadedModel.run(loaded.model(), inputs));
  }

  /** Counts the proof, and makes it with fresh randomness. */
  private static Result prove(LoadedModel loaded, ProvingKey key, long[][] inputs, LaidOutModel.Run run) {
    loaded.budget().take();
    Proof proof = Prover.prove(key, run.assignment(), new SecureRandom());
    var vk = loaded.compiled().key();
    var file = new ProofFile(vk.fingerprint(), vk.system(), PublicValues.of(vk, inputs, run.outputs()), proof.toBytes());
    return new Result(file, Outputs.of(loaded.model().outputs(), run.outputs()));
  }
}
