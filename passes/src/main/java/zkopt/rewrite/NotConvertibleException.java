package zkopt.rewrite;

import zkopt.ir.Type;

/** A {@link TypeConverter} does not know what a type becomes; the rewrite that asked does not apply. */
final class NotConvertibleException extends RuntimeException {
  NotConvertibleException(Type type) {
    super("type '" + type + "' is not convertible");
  }
}
