package zkopt.pass;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Passes, in order, and the kind of operation that they run on.
 *
 * @param anchor the name of the operation, or {@link Pass#ANY}
 */
public record PassPipeline(String anchor, List<PipelineElement> elements) implements PipelineElement {
  public PassPipeline {
    elements = List.copyOf(elements);
  }

  /** Parses {@code anchor(pass,anchor(pass{option=value}))}. @throws PipelineException when the text is wrong */
  public static PassPipeline parse(String text, PassRegistry registry) {
    return new PipelineParser(text, registry, OptionsGiven.NONE).parseAnchored();
  }

  /**
   * The elements of {@code text} without an anchor, nested in their passes' anchors where these are not {@code anchor}: what a list of
   * pass flags means. @throws PipelineException when the text is wrong
   */
  public static PassPipeline parseNesting(String text, String anchor, PassRegistry registry) {
    return new PipelineParser(text, registry, OptionsGiven.NONE).parseNesting(anchor);
  }

  /** The pipeline with another step, or none, for each of its own; what is empty then is left out. */
  public PassPipeline mapSteps(Function<PassStep, Optional<PassStep>> change) {
    return new PassPipeline(anchor, elements.stream().<PipelineElement>mapMulti((element, mapped) -> {
      switch (element) {
        case PassStep step -> change.apply(step).ifPresent(mapped);
        case PassPipeline inner -> {
          PassPipeline changed = inner.mapSteps(change);
          if (!changed.elements.isEmpty() || inner.elements.isEmpty()) mapped.accept(changed);
        }
      }
    }).toList());
  }

  /** The normal form of the text, which reads back as an equal pipeline. */
  @Override
  public String toString() {
    return elements.stream().map(PipelineElement::toString).collect(Collectors.joining(",", anchor + "(", ")"));
  }
}
