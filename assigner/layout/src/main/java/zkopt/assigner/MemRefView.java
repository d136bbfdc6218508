package zkopt.assigner;

import java.util.Arrays;

/**
 * A memref at layout time: which value stands in each element. Views share {@code cells}.
 *
 * @param cells value ids, {@link #UNSET} where nothing was stored
 */
record MemRefView(int[] cells, int offset, long[] sizes, long[] strides) {
  static final int UNSET = -1;

  /** A fresh row-major buffer. */
  static MemRefView allocate(long[] sizes) {
    int[] cells = new int[Math.toIntExact(Arrays.stream(sizes).reduce(1, Math::multiplyExact))];
    Arrays.fill(cells, UNSET);
    return new MemRefView(cells, 0, sizes, rowMajor(sizes));
  }

  static long[] rowMajor(long[] sizes) {
    long[] strides = new long[sizes.length];
    long stride = 1;
    for (int i = sizes.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= sizes[i];
    }
    return strides;
  }

  /** The place of an element in {@code cells}. @throws IndexOutOfBoundsException for a subscript outside the sizes */
  int at(long[] index) {
    long at = offset;
    for (int i = 0; i < sizes.length; i++) {
      if (index[i] < 0 || index[i] >= sizes[i]) {
        throw new IndexOutOfBoundsException("subscript " + index[i] + " of dimension " + i + " is outside 0.." + (sizes[i] - 1));
      }
      at += index[i] * strides[i];
    }
    return Math.toIntExact(at);
  }

  /** The same elements under another shape. @throws IllegalArgumentException unless this is row-major and of equal size */
  MemRefView reshape(long[] newSizes) {
    if (!Arrays.equals(strides, rowMajor(sizes))) throw new IllegalArgumentException("reshape of a view that is not contiguous");
    var view = new MemRefView(cells, offset, newSizes, rowMajor(newSizes));
    if (view.size() != size()) throw new IllegalArgumentException("reshape of " + size() + " elements to " + view.size());
    return view;
  }

  int size() {
    return Math.toIntExact(Arrays.stream(sizes).reduce(1, Math::multiplyExact));
  }

  /** The value ids in row-major order. */
  int[] flatten() {
    return Arrays.stream(places()).map(at -> cells[at]).toArray();
  }

  /** Takes the elements of another view of as many elements, in row-major order; the views may overlap. */
  void copyFrom(MemRefView other) {
    int[] ids = other.flatten();
    int[] places = places();
    for (int i = 0; i < ids.length; i++) cells[places[i]] = ids[i];
  }

  /** Where the elements stand in {@code cells}, in row-major order. */
  private int[] places() {
    int[] places = new int[size()];
    long[] index = new long[sizes.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = at(index);
      for (int d = sizes.length - 1; d >= 0 && ++index[d] == sizes[d]; d--) index[d] = 0;
    }
    return places;
  }
}
