package zkopt.tools.artifact;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import zkopt.assigner.TableShape;
import zkopt.assigner.TrackShape;
import zkopt.tools.artifact.proto.CalibrationProto;
import zkopt.tools.artifact.proto.CompiledModelProto;
import zkopt.tools.artifact.proto.ParametersProto;
import zkopt.tools.artifact.proto.ResourceProto;
import zkopt.tools.artifact.proto.ShapeProto;
import zkopt.tools.artifact.proto.SnapshotProto;
import zkopt.tools.artifact.proto.TrackProto;
import zkopt.tools.cli.AtomicFile;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.FileSet;
import zkopt.verifier.file.FileFormat;
import zkopt.verifier.file.ModelKey;
import zkopt.verifier.file.ProofSystem;

/**
 * A {@code .zkc} file: all that proving needs. It holds the weights and the randomness that hides them, so it is the prover's secret.
 *
 * @param source file name of the ONNX model
 * @param sourceDigest SHA-256 of the ONNX file
 * @param parameters the choices of setup that proving repeats
 * @param module the module at the plonk level, with the data of its resources elided
 * @param resources that data, by key
 * @param history the way from the ONNX model to the module, step by step
 * @param calibration what the formats were tried on, or null
 * @param weightSeed seed of the randomness in the weight columns and their leaves
 * @param proofs how many proofs that randomness hides the weights for
 * @param key the verifying key that belongs to this model
 */
public record CompiledModel(String source, byte[] sourceDigest, Parameters parameters, String module,
    SequencedMap<String, byte[]> resources, List<PassSnapshot> history, CalibrationSummary calibration, byte[] weightSeed, long proofs,
    ModelKey key) {

  /**
   * Choices of setup that proving repeats.
   *
   * @param profile name of the trade between speed and size
   * @param securityBits proven bits
   * @param minLogRows the table has at least 2^minLogRows rows
   * @param shape the columns of the table; null before it is laid out
   */
  public record Parameters(String profile, int securityBits, boolean publicInputs, boolean publicOutputs, int minLogRows, TableShape shape) {
    public Parameters withMinLogRows(int rows) {
      return new Parameters(profile, securityBits, publicInputs, publicOutputs, rows, null);
    }

    public Parameters withShape(TableShape chosen) {
      return new Parameters(profile, securityBits, publicInputs, publicOutputs, minLogRows, chosen);
    }
  }

  /**
   * Samples seen at setup, and the error of the fixed-point outputs against the float model over them.
   *
   * @param nodeErrors the largest error of what each ONNX node makes, where that was measured
   */
  public record CalibrationSummary(int samples, double largestError, double meanError, Map<String, Double> nodeErrors) {
    public CalibrationSummary {
      nodeErrors = nodeErrors == null ? Map.of() : Map.copyOf(nodeErrors);
    }

    public static CalibrationSummary of(int samples, double largestError, double meanError) {
      return new CalibrationSummary(samples, largestError, meanError, Map.of());
    }

    public CalibrationSummary withNodeErrors(Map<String, Double> errors) {
      return new CalibrationSummary(samples, largestError, meanError, errors);
    }
  }

  public static CompiledModel read(Path file) {
    byte[] content = FileErrors.reading(file, () -> Files.readAllBytes(file));
    CompiledModelProto p = Envelope.open(content, FileFormat.COMPILED_MODEL, "'" + file + "'", CompiledModelProto.parser());
    ModelKey key = FileErrors.parsing("the key in '" + file + "'", () -> ModelKey.parse(p.getVerifyingKey().toByteArray()));
    var resources = new LinkedHashMap<String, byte[]>();
    for (ResourceProto r : p.getResourcesList()) resources.put(r.getKey(), r.getData().toByteArray());
    CalibrationProto c = p.getCalibration();
    return new CompiledModel(p.getSource(), p.getSourceDigest().toByteArray(),
        parameters(p.getParameters()), p.getModule(), resources, history(p),
        p.hasCalibration() ? new CalibrationSummary(c.getSamples(), c.getLargestError(), c.getMeanError(), c.getNodeErrorsMap()) : null,
        p.getWeightSeed().toByteArray(), p.getProofs(), key);
  }

  private static List<PassSnapshot> history(CompiledModelProto p) {
    return p.getHistoryList().stream().map(s -> new PassSnapshot(s.getName(), s.getMillis(), s.getOperations(), s.getIr())).toList();
  }

  private static Parameters parameters(ParametersProto p) {
    return new Parameters(p.getProfile(), p.getSecurityBits(), p.getPublicInputs(), p.getPublicOutputs(), p.getMinLogRows(), shape(p.getShape()));
  }

  private ParametersProto.Builder parametersProto() {
    return ParametersProto.newBuilder().setProfile(parameters.profile).setSecurityBits(parameters.securityBits)
        .setPublicInputs(parameters.publicInputs).setPublicOutputs(parameters.publicOutputs).setMinLogRows(parameters.minLogRows).setShape(shapeProto(parameters.shape));
  }

  private static TableShape shape(ShapeProto p) {
    var tracks = p.getTracksList().stream().map(t -> new TrackShape(t.getWired(), t.getLimbs(), t.getFree())).toList();
    return new TableShape(tracks, p.getTrackOfList(), p.getA(), p.getB(), p.getWeights());
  }

  private static ShapeProto shapeProto(TableShape s) {
    var p = ShapeProto.newBuilder().addAllTrackOf(s.trackOf()).setA(s.a()).setB(s.b()).setWeights(s.weights());
    for (TrackShape t : s.tracks()) p.addTracks(TrackProto.newBuilder().setWired(t.wired()).setLimbs(t.limbs()).setFree(t.free()));
    return p.build();
  }

  /** The file as part of a {@link FileSet}. */
  FileSet.Part part(Path file) {
    return AtomicFile.part(file, true, toBytes());
  }

  private byte[] toBytes() {
    var p = CompiledModelProto.newBuilder().setHeader(Envelope.header(FileFormat.COMPILED_MODEL, ProofSystem.of(key.key()))).setSource(source)
        .setSourceDigest(ByteString.copyFrom(sourceDigest)).setModule(module).setWeightSeed(ByteString.copyFrom(weightSeed))
        .setVerifyingKey(ByteString.copyFrom(VerifyingKeyFile.toBytes(key)))
        .setProofs(proofs).setParameters(parametersProto());
    for (Map.Entry<String, byte[]> r : resources.entrySet()) {
      p.addResources(ResourceProto.newBuilder().setKey(r.getKey()).setData(ByteString.copyFrom(r.getValue())));
    }
    for (PassSnapshot s : history) {
      p.addHistory(SnapshotProto.newBuilder().setName(s.name()).setMillis(s.millis()).setOperations(s.operations()).setIr(s.ir()));
    }
    if (calibration != null) {
      p.setCalibration(CalibrationProto.newBuilder().setSamples(calibration.samples).setLargestError(calibration.largestError)
          .setMeanError(calibration.meanError).putAllNodeErrors(new TreeMap<>(calibration.nodeErrors)));
    }
    return Envelope.seal(p.build());
  }
}
