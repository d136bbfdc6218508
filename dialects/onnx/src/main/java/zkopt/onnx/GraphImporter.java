package zkopt.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.func.ReturnOp;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.NoValueOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.YieldOp;
import zkopt.ir.Block;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FunctionType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.Region;
import zkopt.ir.StringAttr;
import zkopt.ir.TensorType;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.onnx.proto.FunctionProto;
import zkopt.onnx.proto.GraphProto;
import zkopt.onnx.proto.ModelProto;
import zkopt.onnx.proto.NodeProto;
import zkopt.onnx.proto.OperatorSetIdProto;
import zkopt.onnx.proto.TensorProto;
import zkopt.onnx.proto.TensorShapeProto;
import zkopt.onnx.proto.ValueInfoProto;

/** Imports a graph, that of a model or of a body inside: values by name, in the order of the nodes. */
final class GraphImporter {
  private static final long OLDEST_IR = 3;
  private static final long NEWEST_IR = 13;
  private static final long OLDEST_OPSET = 1;
  /** Until here, newer definitions of the supported operators only add element types. */
  private static final long NEWEST_OPSET = 27;

  private final TensorReader tensors;
  private final ImportOptions options;
  private final GraphImporter around;
  private final Map<String, TensorProto> initializers = new HashMap<>();
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, List<Value>> sequences = new HashMap<>();
  private final Set<String> batchDimensions = new LinkedHashSet<>();
  private final Map<String, FunctionProto> functions;
  private OpBuilder builder;

  GraphImporter(TensorReader tensors, ImportOptions options) {
    this(tensors, options, null, new HashMap<>());
  }

  /**
   * @param around the graph whose values this one may use too, or null
   * @param functions the functions of the model, by {@link #functionKey}
   */
  private GraphImporter(TensorReader tensors, ImportOptions options, GraphImporter around, Map<String, FunctionProto> functions) {
    this.functions = functions;
    this.tensors = tensors;
    this.options = options;
    this.around = around;
  }

  ModuleOp importModel(ModelProto model) {
    if (!model.hasGraph()) throw new ImportFailure("the file holds no ONNX graph");
    if (model.hasIrVersion() && (model.getIrVersion() < OLDEST_IR || model.getIrVersion() > NEWEST_IR)) {
      throw new ImportFailure("the model has IR version " + model.getIrVersion() + "; supported are " + OLDEST_IR + " to " + NEWEST_IR);
    }
    long opset = opset(model.getOpsetImportList());
    model.getFunctionsList().forEach(f -> functions.put(functionKey(f.getDomain(), f.getName(), f.getOverload()), f));
    GraphProto graph = model.getGraph();
    readInitializers(graph);

    var module = ModuleOp.create(Location.UNKNOWN);
    // before IR version 4, initializers stood among the inputs
    var inputs = graph.getInputList().stream()
        .filter(i -> !initializers.containsKey(i.getName()) && !options.constants().containsKey(i.getName())).toList();
    var inputTypes = inputs.stream().<Type>map(this::inputType).toList();
    var function = FuncOp.create(OpBuilder.atEnd(module.body()), Location.UNKNOWN, "main_graph", new FunctionType(inputTypes, List.of()));
    for (int i = 0; i < inputs.size(); i++) {
      String name = inputs.get(i).getName();
      define(name, function.body().argument(i), Location.UNKNOWN);
      function.setArgAttr(i, "onnx.name", new StringAttr(name));
    }

    builder = OpBuilder.atEnd(function.body());
    var nodes = new NodeImporter(this, tensors, builder, opset);
    for (NodeProto node : graph.getNodeList()) nodes.importNode(node);

    if (graph.getOutputCount() == 0) throw new ImportFailure("the graph has no output");
    var results = new ArrayList<Value>();
    var names = new ArrayList<String>();
    for (ValueInfoProto output : graph.getOutputList()) {
      List<Value> sequence = sequence(output.getName());
      for (int i = 0; sequence != null && i < sequence.size(); i++) names.add(output.getName() + "_" + i);
      if (sequence != null) {
        results.addAll(sequence);
        continue;
      }
      Value result = use(output.getName(), Location.UNKNOWN);
      if (result.type() instanceof TensorType inferred) checkDeclared(output, inferred);
      results.add(result);
      names.add(output.getName());
    }
    if (results.isEmpty()) throw new ImportFailure("the graph has no output that is a tensor");
    function.setFunctionType(new FunctionType(inputTypes, results.stream().map(Value::type).toList()));
    for (int i = 0; i < results.size(); i++) function.setResAttr(i, "onnx.name", new StringAttr(names.get(i)));
    ReturnOp.create(builder, Location.UNKNOWN, results);
    return module;
  }

  private void readInitializers(GraphProto graph) {
    if (graph.getSparseInitializerCount() > 0) throw new ImportFailure("sparse initializers are not supported");
    for (TensorProto tensor : graph.getInitializerList()) initializers.put(tensor.getName(), tensor);
  }

  /** The body of an operation of this graph, which may use the values that are defined so far. Types are left to shape inference where they are not declared. */
  Region importBody(GraphProto graph, long opset, Location location) {
    var body = new GraphImporter(tensors, options, this, functions);
    body.readInitializers(graph);
    var block = new Block();
    for (ValueInfoProto input : graph.getInputList()) body.define(input.getName(), block.addArgument(body.argumentType(input), location), location);
    body.builder = OpBuilder.atEnd(block);
    var nodes = new NodeImporter(body, tensors, body.builder, opset);
    for (NodeProto node : graph.getNodeList()) nodes.importNode(node);
    YieldOp.create(body.builder, location, graph.getOutputList().stream().map(o -> body.use(o.getName(), location)).toList());
    return new Region().add(block);
  }

  /** The outputs of a graph whose nodes take their place among those of this one. */
  List<Value> inline(GraphProto graph, long opset, Location location, List<Value> inputs) {
    if (graph.getInputCount() != inputs.size()) {
      throw new ImportFailure(location, "graph '" + graph.getName() + "' has " + graph.getInputCount() + " inputs, but gets " + inputs.size());
    }
    var inner = new GraphImporter(tensors, options, this, functions);
    inner.readInitializers(graph);
    inner.builder = builder;
    for (int i = 0; i < inputs.size(); i++) inner.define(graph.getInput(i).getName(), inputs.get(i), location);
    var nodes = new NodeImporter(inner, tensors, builder, opset);
    for (NodeProto node : graph.getNodeList()) nodes.importNode(node);
    return graph.getOutputList().stream().map(o -> inner.use(o.getName(), location)).toList();
  }

  private Type argumentType(ValueInfoProto input) {
    var tensor = input.getType().getTensorType();
    boolean isStatic = tensor.hasShape() && tensor.getShape().getDimList().stream().allMatch(TensorShapeProto.Dimension::hasDimValue);
    return isStatic ? inputType(input) : OnnxOp.UNKNOWN;
  }

  /** The function of the model that {@code node} calls, or null. */
  FunctionProto function(NodeProto node) {
    return functions.get(functionKey(node.getDomain(), node.getOpType(), node.getOverload()));
  }

  private static String functionKey(String domain, String name, String overload) {
    return String.join(":", NodeImporter.isStandardDomain(domain) ? "" : domain, name, overload);
  }

  /** An importer of the nodes of a function that this graph calls: it sees no values of this graph, and not the function itself. */
  GraphImporter inFunction(FunctionProto function) {
    var others = new HashMap<>(functions);
    others.remove(functionKey(function.getDomain(), function.getName(), function.getOverload()));
    var inside = new GraphImporter(tensors, options, null, others);
    inside.builder = builder;
    return inside;
  }

  static long opset(List<OperatorSetIdProto> imports) {
    long version = imports.stream()
        .filter(o -> NodeImporter.isStandardDomain(o.getDomain())).mapToLong(OperatorSetIdProto::getVersion).findFirst()
        .orElseGet(() -> withoutStandardDomain(imports));
    if (version < OLDEST_OPSET || version > NEWEST_OPSET) {
      throw new ImportFailure(
          "the model uses operator set " + version + "; supported are " + OLDEST_OPSET + " to " + NEWEST_OPSET);
    }
    return version;
  }

  private static long withoutStandardDomain(List<OperatorSetIdProto> imports) {
    if (imports.stream().map(OperatorSetIdProto::getDomain).anyMatch(d -> d.equals(NodeImporter.ML_DOMAIN) || d.equals(NodeImporter.TRAINING_DOMAIN))) return NEWEST_OPSET;
    throw new ImportFailure("the model does not say which operator set it uses");
  }

  /** The value of this name, an initializer's data included. @throws ImportFailure when nothing before the use defines it */
  Value use(String name, Location user) {
    Value value = values.get(name);
    if (value != null) return value;
    TensorProto initializer = initializers.get(name);
    if (initializer == null && around != null) return around.use(name, user);
    ElementsAttr data = initializer != null ? tensors.read(initializer, name) : options.constants().get(name);
    if (sequence(name) != null) throw new ImportFailure(user, "value '" + name + "' is a sequence where a tensor is needed");
    if (data == null) throw new ImportFailure(user, "value '" + name + "' is used, but nothing before defines it");
    var constant = ConstantOp.create(builder, new Location.Name(name), data);
    values.put(name, constant.result());
    return constant.result();
  }

  Value absent(Location location) {
    return values.computeIfAbsent("", _ -> NoValueOp.create(builder, location).result());
  }

  void define(String name, Value value, Location location) {
    if (values.putIfAbsent(name, value) != null || initializers.containsKey(name)) {
      throw new ImportFailure(location, "value '" + name + "' is defined twice");
    }
  }

  /** The tensors of the sequence of this name; null when no sequence has it. */
  List<Value> sequence(String name) {
    List<Value> sequence = sequences.get(name);
    return sequence == null && around != null ? around.sequence(name) : sequence;
  }

  void defineSequence(String name, List<Value> tensors, Location location) {
    if (values.containsKey(name) || sequences.putIfAbsent(name, List.copyOf(tensors)) != null) {
      throw new ImportFailure(location, "value '" + name + "' is defined twice");
    }
  }

  private TensorType inputType(ValueInfoProto input) {
    String name = input.getName();
    if (!input.getType().hasTensorType()) {
      throw new ImportFailure("input '" + name + "' is not a tensor: sequences and optional values have no static type");
    }
    var tensor = input.getType().getTensorType();
    if (!tensor.hasShape()) throw new ImportFailure("input '" + name + "' has no shape; a static one is needed");
    var shape = new ArrayList<Long>();
    for (var dim : tensor.getShape().getDimList()) shape.add(size(dim, shape.size(), name));
    return TensorType.of(shape, ElementTypes.of(tensor.getElemType(), name));
  }

  private long size(TensorShapeProto.Dimension dim, int at, String input) {
    if (dim.hasDimValue()) {
      if (dim.getDimValue() < 0) throw new ImportFailure("input '" + input + "' has the size " + dim.getDimValue() + " in dimension " + at);
      return dim.getDimValue();
    }
    String name = dim.getDimParam();
    Long chosen = options.dimensions().get(name);
    if (chosen != null) {
      if (chosen < 1) throw new ImportFailure("the size of dimension '" + name + "' must be positive, but is " + chosen);
      return chosen;
    }
    if (at == 0) batchDimensions.add(name);
    if (batchDimensions.contains(name)) return 1;
    throw new ImportFailure("dimension " + at + " of input '" + input + "' is symbolic; "
        + (name.isEmpty() ? "export the model with a static shape" : "give it a size with '--dim " + name + "=N'"));
  }

  /** A declared static size that is not the inferred one means that model and importer disagree. */
  private static void checkDeclared(ValueInfoProto output, TensorType inferred) {
    var tensor = output.getType().getTensorType();
    if (!output.getType().hasTensorType() || !tensor.hasShape()) return;
    var dims = tensor.getShape().getDimList();
    boolean agrees = dims.size() == inferred.rank();
    for (int i = 0; agrees && i < dims.size(); i++) agrees = !dims.get(i).hasDimValue() || dims.get(i).getDimValue() == inferred.dim(i);
    if (!agrees) {
      throw new ImportFailure("output '" + output.getName() + "' has the inferred type '" + inferred + "', but is declared otherwise");
    }
  }
}
