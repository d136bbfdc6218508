/**
 * From tensors to loops: {@code convert-onnx-to-affine} gives every operator a nest of {@code affine.for} over memrefs, and
 * {@code fuse-elementwise-loops} joins elementwise nests. Contractions come out as one perfect nest whose body is
 * {@code C += A * B}, so that {@code raise-affine-to-contract} finds them.
 */
package zkopt.lowering.affine;
