/**
 * The level just above the table: declared gates and lookup tables, instances of gates inside loops, and contractions as single
 * operations. A gate carries both how an honest prover computes its cells and what the verifier demands of them.
 */
package zkopt.dialect.plonk;
