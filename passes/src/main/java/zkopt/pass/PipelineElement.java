package zkopt.pass;

/** A pass, or a pipeline that runs on operations directly inside. */
public sealed interface PipelineElement permits PassStep, PassPipeline {}
