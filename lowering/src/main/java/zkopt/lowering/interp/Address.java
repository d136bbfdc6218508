package zkopt.lowering.interp;

/** An index computed from the words of a frame. */
interface Address {
  long of(long[] words);
}
