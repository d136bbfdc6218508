package zkopt.pass;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import zkopt.ir.Operation;

/**
 * One step over the IR. A pass is a record annotated with {@link Named} whose components are its options ({@link Option}), so it is
 * stateless, and equal to another of the same kind with the same options. It changes only what lies inside the operation that it
 * runs on. To fail, it reports to {@link PassContext#diagnostics} and throws {@link zkopt.ir.CompileException}
 * ({@link PassContext#failure} does both).
 */
public interface Pass {
  /** The anchor of a pass that runs on any kind of operation that is isolated from above. */
  String ANY = "any";

  void run(Operation op, PassContext context);

  /** The name of the kind of operation that the pass runs on, or {@link #ANY}. */
  default String anchor() {
    return "builtin.module";
  }

  /** The name of a pass on the command line and in pipelines, and what it does in one line. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface Named {
    String value();

    String summary();

    /** What dumps and reports call the pass; by default the name of its class. */
    String title() default "";
  }

  /** A count that the pass keeps ({@link PassContext#count}): its name and, for {@code --mlir-pass-statistics}, what is counted. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @Repeatable(Statistics.class)
  @interface Statistic {
    String value();

    String description();
  }

  /** Several counts. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface Statistics {
    Statistic[] value();
  }
}
