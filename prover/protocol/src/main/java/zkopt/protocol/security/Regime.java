package zkopt.protocol.security;

/** How far from the code a batched codeword may be for the proofs of proximity used. The capacity conjecture is refuted: not offered. */
public enum Regime {
  /** Up to half the minimum distance: the codeword near the oracle is unique. */
  UNIQUE_DECODING,
  /** Up to the Johnson bound: a short list of codewords. */
  JOHNSON
}
