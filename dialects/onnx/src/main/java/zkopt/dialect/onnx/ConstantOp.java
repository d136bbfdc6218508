package zkopt.dialect.onnx;

import static zkopt.ir.OpSpec.AttrDef.optionalAttr;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Attribute;
import zkopt.ir.Blob;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.StringAttr;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;

/**
 * {@code onnx.Constant dense<1.0> : tensor<f32>}: constant data; weights are {@code dense_resource}. As onnx-mlir has it, one number or text, or a
 * list, may stand in place of the data: {@code onnx.Constant {value_int = 1 : si64} : tensor<i64>}.
 */
public final class ConstantOp extends Operation implements Traits.Pure, Traits.ConstantLike {
  private static final String VALUE = "value";

  public static final OpSpec SPEC = OpSpec.of("onnx.Constant", ConstantOp::new)
      .summary("constant data")
      .attributes(optionalAttr(VALUE, "constant vector/tensor attribute", ElementsAttr.class),
          optionalAttr("value_float", "32-bit float attribute", FloatAttr.class).where(ConstantOp::isF32),
          list("value_floats", "32-bit float array attribute", ConstantOp::isF32),
          optionalAttr("value_int", "64-bit signed integer attribute", IntegerAttr.class).where(a -> ((IntegerAttr) a).type().equals(IntegerType.SI64)),
          list("value_ints", "64-bit integer array attribute", IntegerAttr.class::isInstance),
          optionalAttr("value_string", "string attribute", StringAttr.class),
          list("value_strings", "string array attribute", StringAttr.class::isInstance))
      .results(ResultDef.result("output", TypeConstraint.TENSOR))
      .assembly(new Assembly());

  /** The attributes of which one holds the constant. */
  private static final Set<String> FORMS = SPEC.attributes().stream().map(AttrDef::name).collect(Collectors.toUnmodifiableSet());

  ConstantOp(OperationState state) {
    super(state);
  }

  public static ConstantOp create(OpBuilder builder, Location location, ElementsAttr value) {
    return builder.create(new OperationState(SPEC, location).attribute(VALUE, value).results(value.type()));
  }

  private static AttrDef list(String name, String kind, Predicate<Attribute> element) {
    return optionalAttr(name, kind, ArrayAttr.class).where(a -> ((ArrayAttr) a).values().stream().allMatch(element));
  }

  private static boolean isF32(Attribute attribute) {
    return attribute instanceof FloatAttr f && f.type().equals(FloatType.F32);
  }

  /** The data, in whatever form the operation has it; text is not present ({@link #isPresent}): nothing computes with it. */
  public ElementsAttr value() {
    Attribute only = attribute(form());
    return switch (only) {
      case ElementsAttr elements -> elements;
      case IntegerAttr _, FloatAttr _, StringAttr _ -> tensor(List.of(), List.of(only));
      case ArrayAttr array -> tensor(List.of((long) array.values().size()), array.values());
      default -> throw new IllegalStateException("'" + SPEC.name() + "' holds " + only);
    };
  }

  private String form() {
    return FORMS.stream().filter(f -> attribute(f) != null).findFirst().orElseThrow();
  }

  private ElementsAttr tensor(List<Long> shape, List<Attribute> elements) {
    var type = TensorType.of(shape, elementType());
    if (type.elementType() instanceof OnnxType.Text) return new DenseResourceAttr(elements.toString(), type, null);
    // exact: a 64-bit integer may be no double
    if (type.elementType() instanceof IntegerType) {
      return new DenseElementsAttr(type, Blob.ofLongs(Long.BYTES, elements.stream().mapToLong(e -> ((IntegerAttr) e).value()).toArray()), false);
    }
    return Generators.tensor(type, i -> ((FloatAttr) elements.get((int) i)).value());
  }

  private Type elementType() {
    return switch (form()) {
      case "value_int", "value_ints" -> IntegerType.I64;
      case "value_float", "value_floats" -> FloatType.F32;
      default -> new OnnxType.Text();
    };
  }

  /** Whether {@code constant} is constant data that the text did not elide. */
  public static boolean isPresent(Attribute constant) {
    return constant instanceof DenseElementsAttr || constant instanceof DenseResourceAttr r && r.data() != null;
  }

  @Override
  public ElementsAttr constantValue() {
    return value();
  }

  @Override
  protected String problem() {
    long given = FORMS.stream().filter(f -> attribute(f) != null).count();
    if (given != 1) return "requires exactly one of " + FORMS.stream().sorted().map(f -> "'" + f + "'").collect(Collectors.joining(", ")) + ", but has " + given;
    if (value().type().equals(result().type())) return null;
    return "requires a value of the type of its result '" + result().type() + "', but got '" + value().type() + "'";
  }

  /** {@code attr-dict value}, where the type of the value is that of the result, or {@code attr-dict : type}. */
  private static final class Assembly implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      state.attributes(parser.parseOptionalAttrDict());
      if (state.attributes.keySet().stream().anyMatch(FORMS::contains)) {
        if (!parser.accept(":")) throw parser.error(parser.currentLocation(), "expected ':' and the type of the constant");
        state.results(parser.parseType());
        return;
      }
      var at = parser.currentLocation();
      if (!(parser.parseAttribute() instanceof ElementsAttr value)) throw parser.error(at, "expected constant data with a tensor type");
      state.attribute(VALUE, value).results(value.type());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      if (op.attribute(VALUE) instanceof ElementsAttr value && value.type().equals(op.result(0).type())) {
        printer.attrDict(op, Set.of(VALUE)).text(" ").attribute(value);
      } else {
        printer.attrDict(op, Set.of()).text(" : ").type(op.result(0).type());
      }
    }
  }
}
