package org.jiedui.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart in all its sizes: rendered by real Helm, read strictly, held against {@link ChartRules}, and each rule seen to fail. */
@Tag("OP-02")
class ChartTest {

    private static final String DEFAULT = "values.yaml";
    private static final String SMALL = "values-small.yaml";
    private static final String LARGE = "values-large.yaml";

    @ParameterizedTest
    @ValueSource(strings = {DEFAULT, SMALL, LARGE})
    void passesStrictLint(String size) {
        var lint = chart(size).lint();

        assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {DEFAULT, SMALL, LARGE})
    void keepsEveryRule(String size) {
        assertThat(ChartRules.violationsOf(chart(size).objects())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {DEFAULT, SMALL, LARGE})
    void bringsFiveServicesFourMigrationsAndOneDoor(String size) {
        var objects = chart(size).objects();

        assertThat(names(objects, Deployment.class))
                .containsExactlyInAnyOrder(
                        "jd-household", "jd-pairing", "jd-evaluation", "jd-notification", "jd-gateway");
        assertThat(names(objects, Job.class))
                .containsExactlyInAnyOrder(
                        "jd-household-migration",
                        "jd-pairing-migration",
                        "jd-evaluation-migration",
                        "jd-notification-migration");
        assertThat(names(objects, Ingress.class)).containsExactly("jd-gateway");
    }

    @Test
    void bringsMonitoring_whenTheOperatorIsThere() {
        var objects = Chart.installed(LARGE).objects();

        assertThat(names(objects, ServiceMonitor.class)).hasSize(1);
        assertThat(first(objects, PrometheusRule.class).getSpec().getGroups()).isNotEmpty();
        assertThat(names(objects, ConfigMap.class)).contains("jd-dashboards");
    }

    @Test
    void leavesMonitoringOut_whenNobodyAskedForIt() {
        var objects = Chart.installed().objects();

        assertThat(objects).noneMatch(it -> it instanceof ServiceMonitor || it instanceof PrometheusRule);
        assertThat(names(objects, ConfigMap.class)).doesNotContain("jd-dashboards");
    }

    @Test
    void givesEachServiceItsOwnSchema_whenOneServerHoldsAll() {
        var urls = Chart.installed().with("mysql: {parameters: sslMode=VERIFY_IDENTITY}").objects().stream()
                .filter(ConfigMap.class::isInstance)
                .map(ConfigMap.class::cast)
                .map(map -> map.getData().get("QUARKUS_DATASOURCE_JDBC_URL"))
                .filter(url -> url != null);

        assertThat(urls)
                .containsExactlyInAnyOrder(
                        "jdbc:mysql://mysql.example.org:3306/jiedui_household?sslMode=VERIFY_IDENTITY",
                        "jdbc:mysql://mysql.example.org:3306/jiedui_pairing?sslMode=VERIFY_IDENTITY",
                        "jdbc:mysql://mysql.example.org:3306/jiedui_evaluation?sslMode=VERIFY_IDENTITY",
                        "jdbc:mysql://mysql.example.org:3306/jiedui_notification?sslMode=VERIFY_IDENTITY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql: {url: ''}                            | mysql.url (base JDBC address",
                "kafka: {bootstrapServers: ''}               | kafka.bootstrapServers must be set",
                "oidc: {authServerUrl: ''}                   | oidc.authServerUrl (address of the realm) must be set",
                "keys: {existingSecret: ''}                  | keys.existingSecret (secret with the personal-data keys",
                "pairing: {database: {existingSecret: ''}}   | pairing.database.existingSecret (secret with user name",
                "gateway: {ingress: {host: ''}}              | gateway.ingress.host (public host name of the API)",
                "gateway: {ingress: {tlsSecret: ''}}         | gateway.ingress.tlsSecret (secret with the certificate",
                "tracing: {enabled: true}                    | tracing.endpoint (OTLP over gRPC) must be set",
            })
    void namesWhatIsMissing(String values, String message) {
        var chart = Chart.installed().with(values);

        assertThatThrownBy(chart::manifests).hasMessageContaining(message);
    }

    @Test
    void namesWhatIsMissing_whenNothingIsGiven() {
        assertThatThrownBy(Chart.untouched()::manifests).hasMessageContaining("must be set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "houshold: {}                                             | houshold",
                "gateway: {ingress: {hots: a.example.org}}                | hots",
                "workload: {autoscaling: {minReplicas: two}}              | minReplicas",
                "mysql: {url: 'mysql://db:3306'}                          | mysql",
                "household: {environment: {QUARKUS_DATASOURCE_PASSWORD: x}} | QUARKUS_DATASOURCE_PASSWORD",
            })
    void refusesValuesThatItDoesNotKnow(String values, String named) {
        var chart = Chart.installed().with(values);

        assertThatThrownBy(chart::manifests).hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "readinessProbe:       | redinessProbe:                    | redinessProbe",
                "kind: Deployment      | kind: Deploymnet                  | Deploymnet",
                "apiVersion: apps/v1   | apiVersion: apps/v1beta1          | apps/v1beta1",
                "QUARKUS_HTTP_PORT: \"8080\" | QUARKUS_HTTP_PORT: 8080     | 8080",
            })
    void readerRefusesWhatAClusterWouldNotUnderstand(String right, String wrong, String named) {
        var manifests = Chart.installed().manifests();
        assertThat(manifests).contains(right);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StrictManifests.read(manifests.replaceFirst(right, wrong)))
                .withMessageContaining(named);
    }

    @Test
    void readerRefusesAFieldGivenTwice() {
        var manifests = Chart.installed().manifests().replaceFirst("( +)(minReadySeconds: 5)", "$1$2\n$1$2");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StrictManifests.read(manifests))
                .withMessageContaining("Duplicate field 'minReadySeconds'");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void everyRuleCanFail(String expected, Consumer<List<HasMetadata>> plant) {
        var objects = new ArrayList<>(Chart.installed().objects());

        plant.accept(objects);

        assertThat(ChartRules.violationsOf(objects)).anyMatch(violation -> violation.contains(expected));
    }

    private static Stream<Arguments> violations() {
        return Stream.of(
                planted(
                        "runs as root",
                        pod(it -> it.getSpec().getSecurityContext().setRunAsNonRoot(false))),
                planted("seccomp", pod(it -> it.getSpec().getSecurityContext().setSeccompProfile(null))),
                planted("service-account token", pod(it -> it.getSpec().setAutomountServiceAccountToken(true))),
                planted("namespace of the node", pod(it -> it.getSpec().setHostNetwork(true))),
                planted(
                        "may write its root",
                        pod(it -> it.getSpec()
                                .getContainers()
                                .get(0)
                                .getSecurityContext()
                                .setReadOnlyRootFilesystem(false))),
                planted(
                        "keeps capabilities",
                        pod(it -> it.getSpec()
                                .getContainers()
                                .get(0)
                                .getSecurityContext()
                                .setCapabilities(null))),
                planted(
                        "limit of memory",
                        pod(it -> it.getSpec()
                                .getContainers()
                                .get(0)
                                .getResources()
                                .getLimits()
                                .remove("memory"))),
                planted(
                        "image without a version",
                        pod(it -> it.getSpec().getContainers().get(0).setImage("jiedui/gateway:latest"))),
                planted(
                        "not probed at /q/health/live",
                        pod(it -> it.getSpec().getContainers().get(0).setLivenessProbe(null))),
                planted(
                        "still in the endpoints",
                        pod(it -> it.getSpec().getContainers().get(0).setLifecycle(null))),
                planted(
                        "below its number of pods",
                        on(
                                Deployment.class,
                                it -> it.getSpec()
                                        .getStrategy()
                                        .getRollingUpdate()
                                        .setMaxUnavailable(new IntOrString(1)))),
                planted(
                        "against its autoscaler",
                        on(Deployment.class, it -> it.getSpec().setReplicas(2))),
                planted("has no Service", without(Service.class)),
                planted("has no PodDisruptionBudget", without(PodDisruptionBudget.class)),
                planted("has no HorizontalPodAutoscaler", without(HorizontalPodAutoscaler.class)),
                planted("has no NetworkPolicy", without(NetworkPolicy.class)),
                planted("has no ServiceAccount", without(ServiceAccount.class)),
                planted("no ConfigMap of the chart", without(ConfigMap.class)),
                planted(
                        "does not select its own pods",
                        pod(it -> it.getMetadata().getLabels().put("app.kubernetes.io/instance", "other"))),
                planted(
                        "selects no pod",
                        on(
                                PodDisruptionBudget.class,
                                it -> it.getSpec()
                                        .getSelector()
                                        .getMatchLabels()
                                        .put("app.kubernetes.io/component", "nobody"))),
                planted("mounts no volume", pod(it -> it.getSpec().getVolumes().clear())),
                planted(
                        "not to the gateway",
                        on(
                                Ingress.class,
                                it -> it.getSpec()
                                        .getRules()
                                        .get(0)
                                        .getHttp()
                                        .getPaths()
                                        .get(0)
                                        .getBackend()
                                        .getService()
                                        .setName("jd-household"))),
                planted(
                        "shows /",
                        on(
                                Ingress.class,
                                it -> it.getSpec()
                                        .getRules()
                                        .get(0)
                                        .getHttp()
                                        .getPaths()
                                        .get(0)
                                        .setPath("/"))),
                planted(
                        "open to the outside",
                        on(Service.class, it -> it.getSpec().setType("NodePort"))),
                planted(
                        "secret in clear",
                        on(ConfigMap.class, it -> it.getData().put("QUARKUS_MAILER_PASSWORD", "x"))),
                planted(
                        "secret in clear",
                        on(ConfigMap.class, it -> it.getData().put("MAIL", "smtp://me:pass@mail.example.org"))),
                planted("no Job migrates", without(Job.class)),
                planted(
                        "migrates in every pod",
                        on(ConfigMap.class, it -> it.getData().put("QUARKUS_FLYWAY_MIGRATE_AT_START", "true"))),
                planted(
                        "before the pods change",
                        on(Job.class, it -> it.getMetadata().getAnnotations().remove("helm.sh/hook"))),
                planted("open to the network", without(NetworkPolicy.class)),
                planted(
                        "lets everybody in",
                        on(
                                NetworkPolicy.class,
                                it -> it.getSpec()
                                        .getIngress()
                                        .forEach(rule -> rule.getFrom().clear()))),
                planted(
                        "private networks",
                        on(
                                NetworkPolicy.class,
                                it -> it.getSpec().getEgress().stream()
                                        .flatMap(rule -> rule.getTo().stream())
                                        .filter(peer -> peer.getIpBlock() != null)
                                        .forEach(peer ->
                                                peer.getIpBlock().getExcept().clear()))));
    }

    private static Chart chart(String size) {
        return size.equals(DEFAULT) ? Chart.installed() : Chart.installed(size);
    }

    private static Arguments planted(String expected, Consumer<List<HasMetadata>> plant) {
        return Arguments.of(expected, plant);
    }

    private static Consumer<List<HasMetadata>> pod(Consumer<PodTemplateSpec> change) {
        return on(Deployment.class, it -> change.accept(it.getSpec().getTemplate()));
    }

    private static <T extends HasMetadata> Consumer<List<HasMetadata>> on(Class<T> type, Consumer<T> change) {
        return objects ->
                objects.stream().filter(type::isInstance).map(type::cast).forEach(change);
    }

    private static Consumer<List<HasMetadata>> without(Class<? extends HasMetadata> type) {
        return objects -> objects.removeIf(type::isInstance);
    }

    private static <T extends HasMetadata> T first(List<HasMetadata> objects, Class<T> type) {
        return objects.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(List<HasMetadata> objects, Class<? extends HasMetadata> type) {
        return objects.stream()
                .filter(type::isInstance)
                .map(it -> it.getMetadata().getName())
                .toList();
    }
}
