// RUN: builtin.module(func.func(affine-data-copy-generate))

func.func @copy(%a: memref<16xf32>) {
  affine.for %i = 0 to 16 {
    %x = affine.load %a[%i] : memref<16xf32>
    affine.store %x, %a[%i] : memref<16xf32>
  }
  return
}
// =====> error: 'func.func' op cannot be given DMA transfers, which are not supported; use 'generate-dma=false'
