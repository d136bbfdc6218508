package zkopt.tools.opt;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.Dialect;
import zkopt.ir.IRContext;
import zkopt.ir.Suggestion;
import zkopt.lowering.Optimization;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.pass.PipelineException;
import zkopt.tools.cli.Cli;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.ToolException;

/** The command line of zkopt. */
public final class OptCommand {
  private static final String PLUGIN_FLAG = "--load-plugin";

  private OptCommand() {}

  /** Runs the tool and returns the exit code: 0 good, 1 the answer is no, 2 bad usage or input. */
  public static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
    try {
      return execute(Arrays.asList(arguments), in, out, err);
    } catch (UsageException | ToolException e) {
      err.println("zkopt: error: " + e.getMessage());
    } catch (PipelineException e) {
      err.println(e.getMessage());
    } catch (ServiceConfigurationError e) {
      err.println("zkopt: error: a dialect or pass cannot be loaded: " + e.getMessage());
    } catch (LinkageError e) {
      err.println("zkopt: error: a plug-in was not built for this zkopt or this virtual machine: " + e.getMessage() + " (" + e.getClass().getSimpleName() + ")");
    } catch (OutOfMemoryError e) {
      err.println("zkopt: error: out of memory; give the tool more with ZKOPT_JAVA_OPTIONS=-Xmx..g");
    } catch (StackOverflowError e) {
      err.println("zkopt: error: the input is nested too deeply");
    } catch (IOException e) {
      err.println("zkopt: error: " + text(e));
    } catch (UncheckedIOException e) {
      err.println("zkopt: error: " + text(e.getCause()));
    } catch (RuntimeException e) {
      err.println("zkopt: internal error: " + e + " at " + (e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]));
    }
    return ExitCode.BAD;
  }

  private static String text(IOException e) {
    if (!(e instanceof FileSystemException f) || f.getFile() == null) return e.getMessage() == null ? e.toString() : e.getMessage();
    return "cannot use '" + f.getFile() + "': " + FileErrors.reason(Path.of(f.getFile()), e);
  }

  private static int execute(List<String> arguments, InputStream in, PrintStream out, PrintStream err) throws IOException {
    var plugins = pluginLoader(arguments);
    Thread.currentThread().setContextClassLoader(plugins);
    var registry = PassRegistry.load(plugins);
    if (PassHelp.asked(arguments)) return PassHelp.print(arguments, registry, out);
    var split = new PassArguments(arguments, registry);
    var options = new OptOptions();
    var command = new CommandLine(options).setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    OptionValues.register(command);
    parse(command, split.others(), registry);
    if (options.help) {
      OptHelp.print(command.getCommandSpec(), out);
      return ExitCode.GOOD;
    }
    if (options.listPasses) {
      PassList.print(registry, out);
      return ExitCode.GOOD;
    }
    if (options.reference != null) {
      out.print(reference(options.reference, plugins, registry));
      return ExitCode.GOOD;
    }
    if (options.referenceRoot != null) {
      for (var about : OptOptions.ReferenceOf.values()) {
        Files.writeString(options.referenceRoot.resolve(about.name().toLowerCase(Locale.ROOT)).resolve("REFERENCE.md"), reference(about, plugins, registry));
      }
      return ExitCode.GOOD;
    }
    if (options.showDialects) {
      out.println("Available Dialects: "
          + IRContext.withAllDialects(plugins).dialects().stream().map(Dialect::namespace).collect(Collectors.joining(",")));
      return ExitCode.GOOD;
    }
    var off = options.optimizations.off();
    Function<String, PassPipeline> pipelines = pipelines(options, split, registry).andThen(p -> Optimization.without(off, p));
    pipelines.apply(ModuleOp.SPEC.name()); // what is wrong with it is told before the input is read
    checkPrintedPasses(options, registry);
    try (var result = new ResultFile(options.output, out); var tracing = new Tracing(options, out, err);
        var remarks = new RemarkOutput(options)) {
      return new OptDriver(options, pipelines, registry, plugins, in, result, tracing, remarks, err).run();
    }
  }

  private static String reference(OptOptions.ReferenceOf about, ClassLoader plugins, PassRegistry registry) {
    return switch (about) {
      case DIALECTS -> Reference.dialects(IRContext.withAllDialects(plugins));
      case PASSES -> Reference.passes(registry);
    };
  }

  private static void parse(CommandLine command, List<String> arguments, PassRegistry registry) {
    try {
      command.parseArgs(arguments.toArray(String[]::new));
    } catch (CommandLine.UnmatchedArgumentException e) {
      String unknown = e.getUnmatched().getFirst();
      if (!unknown.startsWith("-")) throw new UsageException("more than one input: '" + unknown + "'");
      String flag = unknown.replaceFirst("=.*", "");
      var known = new ArrayList<String>();
      command.getCommandSpec().options().forEach(o -> known.addAll(List.of(o.names())));
      registry.names().forEach(n -> known.add("--" + n));
      throw new UsageException("unknown command line argument '" + flag + "'" + Suggestion.text(flag, known));
    } catch (CommandLine.ParameterException e) {
      throw new UsageException(Cli.lowerFirst(e.getMessage()));
    }
  }

  /** The pipeline for an input whose outermost operation has a name. */
  private static Function<String, PassPipeline> pipelines(OptOptions options, PassArguments split, PassRegistry registry) {
    boolean given = options.pipeline != null || !split.passes().isEmpty();
    if (options.runReproducer && given) throw new UsageException("'--run-reproducer' takes its passes from the input");
    if (options.pipeline == null) {
      return root -> split.passes().isEmpty() ? new PassPipeline(root, List.of()) : PassPipeline.parseNesting(split.passes(), root, registry);
    }
    if (!split.passes().isEmpty()) throw new UsageException("'--pass-pipeline' option can't be used with individual pass options");
    var pipeline = PassPipeline.parse(options.pipeline, registry);
    return _ -> pipeline;
  }

  private static void checkPrintedPasses(OptOptions options, PassRegistry registry) {
    Stream.concat(options.printBefore.stream(), options.printAfter.stream()).filter(name -> registry.pass(name) == null).findFirst().ifPresent(name -> {
      throw new UsageException("'" + name + "' does not refer to a registered pass" + Suggestion.text(name, registry.names()));
    });
  }

  /** Plug-ins come first: they may add passes, and so flags. */
  private static ClassLoader pluginLoader(List<String> arguments) throws MalformedURLException {
    var jars = new ArrayList<Path>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i).startsWith("--") ? arguments.get(i) : "-" + arguments.get(i);
      if (!argument.startsWith(PLUGIN_FLAG)) continue;
      if (argument.startsWith(PLUGIN_FLAG + "=")) jars.add(Path.of(argument.substring(PLUGIN_FLAG.length() + 1)));
      else if (i + 1 < arguments.size()) jars.add(Path.of(arguments.get(i + 1))); // else the parser of options tells what is missing
    }
    return PluginJars.load(jars, OptCommand.class.getClassLoader());
  }
}
