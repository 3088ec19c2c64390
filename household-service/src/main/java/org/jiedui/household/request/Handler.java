package org.jiedui.household.request;

/**
 * Who handles a request.
 *
 * @param kind office, person or expert
 * @param name of the office or person, as people read it
 * @param account of the person or expert, who may then see and answer it; null for an office
 */
public record Handler(HandlerKind kind, String name, String account) {}
