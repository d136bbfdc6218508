package zkopt.lowering.onnx;

import java.util.List;

/** One step in time of a recurrent operator. */
interface RecurrentCell {
  /**
   * What is the same at all times, of one direction.
   *
   * @param recurrent (hidden, gates * hidden), which is multiplied with the states
   * @param lateBias what {@link #earlyBiases} leaves of the bias of the states, or null
   * @param peepholes (3 * hidden), or null
   */
  record Weights(int direction, Tensor recurrent, Tensor lateBias, Tensor peepholes) {}

  /**
   * The next states, of which the first is the output too.
   *
   * @param fromInput (batch, gates * hidden), the part of the input and of the early biases
   */
  List<Tensor> next(List<Tensor> states, Tensor fromInput, Weights weights);

  /** How many elements of the bias of the states, from its start, are added to the part of the input. */
  long earlyBiases();
}
