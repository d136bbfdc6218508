package zkopt.tools.input;

import java.nio.file.Path;
import java.util.List;
import zkopt.tools.cli.ToolException;

/** A file format for the inputs of a model. */
interface InputFormat {
  /** The format's name, for messages. */
  String name();

  /** Whether a file looks like this format; told from the content where that is possible, else from the name. */
  boolean matches(String fileName, byte[] content);

  /**
   * The tensors of a file, in the order of the model's inputs.
   *
   * @param content what is in the file
   * @throws ToolException if the content is not of this format; the message does not name the file
   */
  List<InputTensor> read(Path file, byte[] content);
}
