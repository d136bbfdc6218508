/** The levels of the compiler as programs that run: which one a module is at, what goes in and out, and whether two compute the same. */
package zkopt.tools.levels;
