/** Malicious provers: they skip their own checks and depart from the protocol wherever a known mistake of verifiers would let them. */
package zkopt.attack.cheat;
