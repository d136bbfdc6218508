/** Fixed-point arithmetic with exact integer semantics: the type {@code !fixed.q<width, frac>} and scalar operations on it. */
package zkopt.dialect.fixed;
