{{/* ServiceAccount, ConfigMap, Deployment, Service, PodDisruptionBudget and HorizontalPodAutoscaler of one service. */}}
{{- define "jiedui.workload" -}}
{{- $settings := include "jiedui.settings" . | fromYaml -}}
{{- $name := include "jiedui.name" . -}}
{{- $configuration := include "jiedui.configuration" . -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ $name }}
  labels:
    {{- include "jiedui.labels" . | nindent 4 }}
automountServiceAccountToken: false
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $name }}
  labels:
    {{- include "jiedui.labels" . | nindent 4 }}
data:
  {{- $configuration | nindent 2 }}
  {{- if eq .service "gateway" }}
  {{- include "jiedui.routes" .root | nindent 2 }}
  {{- end }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}
  labels:
    {{- include "jiedui.labels" . | nindent 4 }}
spec:
  # No replicas here: the autoscaler owns the number, and an upgrade must not reset it.
  revisionHistoryLimit: 5
  minReadySeconds: 5
  progressDeadlineSeconds: 600
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 0
      maxSurge: {{ $settings.maxSurge }}
  selector:
    matchLabels:
      {{- include "jiedui.selectorLabels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "jiedui.labels" . | nindent 8 }}
      annotations:
        # A changed configuration rolls the pods; a changed secret does not: see the runbook, key rotation.
        checksum/configuration: {{ $configuration | sha256sum }}
        kubectl.kubernetes.io/default-container: {{ .service }}
    spec:
      serviceAccountName: {{ $name }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ add $settings.preStopSeconds $settings.drainSeconds 15 }}
      {{- with $settings.priorityClassName }}
      priorityClassName: {{ . }}
      {{- end }}
      {{- with .root.Values.image.pullSecrets }}
      imagePullSecrets:
        {{- range . }}
        - name: {{ . }}
        {{- end }}
      {{- end }}
      securityContext:
        {{- include "jiedui.podSecurityContext" . | nindent 8 }}
      topologySpreadConstraints:
        {{- range $topology := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
        - maxSkew: 1
          topologyKey: {{ $topology }}
          whenUnsatisfiable: {{ $settings.topologyWhenUnsatisfiable }}
          labelSelector:
            matchLabels:
              {{- include "jiedui.selectorLabels" $ | nindent 14 }}
          matchLabelKeys: ["pod-template-hash"]
        {{- end }}
      {{- with $settings.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $settings.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: {{ .service }}
          image: {{ include "jiedui.image" . | quote }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          ports:
            - name: http
              containerPort: 8080
          envFrom:
            - configMapRef:
                name: {{ $name }}
          {{- with include "jiedui.secretEnvironment" (merge (dict "user" "database") .) | trim }}
          env:
            {{- . | nindent 12 }}
          {{- end }}
          startupProbe:
            httpGet:
              path: /q/health/started
              port: http
            periodSeconds: 2
            timeoutSeconds: 2
            failureThreshold: {{ $settings.startSeconds | int | add 1 | div 2 }}
          readinessProbe:
            httpGet:
              path: /q/health/ready
              port: http
            periodSeconds: 5
            timeoutSeconds: 4
            failureThreshold: 2
          livenessProbe:
            httpGet:
              path: /q/health/live
              port: http
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          lifecycle:
            preStop:
              # Endpoints are withdrawn while the process still answers; only then does it begin to drain.
              sleep:
                seconds: {{ $settings.preStopSeconds }}
          resources:
            {{- toYaml $settings.resources | nindent 12 }}
          securityContext:
            {{- include "jiedui.containerSecurityContext" . | nindent 12 }}
          volumeMounts:
            {{- include "jiedui.volumeMounts" . | nindent 12 }}
      volumes:
        {{- include "jiedui.volumes" (dict "root" .root "settings" $settings) | nindent 8 }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $name }}
  labels:
    {{- include "jiedui.labels" . | nindent 4 }}
spec:
  type: ClusterIP
  selector:
    {{- include "jiedui.selectorLabels" . | nindent 4 }}
  ports:
    - name: http
      port: 8080
      targetPort: http
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ $name }}
  labels:
    {{- include "jiedui.labels" . | nindent 4 }}
spec:
  # One at a time, never "at least one": a single replica must not block the drain of a node.
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "jiedui.selectorLabels" . | nindent 6 }}
---
{{- if gt (int $settings.autoscaling.minReplicas) (int $settings.autoscaling.maxReplicas) }}
{{- fail (printf "%s: autoscaling.minReplicas is above maxReplicas" $name) }}
{{- end }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ $name }}
  labels:
    {{- include "jiedui.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ $name }}
  minReplicas: {{ $settings.autoscaling.minReplicas }}
  maxReplicas: {{ $settings.autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ $settings.autoscaling.cpuUtilization }}
  behavior:
    scaleUp:
      stabilizationWindowSeconds: 0
      policies:
        - type: Percent
          value: 100
          periodSeconds: 30
        - type: Pods
          value: 4
          periodSeconds: 30
      selectPolicy: Max
    scaleDown:
      stabilizationWindowSeconds: 600
      policies:
        - type: Percent
          value: 20
          periodSeconds: 60
{{- end -}}
