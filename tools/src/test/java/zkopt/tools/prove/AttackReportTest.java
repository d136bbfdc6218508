package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zkopt.attack.Arena;
import zkopt.attack.Attack;
import zkopt.attack.Forgery;
import zkopt.attack.Judge;
import zkopt.attack.Limits;
import zkopt.attack.Tally;
import zkopt.tools.cli.Report;
import zkopt.verifier.Verdict;

/** An attack that was not rejected is named, with how to repeat it. */
class AttackReportTest {
  private static Report report(Judge judge) {
    Stream<Attack> attacks = Stream.of("first", "second").map(name -> new Attack(name, () -> new Forgery(null, null, new byte[0])));
    Tally tally = new Arena(judge, new Limits(null, 1 << 20, 1_000_000_000)).run("some family", attacks);
    Report report = new Report();
    new AttackReport(List.of(tally), "zkprove attack m.zkc --seed 7").addTo(report);
    return report;
  }

  private static String text(Report report) {
    var out = new StringWriter();
    report.print(new PrintWriter(out), false);
    return out.toString();
  }

  @Test
  void whatIsAcceptedIsNamed() {
    Report report = report(_ -> new Verdict(true, ""));
    assertTrue(text(report).contains("""
        not rejected: accepted: second
          repeat with: zkprove attack m.zkc --seed 7 --only "some family/second"
        the verifier did not withstand"""), text(report));
    assertEquals(0, report.json().get("rejected").intValue());
    assertEquals(2, report.json().get("families").get(0).get("failures").size());
  }

  @Test
  void rejectionsAreCountedByTheCheckThatRefused() {
    Report report = report(_ -> new Verdict(false, "it ends at byte 17"));
    assertTrue(text(report).contains("            2  it ends at byte #"), text(report));
    assertTrue(text(report).contains("the verifier withstood all attacks"), text(report));
  }
}
