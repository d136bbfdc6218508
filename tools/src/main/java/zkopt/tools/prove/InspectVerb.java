package zkopt.tools.prove;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.LayoutReport;
import zkopt.protocol.Protocol;
import zkopt.protocol.ProofCodec;
import zkopt.protocol.ProofSize;
import zkopt.protocol.VerifyingKey;
import zkopt.protocol.codec.MalformedException;
import zkopt.tools.artifact.CompiledModel;
import zkopt.tools.artifact.ProvingDataFile;
import zkopt.tools.artifact.VerifyingKeyFile;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Sizes;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.Verb;
import zkopt.verifier.file.FileFormat;
import zkopt.verifier.file.ModelKey;
import zkopt.verifier.file.ModelProof;
import zkopt.verifier.file.ProofSystem;
import zkopt.verifier.file.TensorFormat;

/** {@code zkprove inspect}: what is in a file of zkprove's. */
@Command(name = "inspect", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Shows what is in a compiled model, its proving data, a verifying key or a proof: versions, table, gates, security terms, sizes.",
    footer = {"", "Examples:", "  zkprove inspect model.zkc", "  zkprove inspect model.vk --json", "  zkprove inspect proof.zkp --vk model.vk"})
public final class InspectVerb extends Verb {
  private static final int MAX_HEADER_BYTES = 1 << 16;

  @Parameters(index = "0", paramLabel = "FILE", description = "A .zkc, .zkd, .vk or .zkp file.")
  private Path file;

  @Option(names = "--vk", paramLabel = "MODEL.vk", description = "The key of a .zkp file: shows the proof's size by part.")
  private Path verifyingKey;

  @Override
  protected int run(Report report) {
    FileFormat kind = FileFormat.of(FileErrors.reading(file, this::start))
        .orElseThrow(() -> new ToolException("'%s' is no file of zkprove's: not a compiled model, proving data, verifying key or proof".formatted(file)));
    report.line("%s: %s, %s", file, kind.title(), Sizes.text(file)).add("kind", kind.title())
        .add("bytes", FileErrors.reading(file, () -> Files.size(file)));
    switch (kind) {
      case COMPILED_MODEL -> model(report);
      case VERIFYING_KEY -> key(report, FileFormat.VERIFYING_KEY, VerifyingKeyFile.read(file));
      case PROVING_DATA -> provingData(report, ProvingDataFile.inspect(file));
      case PROOF -> proof(report, readProof());
    }
    return ExitCode.GOOD;
  }

  private ModelProof readProof() {
    byte[] content = FileErrors.reading(file, () -> Files.readAllBytes(file));
    return FileErrors.parsing("'" + file + "'", () -> ModelProof.parse(content));
  }

  /** Enough of the file to hold its header. */
  private byte[] start() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_HEADER_BYTES);
    }
  }

  private void model(Report report) {
    try (Stages stages = stages(LoadedModel.LOAD_STAGES)) {
      LoadedModel loaded = LoadedModel.load(file, stages);
      CompiledModel compiled = loaded.compiled();
      report.line("source    %s, SHA-256 %s", compiled.source(), HexFormat.of().formatHex(compiled.sourceDigest()));
      report.add("sourceDigest", HexFormat.of().formatHex(compiled.sourceDigest()));
      long weightBytes = compiled.resources().values().stream().mapToLong(b -> b.length).sum();
      report.line("parts     weights %s, IR %s, verifying key %s", Sizes.text(weightBytes), Sizes.text(compiled.module().length()),
          Sizes.text(compiled.key().key().toBytes().length));
      report.add("weightBytes", weightBytes).add("moduleBytes", compiled.module().length()).add("proofBudget", compiled.proofs());
      report.line("budget    %,d proofs from one setup", compiled.proofs());
      gates(report, loaded.model());
      key(report, FileFormat.COMPILED_MODEL, compiled.key());
    }
  }

  private static void gates(Report report, LaidOutModel model) {
    LayoutReport layout = model.report();
    report.line("rows      %,d of %,d that are not random are used: %,d by gates, %,d by operands beside them; %.1f %% are padding", layout.usedRows(),
        layout.usableRows(), layout.gateRows(), layout.operandRows(), 100 * layout.emptyRows());
    report.line("          %.1f %% of their witness cells hold no value", 100 * layout.emptyCells());
    for (LayoutReport.GateRows gate : layout.gates()) report.line("  %-40s %,9d rows", gate.gate(), gate.rows());
    report.add("layout", layout).add("emptyRows", layout.emptyRows()).add("emptyCells", layout.emptyCells());
  }

  /** What the header of a file says. */
  private static void header(Report report, FileFormat kind, ProofSystem system) {
    report.line("format    version %d; proof system version %d on %s", kind.version(), Protocol.VERSION, Protocol.HASH);
    report.line("circuit   %s", system.circuit()).line("proofs    %s", system.parametersText());
    report.add("formatVersion", kind.version()).add("protocolVersion", Protocol.VERSION).add("hash", Protocol.HASH);
    report.add("circuit", system.circuit()).add("parameters", system.parameters());
  }

  private static void key(Report report, FileFormat kind, ModelKey model) {
    VerifyingKey key = model.key();
    header(report, kind, ProofSystem.of(key));
    report.line("model     %s, identity %s", model.source(), model.fingerprint());
    report.add("model", model.source()).add("identity", model.fingerprint());
    tensors(report, "input", model.inputs());
    tensors(report, "output", model.outputs());
    TableReport.addTo(report, key);
    var system = key.system();
    report.line("system    %d constraints, %d lookups, %d tables, %d accumulators, %d wired columns", system.constraints().size(),
        system.lookups().size(), system.tables().size(), system.accumulators().size(), system.wired().size());
    report.add("constraints", system.constraints().size()).add("lookups", system.lookups().size()).add("tables", system.tables().size())
        .add("accumulators", system.accumulators().size()).add("wiredColumns", system.wired().size());
    int keyBytes = key.toBytes().length;
    report.line("key       %s", Sizes.text(keyBytes)).add("keyBytes", keyBytes);
    SecuritySummary.addTo(report, key);
    RoundsReport.addTo(report, key.shape());
    SecuritySummary.addTermsTo(report, key);
    SizeReport.addTo(report, "proofs, on average", ProofSize.expected(key.shape()));
  }

  private static void tensors(Report report, String role, List<TensorFormat> formats) {
    for (TensorFormat f : formats) {
      report.line("%-9s '%s', shape %s, fixed point q<%d, %d>, %s", role, f.name(), TensorFormat.shapeText(f.shape()), f.width(), f.frac(),
          f.isPublic() ? "public" : "private");
    }
    report.add(role + "s", formats);
  }

  private static void provingData(Report report, ProvingDataFile.Head head) {
    header(report, FileFormat.PROVING_DATA, head.system());
    report.line("model     identity %s", head.fingerprint()).add("identity", head.fingerprint());
    report.line("parts     all have their checksums");
  }

  private void proof(Report report, ModelProof proof) {
    header(report, FileFormat.PROOF, proof.system());
    report.line("model     identity %s", proof.model()).add("identity", proof.model());
    report.line("parts     proof %s", Sizes.text(proof.proof().length)).add("proofBytes", proof.proof().length);
    Outputs.addTo(report, "input", proof.values().inputs());
    Outputs.addTo(report, "output", proof.values().outputs());
    if (verifyingKey != null) size(report, proof);
  }

  private void size(Report report, ModelProof proof) {
    ModelKey key = VerifyingKeyFile.read(verifyingKey);
    if (!proof.model().equals(key.fingerprint())) {
      throw new ToolException("'%s' is not a proof under the key of '%s'".formatted(file, verifyingKey));
    }
    try {
      SizeReport.addTo(report, "proof", ProofSize.of(key.key().shape(), ProofCodec.decode(key.key().shape(), proof.proof())));
    } catch (MalformedException e) {
      throw new ToolException("'%s' holds no proof: %s".formatted(file, e.getMessage()), e);
    }
  }
}
