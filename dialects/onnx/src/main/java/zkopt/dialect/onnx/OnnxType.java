package zkopt.dialect.onnx;

import zkopt.ir.DialectType;
import zkopt.ir.Type;

/** The types of ONNX that are no tensors of numbers, as onnx-mlir spells them. They are read and printed; models are imported without them. */
public sealed interface OnnxType extends DialectType {
  /** {@code !onnx.String}: an element of a tensor. */
  record Text() implements OnnxType {
    @Override
    public String body() {
      return "String";
    }

    @Override
    public String toString() {
      return "!onnx.String";
    }
  }

  /** {@code !onnx.Seq<tensor<?xf32>>}. */
  record Sequence(Type element) implements OnnxType {
    @Override
    public String body() {
      return "Seq<" + element + ">";
    }

    @Override
    public String toString() {
      return "!onnx." + body();
    }
  }

  /** {@code !onnx.Opt<tensor<2xf32>>}: a value that may be absent. */
  record Optional(Type element) implements OnnxType {
    @Override
    public String body() {
      return "Opt<" + element + ">";
    }

    @Override
    public String toString() {
      return "!onnx." + body();
    }
  }

  @Override
  default String dialect() {
    return "onnx";
  }
}
