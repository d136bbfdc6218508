package zkopt.tools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Layout;
import zkopt.assigner.LayoutOptions;
import zkopt.assigner.ProofRules;
import zkopt.assigner.TableCost;
import zkopt.assigner.TableShape;
import zkopt.assigner.TrackShape;
import zkopt.circuit.Field;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofParameters;
import zkopt.prover.Prover;
import zkopt.prover.Setup;
import zkopt.prover.check.MockProver;
import zkopt.verifier.Verifier;

/** A model with more public values than rows: they go on in further columns, and each of them is bound. */
class PublicColumnsTest {
  private static final Path DENSE = Path.of("../assigner/layout/src/test/mlir/dense.mlir");
  private static final int ROWS = 101;
  private static final int LOG_ROWS = 9;
  private static final ProofParameters PARAMETERS = ProofParameters.of(Profile.FAST, 100);
  private static final TableShape WIDE = new TableShape(List.of(new TrackShape(24, 24, 8)), List.of(0, 0, 0), 8, 0, 4);

  private final long[] input = new Random(ROWS).longs(4L * ROWS, -50, 50).toArray();
  private LaidOutModel model;
  private LaidOutModel.Run run;

  @BeforeEach
  void layOut() throws IOException {
    String text = Files.readString(DENSE).replace("memref<2x", "memref<" + ROWS + "x").replace("= 0 to 2 ", "= 0 to " + ROWS + " ")
        .replace("array<i64: 2,", "array<i64: " + ROWS + ",");
    int random = PARAMETERS.blindingRows();
    model = Layout.of(Parser.parse(IRContext.withAllDialects(), "dense.mlir", text),
        new LayoutOptions(random, true, true, LOG_ROWS, random, new ProofRules(PARAMETERS.argumentDegree(), PARAMETERS.quotientMaskLength()), TableCost.TIME,
            WIDE));
    run = model.run(new long[][] {input});
  }

  @Test
  void theyStandOneColumnBehindTheOther() {
    long[][] instance = run.assignment().instance();
    assertEquals(LOG_ROWS, model.circuit().logRows());
    assertEquals(2, instance.length);
    assertEquals(model.circuit().usableRows(), instance[0].length);
    long[] all = IntStream.range(0, 2).boxed().flatMapToLong(c -> Arrays.stream(instance[c])).toArray();
    assertArrayEquals(Arrays.stream(input).map(Field::encode).toArray(), Arrays.copyOf(all, input.length));
    assertArrayEquals(Arrays.stream(run.outputs()[0]).map(Field::encode).toArray(), Arrays.copyOfRange(all, input.length, all.length));
  }

  @Test
  void eachOfThemIsBound() {
    assertEquals(List.of(), MockProver.check(model.circuit(), run.assignment()));
    for (long[] column : run.assignment().instance()) {
      for (int row = 0; row < column.length; row += 7) {
        long honest = column[row];
        column[row] = honest == 0 ? 1 : honest - 1;
        assertFalse(MockProver.check(model.circuit(), run.assignment()).isEmpty(), "row " + row);
        column[row] = honest;
      }
    }
  }

  @Test
  void aProofIsOneOfAllOfThem() {
    byte[] seed = new byte[Setup.SEED_BYTES];
    var key = Setup.run(model.circuit(), model.weights(), PARAMETERS.forCircuit(model.circuit().system(), LOG_ROWS), seed);
    byte[] proof = Prover.prove(key, run.assignment(), seed).toBytes();
    long[][] instance = run.assignment().instance();
    assertTrue(Verifier.verify(key.verifyingKey(), instance, proof).accepted());
    for (int c = 0; c < 2; c++) {
      long[][] other = Arrays.stream(instance).map(long[]::clone).toArray(long[][]::new);
      other[c][other[c].length - 1] ^= 1;
      assertFalse(Verifier.verify(key.verifyingKey(), other, proof).accepted(), "column " + c);
    }
    assertFalse(Verifier.verify(key.verifyingKey(), new long[][] {instance[0]}, proof).accepted());
  }
}
