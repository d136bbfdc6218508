/**
 * The ONNX dialect: one operation per ONNX operator, on tensors, spelled as onnx-mlir spells them. Operators of older operator sets
 * are brought to one form by the importer, so that an attribute here always has the meaning of its newest definition.
 */
package zkopt.dialect.onnx;
