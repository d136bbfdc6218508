package zkopt.tools.input;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.ir.CompileException;
import zkopt.ir.ElementsAttr;
import zkopt.ir.IRContext;
import zkopt.onnx.OnnxImporter;
import zkopt.tools.cli.ToolException;

/** One tensor as ONNX's protobuf message {@code TensorProto}, as in the test data of the ONNX model zoo ({@code input_0.pb}). */
final class OnnxTensor implements InputFormat {
  @Override
  public String name() {
    return "ONNX TensorProto (.pb)";
  }

  @Override
  public boolean matches(String fileName, byte[] content) {
    return fileName.endsWith(".pb");
  }

  @Override
  public List<InputTensor> read(Path file, byte[] content) {
    try {
      ElementsAttr elements = OnnxImporter.readTensor(new IRContext(), file);
      long[] shape = elements.type().shape().stream().mapToLong(Long::longValue).toArray();
      double[] values = IntStream.range(0, (int) elements.type().numElements()).mapToDouble(elements::doubleAt).toArray();
      return List.of(new InputTensor(shape, values));
    } catch (CompileException e) {
      throw new ToolException(e.getMessage(), e);
    }
  }
}
