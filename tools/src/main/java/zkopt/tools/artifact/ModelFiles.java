package zkopt.tools.artifact;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import zkopt.protocol.constraint.Oracle;
import zkopt.prover.StoredColumns;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.FileSet;
import zkopt.verifier.file.FileFormat;

/** The files of one setup, which lie side by side: {@code m.zkc}, {@code m.vk} and {@code m.zkd}. */
public record ModelFiles(Path compiled, Path verifyingKey, Path provingData) {
  /** The files beside a compiled model. */
  public static ModelFiles of(Path compiled) {
    return new ModelFiles(compiled, beside(compiled, FileFormat.VERIFYING_KEY.ending()), beside(compiled, FileFormat.PROVING_DATA.ending()));
  }

  /** The file beside {@code file} whose name ends in {@code ending} instead: {@code m.onnx}, {@code .zkc} to {@code m.zkc}. */
  public static Path beside(Path file, String ending) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ending);
  }

  /** Finishes or removes what a killed setup left. */
  public void recover() {
    FileSet.recover(List.of(compiled, verifyingKey, provingData));
  }

  /** Writes all, or nothing. @param stored the proving data to keep, or null for none */
  public void write(CompiledModel model, Map<Oracle, StoredColumns> stored) {
    recover();
    var parts = new ArrayList<FileSet.Part>();
    parts.add(model.part(compiled));
    parts.add(VerifyingKeyFile.part(model.key(), verifyingKey));
    if (stored == null) {
      // proving without them is slower; with those of another setup it is refused
      FileErrors.writing(provingData, () -> Files.deleteIfExists(provingData));
    } else {
      parts.add(ProvingDataFile.part(provingData, model.key(), stored));
    }
    FileSet.write(parts);
  }
}
