{{/* Building blocks of the network policies. A peer list of the values that is empty means: any address, on these ports only. */}}
{{- define "jiedui.egressRule" -}}
- ports:
    {{- range .ports }}
    - protocol: TCP
      port: {{ . }}
    {{- end }}
  {{- with .peers }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{/* What every data service needs to reach: its database, the broker, the realm's keys and, where switched on, the trace collector. */}}
{{- define "jiedui.dataEgress" -}}
{{ include "jiedui.egressRule" .Values.networkPolicy.mysql }}
{{ include "jiedui.egressRule" .Values.networkPolicy.kafka }}
{{ include "jiedui.commonEgress" . }}
{{- end -}}

{{- define "jiedui.commonEgress" -}}
{{ include "jiedui.egressRule" .Values.networkPolicy.oidc }}
{{- if .Values.tracing.enabled }}
{{ include "jiedui.egressRule" .Values.networkPolicy.tracing }}
{{- end }}
{{- end -}}

{{- define "jiedui.ingressFromMonitoring" -}}
- from:
    {{- toYaml .Values.networkPolicy.monitoring.peers | nindent 4 }}
  ports:
    - protocol: TCP
      port: 8080
{{- end -}}

{{- define "jiedui.ingressFromGateway" -}}
- from:
    - podSelector:
        matchLabels:
          {{- include "jiedui.selectorLabels" (dict "root" . "service" "gateway") | nindent 10 }}
  ports:
    - protocol: TCP
      port: 8080
{{- end -}}

{{/* Policy of a data service: from the gateway and the monitoring, to what it needs and, given as "egress", a little more. */}}
{{- define "jiedui.serviceNetworkPolicy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "jiedui.name" . }}
  labels:
    {{- include "jiedui.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      {{- include "jiedui.selectorLabels" . | nindent 6 }}
  policyTypes: ["Ingress", "Egress"]
  ingress:
    {{- include "jiedui.ingressFromGateway" .root | nindent 4 }}
    {{- include "jiedui.ingressFromMonitoring" .root | nindent 4 }}
  egress:
    {{- include "jiedui.dataEgress" .root | nindent 4 }}
    {{- with .egress }}
    {{- . | nindent 4 }}
    {{- end }}
{{- end -}}

{{- define "jiedui.dnsEgress" -}}
- to:
    {{- toYaml .Values.networkPolicy.dns.peers | nindent 4 }}
  ports:
    - protocol: UDP
      port: 53
    - protocol: TCP
      port: 53
{{- end -}}
