package io.stillwater.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.stillwater.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Builds the manifests and reads them as the cluster's API would, offline. */
class KustomizeTest {
  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "StatefulSet", StatefulSet.class,
          "Service", Service.class,
          "ConfigMap", ConfigMap.class,
          "ServiceAccount", ServiceAccount.class,
          "PersistentVolumeClaim", PersistentVolumeClaim.class,
          "PodDisruptionBudget", PodDisruptionBudget.class);

  /** The models keep unknown fields in a map; without that door they refuse them. */
  private static final ObjectMapper STRICT =
      new ObjectMapper(new YAMLFactory())
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated a) {
                  return false;
                }
              });

  @BeforeEach
  void kubectl() {
    Programs.require("kubectl");
  }

  @Test
  void everyDocument_isAKnownKindWithoutUnknownFields() throws Exception {
    List<JsonNode> documents = base();
    assertEquals(7, documents.size());
    for (JsonNode document : documents) {
      Class<?> kind = KINDS.get(document.path("kind").asText());
      assertTrue(kind != null, "no model for " + document.path("kind"));
      STRICT.treeToValue(document, kind);
    }
  }

  @Test
  void misspelledField_isRefused() throws Exception {
    ObjectNode set = (ObjectNode) document("StatefulSet");
    ((ObjectNode) set.at("/spec/template/spec/containers/0")).put("livenesProbe", "typo");
    JsonProcessingException refused =
        assertThrows(
            JsonProcessingException.class, () -> STRICT.treeToValue(set, StatefulSet.class));
    assertTrue(refused.getMessage().contains("livenesProbe"), refused.getMessage());
  }

  @Test
  void transactionalId_comesFromThePodsStableName() throws Exception {
    EnvVar instance =
        container().getEnv().stream()
            .filter(e -> e.getName().equals("STILLWATER_INSTANCE"))
            .findFirst()
            .orElseThrow();
    assertEquals("metadata.name", instance.getValueFrom().getFieldRef().getFieldPath());
  }

  @Test
  void pod_runsRestrictedWithAReadOnlyRoot() throws Exception {
    assertTrue(pod().getSecurityContext().getRunAsNonRoot());
    assertEquals("RuntimeDefault", pod().getSecurityContext().getSeccompProfile().getType());
    assertEquals(false, pod().getAutomountServiceAccountToken());
    assertTrue(container().getSecurityContext().getReadOnlyRootFilesystem());
    assertEquals(false, container().getSecurityContext().getAllowPrivilegeEscalation());
    assertEquals(List.of("ALL"), container().getSecurityContext().getCapabilities().getDrop());
    assertTrue(
        container().getVolumeMounts().stream().anyMatch(m -> m.getMountPath().equals("/tmp")),
        "ONNX Runtime needs a writable /tmp");
  }

  @Test
  void probes_askTheHealthEndpoints() throws Exception {
    assertEquals("/q/health/started", container().getStartupProbe().getHttpGet().getPath());
    assertEquals("/q/health/live", container().getLivenessProbe().getHttpGet().getPath());
    assertEquals("/q/health/ready", container().getReadinessProbe().getHttpGet().getPath());
  }

  @Test
  void termination_waitsLongerThanATransaction() throws Exception {
    assertTrue(pod().getTerminationGracePeriodSeconds() > 15);
  }

  private static PodSpec pod() throws Exception {
    return STRICT
        .treeToValue(document("StatefulSet"), StatefulSet.class)
        .getSpec()
        .getTemplate()
        .getSpec();
  }

  private static Container container() throws Exception {
    return pod().getContainers().get(0);
  }

  private static JsonNode document(String kind) throws Exception {
    return base().stream()
        .filter(d -> d.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> base() throws IOException, InterruptedException {
    Process kubectl =
        new ProcessBuilder("kubectl", "kustomize", "k8s/base").redirectErrorStream(true).start();
    String output = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, kubectl.waitFor(), output);
    try (MappingIterator<JsonNode> documents =
        STRICT.readerFor(JsonNode.class).readValues(output)) {
      return documents.readAll();
    }
  }
}
