package zkopt.assigner;

/**
 * What the layout may choose from outside the IR.
 *
 * @param blindingRows rows at the end of each column that the proof system fills with randomness
 * @param publicInputs whether the model's inputs are public values of the proof
 * @param publicOutputs whether the model's outputs are public values of the proof
 * @param minLogRows the table has at least 2^minLogRows rows
 * @param weightRandomRows rows at the end of weight columns that carry no weight, for the proof system to fill with randomness
 * @param rules what the proof system makes of the table
 * @param cost what the layout makes least
 * @param shape the shape of a layout before, to be taken again; null for the cheapest
 * @param tracks tracks of gates at most
 */
public record LayoutOptions(int blindingRows, boolean publicInputs, boolean publicOutputs, int minLogRows, int weightRandomRows, ProofRules rules,
    TableCost cost, TableShape shape, int tracks) {
  private static final int MOST_TRACKS = 6;

  /** With everything that makes the table smaller. */
  public LayoutOptions(int blindingRows, boolean publicInputs, boolean publicOutputs, int minLogRows, int weightRandomRows, ProofRules rules, TableCost cost,
      TableShape shape) {
    this(blindingRows, publicInputs, publicOutputs, minLogRows, weightRandomRows, rules, cost, shape, MOST_TRACKS);
  }

  /** The fastest to prove. */
  public LayoutOptions(int blindingRows, boolean publicInputs, boolean publicOutputs, int minLogRows, int weightRandomRows) {
    this(blindingRows, publicInputs, publicOutputs, minLogRows, weightRandomRows, ProofRules.USUAL, TableCost.TIME, null);
  }

  /** With all gates one below the other. */
  public LayoutOptions withOneTrack() {
    return new LayoutOptions(blindingRows, publicInputs, publicOutputs, minLogRows, weightRandomRows, rules, cost, shape, 1);
  }

  /** Private inputs, public outputs. */
  public static LayoutOptions of(int blindingRows) {
    return new LayoutOptions(blindingRows, false, true, 8, blindingRows);
  }
}
