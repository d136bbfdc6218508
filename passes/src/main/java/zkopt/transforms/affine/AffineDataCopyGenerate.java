package zkopt.transforms.affine;

import zkopt.dialect.func.FuncOp;
import zkopt.ir.Operation;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Copies what loop nests touch to buffers in a faster memory before them, and what they store back behind them. A nest whose elements do not
 * fit is looked into.
 */
@Pass.Named(value = "affine-data-copy-generate", title = "AffineDataCopyGeneration", summary = "Generate explicit copying for affine memory operations")
public record AffineDataCopyGenerate(
    @Option(value = "Set fast memory space capacity in KiB", defaultValue = "18446744073709551615", unsigned = true) long fastMemCapacity,
    @Option(value = "Fast memory space identifier for copy generation", defaultValue = "1", unsigned = true) int fastMemSpace,
    @Option(value = "Generate DMA instead of point-wise copy", defaultValue = "true") boolean generateDma,
    @Option(value = "Minimum DMA transfer size supported by the target in bytes; without effect, as in MLIR", defaultValue = "1024") int minDmaTransfer,
    @Option("Testing purposes: avoid non-unit stride loop choice depths for copy placement") boolean skipNonUnitStrideLoops,
    @Option(value = "Slow memory space identifier for copy generation", unsigned = true) int slowMemSpace,
    @Option(value = "Tag memory space identifier for copy generation", unsigned = true) int tagMemSpace) implements Pass {
  @Override
  public String anchor() {
    return "func.func";
  }

  @Override
  public void run(Operation root, PassContext context) {
    var function = (FuncOp) root;
    if (!function.isDeclaration()) new DataCopies(this, function, context).run();
  }

  /** The bytes that a block's buffers may have. */
  long capacityInBytes() {
    return MemoryFootprint.ofKibibytes(fastMemCapacity);
  }
}
