package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zkopt.assigner.LayoutOptions;
import zkopt.assigner.ProofRules;
import zkopt.assigner.TableCost;
import zkopt.assigner.TableEstimate;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofParameters;

/** How many lookups share a column of LogUp follows from the degree of arguments, and the largest number is the cheapest. */
class ArgumentDegreeTest {
  /** A lookup of a limb has degree 1; a constraint has the factor of its rows and a running value besides. */
  private static final int LEAST_DEGREE = 3;

  @ParameterizedTest
  @EnumSource(value = Profile.class, names = {"FAST", "BALANCED"})
  void theMostLookupsInAColumnAreCheapest(Profile profile) throws IOException {
    var context = IRContext.withAllDialects();
    var module = Parser.parse(context, "contraction.mlir", Files.readString(Path.of("src/test/mlir/choice/contraction.mlir")));
    assertTrue(new PassManager(context, PassPipeline.parse("builtin.module(fixed-to-plonk)", PassRegistry.load())).run(module));
    ProofParameters proofs = ProofParameters.of(profile, 100);
    int most = new ProofRules(proofs.argumentDegree(), proofs.quotientMaskLength()).factors();
    assertEquals(profile == Profile.FAST ? 3 : 6, most);
    var cells = new ArrayList<Long>();
    for (int factors = 1; factors <= most; factors++) {
      var rules = new ProofRules(LEAST_DEGREE + factors - 1, proofs.quotientMaskLength());
      var options = new LayoutOptions(proofs.blindingRows(), false, true, SetupOptions.MIN_LOG_ROWS, proofs.blindingRows(), rules, TableCost.TIME, null);
      TableEstimate table = TableEstimate.of(module, options);
      assertEquals(factors, rules.factors());
      cells.add(table.rows() * table.cells().committed());
    }
    long last = cells.getLast();
    assertTrue(cells.stream().allMatch(c -> c >= last), () -> "cells with 1, 2, ... lookups in a column: " + cells);
    assertTrue(cells.getFirst() > last, cells::toString);
  }
}
