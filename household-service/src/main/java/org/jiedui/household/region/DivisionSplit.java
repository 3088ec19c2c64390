package org.jiedui.household.region;

import java.util.List;

/**
 * Inside this service: a division became several others, maybe itself among them. Fired once, in the transaction of the
 * change and so before any household moves, so that what holds for everybody in the division goes on holding.
 *
 * @param into the others
 */
public record DivisionSplit(String from, List<String> into) {}
