package zkopt.tools.opt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.ir.Action;
import zkopt.ir.text.PrintOptions;
import zkopt.ir.text.PrintOptions.Flag;
import zkopt.tools.cli.OptimizationOptions;

/** The command line of zkopt, but for the flags that name passes. The names are those of mlir-opt. */
@Command(name = "zkopt", sortOptions = false, description = "Reads MLIR text (.mlir) or an ONNX model (.onnx), runs passes on it, and prints the result.",
    customSynopsis = "zkopt [options] [--pass-pipeline='builtin.module(...)' | --<pass>[='option=value ...'] ...] [file | -]",
    footer = {"--help-<pass> tells what a pass does and which options it has.", "Passes and named pipelines are listed by --list-passes.", "Exit codes: 0 good, 1 --verify-diagnostics found a difference, 2 bad usage or input."})
final class OptOptions {
  static final String SPLIT_MARKER = "// -----";
  static final String RANDOM_INPUT = "";

  /** What a print flag says of a constant that is larger than any. */
  private static final long UNLIMITED = Long.MAX_VALUE;

  @Parameters(arity = "0..1", paramLabel = "file", defaultValue = "-", description = ".mlir or .onnx; - is standard input (the default)")
  String input;

  @Option(names = "-o", paramLabel = "<file>", defaultValue = "-", description = "where to print the result; - is standard output (the default)")
  String output;

  @Option(names = "--import-onnx", description = "the input is an ONNX model, whatever its name")
  boolean importOnnx;

  @Option(names = "--export-onnx", paramLabel = "<file>", description = "write the result as an ONNX model instead of printing it")
  Path exportOnnx;

  @Option(names = "--pass-pipeline", paramLabel = "<text>", description = "passes to run, e.g. builtin.module(cse,func.func(canonicalize{max-iterations=3}))")
  String pipeline;

  @Mixin
  OptimizationOptions optimizations = new OptimizationOptions();

  @Option(names = "--split-input-file", paramLabel = "<marker>", description = "take the parts between lines '" + SPLIT_MARKER + "' one by one")
  String splitMarker;

  @Option(names = "--verify-diagnostics", paramLabel = "<all|only-expected>", description = "compare diagnostics with expected-error and other comments")
  VerifyDiagnostics verifyDiagnostics;

  @Option(names = "--allow-unregistered-dialect", description = "keep operations, types and attributes of dialects that nobody knows")
  boolean allowUnregistered;

  @Option(names = "--no-implicit-module", description = "the input is one operation, which is not put into a module")
  boolean noImplicitModule;

  @Option(names = "--output-split-marker", paramLabel = "<text>", description = "what stands between the results of '--split-input-file'")
  String outputMarker;

  @Option(names = "--verify-roundtrip", description = "check that the input, printed and read again, is printed the same, in both forms")
  boolean verifyRoundTrip;

  @Option(names = "--verify-lowering", arity = "0..1", fallbackValue = RANDOM_INPUT, paramLabel = "<input>",
      description = "run the module after each pass on this input, or on random values, and check that it computes the same")
  String verifyLowering;

  @Option(names = "--verify-lowering-tolerance", paramLabel = "<x>", defaultValue = "0.004",
      description = "what fixed-point outputs may differ by from those in floats, or that part of their size (0.004)")
  double loweringTolerance;

  @Option(names = "--run-reproducer", description = "run the pipeline that the input, a reproducer, names")
  boolean runReproducer;

  @Option(names = "--mlir-pass-pipeline-crash-reproducer", paramLabel = "<file>", description = "when a pass fails, write the input and the pipeline to this file")
  Path crashReproducer;

  @Option(names = "--mlir-generate-reproducer", paramLabel = "<file>", description = "write the result with the pipeline, which can be run again, to this file")
  Path generateReproducer;

  @Option(names = "--mlir-pass-pipeline-local-reproducer", description = "the reproducer holds only the pass that failed, and the IR before it")
  boolean localReproducer;

  @Option(names = "--verify-each", paramLabel = "<bool>", defaultValue = "true", description = "verify the IR after each pass (the default)")
  boolean verifyEach;

  @Option(names = "--mlir-print-op-on-diagnostic", paramLabel = "<bool>", defaultValue = "true", description = "print the operation that an error is about (the default)")
  boolean opOnDiagnostic;

  @Option(names = "--mlir-print-stacktrace-on-diagnostic", description = "print where in the tool each diagnostic was made")
  boolean stackTraces;

  @Option(names = "--mlir-print-op-generic", description = "print operations in generic form")
  boolean generic;

  @Option(names = "--mlir-print-local-scope", description = "print without aliases and resources")
  boolean localScope;

  @Option(names = "--mlir-print-debuginfo", description = "print locations")
  boolean debugInfo;

  @Option(names = "--mlir-pretty-debuginfo", description = "print locations for humans; the text cannot be read back")
  boolean prettyDebugInfo;

  @Option(names = "--mlir-use-nameloc-as-prefix", description = "name values as their locations do: for models, after the ONNX nodes")
  boolean nameLocations;

  @Option(names = "--mlir-print-unique-ssa-ids", description = "use no number of a value twice")
  boolean uniqueIds;

  @Option(names = "--mlir-print-value-users", description = "print the users of each value in a comment")
  boolean valueUsers;

  @Option(names = "--mlir-print-skip-regions", description = "print regions as {...}")
  boolean skipRegions;

  @Option(names = "--mlir-print-assume-verified", description = "for other tools: zkopt asks the verifier only where a flag or the pipeline says so")
  boolean assumeVerified;

  @Option(names = "--mlir-print-elementsattrs-with-hex-if-larger", paramLabel = "<n>", description = "print constants of more elements (100 by default) as hexadecimal bytes; -1: none")
  Long hexElements;

  @Option(names = "--mlir-elide-elementsattrs-if-larger", paramLabel = "<n>", description = "elide constants of more elements")
  Long elideElements;

  @Option(names = "--mlir-elide-resource-strings-if-larger", paramLabel = "<n>",
      description = "elide the data of resources of more characters; dumps to standard error elide all by default")
  Long elideResources;

  @Option(names = "--mlir-print-ir-before-all", description = "print IR before each pass")
  boolean printBeforeAll;

  @Option(names = "--mlir-print-ir-after-all", description = "print IR after each pass")
  boolean printAfterAll;

  @Option(names = "--mlir-print-ir-before", paramLabel = "<pass>", split = ",", description = "print IR before these passes")
  List<String> printBefore = new ArrayList<>();

  @Option(names = "--mlir-print-ir-after", paramLabel = "<pass>", split = ",", description = "print IR after these passes")
  List<String> printAfter = new ArrayList<>();

  @Option(names = "--mlir-print-ir-after-change", description = "of what '-after' and '-after-all' print, only where the IR changed")
  boolean printAfterChange;

  @Option(names = "--mlir-print-ir-after-failure", description = "print IR only after a pass that failed")
  boolean printAfterFailure;

  @Option(names = "--mlir-print-ir-module-scope", description = "print the whole module, also when a pass runs on a part of it")
  boolean moduleScope;

  @Option(names = "--mlir-print-ir-tree-dir", paramLabel = "<dir>", description = "print each IR into a file of this directory")
  Path treeDir;

  @Option(names = "--mlir-timing-display", paramLabel = "<list|tree>", defaultValue = "tree", description = "times by size, or nested as the pipeline is (the default)")
  TimingDisplay timingDisplay;

  @Option(names = "--mlir-output-format", paramLabel = "<text|json>", defaultValue = "text", description = "how times are written")
  OutputFormat timingFormat;

  @Option(names = "--mlir-timing", description = "print what time each pass took")
  boolean timing;

  @Option(names = "--mlir-pass-statistics", description = "print what passes counted")
  boolean statistics;

  @Option(names = "--mlir-pass-statistics-display", paramLabel = "<list|pipeline>", defaultValue = "pipeline",
      description = "what passes counted by name, or nested as the pipeline is (the default)")
  StatisticsDisplay statisticsDisplay;

  @Option(names = "--remarks-filter", paramLabel = "<regex>", description = "what passes did, did not do, and why, of passes of these names; .* for all")
  Pattern remarks;

  @Option(names = "--remarks-filter-passed", paramLabel = "<regex>", description = "only what passes of these names did")
  Pattern remarksPassed;

  @Option(names = "--remarks-filter-missed", paramLabel = "<regex>", description = "only what passes of these names did not do, and why")
  Pattern remarksMissed;

  @Option(names = "--remarks-filter-failed", paramLabel = "<regex>", description = "only what passes of these names tried in vain")
  Pattern remarksFailed;

  @Option(names = "--remarks-filter-analyse", paramLabel = "<regex>", description = "only facts that passes of these names found out")
  Pattern remarksAnalysis;

  @Option(names = "--remark-format", paramLabel = "<emitRemark|yaml>", defaultValue = "emitRemark", description = "remarks as diagnostics (the default), or in a file")
  RemarkFormat remarkFormat;

  @Option(names = "--remarks-output-file", paramLabel = "<file>", defaultValue = "mlir-remarks.yaml", description = "the file of '--remark-format=yaml' (mlir-remarks.yaml)")
  Path remarksFile;

  @Option(names = "--remark-policy", paramLabel = "<all|final>", defaultValue = "all",
      description = "remarks as they are made (the default), or in the end, each once, by their places")
  RemarkPolicy remarkPolicy;

  @Option(names = "--debug-only", split = ",", paramLabel = "<topic>",
      description = "print each step of: pass-manager, pattern-application (also by the names greedy-rewriter and dialect-conversion)")
  List<DebugTopic> debugOnly = new ArrayList<>();

  @Option(names = "--debug", description = "print each step of everything that '--debug-only' knows, and all remarks")
  boolean debug;

  @Option(names = "--log-actions-to", paramLabel = "<file>", description = "write each step of passes and rewrites to this file; - is standard output")
  String logActions;

  @Option(names = "--log-mlir-actions-filter", split = ",", paramLabel = "<file[:line[:column]]>", description = "log only what is done to operations of these places")
  List<String> logFilter = new ArrayList<>();

  @Option(names = "--profile-actions-to", paramLabel = "<file>", description = "write when each step began and ended, for a viewer of Chrome's trace events")
  String profileActions;

  @Option(names = "--mlir-debug-counter", paramLabel = "<tag-skip=n,tag-count=n>",
      description = "leave out the first of pass-execution, GreedyPatternRewriteIteration or apply-pattern, and all after so many, to find the one that is wrong")
  String debugCounter;

  @Option(names = "--mlir-print-debug-counter", description = "print the counters of '--mlir-debug-counter' in the end")
  boolean printDebugCounter;

  @Option(names = "--mlir-disable-threading", description = "run nested pipelines on one operation after the other")
  boolean disableThreading;

  @Option(names = "--dump-pass-pipeline", description = "print the pipeline that runs")
  boolean dumpPipeline;

  @Option(names = "--show-dialects", description = "print the names of the dialects, and exit")
  boolean showDialects;

  @Option(names = "--list-passes", description = "print passes, their options and named pipelines, and exit")
  boolean listPasses;

  @Option(names = "--print-reference", paramLabel = "<dialects|passes>",
      description = "print the reference of dialects or of passes in Markdown, from their declarations, and exit")
  ReferenceOf reference;

  @Option(names = "--write-reference", paramLabel = "<root>",
      description = "write both references to dialects/REFERENCE.md and passes/REFERENCE.md below this directory, and exit")
  Path referenceRoot;

  @Option(names = "--load-plugin", paramLabel = "<jar>", description = "add the dialects and passes of a jar")
  List<Path> plugins = new ArrayList<>();

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this help")
  boolean help;

  /** What a reference is about. */
  enum ReferenceOf {
    DIALECTS, PASSES
  }

  /** How remarks are shown; the last is there to be refused by name. */
  enum RemarkFormat {
    EMIT_REMARK, YAML, BITSTREAM
  }

  /** When remarks are shown. */
  enum RemarkPolicy { ALL, FINAL }

  /** How times are shown. */
  enum TimingDisplay { LIST, TREE }

  /** How times are written. */
  enum OutputFormat { TEXT, JSON }

  /** How counts are shown. */
  enum StatisticsDisplay { LIST, PIPELINE }

  /** What can be traced, by the names that LLVM's parts have. */
  enum DebugTopic {
    PASS_MANAGER(Action.PASS), PATTERN_APPLICATION(Action.REWRITE), GREEDY_REWRITER(Action.REWRITE), DIALECT_CONVERSION(Action.REWRITE);

    final String tag;

    DebugTopic(String tag) {
      this.tag = tag;
    }
  }

  /** How to treat diagnostics that nothing expects. */
  enum VerifyDiagnostics {
    ALL, ONLY_EXPECTED
  }

  boolean isOnnx() {
    return importOnnx || input.endsWith(".onnx");
  }

  boolean printsIr() {
    return printBeforeAll || printAfterAll || printAfterFailure || !printBefore.isEmpty() || !printAfter.isEmpty();
  }

  Predicate<String> before() {
    return pass -> printBeforeAll || printBefore.contains(pass);
  }

  Predicate<String> after() {
    return pass -> printAfterAll || printAfterFailure || printAfter.contains(pass);
  }

  /** How the result is printed. */
  PrintOptions outputForm() {
    return form(UNLIMITED);
  }

  /** How dumps are printed: weights would drown them. */
  PrintOptions dumpForm() {
    return form(0);
  }

  private PrintOptions form(long resourceLimit) {
    return PrintOptions.DEFAULT.generic(generic).locations(debugInfo).localScope(localScope)
        .with(Flag.PRETTY_LOCATIONS, prettyDebugInfo).with(Flag.LOCATION_NAMES, nameLocations).with(Flag.UNIQUE_IDS, uniqueIds)
        .with(Flag.VALUE_USERS, valueUsers).with(Flag.SKIP_REGIONS, skipRegions)
        .hexElementsLargerThan(hexElements == null ? PrintOptions.DEFAULT.hexElementsLargerThan() : hexElements < 0 ? UNLIMITED : hexElements)
        .elideElementsLargerThan(elideElements == null ? UNLIMITED : elideElements)
        .elideResourcesLargerThan(elideResources == null ? resourceLimit : elideResources / 2);
  }
}
