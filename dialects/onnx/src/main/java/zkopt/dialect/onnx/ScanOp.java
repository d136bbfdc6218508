package zkopt.dialect.onnx;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;
import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import java.util.ArrayList;
import java.util.List;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Block;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Region;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/**
 * {@code "onnx.Scan"(states, scan inputs) <{num_scan_inputs = 1}> ({body})}: runs a body over the slices of the scan inputs along an axis
 * each. The body takes the states and a slice of each scan input, and yields the next states and a slice of each scan output.
 */
public final class ScanOp extends Operation implements Traits.RecursiveMemoryEffects, Traits.SingleBlock {
  public static final OpSpec SPEC = OpSpec.of("onnx.Scan", ScanOp::new)
      .summary("a body over the slices of tensors, with states that it hands on")
      .operands(variadicOperand("initial_state_and_scan_inputs", TypeConstraint.ANY))
      .attributes(OperatorParts.requiredInt("num_scan_inputs"), OperatorParts.optionalInts("scan_input_axes"),
          OperatorParts.optionalInts("scan_input_directions"), OperatorParts.optionalInts("scan_output_axes"),
          OperatorParts.optionalInts("scan_output_directions"))
      .results(variadicResult("final_state_and_scan_outputs", TypeConstraint.ANY))
      .regions(RegionDef.region("body"));

  ScanOp(OperationState state) {
    super(state);
  }

  /**
   * A scan along the first axis of each scan input, in order of it or, when {@code backward}, against it.
   *
   * @param body of one block, which yields
   */
  public static ScanOp create(OpBuilder builder, Location location, List<Value> states, List<Value> inputs, boolean backward, Region body) {
    int outputs = body.front().terminator().numOperands() - states.size();
    var state = new OperationState(SPEC, location).operands(states).operands(inputs).region(body)
        .attribute("num_scan_inputs", IntegerAttr.of(inputs.size(), IntegerType.SI64));
    if (backward) {
      state.attribute("scan_input_directions", ones(inputs.size())).attribute("scan_output_directions", ones(outputs));
    }
    for (int i = 0; i < states.size() + outputs; i++) state.results(OnnxOp.UNKNOWN);
    ScanOp op = builder.create(state);
    op.inferTypes();
    return op;
  }

  private static ArrayAttr ones(int count) {
    long[] ones = new long[count];
    java.util.Arrays.fill(ones, 1);
    return ArrayAttr.ofIntegers(IntegerType.I64, ones);
  }

  public Block body() {
    return region(0).front();
  }

  /** What the body yields: the next states, then a slice of each scan output. */
  public List<Value> yielded() {
    return body().terminator().operands();
  }

  public int numInputs() {
    return Math.toIntExact(attribute("num_scan_inputs", IntegerAttr.class).value());
  }

  public int numStates() {
    return numOperands() - numInputs();
  }

  public int numOutputs() {
    return numResults() - numStates();
  }

  /** Scan input {@code i}. */
  public Value input(int i) {
    return operand(numStates() + i);
  }

  /** The axis of scan input {@code i}, counted from the front. */
  public int inputAxis(int i) {
    return OnnxOp.axis(entry("scan_input_axes", i, numInputs()), staticType(input(i)).rank());
  }

  /** Whether scan input {@code i} is taken from its end to its start. */
  public boolean isInputBackward(int i) {
    return entry("scan_input_directions", i, numInputs()) != 0;
  }

  /** The axis of scan output {@code i}, counted from the front, of a slice of {@code rank}. */
  public int outputAxis(int i, int rank) {
    return OnnxOp.axis(entry("scan_output_axes", i, numOutputs()), rank + 1);
  }

  /** Whether scan output {@code i} is filled from its end to its start. */
  public boolean isOutputBackward(int i) {
    return entry("scan_output_directions", i, numOutputs()) != 0;
  }

  private long entry(String name, int i, int count) {
    if (!(attribute(name) instanceof ArrayAttr values) || values.values().isEmpty()) return 0;
    if (values.values().size() != count) throw new InvalidOnnxOp("needs " + count + " values in attribute '" + name + "', but has " + values.values().size());
    return values.longs()[i];
  }

  private static TensorType staticType(Value value) {
    if (value.type() instanceof TensorType t && t.hasStaticShape()) return t;
    throw new NotYetKnown("needs static shapes, but has '" + value.type() + "'");
  }

  /** How often the body runs. @throws InvalidOnnxOp when the scan inputs do not agree */
  public long tripCount() {
    if (numInputs() == 0) throw new InvalidOnnxOp("has no scan input");
    long count = staticType(input(0)).dim(inputAxis(0));
    for (int i = 1; i < numInputs(); i++) {
      long other = staticType(input(i)).dim(inputAxis(i));
      if (other != count) throw new InvalidOnnxOp("has scan inputs of " + count + " and of " + other + " slices");
    }
    return count;
  }

  /** Gives the arguments of the body the types that follow from the operands. @throws InvalidOnnxOp when they do not fit */
  public void inferArguments() {
    tripCount();
    for (int i = 0; i < numStates(); i++) body().argument(i).setType(staticType(operand(i)));
    for (int i = 0; i < numInputs(); i++) {
      TensorType whole = staticType(input(i));
      var shape = new ArrayList<>(whole.shape());
      shape.remove(inputAxis(i));
      body().argument(numStates() + i).setType(TensorType.of(shape, whole.elementType()));
    }
  }

  /** The types of the results, once those of the body are inferred. @throws InvalidOnnxOp when the body does not fit */
  public List<Type> inferResults() {
    var types = new ArrayList<Type>();
    for (int i = 0; i < numStates(); i++) {
      if (!staticType(yielded().get(i)).equals(operand(i).type())) {
        throw new InvalidOnnxOp("has a state of type '" + operand(i).type() + "', but its body yields '" + yielded().get(i).type() + "' for it");
      }
      types.add(operand(i).type());
    }
    for (int i = 0; i < numOutputs(); i++) {
      TensorType slice = staticType(yielded().get(numStates() + i));
      var shape = new ArrayList<>(slice.shape());
      shape.add(outputAxis(i, slice.rank()), tripCount());
      types.add(TensorType.of(shape, slice.elementType()));
    }
    return types;
  }

  /** Sets the types that are known, of a body whose own types are inferred. */
  private void inferTypes() {
    List<Type> types = inferResults();
    for (int i = 0; i < types.size(); i++) result(i).setType(types.get(i));
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    String problem = region(0).isEmpty() || body().terminator() == null ? "needs a body that ends in a terminator"
        : numInputs() < 1 || numInputs() > numOperands() ? "needs from 1 to " + numOperands() + " scan inputs, but has " + numInputs()
        : body().arguments().size() != numOperands() ? "has a body of " + body().arguments().size() + " arguments, but " + numOperands() + " operands"
        : yielded().size() != numResults() ? "has a body that yields " + yielded().size() + " values, but " + numResults() + " results" : null;
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null;
  }
}
