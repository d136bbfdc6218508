/** Changes of honest proofs, public values and keys. */
package zkopt.attack.change;
