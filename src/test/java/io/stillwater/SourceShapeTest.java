package io.stillwater;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Keeps the tail short: long files, long methods and long parameter lists hide two things in one.
 */
class SourceShapeTest {
  private static final int FILE_LINES = 320;
  private static final int METHOD_LINES = 45;
  private static final int PARAMETERS = 7;

  @Test
  void sources_keepFilesMethodsAndParametersShort() throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      sources = files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    }
    assertTrue(sources.size() > 20, "found only " + sources);
    List<String> tooLong = new ArrayList<>();
    for (Path source : sources) {
      int lines = Files.readAllLines(source).size();
      if (lines > FILE_LINES) {
        tooLong.add(source + ": " + lines + " lines, at most " + FILE_LINES);
      }
    }
    tooLong.addAll(longMethods(sources));
    assertEquals(List.of(), tooLong);
  }

  private static List<String> longMethods(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      Trees trees = Trees.instance(task);
      List<String> found = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        new MethodScanner(unit, trees.getSourcePositions(), found).scan(unit, null);
      }
      return found;
    }
  }

  /** Collects the methods of one file that are too long or take too much. */
  private static final class MethodScanner extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> found;

    MethodScanner(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      String name = Path.of(unit.getSourceFile().toUri()).getFileName() + ": " + method.getName();
      if (method.getBody() != null && lines(method) > METHOD_LINES) {
        found.add(name + " has " + lines(method) + " lines, at most " + METHOD_LINES);
      }
      boolean compact = getCurrentPath().getParentPath().getLeaf().getKind() == Kind.RECORD;
      if (!compact && method.getParameters().size() > PARAMETERS) {
        found.add(name + " has " + method.getParameters().size() + " parameters");
      }
      return super.visitMethod(method, null);
    }

    private long lines(MethodTree method) {
      long start = positions.getStartPosition(unit, method.getBody());
      long end = positions.getEndPosition(unit, method.getBody());
      return unit.getLineMap().getLineNumber(end) - unit.getLineMap().getLineNumber(start) + 1;
    }
  }
}
