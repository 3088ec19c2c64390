package org.jiedui.notification.template.api;

import java.util.Set;

/** How a draft reads with sample data, and which variables there are. */
public record TemplatePreview(TemplateView.Words zh, TemplateView.Words en, Set<String> variables) {}
