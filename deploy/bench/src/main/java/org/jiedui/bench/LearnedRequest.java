package org.jiedui.bench;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jiedui.local.Stack;
import org.jiedui.local.TestSchema;

/**
 * The statements of one request of the product as the database server saw them, begin and commit among them, to be
 * repeated by bare JDBC with fresh identifiers and hashes.
 */
final class LearnedRequest {
    private static final String KEY = "[xX]'(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{64})'";

    private final String answer;
    private final List<String> texts;
    private final Map<String, Supplier<String>> others;
    private final Pattern renewed;

    private LearnedRequest(String answer, List<String> texts, Map<String, Supplier<String>> others) {
        this.answer = answer;
        this.texts = texts;
        this.others = others;
        var literals = new StringBuilder();
        others.keySet()
                .forEach(literal -> literals.append(Pattern.quote(literal)).append('|'));
        this.renewed = Pattern.compile(literals + KEY);
    }

    /**
     * Sends a request twice and learns from the second time. The relay finds no broker and the sequencer waits for the head
     * of the change feed, so that the statements are the request's alone.
     *
     * @param mark how one of its statements begins, and none of anybody else's
     */
    static LearnedRequest of(Stack stack, TestSchema schema, String mark, Callable<String> request) throws Exception {
        try (var administrator = stack.administer();
                var log = administrator.createStatement();
                var sequencer = stack.administer();
                var hold = sequencer.createStatement()) {
            sequencer.setAutoCommit(false);
            hold.execute("SELECT position FROM " + schema.name() + ".change_head WHERE name = 'feed' FOR UPDATE");
            stack.kill("kafka");
            try {
                request.call();
                log.execute("TRUNCATE TABLE mysql.general_log");
                log.execute("SET GLOBAL log_output = 'TABLE'");
                log.execute("SET GLOBAL general_log = ON");
                var answer = request.call();
                log.execute("SET GLOBAL general_log = OFF");
                return new LearnedRequest(answer, texts(log, mark), Map.of());
            } finally {
                sequencer.rollback();
                stack.restart("kafka");
            }
        }
    }

    private static List<String> texts(Statement log, String mark) throws SQLException {
        var texts = new ArrayList<String>();
        try (var rows = log.executeQuery("SELECT CONVERT(argument USING utf8mb4) FROM mysql.general_log"
                + " WHERE command_type = 'Query' AND thread_id = (SELECT DISTINCT thread_id FROM mysql.general_log"
                + " WHERE CONVERT(argument USING utf8mb4) LIKE '" + mark + "%') ORDER BY event_time")) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        if (texts.size() < 10) {
            throw new IllegalStateException("the server's log does not show the request: " + texts);
        }
        return texts;
    }

    /** The same, with another value in place of a literal each time. */
    LearnedRequest renewing(String literal, Supplier<String> value) {
        var more = new HashMap<>(others);
        more.put(literal.toLowerCase(Locale.ROOT), value);
        return new LearnedRequest(answer, texts, more);
    }

    /** What the request gave. */
    String answer() {
        return answer;
    }

    int statements() {
        return texts.size();
    }

    /** Once more, on a connection that commits by itself. */
    void repeat(Connection connection) throws SQLException {
        var fresh = new HashMap<String, String>();
        try (var statement = connection.createStatement()) {
            for (var text : texts) {
                statement.execute(renewed.matcher(text)
                        .replaceAll(old -> fresh.computeIfAbsent(old.group().toLowerCase(Locale.ROOT), this::renew)));
                drain(statement);
            }
        }
    }

    private static void drain(Statement statement) throws SQLException {
        try (var row = statement.getResultSet()) {
            while (row != null && row.next()) {
                row.getObject(1);
            }
        }
    }

    private String renew(String old) {
        var value = others.get(old);
        if (value != null) {
            return value.get();
        }
        var key = new byte[old.length() == 35 ? 16 : 32];
        ThreadLocalRandom.current().nextBytes(key);
        if (key.length == 16) {
            // like a UUIDv7: the product's keys grow with time too
            ByteBuffer.wrap(key).putLong(System.currentTimeMillis() << 16 | 0x7000 | (key[7] & 0xfff));
        }
        return "x'" + HexFormat.of().formatHex(key) + "'";
    }
}
