{{/*
Named templates that every service's sub-tree uses. Each takes (dict "root" $ "service" "<name>"),
where <name> is the key of the service's sub-tree in the values.
*/}}

{{/* Name of a service's objects: <release>-<service>. */}}
{{- define "jiedui.name" -}}
{{- printf "%s-%s" .root.Release.Name .service | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* Labels that never change during the life of a release; selectors use these and nothing else. */}}
{{- define "jiedui.selectorLabels" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .service }}
{{- end -}}

{{- define "jiedui.labels" -}}
{{ include "jiedui.selectorLabels" . }}
app.kubernetes.io/part-of: jiedui
app.kubernetes.io/version: {{ .root.Values.image.tag | default .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{/* What holds for one service: the common "workload" values, overridden by the service's own sub-tree. YAML. */}}
{{- define "jiedui.settings" -}}
{{- mergeOverwrite (deepCopy .root.Values.workload) (deepCopy (index .root.Values .service)) | toYaml -}}
{{- end -}}

{{- define "jiedui.image" -}}
{{- $own := index .root.Values .service "image" -}}
{{- $repository := $own.repository -}}
{{- if .root.Values.image.registry -}}
{{- $repository = printf "%s/%s" .root.Values.image.registry $own.repository -}}
{{- end -}}
{{- if $own.digest -}}
{{- printf "%s@%s" $repository $own.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (.root.Values.image.tag | default .root.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{/* Whether a service owns a schema, consumes and announces events. Only the gateway does not. */}}
{{- define "jiedui.isDataService" -}}
{{- if ne .service "gateway" }}true{{ end -}}
{{- end -}}

{{/* JDBC address: the service's own, or the shared base with the service's schema. */}}
{{- define "jiedui.jdbcUrl" -}}
{{- $database := index .root.Values .service "database" -}}
{{- $parameters := .root.Values.mysql.parameters -}}
{{- if $database.jdbcUrl -}}
{{- $database.jdbcUrl -}}
{{- else -}}
{{- $base := required (printf "mysql.url (base JDBC address, for example jdbc:mysql://mysql:3306) or %s.database.jdbcUrl must be set" .service) .root.Values.mysql.url -}}
{{- printf "%s/%s%s" (trimSuffix "/" $base) $database.schema (ternary (printf "?%s" $parameters) "" (ne $parameters "")) -}}
{{- end -}}
{{- end -}}

{{/* Everything a service is told that is no secret: a YAML map of environment variables. */}}
{{- define "jiedui.configuration" -}}
{{- $settings := include "jiedui.settings" . | fromYaml -}}
{{- $values := .root.Values -}}
QUARKUS_HTTP_HOST: "0.0.0.0"
QUARKUS_HTTP_PORT: "8080"
QUARKUS_SHUTDOWN_TIMEOUT: {{ printf "%vs" $settings.drainSeconds | quote }}
QUARKUS_LOG_LEVEL: {{ $values.logging.level | quote }}
QUARKUS_LOG_CONSOLE_JSON_ENABLED: {{ $values.logging.json | quote }}
QUARKUS_OIDC_AUTH_SERVER_URL: {{ required "oidc.authServerUrl (address of the realm) must be set" $values.oidc.authServerUrl | quote }}
{{- with $values.oidc.issuer }}
QUARKUS_OIDC_TOKEN_ISSUER: {{ . | quote }}
{{- end }}
QUARKUS_OTEL_SDK_DISABLED: {{ not $values.tracing.enabled | quote }}
{{- if $values.tracing.enabled }}
QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT: {{ required "tracing.endpoint (OTLP over gRPC) must be set when tracing.enabled" $values.tracing.endpoint | quote }}
QUARKUS_OTEL_TRACES_SAMPLER_ARG: {{ $values.tracing.ratio | quote }}
{{- end }}
{{- if and (eq .service "pairing") $values.gateway.ingress.host }}
JIEDUI_PAIRING_CERTIFICATE_VERIFICATION: {{ printf "https://%s/api/v1/certificates/{number}/verification" $values.gateway.ingress.host | quote }}
{{- end }}
{{- if include "jiedui.isDataService" . }}
QUARKUS_DATASOURCE_JDBC_URL: {{ include "jiedui.jdbcUrl" . | quote }}
QUARKUS_DATASOURCE_JDBC_MAX_SIZE: {{ $settings.database.poolSize | quote }}
QUARKUS_FLYWAY_MIGRATE_AT_START: "false"
KAFKA_BOOTSTRAP_SERVERS: {{ required "kafka.bootstrapServers must be set" $values.kafka.bootstrapServers | quote }}
{{- with $values.kafka.securityProtocol }}
KAFKA_SECURITY_PROTOCOL: {{ . | quote }}
{{- end }}
{{- with $values.kafka.saslMechanism }}
KAFKA_SASL_MECHANISM: {{ . | quote }}
{{- end }}
{{- end }}
{{- if $values.trustStore.existingSecret }}
JAVA_TOOL_OPTIONS: "-Djavax.net.ssl.trustStore=/etc/jiedui/trust/truststore.p12 -Djavax.net.ssl.trustStoreType=PKCS12"
{{- end }}
{{- range $name, $value := $settings.environment }}
{{ $name }}: {{ $value | toString | quote }}
{{- end }}
{{- end -}}

{{/* One environment variable that comes from a secret which already exists. */}}
{{- define "jiedui.fromSecret" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end -}}

{{/* Everything secret that a service is told; "user" is "database" (daily work) or "migration" (may change the schema). */}}
{{- define "jiedui.secretEnvironment" -}}
{{- $values := .root.Values -}}
{{- $settings := include "jiedui.settings" . | fromYaml -}}
{{- if include "jiedui.isDataService" . }}
{{- $database := $settings.database -}}
{{- $secret := required (printf "%s.database.existingSecret (secret with user name and password of the schema) must be set" .service) $database.existingSecret -}}
{{- if and (eq .user "migration") $database.migrationSecret }}{{ $secret = $database.migrationSecret }}{{ end -}}
{{ include "jiedui.fromSecret" (dict "name" "QUARKUS_DATASOURCE_USERNAME" "secret" $secret "key" $database.usernameKey) }}
{{ include "jiedui.fromSecret" (dict "name" "QUARKUS_DATASOURCE_PASSWORD" "secret" $secret "key" $database.passwordKey) }}
{{- $keys := required "keys.existingSecret (secret with the personal-data keys and the hash key) must be set" $values.keys.existingSecret }}
{{ include "jiedui.fromSecret" (dict "name" "JIEDUI_KEYS" "secret" $keys "key" $values.keys.keysKey) }}
{{ include "jiedui.fromSecret" (dict "name" "JIEDUI_HASH_KEY" "secret" $keys "key" $values.keys.hashKeyKey) }}
{{- with $values.kafka.existingSecret }}
{{ include "jiedui.fromSecret" (dict "name" "KAFKA_SASL_JAAS_CONFIG" "secret" . "key" $values.kafka.jaasKey) }}
{{- end }}
{{- end }}
{{- range $name, $reference := $settings.secretEnvironment }}
{{ include "jiedui.fromSecret" (dict "name" $name "secret" $reference.secret "key" $reference.key) }}
{{- end }}
{{- end -}}

{{- define "jiedui.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "jiedui.containerSecurityContext" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: ["ALL"]
{{- end -}}

{{/* Where a container may write: /tmp, in memory of the node or on its disk, with a limit. */}}
{{- define "jiedui.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: {{ .settings.tmpSize }}
{{- with .root.Values.trustStore.existingSecret }}
- name: trust
  secret:
    secretName: {{ . }}
    defaultMode: 0440
{{- end }}
{{- end -}}

{{- define "jiedui.volumeMounts" -}}
- name: tmp
  mountPath: /tmp
{{- if .root.Values.trustStore.existingSecret }}
- name: trust
  mountPath: /etc/jiedui/trust
  readOnly: true
{{- end }}
{{- end -}}
