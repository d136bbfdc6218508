package zkopt.lowering.interp;

/**
 * The state of a running function.
 *
 * @param words scalars by slot: integers, indices and fixed-point values as they are, floats as the bits of a double
 * @param buffers memrefs by slot: the data of the whole allocation, shared by views
 */
record Frame(long[] words, long[][] buffers) {}
