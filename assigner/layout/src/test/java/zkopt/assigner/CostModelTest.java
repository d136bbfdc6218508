package zkopt.assigner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The shapes that the cost model finds for contractions alone. */
class CostModelTest {
  private static final int RANDOM = 250;

  private static final TableLoad.Slots NO_SLOTS = new TableLoad.Slots() {
    @Override
    public long count(SlotKind kind) {
      return 0;
    }

    @Override
    public long rows(SlotKind kind, int slots) {
      return 0;
    }
  };

  /** Products of 16 elements by {@code n} weights. */
  private static CostModel.Choice choice(long products, int n, long publicValues) {
    var load = new TableLoad(List.of(), NO_SLOTS, (a, w) -> products * Math.max(Math.ceilDiv(16, a), Math.ceilDiv(n, w)), (_, _) -> 0, true, false, 0,
        publicValues);
    return new CostModel(load, List.of(), LayoutOptions.of(RANDOM), 24).choose();
  }

  @Test
  void fewRowsByManyWeightsAreAWideTable() {
    CostModel.Choice choice = choice(12_000, 3072, 0);
    assertTrue(choice.shape().weights() > 128, choice.toString());
    assertTrue(choice.logRows() <= 17, choice.toString());
  }

  @Test
  void noColumnIsAddedThatSavesNoRow() {
    assertTrue(choice(4_000, 3, 0).shape().weights() <= 3);
  }

  @Test
  void publicValuesAreNoReasonForMoreRows() {
    assertEquals(choice(1_000, 40, 0).logRows(), choice(1_000, 40, 50_000).logRows());
  }
}
