/** False statements about a model's run, for a malicious prover to prove. */
package zkopt.tools.attack;
