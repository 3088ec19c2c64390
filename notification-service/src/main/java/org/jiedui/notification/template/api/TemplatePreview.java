package org.jiedui.notification.template.api;

import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a draft reads with sample data, and which variables there are. */
@Schema(example = """
        {"zh":{"title":"风险预警","body":"330523104201000017：人均收入低于监测线"},
         "en":{"title":"Risk alert","body":"330523104201000017: income below the line"},"variables":["householdNumber","reasons"]}""")
public record TemplatePreview(TemplateView.Words zh, TemplateView.Words en, Set<String> variables) {}
