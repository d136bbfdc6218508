/** MLIR's text: reading it on the ANTLR grammar {@code Mlir.g4}, and printing it. */
package zkopt.ir.text;
