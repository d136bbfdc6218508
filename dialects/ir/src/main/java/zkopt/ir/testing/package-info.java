/** Tests written as MLIR text: RUN lines, CHECK lines, expected diagnostics, and the real {@code mlir-opt} as an oracle. */
package zkopt.ir.testing;
