/**
 * Runs functions of the affine, memref, arith, math and fixed dialects. One engine serves both value domains: a scalar is a 64-bit
 * word that holds an integer or the bits of a double, and only the scalar functions know which.
 */
package zkopt.lowering.interp;
