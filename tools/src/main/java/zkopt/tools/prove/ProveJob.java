package zkopt.tools.prove;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import zkopt.assigner.LaidOutModel;
import zkopt.protocol.Proof;
import zkopt.prover.Prover;
import zkopt.prover.ProvingKey;
import zkopt.tools.cli.Stages;
import zkopt.verifier.file.ModelKey;
import zkopt.verifier.file.ModelProof;
import zkopt.verifier.file.ProofSystem;
import zkopt.verifier.file.PublicTensor;
import zkopt.verifier.file.PublicValues;

/** Proving: from a model and an input to a proof. */
final class ProveJob {
  static final int STAGES = 4;

  private ProveJob() {}

  /** @param outputs all outputs, public or not */
  record Result(ModelProof proof, List<PublicTensor> outputs) {}

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
    ModelKey vk = loaded.compiled().key();
    LaidOutModel model = loaded.model();
    var values = new PublicValues(Outputs.publicOf(model.inputs(), inputs), Outputs.publicOf(model.outputs(), run.outputs()));
    return new Result(new ModelProof(vk.fingerprint(), ProofSystem.of(vk.key()), values, proof.toBytes()), Outputs.of(model.outputs(), run.outputs()));
  }
}
