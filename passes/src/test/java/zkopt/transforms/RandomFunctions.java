package zkopt.transforms;

import java.util.List;
import java.util.Random;

/** Makes the text of modules of random functions, the same for the same seed. */
abstract class RandomFunctions {
  final Random random;
  final StringBuilder body = new StringBuilder();
  /** How many names the function has given. */
  int names;

  RandomFunctions(long seed) {
    this.random = new Random(seed);
  }

  /** The text of a function. */
  abstract String function(int number);

  final String module(int functions) {
    var module = new StringBuilder("module {\n");
    for (int i = 0; i < functions; i++) module.append(function(i));
    return module.append("}\n").toString();
  }

  /** Begins the body of a function. */
  final void begin() {
    body.setLength(0);
    names = 0;
  }

  final void line(int depth, String text) {
    body.append("  ".repeat(depth + 1)).append(text).append('\n');
  }

  /** Gives a new name to the value of an operation. */
  final String define(int depth, String text) {
    String name = "%v" + names++;
    line(depth, name + " = " + text);
    return name;
  }

  final boolean chance(int n) {
    return random.nextInt(n) == 0;
  }

  final <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
