package zkopt.transforms;

import java.util.List;
import zkopt.rewrite.Rewrite;

/** Contributes rewrites to {@link Canonicalizer}. Found by {@link java.util.ServiceLoader}. */
public interface CanonicalizationProvider {
  /** Rules that make IR simpler or more uniform whatever comes next, and that cannot undo one another. */
  List<Rewrite<?>> rewrites();
}
