/**
 * From floats to fixed-point integers: the formats of buffers and scalars are derived from proven intervals with the actual weights,
 * sums are exact, and one rescale follows each.
 */
package zkopt.lowering.fixed;
