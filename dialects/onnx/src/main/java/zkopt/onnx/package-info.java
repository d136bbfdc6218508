/** Reads ONNX files into the ONNX dialect. Format: https://github.com/onnx/onnx/blob/main/docs/IR.md. */
package zkopt.onnx;
