package org.jiedui.chassis.paging;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.jpa.HibernateHints;
import org.jiedui.chassis.database.InList;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;

/**
 * A filtered, sorted, keyset-paged list of entities: conditions become one HQL query that seeks behind the last row, so a
 * page costs the same at any depth when an index carries the sort keys.
 *
 * @param <T> entity, or a row made of it; the query's alias is {@code e}, its last sort key is {@code e.id}
 */
public final class KeysetQuery<T> {
    private record Key<T>(String path, Function<T, ?> value, Function<String, ?> parse) {}

    private final String list;
    private final String entity;
    private final Class<T> row;
    private final String select;
    private final Key<T> id;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final StringBuilder filter = new StringBuilder();
    private final Map<String, Key<T>> sortable = new LinkedHashMap<>();
    private String divided;
    private List<String> parts = List.of();
    private Map<String, ?> partParameters = Map.of();

    /**
     * Begins a list.
     *
     * @param list name, part of the cursor's check
     * @param id reads the UUID id of a row
     */
    public KeysetQuery(String list, Class<T> entity, Function<T, java.util.UUID> id) {
        this(list, entity, entity, "e", id);
    }

    /**
     * Begins a list of rows that have less than the entity, and of which no persistence context knows.
     *
     * @param select HQL that makes one of {@code e}: {@code new org.example.Row(e.id, e.name)}
     */
    public KeysetQuery(String list, Class<?> entity, Class<T> row, String select, Function<T, java.util.UUID> id) {
        this.list = list;
        this.entity = entity.getSimpleName();
        this.row = row;
        this.select = select;
        this.id = new Key<>("id", id, java.util.UUID::fromString);
    }

    /** A condition that always holds. */
    public KeysetQuery<T> where(String hql, Map<String, ?> with) {
        conditions.add("(" + hql + ")");
        parameters.putAll(with);
        filter.append(hql).append(with).append(';');
        return this;
    }

    /** A condition on one parameter, left out when the value is null or an empty collection. */
    public KeysetQuery<T> whereIf(String hql, String name, Object value) {
        var absent = value == null || (value instanceof java.util.Collection<?> many && many.isEmpty());
        return absent ? this : where(hql, Map.of(name, value));
    }

    /** Allows a sort key. The column must not be null. */
    public KeysetQuery<T> sortableBy(String name, Function<T, ?> value, Function<String, ?> parse) {
        sortable.put(name, new Key<>(name, value, parse));
        return this;
    }

    /**
     * Reads a page in the order of one sort key part by part and merges them, where no index has all rows in that order
     * but each part has one.
     *
     * @param parts conditions of which each row meets exactly one
     */
    public KeysetQuery<T> inParts(String sortKey, List<String> parts, Map<String, ?> with) {
        divided = sortKey;
        this.parts = parts;
        partParameters = with;
        return this;
    }

    /** One page in the order of {@code sort} ({@code -updatedAt,name}; null: by id). */
    public Page<T> page(EntityManager entities, String sort, PageRequest request) {
        var keys = new ArrayList<Key<T>>();
        var descending = new ArrayList<Boolean>();
        if (sort != null && !sort.isBlank()) {
            for (var name : sort.split(",")) {
                var down = name.startsWith("-");
                var key = sortable.get(down ? name.substring(1) : name);
                if (key == null) {
                    throw CommonProblem.INVALID_REQUEST.violations(List.of(new Violation(
                            "?sort",
                            "UNKNOWN_SORT_KEY",
                            "可用的排序字段：" + sortable.keySet(),
                            "Sort keys: " + sortable.keySet())));
                }
                keys.add(key);
                descending.add(down);
            }
        }
        keys.add(id);
        descending.add(!descending.isEmpty() && descending.get(descending.size() - 1));

        var fingerprint = filter + "|" + sort;
        var after = request.cursor(list, fingerprint);
        var rows = new ArrayList<T>();
        if (keys.get(0).path().equals(divided)) {
            parts.forEach(part -> rows.addAll(rows(entities, keys, descending, after, request.limit() + 1, part)));
            rows.sort(order(keys, descending));
            rows.subList(Math.min(rows.size(), request.limit() + 1), rows.size())
                    .clear();
        } else {
            rows.addAll(rows(entities, keys, descending, after, request.limit() + 1, null));
        }
        return Page.of(
                rows,
                request.limit(),
                last -> Cursor.encode(
                        list,
                        fingerprint,
                        keys.stream()
                                .map(key -> String.valueOf(key.value().apply(last)))
                                .toList()));
    }

    private List<T> rows(
            EntityManager entities,
            List<Key<T>> keys,
            List<Boolean> descending,
            List<String> after,
            int most,
            String part) {
        var hql = new StringBuilder("select " + select + " from " + entity + " e");
        var all = new ArrayList<>(conditions);
        if (part != null) {
            all.add("(" + part + ")");
        }
        if (!after.isEmpty()) {
            all.add(seek(keys, descending));
        }
        if (!all.isEmpty()) {
            hql.append(" where ").append(String.join(" and ", all));
        }
        hql.append(" order by ");
        for (var i = 0; i < keys.size(); i++) {
            hql.append(i == 0 ? "" : ", ")
                    .append("e.")
                    .append(keys.get(i).path())
                    .append(descending.get(i) ? " desc" : "");
        }
        var query = entities.createQuery(hql.toString(), row);
        bind(query, parameters);
        if (part != null) {
            bind(query, partParameters);
        }
        if (!after.isEmpty()) {
            if (after.size() != keys.size()) {
                throw CommonProblem.INVALID_CURSOR.problem();
            }
            for (var i = 0; i < keys.size(); i++) {
                query.setParameter("k" + i, keys.get(i).parse().apply(after.get(i)));
            }
        }
        // pages are shown, never changed: no copy of each row to compare it with
        return query.setHint(HibernateHints.HINT_READ_ONLY, true)
                .setMaxResults(most)
                .getResultList();
    }

    private static void bind(Query query, Map<String, ?> parameters) {
        parameters.forEach((name, value) ->
                query.setParameter(name, value instanceof Collection<?> many ? InList.of(many) : value));
    }

    /** As the database orders keys of code points below 128, times, and identifiers by their bytes. */
    @SuppressWarnings("unchecked")
    private static <T> Comparator<T> order(List<Key<T>> keys, List<Boolean> descending) {
        Comparator<T> order = (a, b) -> 0;
        for (var i = 0; i < keys.size(); i++) {
            var value = keys.get(i).value();
            Comparator<T> one = Comparator.comparing(row -> {
                var key = value.apply(row);
                return (Comparable<Object>) (key instanceof java.util.UUID ? key.toString() : key);
            });
            order = order.thenComparing(descending.get(i) ? one.reversed() : one);
        }
        return order;
    }

    /** How many rows meet the conditions. */
    public long count(EntityManager entities) {
        var query = entities.createQuery(
                "select count(*) from " + entity + " e"
                        + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions)),
                Long.class);
        bind(query, parameters);
        return query.getSingleResult();
    }

    private static <T> String seek(List<Key<T>> keys, List<Boolean> descending) {
        var alternatives = new ArrayList<String>();
        for (var i = 0; i < keys.size(); i++) {
            var parts = new ArrayList<String>();
            for (var j = 0; j < i; j++) {
                parts.add("e." + keys.get(j).path() + " = :k" + j);
            }
            parts.add("e." + keys.get(i).path() + (descending.get(i) ? " < " : " > ") + ":k" + i);
            alternatives.add("(" + String.join(" and ", parts) + ")");
        }
        return "(" + String.join(" or ", alternatives) + ")";
    }
}
