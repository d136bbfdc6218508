package zkopt.dialect.onnx;

import zkopt.ir.DialectAttribute;
import zkopt.ir.DictionaryAttr;

/** {@code #onnx.layout<{dataLayout = "NCHW4C"}>}: how onnx-mlir lays a tensor out, as the tensor's encoding. */
public record LayoutAttr(DictionaryAttr entries) implements DialectAttribute {
  @Override
  public String dialect() {
    return "onnx";
  }

  @Override
  public String body() {
    return "layout<" + entries + ">";
  }

  @Override
  public String toString() {
    return "#onnx." + body();
  }
}
