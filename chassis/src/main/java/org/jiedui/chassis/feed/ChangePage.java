package org.jiedui.chassis.feed;

import java.util.List;

/**
 * A piece of the feed.
 *
 * @param items changes in commit order; may be fewer than asked for, or none, although more follow
 * @param next cursor to go on from; never null, and valid for ever
 * @param more whether asking again at once will bring further changes or get closer to them
 */
public record ChangePage(List<ChangeItem> items, String next, boolean more) {}
