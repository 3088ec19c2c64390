package org.jiedui.notification.webhook;

import java.util.List;

/**
 * A wish to be called.
 *
 * @param types event names; empty for all
 * @param region division code
 */
public record RegisterEndpoint(String url, List<String> types, String region) {}
