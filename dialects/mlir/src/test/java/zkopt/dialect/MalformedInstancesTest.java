package zkopt.dialect;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import zkopt.dialect.InstanceGrammar.Template;
import zkopt.ir.IRContext;
import zkopt.ir.testing.ErrorComparison;
import zkopt.ir.testing.ErrorComparison.Case;
import zkopt.ir.testing.MlirOpt;
import zkopt.ir.testing.TokenDamage;

/**
 * Instances of every operation in custom form with one token wrong, or with one part that does not fit the others: mlir-opt and we refuse
 * the same, mostly in the same words and at the same place.
 */
class MalformedInstancesTest {
  private static final long SEED = 20261124;
  private static final int FEW = 5;
  private static final int WRONG_PARTS = 16;
  /** Texts that mlir-opt is asked at once. */
  private static final int BATCH = 2000;
  /** Of 100 that both refuse, so many may be refused in other words; and so many may be refused by one alone. */
  private static final int OTHER_WORDS = 10;
  private static final int ONE_ALONE = 1;

  @Test
  void some() throws IOException {
    compare(FEW);
  }

  @Tag("slow")
  @Test
  void all() throws IOException {
    compare(Integer.MAX_VALUE);
  }

  /** @param most so many cases of each template of each kind */
  private static void compare(int most) throws IOException {
    var oracle = MlirOpt.find();
    assumeTrue(oracle.isPresent(), "no mlir-opt on this machine");
    var comparison = new ErrorComparison(oracle.get(), IRContext::withAllDialects);
    var grammar = RandomInstancesTest.grammar();
    var random = new Random(SEED);
    var cases = new ArrayList<Case>();
    for (Template template : grammar.templates()) {
      cases.addAll(some(TokenDamage.cases(RandomInstance.text(grammar, template, random, 0), random), most, random));
      cases.addAll(some(wrongParts(grammar, template, random), most, random));
      if (cases.size() < BATCH) continue;
      comparison.add(cases);
      cases.clear();
    }
    comparison.add(cases);
    String dump = System.getProperty("zkopt.report");
    if (dump != null) Files.writeString(Path.of(dump), comparison.report());
    int refused = comparison.refusedByBoth();
    assertTrue(100 * comparison.otherWords().size() <= OTHER_WORDS * refused, comparison::report);
    assertTrue(100 * (comparison.onlyOurs().size() + comparison.onlyTheirs().size()) <= ONE_ALONE * refused, comparison::report);
  }

  private static List<Case> some(List<Case> cases, int most, Random random) {
    var shuffled = new ArrayList<>(cases);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, Math.min(most, shuffled.size())).stream().map(c -> new Case(c.kind(), c.text() + RandomInstance.RESOURCES)).toList();
  }

  private static List<Case> wrongParts(InstanceGrammar grammar, Template template, Random random) {
    var cases = new ArrayList<Case>();
    for (int i = 0; i < WRONG_PARTS; i++) cases.add(new Case("another part, line " + template.line(), RandomInstance.wrongText(grammar, template, random, i)));
    return cases;
  }
}
