package zkopt.lowering.interp;

/**
 * The state of a running function.
 *
 * @param words scalars by slot: integers, indices and fixed-point values as they are, floats as the bits of a double
 * @param buffers memrefs by slot: the data of the whole allocation, shared by views
 * @param errors the same with the error of each fixed-point value in its place, as the bits of a double; null when errors are not followed
 */
record Frame(long[] words, long[][] buffers, Frame errors) {
  void setCounter(int slot, long value) {
    words[slot] = value;
    if (errors != null) errors.words[slot] = value;
  }
}
