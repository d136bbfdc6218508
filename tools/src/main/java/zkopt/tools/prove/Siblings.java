package zkopt.tools.prove;

import java.nio.file.Path;

/** Names of files beside other files. */
final class Siblings {
  private Siblings() {}

  /** The file beside {@code file} whose name ends in {@code extension} instead: {@code m.onnx}, {@code .zkc} to {@code m.zkc}. */
  static Path of(Path file, String extension) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + extension);
  }
}
