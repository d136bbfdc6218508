/**
 * The gate library: parametrised gates and tables, built as IR. Each gate says in its documentation what it computes and why its
 * constraints leave a cheating prover no other output (soundness): every integer is pinned by range checks, and no expression can
 * reach the modulus, so that equality in the field is equality of integers.
 */
package zkopt.lowering.plonk.gates;
