{{/* Where the gateway finds the services: a YAML map of environment variables. */}}
{{- define "jiedui.routes" -}}
{{- range $service := list "household" "pairing" "evaluation" "notification" }}
JIEDUI_{{ upper $service }}_URL: {{ printf "http://%s:8080" (include "jiedui.name" (dict "root" $ "service" $service)) | quote }}
{{- end }}
{{- end -}}
