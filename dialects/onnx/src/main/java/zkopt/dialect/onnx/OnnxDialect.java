package zkopt.dialect.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import zkopt.ir.Attribute;
import zkopt.ir.Dialect;
import zkopt.ir.DictionaryAttr;
import zkopt.ir.ElementsAttr;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.Type;

/** {@code onnx}. */
public final class OnnxDialect implements Dialect {
  @Override
  public String namespace() {
    return "onnx";
  }

  @Override
  public String summary() {
    return "The operators of ONNX on tensors, as onnx-mlir spells them.";
  }

  @Override
  public List<OpSpec> operations() {
    return Stream.concat(Arrays.stream(Operator.values()).map(Operator::spec), Stream.of(ConstantOp.SPEC, NoValueOp.SPEC, ScanOp.SPEC, LoopOp.SPEC, IfOp.SPEC, YieldOp.SPEC,
        ReturnOp.SPEC, EntryPointOp.SPEC)).toList();
  }

  @Override
  public List<Syntax> types() {
    return List.of(new Syntax("!onnx.String", "a text, as an element of a tensor"), new Syntax("!onnx.Seq<type>", "a sequence"),
        new Syntax("!onnx.Opt<type>", "a value that may be absent"));
  }

  @Override
  public List<Syntax> attributes() {
    return List.of(new Syntax("#onnx.layout<{name = value}>", "how onnx-mlir lays a tensor out, as the tensor's encoding"));
  }

  @Override
  public Type parseType(String mnemonic, OpParser parser) {
    return switch (mnemonic) {
      case "String" -> new OnnxType.Text();
      case "Seq" -> new OnnxType.Sequence(parseElement(parser));
      case "Opt" -> new OnnxType.Optional(parseElement(parser));
      default -> null;
    };
  }

  private static Type parseElement(OpParser parser) {
    parser.expect("<");
    Type element = parser.parseType();
    parser.expect(">");
    return element;
  }

  @Override
  public Attribute parseAttribute(String mnemonic, OpParser parser) {
    if (!mnemonic.equals("layout")) return null;
    parser.expect("<");
    var entries = parser.parseOptionalAttrDict();
    parser.expect(">");
    return new LayoutAttr(DictionaryAttr.of(entries));
  }

  @Override
  public Operation materializeConstant(OpBuilder builder, Attribute value, Type type, Location location) {
    return value instanceof ElementsAttr elements && elements.type().equals(type) ? ConstantOp.create(builder, location, elements) : null;
  }
}
