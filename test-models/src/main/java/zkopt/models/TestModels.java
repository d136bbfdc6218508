package zkopt.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The project's own small trained models, carried on the class path.
 *
 * <p>Files of a model, by the names that {@link #copy} takes: {@code model.onnx}, {@code inputs/00.json} to
 * {@code inputs/19.json}, {@code expected.json}, {@code test-inputs.npy}, {@code test-labels.npy}. See
 * {@code test-models/README.md}.
 */
public final class TestModels {
  /** How many single test inputs each model has. */
  public static final int INPUTS = 20;

  private static final List<String> NAMES = List.of("digits-mlp", "digits-cnn", "digits-avgpool");

  private TestModels() {}

  /** The models' names, smallest network first. */
  public static List<String> names() {
    return NAMES;
  }

  /** The file name of one of the {@value #INPUTS} test inputs, such as {@code inputs/07.json}. */
  public static String input(int number) {
    if (number < 0 || number >= INPUTS) {
      throw new IllegalArgumentException("no test input %d: there are %d".formatted(number, INPUTS));
    }
    return "inputs/%02d.json".formatted(number);
  }

  /**
   * Writes a copy of a model's file into {@code folder}, under the same name, and returns its path.
   *
   * @throws NoSuchFileException if there is no such model or file
   * @throws java.nio.file.FileAlreadyExistsException if the copy is there already
   */
  public static Path copy(String model, String file, Path folder) throws IOException {
    Path target = folder.resolve(file);
    try (InputStream in = open(model, file)) {
      Files.createDirectories(target.getParent());
      Files.copy(in, target);
    }
    return target;
  }

  /** The bytes of a model's file. */
  public static byte[] bytes(String model, String file) {
    try (InputStream in = open(model, file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String model, String file) throws NoSuchFileException {
    InputStream in = TestModels.class.getResourceAsStream(model + "/" + file);
    if (in == null) {
      throw new NoSuchFileException("test model file '%s/%s'".formatted(model, file));
    }
    return in;
  }
}
