package zkopt.protocol.argument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zkopt.circuit.Accumulator;
import zkopt.circuit.Column;
import zkopt.circuit.Constraint;
import zkopt.circuit.ConstraintSystem;
import zkopt.circuit.Expr;
import zkopt.circuit.Lookup;
import zkopt.circuit.Table;
import zkopt.protocol.UnsupportedCircuitException;
import zkopt.protocol.codec.ByteReader;
import zkopt.protocol.codec.ByteWriter;
import zkopt.protocol.codec.ConstraintSystemCodec;
import zkopt.protocol.codec.MalformedException;
import zkopt.protocol.constraint.Oracle;

class RelationTest {
  private static final Expr A = Expr.cell(Column.witness(0));

  private static ConstraintSystem system(List<Constraint> constraints, List<Lookup> lookups, List<Accumulator> accumulators, int wired) {
    List<Table> tables = lookups.isEmpty() ? List.of() : List.of(new Table("t", List.of(Expr.cell(Column.fixed(0)))));
    return new ConstraintSystem(1, 0, 32, 0, 1, constraints, lookups, tables, accumulators,
        IntStream.range(0, wired).mapToObj(Column::witness).toList());
  }

  private static Constraint constraint(Expr expr) {
    return new Constraint("g", "c", expr);
  }

  private static void assertUnsupported(String message, ConstraintSystem system) {
    String actual = assertThrows(UnsupportedCircuitException.class, () -> new Relation(system, 8, 8)).getMessage();
    assertTrue(actual.contains(message), actual);
  }

  @Test
  void limbLookupsShareHelpersAsFarAsTheDegreeAllows() {
    List<Lookup> lookups = Stream.generate(() -> new Lookup("l", "l", List.of(A))).limit(11).toList();
    Relation relation = new Relation(system(List.of(), lookups, List.of(), 0), 8, 8);
    // 11 lookups and one table side: 12 fractions of degree 1, six to a helper
    assertEquals(2, relation.lookups().helpers().size());
    assertEquals(8, relation.degree());
    assertEquals(9, relation.width(Oracle.PHASE2));
  }

  @Test
  void wiredColumnsShareProductsAsFarAsTheDegreeAllows() {
    Relation relation = new Relation(system(List.of(), List.of(), List.of(), 13), 8, 8);
    assertEquals(3, relation.permutation().chunks().size());
    assertEquals(8, relation.degree());
  }

  /** Gates, and lookups that need it by themselves, may have a higher degree than arguments choose. */
  @Test
  void argumentsKeepToTheirDegree() {
    Expr square = A.times(A);
    Expr power = square.times(square).times(square);
    List<Lookup> lookups = List.of(new Lookup("l", "l", List.of(power)), new Lookup("l", "l", List.of(A)), new Lookup("l", "l", List.of(A)));
    Relation relation = new Relation(system(List.of(constraint(power)), lookups, List.of(), 13), 8, 5);
    assertEquals(5, relation.permutation().chunks().size());
    // the high one alone; the others and the table side, of degree 1, together
    assertEquals(2, relation.lookups().helpers().size());
    assertEquals(List.of(2, 3, 5, 6, 8), relation.parts().stream().map(Relation.Part::degree).toList());
  }

  @Test
  void degreeAboveTheBoundIsNamed() {
    Expr power = A;
    for (int i = 0; i < 8; i++) {
      power = power.times(A);
    }
    assertUnsupported("constraint 'g.c' has degree 9, and the bound is 8", system(List.of(constraint(power)), List.of(), List.of(), 0));
  }

  /** A stranger's key must not take hours to read: all hashes of these constants, and so of their nodes, are equal. */
  @Test
  @Timeout(20)
  void constantsOfEqualHashAreReadAsFastAsOthers() throws MalformedException {
    List<Constraint> constraints = LongStream.range(1, 1 << 16).mapToObj(i -> constraint(A.times(new Expr.Constant(i << 32 | i)))).toList();
    ByteWriter bytes = new ByteWriter();
    ConstraintSystemCodec.write(system(constraints, List.of(), List.of(), 0), bytes);
    ConstraintSystem read = ConstraintSystemCodec.read(new ByteReader(bytes.toBytes()));
    assertEquals(constraints.size(), new Relation(read, 8, 8).identities().size());
  }

  @Test
  void sharedSubtreesCostNothing() {
    Expr sum = A;
    for (int i = 0; i < 200; i++) {
      sum = new Expr.Sum(sum, sum);
    }
    assertEquals(2, new Relation(system(List.of(constraint(sum)), List.of(), List.of(), 0), 8, 8).degree());
  }

  @Test
  void degreesDoNotOverflow() {
    Expr square = A;
    for (int i = 0; i < 100; i++) {
      square = new Expr.Product(square, square);
    }
    assertUnsupported("constraint 'g.c' has degree", system(List.of(constraint(square)), List.of(), List.of(), 0));
  }

  @Test
  void columnsAndChallengesThatAreNotThere() {
    assertUnsupported("no such cell", system(List.of(constraint(Expr.cell(Column.witness(32)))), List.of(), List.of(), 0));
    assertUnsupported("no such cell", system(List.of(constraint(Expr.cell(Column.accumulator(0)))), List.of(), List.of(), 3));
    assertUnsupported("no such cell", system(List.of(constraint(Expr.cell(Column.witness(0), 2))), List.of(), List.of(), 0));
    assertUnsupported("no such challenge", system(List.of(constraint(new Expr.Challenge(1, 1))), List.of(), List.of(), 0));
  }

  @Test
  void accumulatorsReadOnlyWhatIsKnown() {
    Accumulator own = new Accumulator("s", Expr.ZERO, Expr.cell(Column.accumulator(0), -1));
    assertUnsupported("accumulator 's' reads a value that is not known yet", system(List.of(), List.of(), List.of(own), 0));
    Accumulator first = new Accumulator("first", Expr.ZERO, A);
    Accumulator ahead = new Accumulator("s", Expr.ZERO, Expr.cell(Column.accumulator(0), 1));
    assertUnsupported("accumulator 's' reads a value that is not known yet", system(List.of(), List.of(), List.of(first, ahead), 0));
  }

  @Test
  void lookupsReadNoChallenges() {
    Lookup lookup = new Lookup("l", "l", List.of(A.times(new Expr.Challenge(0, 1))));
    assertUnsupported("a lookup reads a challenge or an accumulator", system(List.of(), List.of(lookup), List.of(), 0));
  }

  @Test
  void challengeDegreeCountsTheRowsOfAccumulators() {
    Accumulator s = new Accumulator("s", new Expr.Challenge(0, 8), A.times(new Expr.Challenge(0, 7)));
    Constraint check = constraint(Expr.cell(Column.accumulator(0)).times(Expr.cell(Column.accumulator(0))));
    assertEquals(2 * (8 * 1024 + 7), new Relation(system(List.of(check), List.of(), List.of(s), 0), 8, 8).challengeDegree(1024));
  }
}
