package zkopt.pass;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes an option of a pass: a component of its record, of type {@code boolean}, {@code int}, {@code long}, {@code double},
 * {@code String}, an enum, {@code OptionalInt}, which is empty when the option is not given, or a {@code List} of one of {@code Integer},
 * {@code Long}, {@code Double} and {@code String}. Its name in text is the component's, {@code fracBits} as {@code frac-bits}; an enum
 * constant {@code TOP_DOWN} is {@code top-down}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {
  /** What the option means, in one line. */
  String value();

  /** The value when the option is not given, as in text; by default zero, false, the first constant, or empty. */
  String defaultValue() default "";

  /** Whether an integer has no sign: its bits are then to be taken so, as by {@link Integer#toUnsignedLong}. */
  boolean unsigned() default false;
}
