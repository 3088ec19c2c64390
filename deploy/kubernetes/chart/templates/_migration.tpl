{{/*
One Job per schema, before the pods of the new version: the same image migrates and exits.
A hook runs before the release's own objects exist or change, so it names nothing of theirs: its settings stand in the Job itself.
*/}}
{{- define "jiedui.migration" -}}
{{- $settings := include "jiedui.settings" . | fromYaml -}}
{{- $own := dict "root" .root "service" (printf "%s-migration" .service) -}}
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ include "jiedui.name" $own }}
  labels:
    {{- include "jiedui.labels" $own | nindent 4 }}
  annotations:
    helm.sh/hook: pre-install,pre-upgrade
    helm.sh/hook-weight: "0"
    # Stays after its run, so that its log can be read; the next upgrade replaces it.
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  parallelism: 1
  completions: 1
  backoffLimit: {{ $settings.migration.attempts }}
  activeDeadlineSeconds: {{ $settings.migration.deadlineSeconds }}
  template:
    metadata:
      labels:
        {{- include "jiedui.labels" $own | nindent 8 }}
        jiedui.org/role: migration
    spec:
      serviceAccountName: {{ include "jiedui.name" (dict "root" .root "service" "migration") }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      restartPolicy: Never
      {{- with .root.Values.image.pullSecrets }}
      imagePullSecrets:
        {{- range . }}
        - name: {{ . }}
        {{- end }}
      {{- end }}
      securityContext:
        {{- include "jiedui.podSecurityContext" . | nindent 8 }}
      {{- with $settings.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $settings.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: migration
          image: {{ include "jiedui.image" . | quote }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          env:
            {{- $configuration := include "jiedui.configuration" . | fromYaml }}
            {{- $_ := set $configuration "QUARKUS_FLYWAY_MIGRATE_AT_START" "true" }}
            {{- $_ := set $configuration "JIEDUI_MIGRATE_ONLY" "true" }}
            {{- /* A table of a province is rebuilt in more than the minute that a request may wait for the database. */}}
            {{- $_ := set $configuration "QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_SOCKETTIMEOUT" "0" }}
            {{- /* While it waits for a table, requests that want the table wait too: it fails rather than keep them away. */}}
            {{- $_ := set $configuration "QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_SESSIONVARIABLES" "innodb_lock_wait_timeout=5,lock_wait_timeout=30,time_zone='+00:00'" }}
            {{- range $key, $value := $configuration }}
            - name: {{ $key }}
              value: {{ $value | quote }}
            {{- end }}
            {{- include "jiedui.secretEnvironment" (merge (dict "user" "migration") .) | trim | nindent 12 }}
          resources:
            {{- toYaml $settings.migration.resources | nindent 12 }}
          securityContext:
            {{- include "jiedui.containerSecurityContext" . | nindent 12 }}
          volumeMounts:
            {{- include "jiedui.volumeMounts" . | nindent 12 }}
      volumes:
        {{- include "jiedui.volumes" (dict "root" .root "settings" $settings) | nindent 8 }}
{{- end -}}
