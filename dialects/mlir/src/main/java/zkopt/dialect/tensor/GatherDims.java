package zkopt.dialect.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import zkopt.ir.TensorType;

/**
 * The dimensions in which {@link GatherOp} and {@link ScatterOp} take a slice of size one at each index.
 *
 * @param attribute what they are called
 * @param tensor what the sliced tensor is called
 */
record GatherDims(String attribute, String tensor, long[] dims) {
  /** What is wrong with them for this tensor; or null. */
  String problem(TensorType sliced) {
    if (dims.length == 0) return attribute + " must be non-empty";
    if (dims.length > sliced.rank()) return attribute + " overflow " + tensor + " rank";
    for (long dim : dims) {
      if (dim < 0) return attribute + " value must be non-negative";
      if (dim >= sliced.rank()) return attribute + " value must be smaller than " + tensor + " rank";
    }
    for (int i = 1; i < dims.length; i++) {
      if (dims[i] <= dims[i - 1]) return attribute + " values must be strictly increasing";
    }
    return null;
  }

  /** What is wrong with the type of all slices; or null. @param name what it is the type of */
  String slicesProblem(String name, TensorType sliced, TensorType indices, TensorType slices) {
    var whole = slices(sliced, indices, true);
    var reduced = slices(sliced, indices, false);
    return slices.equals(whole) || slices.equals(reduced) ? null
        : name + " type mismatch: expected '" + whole + "' or its rank-reduced variant '" + reduced + "' (got: '" + slices + "')";
  }

  private TensorType slices(TensorType sliced, TensorType indices, boolean withOnes) {
    var shape = new ArrayList<>(indices.rank() == 0 ? indices.shape() : indices.shape().subList(0, indices.rank() - 1));
    for (int i = 0; i < sliced.rank(); i++) {
      if (Arrays.binarySearch(dims, i) < 0) shape.add(sliced.dim(i));
      else if (withOnes) shape.add(1L);
    }
    return new TensorType(shape, sliced.elementType(), sliced.encoding());
  }
}
