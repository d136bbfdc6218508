package zkopt.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zkopt.merkle.MerkleShape;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.ProofShape;
import zkopt.protocol.constraint.Oracle;

/** What a proof's time is made up from. */
class ProofWorkTest {
  private static final ProofParameters PARAMETERS = ProofParameters.of(Profile.BALANCED, 100);

  private static ProofShape shape(int logRows) {
    ToyCircuit toy = ToyCircuit.of(logRows, 100, PARAMETERS, 1);
    return Setup.run(toy.circuit, toy.assignment.weights(), PARAMETERS, new byte[32]).shape();
  }

  private static double[] amounts(ProofWork work, Stage stage) {
    return work.items().stream().filter(item -> item.name().equals(stage.title())).findFirst().orElseThrow().amounts();
  }

  @Test
  void everyStageHasAnItem() {
    List<String> stages = Stream.concat(Arrays.stream(Stage.values()).map(Stage::title), Stream.of(ProofWork.OTHER)).toList();
    assertEquals(stages, ProofWork.of(shape(10)).items().stream().map(ProofWork.Item::name).toList());
  }

  @Test
  void amountsAreThoseOfTheColumns() {
    ProofShape shape = shape(10);
    ProofWork work = ProofWork.of(shape);
    int rows = 1 << 10;
    int domain = 8 * rows;
    MerkleShape tree = shape.outline().trees().get(Oracle.WITNESS);
    int blocksOfALeaf = Math.ceilDiv(tree.width() + tree.saltLongs(), 8);
    assertEquals(domain * (blocksOfALeaf + 1), amounts(work, Stage.COMMIT_WITNESS)[1]);
    assertEquals(10.0 * domain * shape.width(Oracle.QUOTIENT), amounts(work, Stage.COMMIT_QUOTIENT)[2]);
    assertEquals(rows * shape.openings().size(), amounts(work, Stage.OPENINGS)[1]);
    assertEquals(Math.log(2) * (1 << 20), amounts(work, Stage.GRINDING)[0]);
  }

  @Test
  void twiceTheRowsAreTwiceTheWork() {
    ProofWork low = ProofWork.of(shape(10));
    ProofWork high = ProofWork.of(shape(11));
    for (Stage stage : new Stage[] {Stage.LOOKUPS, Stage.PHASE2, Stage.OPENINGS, Stage.FRI, Stage.QUOTIENT}) {
      assertTrue(amounts(low, stage)[1] > 0, stage::title);
      assertEquals(2, amounts(high, stage)[1] / amounts(low, stage)[1], 0.2, stage::title);
    }
  }
}
