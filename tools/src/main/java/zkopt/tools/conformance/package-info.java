/** ONNX's own node tests, run through every level of the compiler down to the table and the proof. */
package zkopt.tools.conformance;
