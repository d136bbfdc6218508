/** Passes on the ONNX level. */
package zkopt.lowering.onnx;
