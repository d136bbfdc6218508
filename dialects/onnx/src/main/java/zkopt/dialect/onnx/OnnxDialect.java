package zkopt.dialect.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import zkopt.ir.Attribute;
import zkopt.ir.Dialect;
import zkopt.ir.ElementsAttr;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
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
    return Stream.concat(Arrays.stream(Operator.values()).map(Operator::spec), Stream.of(ConstantOp.SPEC, NoValueOp.SPEC, ScanOp.SPEC, LoopOp.SPEC, IfOp.SPEC, YieldOp.SPEC)).toList();
  }

  @Override
  public Operation materializeConstant(OpBuilder builder, Attribute value, Type type, Location location) {
    return value instanceof ElementsAttr elements && elements.type().equals(type) ? ConstantOp.create(builder, location, elements) : null;
  }
}
