package zkopt.attack.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import zkopt.attack.Attack;
import zkopt.attack.AttackFamily;
import zkopt.attack.Forgery;
import zkopt.attack.Target;
import zkopt.field.Goldilocks;

/** An honest proof beside other public values: each one changed, too few, too many, exchanged, non-canonical, or those of another proof. */
public record OtherStatements() implements AttackFamily {
  @Override
  public String name() {
    return "other public values";
  }

  @Override
  public Stream<Attack> attacks(Target target) {
    List<Attack> attacks = new ArrayList<>();
    long[][] instance = target.instance();
    add(attacks, target, "none at all", null);
    add(attacks, target, "no columns", new long[0][]);
    add(attacks, target, "a column more", Arrays.copyOf(instance, instance.length + 1));
    for (int c = 0; c < instance.length; c++) {
      long[] values = instance[c];
      change(attacks, target, c, "no column", _ -> null);
      change(attacks, target, c, "one value more", v -> Arrays.copyOf(v, v.length + 1));
      if (values.length == 0) continue;
      change(attacks, target, c, "one value less", v -> Arrays.copyOf(v, v.length - 1));
      for (int i = 0; i < values.length; i++) {
        int at = i;
        change(attacks, target, c, "value " + i + " plus one", v -> with(v, at, Goldilocks.add(v[at], 1)));
        change(attacks, target, c, "value " + i + " plus the modulus", v -> with(v, at, v[at] + Goldilocks.MODULUS));
        change(attacks, target, c, "value " + i + " all bits set", v -> with(v, at, -1));
        int next = (i + 1) % values.length;
        if (values[i] != values[next]) {
          change(attacks, target, c, "values " + i + " and " + next + " exchanged", v -> with(with(v, at, v[next]), next, v[at]));
        }
      }
    }
    List<Forgery> others = target.others();
    for (int i = 0; i < others.size(); i++) {
      long[][] other = others.get(i).instance();
      if (!Arrays.deepEquals(other, instance)) add(attacks, target, "those of other proof " + i, other);
    }
    return attacks.stream();
  }

  private static long[] with(long[] values, int at, long value) {
    long[] changed = values.clone();
    changed[at] = value;
    return changed;
  }

  private static void change(List<Attack> attacks, Target target, int column, String what, UnaryOperator<long[]> change) {
    long[][] instance = target.instance().clone();
    instance[column] = change.apply(instance[column]);
    add(attacks, target, "column " + column + ": " + what, instance);
  }

  private static void add(List<Attack> attacks, Target target, String name, long[][] instance) {
    attacks.add(new Attack(name, () -> new Forgery(target.key(), instance, target.bytes())));
  }
}
