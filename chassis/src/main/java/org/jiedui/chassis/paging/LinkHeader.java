package org.jiedui.chassis.paging;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jiedui.chassis.pii.Masks;

/** Adds the RFC 8288 {@code Link} to the next page of every list. */
public class LinkHeader {
    /** Adds {@code rel="next"} when there is a next page. */
    @ServerResponseFilter
    public void link(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Page<?> page && page.next() != null) {
            var next = request.getUriInfo().getRequestUriBuilder().replaceQueryParam("cursor", page.next());
            request.getUriInfo().getQueryParameters().forEach((name, values) -> {
                var repeated = values.stream().map(Masks::longNumbers).toArray();
                if (!name.equals("cursor") && !values.equals(java.util.Arrays.asList(repeated))) {
                    next.replaceQueryParam(name, repeated);
                }
            });
            var uri = next.build();
            response.getHeaders().add("Link", "<" + uri.getRawPath() + "?" + uri.getRawQuery() + ">; rel=\"next\"");
        }
    }
}
