package org.jiedui.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold for the rendered objects of every installation. Each rule answers with its violations, one sentence each. */
final class ChartRules {

    static final Set<String> DATA_SERVICES = Set.of("household", "pairing", "evaluation", "notification");
    private static final String COMPONENT = "app.kubernetes.io/component";
    private static final String WORLD = "0.0.0.0/0";
    private static final Set<String> PRIVATE_NETWORKS =
            Set.of("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16");
    private static final Pattern SECRET_NAME =
            Pattern.compile(".*(PASSWORD|SECRET|TOKEN(?!_ISSUER)|JAAS|JIEDUI_KEYS|HASH_KEY|CREDENTIAL).*");
    private static final Pattern SECRET_VALUE =
            Pattern.compile("(?is).*(password=|user=|://[^/@\\s]+:[^/@\\s]+@|-----BEGIN).*");

    private final List<HasMetadata> objects;
    private final List<String> violations = new ArrayList<>();

    private ChartRules(List<HasMetadata> objects) {
        this.objects = objects;
    }

    /** All violations of all rules; empty when the objects are in order. */
    static List<String> violationsOf(List<HasMetadata> objects) {
        var rules = new ChartRules(objects);
        rules.podsAreConfined();
        rules.deploymentsAreProbedAndDrained();
        rules.deploymentsHaveTheirCompanions();
        rules.selectorsFindTheirPods();
        rules.referencesExist();
        rules.onlyTheGatewayIsOutside();
        rules.secretsAreReferences();
        rules.schemasAreMigratedFirst();
        rules.networkIsClosed();
        return rules.violations;
    }

    private void podsAreConfined() {
        pods().forEach((owner, pod) -> {
            var spec = pod.getSpec();
            var context = spec.getSecurityContext();
            demand(
                    context != null && Boolean.TRUE.equals(context.getRunAsNonRoot()) && context.getRunAsUser() > 0,
                    owner,
                    "runs as root");
            demand(
                    context != null
                            && context.getSeccompProfile() != null
                            && "RuntimeDefault"
                                    .equals(context.getSeccompProfile().getType()),
                    owner,
                    "has no seccomp profile RuntimeDefault");
            demand(Boolean.FALSE.equals(spec.getAutomountServiceAccountToken()), owner, "gets a service-account token");
            demand(
                    spec.getHostNetwork() == null && spec.getHostPID() == null && spec.getHostIPC() == null,
                    owner,
                    "shares a namespace of the node");
            spec.getVolumes()
                    .forEach(volume -> demand(
                            volume.getHostPath() == null, owner, "mounts a path of the node: " + volume.getName()));
            containers(spec).forEach(container -> containerIsConfined(owner, container));
        });
    }

    private void containerIsConfined(String owner, Container container) {
        var context = container.getSecurityContext();
        demand(context != null, owner, "has a container without security context");
        if (context != null) {
            demand(Boolean.TRUE.equals(context.getReadOnlyRootFilesystem()), owner, "may write its root file system");
            demand(Boolean.FALSE.equals(context.getAllowPrivilegeEscalation()), owner, "may escalate privileges");
            demand(Boolean.TRUE.equals(context.getRunAsNonRoot()), owner, "has a container that may run as root");
            demand(
                    context.getCapabilities() != null
                            && List.of("ALL").equals(context.getCapabilities().getDrop())
                            && context.getCapabilities().getAdd().isEmpty(),
                    owner,
                    "keeps capabilities");
        }
        var resources = container.getResources();
        for (var resource : List.of("cpu", "memory")) {
            demand(
                    resources != null
                            && resources.getRequests().containsKey(resource)
                            && resources.getLimits().containsKey(resource),
                    owner,
                    "has no request and limit of " + resource);
        }
        demand(
                container.getImage().matches(".+(:[^:/]+|@sha256:[0-9a-f]{64})")
                        && !container.getImage().endsWith(":latest"),
                owner,
                "has an image without a version: " + container.getImage());
        demand(
                container.getVolumeMounts().stream().anyMatch(mount -> "/tmp".equals(mount.getMountPath())),
                owner,
                "has no /tmp to write to");
    }

    private void deploymentsAreProbedAndDrained() {
        all(Deployment.class).forEach(deployment -> {
            var owner = ownerOf(deployment);
            var spec = deployment.getSpec().getTemplate().getSpec();
            var container = spec.getContainers().get(0);
            probes(owner, container, container.getStartupProbe(), "/q/health/started");
            probes(owner, container, container.getReadinessProbe(), "/q/health/ready");
            probes(owner, container, container.getLivenessProbe(), "/q/health/live");
            demand(
                    container.getLifecycle() != null
                            && container.getLifecycle().getPreStop() != null
                            && container.getLifecycle().getPreStop().getSleep() != null,
                    owner,
                    "stops while it is still in the endpoints");
            var rolling = deployment.getSpec().getStrategy().getRollingUpdate();
            demand(
                    rolling != null
                            && Objects.equals(rolling.getMaxUnavailable().getIntVal(), 0),
                    owner,
                    "goes below its number of pods while it is upgraded");
            demand(deployment.getSpec().getReplicas() == null, owner, "sets replicas against its autoscaler");
        });
    }

    private void probes(String owner, Container container, Probe probe, String path) {
        var get = probe == null ? null : probe.getHttpGet();
        demand(get != null && path.equals(get.getPath()), owner, "is not probed at " + path);
        if (get != null) {
            demand(
                    container.getPorts().stream()
                            .anyMatch(
                                    port -> port.getName().equals(get.getPort().getStrVal())
                                            && port.getContainerPort() == 8080),
                    owner,
                    "is probed at a port that it does not have: " + path);
        }
    }

    private void deploymentsHaveTheirCompanions() {
        all(Deployment.class).forEach(deployment -> {
            var owner = ownerOf(deployment);
            var labels = deployment.getSpec().getTemplate().getMetadata().getLabels();
            demand(
                    all(Service.class).anyMatch(it -> within(it.getSpec().getSelector(), labels)),
                    owner,
                    "has no Service");
            demand(
                    all(PodDisruptionBudget.class)
                            .anyMatch(it -> within(it.getSpec().getSelector().getMatchLabels(), labels)),
                    owner,
                    "has no PodDisruptionBudget");
            demand(
                    all(HorizontalPodAutoscaler.class)
                            .anyMatch(it -> "Deployment"
                                            .equals(it.getSpec()
                                                    .getScaleTargetRef()
                                                    .getKind())
                                    && nameOf(deployment)
                                            .equals(it.getSpec()
                                                    .getScaleTargetRef()
                                                    .getName())),
                    owner,
                    "has no HorizontalPodAutoscaler");
            demand(
                    all(NetworkPolicy.class)
                            .map(it -> it.getSpec().getPodSelector().getMatchLabels())
                            .anyMatch(selector -> selector.containsKey(COMPONENT) && within(selector, labels)),
                    owner,
                    "has no NetworkPolicy of its own");
            demand(
                    deployment.getSpec().getTemplate().getSpec().getTopologySpreadConstraints().stream()
                                    .filter(it -> within(it.getLabelSelector().getMatchLabels(), labels))
                                    .count()
                            == 2,
                    owner,
                    "is not spread over zones and nodes");
        });
    }

    private void selectorsFindTheirPods() {
        var labels = pods().values().stream()
                .map(pod -> pod.getMetadata().getLabels())
                .toList();
        all(Deployment.class).forEach(deployment -> {
            var selector = deployment.getSpec().getSelector().getMatchLabels();
            demand(
                    within(
                            selector,
                            deployment.getSpec().getTemplate().getMetadata().getLabels()),
                    ownerOf(deployment),
                    "does not select its own pods");
            demand(
                    labels.stream().filter(pod -> within(selector, pod)).count() == 1,
                    ownerOf(deployment),
                    "selects the pods of somebody else");
        });
        Stream.of(
                        all(Service.class)
                                .map(it ->
                                        Map.entry((HasMetadata) it, it.getSpec().getSelector())),
                        all(PodDisruptionBudget.class)
                                .map(it -> Map.entry(
                                        (HasMetadata) it,
                                        it.getSpec().getSelector().getMatchLabels())),
                        all(NetworkPolicy.class)
                                .map(it -> Map.entry(
                                        (HasMetadata) it,
                                        it.getSpec().getPodSelector().getMatchLabels())))
                .flatMap(it -> it)
                .forEach(entry -> demand(
                        labels.stream().anyMatch(pod -> within(entry.getValue(), pod)),
                        ownerOf(entry.getKey()),
                        "selects no pod"));
        all(NetworkPolicy.class)
                .forEach(policy -> peersOf(policy)
                        .filter(selector -> selector.containsKey(COMPONENT))
                        .forEach(selector -> demand(
                                labels.stream().anyMatch(pod -> within(selector, pod)),
                                ownerOf(policy),
                                "names a peer that does not exist: " + selector)));
    }

    private static Stream<Map<String, String>> peersOf(NetworkPolicy policy) {
        return Stream.concat(
                        policy.getSpec().getIngress().stream().flatMap(rule -> rule.getFrom().stream()),
                        policy.getSpec().getEgress().stream().flatMap(rule -> rule.getTo().stream()))
                .filter(peer ->
                        peer.getPodSelector() != null && peer.getPodSelector().getMatchLabels() != null)
                .map(peer -> peer.getPodSelector().getMatchLabels());
    }

    private void referencesExist() {
        pods().forEach((owner, pod) -> {
            var spec = pod.getSpec();
            demand(
                    all(ServiceAccount.class).anyMatch(it -> nameOf(it).equals(spec.getServiceAccountName())),
                    owner,
                    "has no ServiceAccount " + spec.getServiceAccountName());
            var volumes = spec.getVolumes().stream().map(it -> it.getName()).collect(Collectors.toSet());
            containers(spec).forEach(container -> {
                container
                        .getVolumeMounts()
                        .forEach(mount -> demand(
                                volumes.contains(mount.getName()), owner, "mounts no volume: " + mount.getName()));
                container
                        .getEnvFrom()
                        .forEach(source -> demand(
                                source.getConfigMapRef() != null
                                        && configMap(source.getConfigMapRef().getName()),
                                owner,
                                "takes its environment from no ConfigMap of the chart"));
                var names = container.getEnv().stream().map(EnvVar::getName).toList();
                demand(Set.copyOf(names).size() == names.size(), owner, "sets a variable twice: " + names);
            });
        });
        all(HorizontalPodAutoscaler.class).forEach(scaler -> {
            demand(
                    all(Deployment.class)
                            .anyMatch(it -> nameOf(it)
                                    .equals(scaler.getSpec().getScaleTargetRef().getName())),
                    ownerOf(scaler),
                    "scales nothing");
            demand(
                    scaler.getSpec().getMinReplicas() <= scaler.getSpec().getMaxReplicas(),
                    ownerOf(scaler),
                    "has a minimum above its maximum");
        });
        all(Service.class)
                .forEach(service -> service.getSpec()
                        .getPorts()
                        .forEach(port -> demand(
                                all(Deployment.class)
                                        .filter(it -> within(
                                                service.getSpec().getSelector(),
                                                it.getSpec()
                                                        .getTemplate()
                                                        .getMetadata()
                                                        .getLabels()))
                                        .flatMap(it -> containers(
                                                it.getSpec().getTemplate().getSpec()))
                                        .flatMap(it -> it.getPorts().stream())
                                        .anyMatch(it -> it.getName()
                                                .equals(port.getTargetPort().getStrVal())),
                                ownerOf(service),
                                "leads to a port that no container has")));
    }

    private boolean configMap(String name) {
        return all(ConfigMap.class).anyMatch(it -> nameOf(it).equals(name));
    }

    private void onlyTheGatewayIsOutside() {
        all(Service.class)
                .forEach(service -> demand(
                        "ClusterIP".equals(service.getSpec().getType()), ownerOf(service), "is open to the outside"));
        all(Ingress.class).forEach(ingress -> {
            demand(!ingress.getSpec().getTls().isEmpty(), ownerOf(ingress), "has no certificate");
            ingress.getSpec().getRules().stream()
                    .flatMap(rule -> rule.getHttp().getPaths().stream())
                    .forEach(path -> {
                        var service = path.getBackend().getService();
                        var gateway = all(Service.class)
                                .filter(it -> nameOf(it).equals(service.getName()))
                                .filter(it -> "gateway"
                                        .equals(it.getSpec().getSelector().get(COMPONENT)))
                                .flatMap(it -> it.getSpec().getPorts().stream())
                                .anyMatch(port ->
                                        port.getName().equals(service.getPort().getName()));
                        demand(gateway, ownerOf(ingress), "leads to " + service.getName() + ", not to the gateway");
                        demand("/api".equals(path.getPath()), ownerOf(ingress), "shows " + path.getPath());
                    });
        });
    }

    private void secretsAreReferences() {
        pods().forEach((owner, pod) -> containers(pod.getSpec())
                .flatMap(container -> container.getEnv().stream())
                .forEach(variable -> {
                    if (variable.getValueFrom() == null) {
                        noSecret(owner, variable.getName(), variable.getValue());
                    } else {
                        var reference = variable.getValueFrom().getSecretKeyRef();
                        demand(
                                reference != null
                                        && !reference.getName().isBlank()
                                        && !reference.getKey().isBlank(),
                                owner,
                                "has a variable from no secret: " + variable.getName());
                    }
                }));
        all(ConfigMap.class)
                .forEach(map -> map.getData().forEach((name, value) -> noSecret(ownerOf(map), name, value)));
    }

    private void noSecret(String owner, String name, String value) {
        demand(
                !SECRET_NAME.matcher(name).matches()
                        && !SECRET_VALUE.matcher(value).matches(),
                owner,
                "holds a secret in clear: " + name);
    }

    private void schemasAreMigratedFirst() {
        var migrated = all(Job.class)
                .map(job -> environment(job.getSpec().getTemplate()).get("QUARKUS_DATASOURCE_JDBC_URL"))
                .toList();
        demand(Set.copyOf(migrated).size() == migrated.size(), "migrations", "two Jobs migrate one schema");
        all(Deployment.class).forEach(deployment -> {
            var map = all(ConfigMap.class)
                    .filter(it -> nameOf(it).equals(nameOf(deployment)))
                    .findFirst()
                    .map(ConfigMap::getData)
                    .orElse(Map.of());
            var url = map.get("QUARKUS_DATASOURCE_JDBC_URL");
            if (url != null) {
                demand(migrated.contains(url), ownerOf(deployment), "has a schema that no Job migrates");
                demand(
                        "false".equals(map.get("QUARKUS_FLYWAY_MIGRATE_AT_START")),
                        ownerOf(deployment),
                        "migrates in every pod");
            }
        });
        all(Job.class).forEach(job -> {
            var environment = environment(job.getSpec().getTemplate());
            demand(
                    "true".equals(environment.get("QUARKUS_FLYWAY_MIGRATE_AT_START"))
                            && "true".equals(environment.get("JIEDUI_MIGRATE_ONLY")),
                    ownerOf(job),
                    "does not migrate and exit");
            demand(
                    "pre-install,pre-upgrade"
                            .equals(job.getMetadata().getAnnotations().get("helm.sh/hook")),
                    ownerOf(job),
                    "does not run before the pods change");
            demand(
                    containers(job.getSpec().getTemplate().getSpec())
                            .allMatch(it -> it.getEnvFrom().isEmpty()),
                    ownerOf(job),
                    "needs a ConfigMap that is not there yet");
            demand(
                    all(ServiceAccount.class)
                            .filter(it -> nameOf(it)
                                    .equals(job.getSpec()
                                            .getTemplate()
                                            .getSpec()
                                            .getServiceAccountName()))
                            .allMatch(it -> it.getMetadata().getAnnotations().containsKey("helm.sh/hook")),
                    ownerOf(job),
                    "needs a ServiceAccount that is not there yet");
        });
    }

    private void networkIsClosed() {
        var denying = all(NetworkPolicy.class)
                .filter(it -> it.getSpec().getIngress().isEmpty())
                .filter(it -> it.getSpec().getPolicyTypes().containsAll(List.of("Ingress", "Egress")))
                .filter(it -> it.getSpec().getEgress().stream()
                        .allMatch(rule -> rule.getPorts().stream()
                                .allMatch(port -> Objects.equals(port.getPort().getIntVal(), 53))))
                .map(it -> it.getSpec().getPodSelector().getMatchLabels())
                .toList();
        pods().forEach((owner, pod) -> demand(
                denying.stream().anyMatch(it -> within(it, pod.getMetadata().getLabels())),
                owner,
                "is open to the network by default"));
        all(NetworkPolicy.class).forEach(policy -> {
            policy.getSpec().getIngress().forEach(rule -> {
                demand(!rule.getFrom().isEmpty(), ownerOf(policy), "lets everybody in");
                demand(!rule.getPorts().isEmpty(), ownerOf(policy), "lets in on every port");
            });
            policy.getSpec().getEgress().forEach(rule -> {
                demand(!rule.getPorts().isEmpty(), ownerOf(policy), "lets out on every port");
                rule.getTo().stream()
                        .filter(peer -> peer.getIpBlock() != null
                                && WORLD.equals(peer.getIpBlock().getCidr()))
                        .forEach(peer -> {
                            demand(
                                    "notification"
                                            .equals(policy.getSpec()
                                                    .getPodSelector()
                                                    .getMatchLabels()
                                                    .get(COMPONENT)),
                                    ownerOf(policy),
                                    "lets out to the world");
                            demand(
                                    peer.getIpBlock().getExcept().containsAll(PRIVATE_NETWORKS),
                                    ownerOf(policy),
                                    "lets webhooks into private networks");
                        });
            });
        });
        all(NetworkPolicy.class)
                .filter(it -> DATA_SERVICES.contains(
                        it.getSpec().getPodSelector().getMatchLabels().getOrDefault(COMPONENT, "")))
                .forEach(policy -> peersOf(policy)
                        .map(it -> it.get(COMPONENT))
                        .filter(Objects::nonNull)
                        .forEach(component -> demand(
                                "gateway".equals(component), ownerOf(policy), "lets in or out to " + component)));
    }

    private static Map<String, String> environment(PodTemplateSpec pod) {
        return containers(pod.getSpec())
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    private Map<String, PodTemplateSpec> pods() {
        var pods = new LinkedHashMap<String, PodTemplateSpec>();
        all(Deployment.class).forEach(it -> pods.put(ownerOf(it), it.getSpec().getTemplate()));
        all(Job.class).forEach(it -> pods.put(ownerOf(it), it.getSpec().getTemplate()));
        return pods;
    }

    private static Stream<Container> containers(PodSpec spec) {
        return Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream());
    }

    private <T extends HasMetadata> Stream<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast);
    }

    private static boolean within(Map<String, String> selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.entrySet());
    }

    private static String nameOf(HasMetadata object) {
        return object.getMetadata().getName();
    }

    private static String ownerOf(HasMetadata object) {
        return object.getKind() + " " + nameOf(object);
    }

    private void demand(boolean holds, String owner, String violation) {
        if (!holds) {
            violations.add(owner + " " + violation);
        }
    }
}
