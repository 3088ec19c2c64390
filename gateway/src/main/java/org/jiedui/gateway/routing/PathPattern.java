package org.jiedui.gateway.routing;

import java.util.List;

/** A pattern of path segments: literal, {@code *} for exactly one, a closing {@code **} for any number, also none. */
final class PathPattern implements Comparable<PathPattern> {
    private final List<String> segments;
    private final boolean open;
    private final String text;

    PathPattern(String text) {
        this.text = text;
        List<String> all = List.of(text.split("/", -1));
        this.open = all.get(all.size() - 1).equals("**");
        this.segments = open ? all.subList(0, all.size() - 1) : all;
        if (text.isEmpty() || segments.stream().anyMatch(s -> s.isEmpty() || s.equals("**"))) {
            throw new IllegalArgumentException("Not a path pattern: '" + text
                    + "'. Write segments like a/*/b or a/** without slashes at the ends; ** may only close a pattern.");
        }
    }

    /** Whether the part of the path from an index on (after the base and its slash) matches. A slash at the end is ignored. */
    boolean matches(String path, int from) {
        int end = path.length() > from && path.charAt(path.length() - 1) == '/' ? path.length() - 1 : path.length();
        int position = from;
        for (String segment : segments) {
            if (position >= end) {
                return false;
            }
            int slash = path.indexOf('/', position);
            int segmentEnd = slash < 0 || slash > end ? end : slash;
            boolean same = segment.equals("*")
                    || (segment.length() == segmentEnd - position && path.startsWith(segment, position));
            if (!same) {
                return false;
            }
            position = segmentEnd + 1;
        }
        return open || position > end;
    }

    /** The more specific pattern comes first: more literal segments, then more segments, then closed before open. */
    @Override
    public int compareTo(PathPattern other) {
        int literal = Long.compare(other.literals(), literals());
        if (literal != 0) {
            return literal;
        }
        int size = Integer.compare(other.segments.size(), segments.size());
        if (size != 0) {
            return size;
        }
        int closed = Boolean.compare(open, other.open);
        return closed != 0 ? closed : text.compareTo(other.text);
    }

    private long literals() {
        return segments.stream().filter(s -> !s.equals("*")).count();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathPattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
