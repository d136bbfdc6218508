package zkopt.attack;

import java.util.ArrayList;
import java.util.List;
import zkopt.attack.change.ChangedBytes;
import zkopt.attack.change.ChangedFields;
import zkopt.attack.change.Mutations;
import zkopt.attack.change.OtherKeys;
import zkopt.attack.change.OtherStatements;
import zkopt.attack.cheat.BiasedQueries;
import zkopt.attack.cheat.ChangedColumns;
import zkopt.attack.cheat.FinalPolynomial;
import zkopt.attack.cheat.LookupTricks;
import zkopt.attack.cheat.SkippedChecks;
import zkopt.attack.cheat.WeakFiatShamir;
import zkopt.attack.cheat.WeakerParameters;

/** All attacks. */
public final class AttackSuite {
  private AttackSuite() {}

  /**
   * How much is tried.
   *
   * @param sample elements of a list that are attacked one by one
   * @param bytes places in proof and key at which bytes are changed, and lengths at which the proof is cut off
   * @param mutations random mutations
   */
  public record Effort(int sample, int bytes, long mutations) {}

  /** The families, the quick ones first. */
  public static List<AttackFamily> families(Target target, Effort effort) {
    List<AttackFamily> families = new ArrayList<>(List.of(
        new ChangedFields(effort.sample(), false),
        new ChangedFields(effort.sample(), true),
        new ChangedBytes(effort.bytes(), effort.bytes()),
        new OtherStatements(),
        new OtherKeys(effort.bytes()),
        new WeakerParameters(),
        new WeakFiatShamir(),
        new FinalPolynomial(),
        new BiasedQueries(),
        new LookupTricks(),
        new ChangedColumns(4 * effort.sample())));
    families.addAll(SkippedChecks.of(target));
    families.add(new Mutations(effort.mutations()));
    return families;
  }
}
