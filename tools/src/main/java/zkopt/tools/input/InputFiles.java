package zkopt.tools.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.ToolException;

/** Reads the inputs of models from files of any known format. */
public final class InputFiles {
  private static final List<InputFormat> FORMATS = List.of(new NpyFormat(), new MemrefJson(), new EzklJson(), new OnnxTensor());

  private InputFiles() {}

  /** The tensors of one file. @throws ToolException naming the file and what is wrong with it */
  public static List<InputTensor> read(Path file) {
    return parse(file, FileErrors.reading(file, () -> Files.readAllBytes(file)));
  }

  /** As {@link #read}, of what was read already. @param file what it is called, for messages and formats that are told from names */
  static List<InputTensor> parse(Path file, byte[] content) {
    InputFormat format = FORMATS.stream().filter(f -> f.matches(file.getFileName().toString(), content)).findFirst()
        .orElseThrow(() -> new ToolException("'%s' is in none of the known input formats: %s".formatted(file, formatNames())));
    try {
      return format.read(file, content);
    } catch (ToolException e) {
      throw new ToolException("'%s' is no good %s: %s".formatted(file, format.name(), e.getMessage()), e);
    }
  }

  /** The files of a list of files and folders, folders expanded (not recursively) in the order of names, hidden files left out. */
  public static List<Path> expand(List<Path> filesAndFolders) {
    var files = new ArrayList<Path>();
    for (Path path : filesAndFolders) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      List<Path> inside = FileErrors.reading(path, () -> list(path));
      if (inside.isEmpty()) throw new ToolException("the folder '%s' holds no file".formatted(path));
      files.addAll(inside);
    }
    return files;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(p -> Files.isRegularFile(p) && !p.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }

  private static String formatNames() {
    return FORMATS.stream().map(InputFormat::name).collect(Collectors.joining(", "));
  }
}
