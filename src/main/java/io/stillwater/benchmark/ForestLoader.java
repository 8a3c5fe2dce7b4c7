package io.stillwater.benchmark;

import io.stillwater.evaluate.Method;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the random cut forest, whose library lies in {@code target/forest} and not in the
 * application: the service has no use for it.
 */
public final class ForestLoader {
  private static final String FOREST = "io.stillwater.benchmark.forest.CutForest";

  private ForestLoader() {}

  /**
   * The forest as a method; empty where its library is not there.
   *
   * @param home folder of the launcher
   */
  static Optional<Method> load(Path home) {
    ClassLoader application = ForestLoader.class.getClassLoader();
    try {
      Class.forName("com.amazon.randomcutforest.RandomCutForest", false, application);
      return Optional.of(make(application));
    } catch (ClassNotFoundException e) {
      List<URL> jars = jars(home.resolve("target").resolve("forest"));
      // Never closed: the forest loads classes as long as it is used, which is to the end.
      return jars.isEmpty() ? Optional.empty() : Optional.of(make(new Loader(jars, application)));
    }
  }

  private static Method make(ClassLoader loader) {
    try {
      return (Method) loader.loadClass(FOREST).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the random cut forest cannot be made", e);
    }
  }

  private static List<URL> jars(Path folder) {
    List<URL> jars = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
          jars.add(url(file));
        }
      } catch (IOException e) {
        return List.of(); // as if it were not there
      }
    }
    return jars;
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file has no URL: " + file, e);
    }
  }

  /** Defines our own class beside the library, and takes all else from the application first. */
  private static final class Loader extends URLClassLoader {
    Loader(List<URL> jars, ClassLoader application) {
      super("forest", jars.toArray(URL[]::new), application);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(FOREST)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
