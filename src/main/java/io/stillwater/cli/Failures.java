package io.stillwater.cli;

import io.stillwater.console.UserError;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.train.data.TrainingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into a sentence and an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  /** The command did what it was asked. */
  static final int OK = 0;

  /** A bug, or a promise that was not kept. */
  static final int FAILED = 1;

  /** The user can mend it. */
  static final int MISTAKE = 2;

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("stillwater: " + sentence(e));
    command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return MISTAKE;
  }

  /** What is wrong with the call; a word that should be a command is named as one. */
  private static String sentence(ParameterException e) {
    CommandLine command = e.getCommandLine();
    boolean word =
        e instanceof UnmatchedArgumentException unmatched
            && command.getParent() == null
            && !unmatched.getUnmatched().get(0).startsWith("-");
    if (!word) {
      return e.getMessage();
    }
    String given = ((UnmatchedArgumentException) e).getUnmatched().get(0);
    return "there is no command "
        + given
        + "; there are "
        + String.join(", ", command.getSubcommands().keySet());
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    boolean verbose = Stillwater.verbose(command);
    Optional<String> mistake = mistake(e);
    if (mistake.isPresent()) {
      command.getErr().println("stillwater: " + mistake.get());
    } else {
      command.getErr().println("stillwater: internal error: " + e);
      if (!verbose) {
        command.getErr().println("Run again with --verbose for the stack trace.");
      }
    }
    if (verbose) {
      e.printStackTrace(command.getErr());
    }
    return mistake.isPresent() ? MISTAKE : FAILED;
  }

  /** The sentence for something the user can mend; empty for a bug. */
  static Optional<String> mistake(Throwable e) {
    if (e instanceof UserError || e instanceof BundleException || e instanceof TrainingException) {
      return Optional.of(e.getMessage());
    }
    if (e instanceof UncheckedIOException io) {
      return mistake(io.getCause());
    }
    return e instanceof IOException io ? Optional.of(file(io)) : Optional.empty();
  }

  private static String file(IOException e) {
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + " does not exist; check the path.";
    }
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + " may not be read or written by this user; check its permissions.";
    }
    if (e instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + " exists already; choose another name or remove it.";
    }
    if (e instanceof NotDirectoryException file) {
      return file.getFile() + " is not a folder.";
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
