package zkopt.tools.prove;

import java.util.Locale;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Layout;
import zkopt.assigner.LayoutOptions;
import zkopt.assigner.ProofRules;
import zkopt.assigner.TableCost;
import zkopt.assigner.TableEstimate;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.UnsupportedCircuitException;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.tools.artifact.CompiledModel.Parameters;
import zkopt.tools.choice.TableCount;
import zkopt.tools.cli.ToolException;

/** The layout of a model and the commitment to it: the same at setup and before each proof. */
final class Layouts {
  /** For so many proofs at least there should be randomness that hides the weights. */
  private static final int WEIGHT_PROOFS = 8;

  private Layouts() {}

  static LaidOutModel of(ModuleOp module, Parameters parameters) {
    try {
      return Layout.of(module, options(parameters));
    } catch (CompileException e) {
      throw new ToolException(e.getMessage(), e);
    }
  }

  /** What {@link #of} would lay out, counted only. */
  static TableEstimate estimate(ModuleOp module, Parameters parameters) {
    try {
      return TableEstimate.of(module, options(parameters));
    } catch (CompileException e) {
      throw new ToolException(e.getMessage(), e);
    }
  }

  /** Counts the tables that {@link #of} would lay out: by their cells, and for {@code small} by what the layout makes least. */
  static TableCount count(Parameters parameters) {
    LayoutOptions options = options(parameters);
    ProofParameters proofs = proofParameters(parameters);
    return new TableCount() {
      @Override
      public Size of(ModuleOp module) {
        TableEstimate table = TableEstimate.of(module, options);
        long cells = ProofForecast.of(table, proofs).committedCells();
        double cost = options.cost().of(table.cells(), table.logRows());
        return profile(parameters) == Profile.SMALL ? new Size(cost, String.format(Locale.ROOT, "%,d cells and a cost of %.3g", cells, cost))
            : new Size(cells, String.format(Locale.ROOT, "%,d cells", cells));
      }

      @Override
      public long values(ModuleOp module) {
        return TableEstimate.values(module, options);
      }
    };
  }

  private static LayoutOptions options(Parameters parameters) {
    ProofParameters proofs = proofParameters(parameters);
    return new LayoutOptions(proofs.blindingRows(), parameters.publicInputs(), parameters.publicOutputs(),
        parameters.minLogRows(), Math.toIntExact(proofs.weightRandomRows(1, WEIGHT_PROOFS)),
        new ProofRules(proofs.argumentDegree(), proofs.quotientMaskLength()), profile(parameters) == Profile.SMALL ? new ProofBytes(proofs).beforeTime() : TableCost.TIME,
        parameters.shape());
  }

  /** @param seed of the randomness that hides the weights */
  static ProvingKey commit(LaidOutModel model, Parameters parameters, byte[] seed) {
    try {
      ProofParameters fewest = proofParameters(parameters).forCircuit(model.circuit().system(), model.circuit().logRows());
      return Setup.run(model.circuit(), model::weights, fewest, seed);
    } catch (UnsupportedCircuitException e) {
      throw new ToolException(e.getMessage(), e);
    }
  }

  static Profile profile(Parameters parameters) {
    return Profile.valueOf(parameters.profile().toUpperCase(Locale.ROOT));
  }

  static ProofParameters proofParameters(Parameters parameters) {
    try {
      return ProofParameters.of(profile(parameters), parameters.securityBits());
    } catch (IllegalArgumentException e) {
      throw new ToolException("profile '%s' with %d bits: %s".formatted(parameters.profile(), parameters.securityBits(), e.getMessage()), e);
    }
  }
}
