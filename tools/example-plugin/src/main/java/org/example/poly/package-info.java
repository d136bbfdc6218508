/** An example of a plug-in: a dialect of polynomials with integer coefficients, and the passes from fixed-point products to one custom gate. */
package org.example.poly;
