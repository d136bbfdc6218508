package zkopt.lowering.affine;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import zkopt.onnx.proto.AttributeProto;
import zkopt.onnx.proto.GraphProto;
import zkopt.onnx.proto.ModelProto;
import zkopt.onnx.proto.NodeProto;
import zkopt.onnx.proto.OperatorSetIdProto;
import zkopt.onnx.proto.TensorProto;
import zkopt.onnx.proto.TensorShapeProto;
import zkopt.onnx.proto.TypeProto;
import zkopt.onnx.proto.ValueInfoProto;

/** A valid model of one random operator with random attributes, shapes and data. */
final class RandomModel {
  private final Random random;
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("random");
  private final List<float[]> inputs = new ArrayList<>();
  private final List<long[]> shapes = new ArrayList<>();
  private long opset = 13;

  private RandomModel(long seed) {
    random = new Random(seed);
  }

  /** Inputs row-major, in the order of the graph. */
  record Case(String description, ModelProto model, List<float[]> inputs, List<long[]> shapes) {}

  static Case of(long seed) {
    var made = new RandomModel(seed);
    NodeProto.Builder node = switch ((int) (seed % 8)) {
      case 0, 1 -> made.conv();
      case 2 -> made.pool("MaxPool");
      case 3 -> made.pool("AveragePool");
      case 4 -> made.gemm();
      case 5 -> made.matMul();
      case 6 -> made.binary();
      default -> made.softmax();
    };
    made.graph.addNode(node.addOutput("y")).addOutput(value("y", null));
    var model = ModelProto.newBuilder().setIrVersion(7).addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(made.opset))
        .setGraph(made.graph).build();
    return new Case("seed " + seed + ": " + describe(node, made.shapes), model, made.inputs, made.shapes);
  }

  private static String describe(NodeProto.Builder node, List<long[]> shapes) {
    var text = new StringBuilder(node.getOpType()).append(' ');
    shapes.forEach(s -> text.append(Arrays.toString(s)).append(' '));
    for (AttributeProto a : node.getAttributeList()) {
      text.append(a.getName()).append('=')
          .append(switch (a.getType()) {
            case INT -> a.getI();
            case FLOAT -> a.getF();
            case STRING -> a.getS().toStringUtf8();
            default -> a.getIntsList();
          }).append(' ');
    }
    return text.toString();
  }

  private NodeProto.Builder conv() {
    int spatial = between(1, 2);
    long group = between(1, 3);
    long in = group * between(1, 3);
    long out = group * between(1, 3);
    var node = NodeProto.newBuilder().setOpType("Conv").addInput("x").addInput("w");
    long[] kernel = window(node, spatial, true);
    input("x", join(new long[] {between(1, 2), in}, spatialSizes(spatial)));
    input("w", join(new long[] {out, in / group}, kernel));
    if (random.nextBoolean()) {
      node.addInput("b");
      input("b", out);
    }
    return node.addAttribute(integer("group", group));
  }

  private NodeProto.Builder pool(String operator) {
    int spatial = between(1, 2);
    var node = NodeProto.newBuilder().setOpType(operator).addInput("x");
    boolean isMax = operator.equals("MaxPool");
    node.addAttribute(integers("kernel_shape", window(node, spatial, isMax)));
    if (isMax) node.addAttribute(integer("ceil_mode", isCeilAmbiguous(node) ? 0 : between(0, 1)));
    else node.addAttribute(integer("count_include_pad", between(0, 1)));
    input("x", join(new long[] {between(1, 2), between(1, 3)}, spatialSizes(spatial)));
    return node;
  }

  /**
   * With ceil_mode, ONNX Runtime 1.20 also counts windows that start in the padding at the end, against the operator's definition; and
   * the importer refuses it with an auto_pad of VALID.
   */
  private static boolean isCeilAmbiguous(NodeProto.Builder node) {
    return node.getAttributeList().stream().anyMatch(a -> a.getS().toStringUtf8().equals("VALID")
        || a.getName().equals("pads") && a.getIntsList().subList(a.getIntsCount() / 2, a.getIntsCount()).stream().anyMatch(p -> p > 0));
  }

  /**
   * Sets the attributes of a window over inputs of at least 7 elements a dimension, and returns the kernel. ONNX Runtime refuses
   * dilation together with an auto_pad of SAME.
   */
  private long[] window(NodeProto.Builder node, int spatial, boolean dilated) {
    long[] kernel = sizes(spatial, 1, 3);
    node.addAttribute(integers("strides", sizes(spatial, 1, 3)));
    String autoPad = List.of("NOTSET", "NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER").get(random.nextInt(5));
    node.addAttribute(AttributeProto.newBuilder().setName("auto_pad").setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(autoPad)));
    if (dilated && !autoPad.startsWith("SAME")) node.addAttribute(integers("dilations", sizes(spatial, 1, 2)));
    if (autoPad.equals("NOTSET")) {
      long[] pads = new long[2 * spatial];
      for (int i = 0; i < pads.length; i++) pads[i] = random.nextLong(kernel[i % spatial]);
      node.addAttribute(integers("pads", pads));
    }
    return kernel;
  }

  private long[] spatialSizes(int spatial) {
    return sizes(spatial, 7, 10);
  }

  private NodeProto.Builder gemm() {
    long m = between(1, 4);
    long k = between(1, 4);
    long n = between(1, 4);
    boolean transA = random.nextBoolean();
    boolean transB = random.nextBoolean();
    var node = NodeProto.newBuilder().setOpType("Gemm").addInput("a").addInput("b")
        .addAttribute(integer("transA", transA ? 1 : 0)).addAttribute(integer("transB", transB ? 1 : 0))
        .addAttribute(real("alpha", random.nextBoolean() ? 1 : 0.5f)).addAttribute(real("beta", between(0, 2)));
    input("a", transA ? new long[] {k, m} : new long[] {m, k});
    input("b", transB ? new long[] {n, k} : new long[] {k, n});
    if (random.nextBoolean()) {
      node.addInput("c");
      input("c", List.of(new long[] {n}, new long[] {m, n}, new long[] {1, n}, new long[] {m, 1}, new long[] {1}).get(random.nextInt(5)));
    }
    return node;
  }

  private NodeProto.Builder matMul() {
    long k = between(1, 4);
    long[] batch = sizes(between(0, 2), 1, 3);
    input("a", random.nextInt(4) == 0 ? new long[] {k} : join(stretched(batch), between(1, 4), k));
    input("b", random.nextInt(4) == 0 ? new long[] {k} : join(stretched(batch), k, between(1, 4)));
    return NodeProto.newBuilder().setOpType("MatMul").addInput("a").addInput("b");
  }

  private NodeProto.Builder binary() {
    long[] shape = sizes(between(0, 4), 1, 4);
    input("a", stretched(shape));
    input("b", stretched(shape));
    return NodeProto.newBuilder().setOpType(List.of("Add", "Sub", "Mul", "Div").get(random.nextInt(4))).addInput("a").addInput("b");
  }

  /** A shape that broadcasts to {@code shape}: some dimensions are 1, some leading ones are left out. */
  private long[] stretched(long[] shape) {
    long[] part = Arrays.copyOfRange(shape, random.nextInt(shape.length + 1), shape.length);
    for (int i = 0; i < part.length; i++) {
      if (random.nextInt(3) == 0) part[i] = 1;
    }
    return part;
  }

  private NodeProto.Builder softmax() {
    opset = random.nextBoolean() ? 11 : 13;
    long[] shape = sizes(between(1, 4), 1, 4);
    input("x", shape);
    int axis = random.nextInt(2 * shape.length) - shape.length;
    return NodeProto.newBuilder().setOpType("Softmax").addInput("x").addAttribute(integer("axis", axis));
  }

  private void input(String name, long... shape) {
    graph.addInput(value(name, shape));
    shapes.add(shape);
    float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
    for (int i = 0; i < values.length; i++) values[i] = (random.nextBoolean() ? 1 : -1) * (0.25f + 2 * random.nextFloat());
    inputs.add(values);
  }

  private static ValueInfoProto.Builder value(String name, long[] shape) {
    var tensor = TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE);
    if (shape != null) {
      var dims = TensorShapeProto.newBuilder();
      for (long d : shape) dims.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(d));
      tensor.setShape(dims);
    }
    return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(tensor));
  }

  private int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  private long[] sizes(int count, int low, int high) {
    long[] sizes = new long[count];
    for (int i = 0; i < count; i++) sizes[i] = between(low, high);
    return sizes;
  }

  private static long[] join(long[] front, long... back) {
    long[] all = Arrays.copyOf(front, front.length + back.length);
    System.arraycopy(back, 0, all, front.length, back.length);
    return all;
  }

  private static AttributeProto.Builder integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value);
  }

  private static AttributeProto.Builder real(String name, float value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOAT).setF(value);
  }

  private static AttributeProto.Builder integers(String name, long... values) {
    var attribute = AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long v : values) attribute.addInts(v);
    return attribute;
  }
}
