/** What loops with affine bounds and subscripts do to memory: constraint systems, iteration domains, dependences. */
package zkopt.analysis.affine;
