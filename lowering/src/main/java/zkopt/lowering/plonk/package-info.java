/** From loops over fixed-point values to gates: contractions are found and raised, scalar operations become instances of gates. */
package zkopt.lowering.plonk;
