package org.jiedui.gateway.security;

import java.util.Set;

/**
 * Who calls, from a checked token.
 *
 * @param client the client application ({@code azp}, else {@code client_id})
 * @param subject the account ({@code sub}); never logged
 * @param scopes the granted scopes
 * @param expiresAt end of the token's life, seconds since 1970
 */
public record Caller(String client, String subject, Set<String> scopes, long expiresAt) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    @Override
    public String toString() {
        return "Caller[client=" + client + "]";
    }
}
