package cn.juhui.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.List;
import java.util.Map;

/// The resources as their owners' models know them: fabric8's for Kubernetes, Strimzi's own for Kafka, and for KEDA and the
/// MongoDB operator, which publish none for Java, the members of their custom resource definitions that are used here. A
/// member that a model doesn't know is an error, as it is with `kubectl apply --validate=strict`.
final class StrictModel {

    record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
        record Spec(
                Target scaleTargetRef,
                int minReplicaCount,
                int maxReplicaCount,
                int pollingInterval,
                int cooldownPeriod,
                List<Trigger> triggers) {}

        record Target(String name) {}

        record Trigger(
                String type,
                String metricType,
                Map<String, String> metadata,
                LocalObjectReference authenticationRef) {}
    }

    record TriggerAuthentication(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
        record Spec(List<Source> secretTargetRef, List<Source> configMapTargetRef) {}

        record Source(String parameter, String name, String key) {}
    }

    record MongoDBCommunity(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
        record Spec(
                String type,
                int members,
                String version,
                Security security,
                List<User> users,
                StatefulSet statefulSet) {}

        record Security(Authentication authentication) {}

        record Authentication(List<String> modes) {}

        record User(
                String name,
                String db,
                LocalObjectReference passwordSecretRef,
                String scramCredentialsSecretName,
                String connectionStringSecretName,
                List<UserRole> roles) {}

        record UserRole(String name, String db) {}

        record StatefulSet(StatefulSetSpec spec) {}
    }

    private static final Map<String, Class<?>> KINDS =
            Map.ofEntries(
                    Map.entry("v1/ConfigMap", ConfigMap.class),
                    Map.entry("v1/Service", Service.class),
                    Map.entry("apps/v1/Deployment", Deployment.class),
                    Map.entry("batch/v1/Job", Job.class),
                    Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
                    Map.entry(
                            "autoscaling/v2/HorizontalPodAutoscaler",
                            HorizontalPodAutoscaler.class),
                    Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
                    Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
                    Map.entry("kafka.strimzi.io/v1/Kafka", Kafka.class),
                    Map.entry("kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class),
                    Map.entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
                    Map.entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class),
                    Map.entry("keda.sh/v1alpha1/ScaledObject", ScaledObject.class),
                    Map.entry(
                            "keda.sh/v1alpha1/TriggerAuthentication", TriggerAuthentication.class),
                    Map.entry(
                            "mongodbcommunity.mongodb.com/v1/MongoDBCommunity",
                            MongoDBCommunity.class));

    /// The models keep what they don't know in a drawer of their own; without the drawer it is an error.
    private static final ObjectMapper STRICT =
            new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .setAnnotationIntrospector(
                            new JacksonAnnotationIntrospector() {
                                private static final long serialVersionUID = 1L;

                                @Override
                                public Boolean hasAnySetter(Annotated member) {
                                    return false;
                                }
                            });

    private StrictModel() {}

    /// @throws JsonProcessingException that names the member
    static Object parse(Map<String, Object> resource) throws JsonProcessingException {
        var type = resource.get("apiVersion") + "/" + resource.get("kind");
        var model = KINDS.get(type);
        if (model == null) {
            throw new AssertionError("There is no model for " + type);
        }
        return STRICT.readValue(STRICT.writeValueAsString(resource), model);
    }
}
