package zkopt.onnx;

import zkopt.ir.Location;

/** The model cannot be imported; becomes a diagnostic at {@code location} (the node, where one is to blame). */
final class ImportFailure extends RuntimeException {
  private final Location location;

  ImportFailure(Location location, String message) {
    super(message);
    this.location = location;
  }

  ImportFailure(String message) {
    this(Location.UNKNOWN, message);
  }

  Location location() {
    return location;
  }
}
