package org.jiedui.pairing.matching;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long it takes from one division to another: as entered, in either direction, or by the straight line between the
 * centroids. A division without either is looked up by the ones above it.
 */
public final class Roads {
    /** Nothing is known of any division. */
    public static final Roads NONE = new Roads(Map.of(), Map.of());

    /** Nothing is known of this way. */
    public static final int UNKNOWN = -1;

    private static final double EARTH_KM = 6371.0;

    /** Minutes of a straight kilometre: 40 km/h on roads that are a third longer than the line. */
    private static final double MINUTES_PER_KM = 2.0;

    /** Centroid in degrees (WGS 84). */
    public record Centroid(double latitude, double longitude) {}

    private final Map<String, Centroid> centroids;
    private final Map<String, Map<String, Integer>> entered;
    private final Map<String, Map<String, Integer>> known = new ConcurrentHashMap<>();

    /**
     * What is known.
     *
     * @param entered minutes by division and division
     */
    public Roads(Map<String, Centroid> centroids, Map<String, Map<String, Integer>> entered) {
        this.centroids = Map.copyOf(centroids);
        this.entered = Map.copyOf(entered);
    }

    /** Minutes of one way, or {@link #UNKNOWN}. For several threads at once. */
    public int minutes(String from, String to) {
        if (centroids.isEmpty() && entered.isEmpty()) {
            return UNKNOWN;
        }
        var ways = known.get(from);
        // most are known, and to look costs no lock
        var minutes = ways == null ? null : ways.get(to);
        return minutes != null
                ? minutes
                : known.computeIfAbsent(from, f -> new ConcurrentHashMap<>()).computeIfAbsent(to, t -> look(from, to));
    }

    private int look(String from, String to) {
        if (from.equals(to)) {
            return 0;
        }
        for (var one = entered.isEmpty() ? null : from; one != null; one = above(one)) {
            for (var other = to; other != null; other = above(other)) {
                var minutes = entered.getOrDefault(one, Map.of()).get(other);
                if (minutes == null) {
                    minutes = entered.getOrDefault(other, Map.of()).get(one);
                }
                if (minutes != null) {
                    return minutes;
                }
            }
        }
        var a = centroid(from);
        var b = centroid(to);
        return a == null || b == null ? UNKNOWN : (int) Math.round(kilometres(a, b) * MINUTES_PER_KM);
    }

    private Centroid centroid(String region) {
        for (var at = region; at != null; at = above(at)) {
            if (centroids.containsKey(at)) {
                return centroids.get(at);
            }
        }
        return null;
    }

    private static String above(String region) {
        return switch (region.length()) {
            case 12 -> region.substring(0, 9);
            case 9 -> region.substring(0, 6);
            case 6 -> region.substring(0, 4);
            case 4 -> region.substring(0, 2);
            default -> null;
        };
    }

    static double kilometres(Centroid a, Centroid b) {
        var north = Math.toRadians(b.latitude() - a.latitude()) / 2;
        var east = Math.toRadians(b.longitude() - a.longitude()) / 2;
        var h = Math.pow(Math.sin(north), 2)
                + Math.cos(Math.toRadians(a.latitude()))
                        * Math.cos(Math.toRadians(b.latitude()))
                        * Math.pow(Math.sin(east), 2);
        return 2 * EARTH_KM * Math.asin(Math.sqrt(h));
    }
}
