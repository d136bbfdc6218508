package zkopt.onnx;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;
import zkopt.ir.ElementsAttr;
import zkopt.ir.IRContext;
import zkopt.onnx.proto.ModelProto;
import zkopt.onnx.proto.TensorProto;

/**
 * Imports an ONNX file as a module with one function {@code @main_graph} on tensors of static shape. Weights keep their bytes where
 * they are: the file is memory-mapped, and so are files of external data beside it.
 */
public final class OnnxImporter {
  private OnnxImporter() {}

  /** @throws CompileException when the file cannot be read or holds what is not supported; the diagnostic names the node */
  public static ModuleOp importModel(IRContext context, Path file) {
    return importModel(context, file, ImportOptions.DEFAULT);
  }

  /** As {@link #importModel(IRContext, Path)}. */
  public static ModuleOp importModel(IRContext context, Path file, ImportOptions options) {
    return reporting(context, () ->
        new GraphImporter(new TensorReader(file.toAbsolutePath().getParent()), options).importModel(parse(ModelProto.parser(), file)));
  }

  /** Reads a file that holds one tensor, as the inputs and outputs of ONNX's tests do. @throws CompileException as for a model */
  public static ElementsAttr readTensor(IRContext context, Path file) {
    return reporting(context, () -> {
      TensorProto tensor = parse(TensorProto.parser(), file);
      return new TensorReader(file.toAbsolutePath().getParent()).read(tensor, tensor.getName());
    });
  }

  private static <T> T reporting(IRContext context, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ImportFailure failure) {
      context.diagnostics().error(failure.location(), failure.getMessage());
      throw new CompileException(failure.getMessage());
    }
  }

  private static <M> M parse(Parser<M> parser, Path file) {
    try (var channel = FileChannel.open(file)) {
      if (channel.size() > Integer.MAX_VALUE) throw new ImportFailure("'" + file + "' is larger than 2 GiB, the limit of the ONNX format");
      var bytes = UnsafeByteOperations.unsafeWrap(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
      var input = bytes.newCodedInput();
      input.enableAliasing(true);
      return parser.parseFrom(input);
    } catch (InvalidProtocolBufferException e) {
      throw new ImportFailure("'" + file + "' is not an ONNX file: malformed protobuf");
    } catch (NoSuchFileException e) {
      throw new ImportFailure("'" + file + "' does not exist");
    } catch (IOException e) {
      throw new ImportFailure("cannot read '" + file + "': " + e.getMessage());
    }
  }
}
