package io.stillwater.kafka;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Starts a broker whose libraries lie in a folder beside the application, so that the application
 * itself carries none of them.
 */
public final class BrokerLoader {
  private static final String PACKAGE = "io.stillwater.kafka.broker.";
  private static final String BROKER = PACKAGE + "EmbeddedBroker";

  private BrokerLoader() {}

  /**
   * Starts a broker from the jars in that folder, on a port that is free.
   *
   * @throws IOException if the folder does not hold a broker, or the broker does not start
   */
  public static LocalBroker start(Path jars) throws IOException {
    return start(jars, type -> type.getMethod("start").invoke(null));
  }

  /**
   * Starts a broker from the jars in that folder.
   *
   * @param port where clients connect
   * @throws IOException as above, and if the port is taken
   */
  public static LocalBroker start(Path jars, int port) throws IOException {
    return start(jars, type -> type.getMethod("startAt", int.class).invoke(null, port));
  }

  private static LocalBroker start(Path jars, Start start) throws IOException {
    BrokerClassLoader loader = new BrokerClassLoader(urls(jars), BrokerLoader.class);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Class<?> type = loader.loadClass(BROKER);
      return new Loaded((LocalBroker) start.of(type), loader);
    } catch (ReflectiveOperationException | LinkageError e) {
      loader.close();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          "the broker in " + jars + " did not start: " + cause + "; build it anew with mvn package",
          e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static List<URL> urls(Path jars) throws IOException {
    if (!Files.isDirectory(jars)) {
      throw new IOException(
          "no broker libraries: the folder " + jars + " does not exist; make it with mvn package");
    }
    List<URL> urls = new ArrayList<>();
    try (Stream<Path> files = Files.list(jars)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
        urls.add(file.toUri().toURL());
      }
    }
    if (urls.isEmpty()) {
      throw new IOException(
          "no broker libraries: the folder " + jars + " holds no jars; make it with mvn package");
    }
    return urls;
  }

  private interface Start {
    Object of(Class<?> broker) throws ReflectiveOperationException;
  }

  /** Takes the broker's own package from the folder, and all else from the application first. */
  private static final class BrokerClassLoader extends URLClassLoader {
    static {
      registerAsParallelCapable();
    }

    BrokerClassLoader(List<URL> urls, Class<?> application) {
      super("broker", urls.toArray(URL[]::new), application.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(PACKAGE)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : findClass(name);
      }
    }
  }

  /** Closes the class loader after its broker. */
  private record Loaded(LocalBroker broker, BrokerClassLoader loader) implements LocalBroker {
    @Override
    public String bootstrapServers() {
      return broker.bootstrapServers();
    }

    @Override
    public void createTopic(String name, int partitions, Map<String, String> configs) {
      broker.createTopic(name, partitions, configs);
    }

    @Override
    public void close() {
      broker.close();
      try {
        loader.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
