package zkopt.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.circuit.Column;
import zkopt.circuit.Constraint;
import zkopt.circuit.ConstraintSystem;
import zkopt.circuit.Expr;
import zkopt.circuit.Lookup;
import zkopt.circuit.Table;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.security.Regime;
import zkopt.protocol.security.SecurityCalculator;

class ProofParametersTest {
  @ParameterizedTest
  @CsvSource({"100,26", "101,27", "110,29", "124,32", "128,32"})
  void digestsAreTwiceAsLongAsTheBits(int bits, int digestBytes) {
    ProofParameters parameters = ProofParameters.of(Profile.BALANCED, bits);
    assertEquals(digestBytes, parameters.digestBytes());
    assertTrue(8 * parameters.digestBytes() >= 2 * bits);
  }

  @ParameterizedTest
  @CsvSource({"100,19,2", "100,26,2", "100,27,3", "128,19,3"})
  void saltsHideEachOfAllLeaves(int bits, int logDomain, int longs) {
    assertEquals(longs, ProofParameters.of(Profile.SMALL, bits).saltLongs(logDomain));
  }

  @Test
  void noTreeProvesMoreThanHalfTheBitsOfTheHash() {
    String message = assertThrows(IllegalArgumentException.class, () -> ProofParameters.of(Profile.FAST, 129)).getMessage();
    assertEquals("trees over a hash of 256 bits prove no more than 128", message);
  }

  @Test
  void theWidestTupleCountsThoughOnlyATableHasIt() {
    Expr cell = Expr.cell(Column.fixed(0));
    ConstraintSystem system = new ConstraintSystem(1, 0, 1, 0, 0, List.of(), List.of(new Lookup("l", "l", List.of(Expr.ONE, Expr.cell(Column.witness(0))))),
        List.of(new Table("t", List.of(Expr.ONE, cell, cell, cell, cell))), List.of(), List.of());
    ProofShape shape = new ProofShape(new Relation(system, 8, 8), 10, ProofParameters.of(Profile.BALANCED, 100));
    assertEquals((1 << 10) * 2 * 5, shape.securityInputs().lookups());
  }

  /** One query less would not do; more are not asked for. */
  @ParameterizedTest
  @CsvSource({"FAST,100", "FAST,128", "BALANCED,100", "BALANCED,115", "BALANCED,128", "SMALL,100", "SMALL,128"})
  void asFewQueriesAsTheCircuitNeeds(Profile profile, int bits) {
    Expr a = Expr.cell(Column.witness(0));
    Constraint zero = new Constraint("gate", "zero", a);
    ConstraintSystem system = new ConstraintSystem(0, 0, 1, 0, 0, List.of(zero), List.of(), List.of(), List.of(), List.of());
    ProofParameters any = ProofParameters.of(profile, bits);
    ProofParameters fewest = any.forCircuit(system, 10);
    assertTrue(fewest.queries() <= any.queries());
    assertTrue(bits(system, fewest) >= bits);
    ProofParameters fewer =
        new ProofParameters(bits, fewest.logBlowup(), fewest.degreeBound(), fewest.queries() - 1, fewest.grindingBits());
    assertTrue(bits(system, fewer) < bits);
  }

  private static double bits(ConstraintSystem system, ProofParameters parameters) {
    ProofShape shape = new ProofShape(new Relation(system, parameters.degreeBound(), parameters.argumentDegree()), 10, parameters);
    return SecurityCalculator.report(shape.securityInputs(), Regime.JOHNSON).bits();
  }
}
