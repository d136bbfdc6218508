/** A compiled model in a picture: what each ONNX node takes of the table, what stands where, and what each pass did. */
package zkopt.tools.explain;
