package org.jiedui.evaluation.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jiedui.chassis.pii.KeyedHash;
import org.jiedui.chassis.pii.PersonalDataCipher;
import org.jiedui.chassis.time.Ids;
import org.jiedui.evaluation.cycle.CycleKeys;
import org.jiedui.evaluation.cycle.Seal;
import org.jiedui.evaluation.cycle.Task;

/**
 * Sealed answers and drafts. An answer is one row for ever; its author is a keyed hash, different for each task, so that
 * only the author's own question "did I?" can be answered. Sealed contents are read by {@link #reveal} only.
 */
@ApplicationScoped
public class AnswerStore {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DataSource database;
    private final CycleKeys keys;
    private final PersonalDataCipher cipher;
    private final KeyedHash hash;
    private final ObjectMapper mapper;

    AnswerStore(DataSource database, CycleKeys keys, PersonalDataCipher cipher, KeyedHash hash, ObjectMapper mapper) {
        this.database = database;
        this.keys = keys;
        this.cipher = cipher;
        this.hash = hash;
        this.mapper = mapper;
    }

    /** Seals and stores; false when the task has its answer already. Needs a running transaction. */
    boolean store(Task task, AnswerContent content) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "INSERT INTO sealed_answer (cycle_id, task_id, author_hash, content) VALUES (?,?,?,?)")) {
            insert.setBytes(1, Ids.bytes(task.cycleId()));
            insert.setBytes(2, Ids.bytes(task.id()));
            insert.setBytes(3, author(task.id(), content.author()));
            insert.setBytes(4, keys.seal(task.cycleId()).seal(task.id(), mapper.writeValueAsBytes(content)));
            insert.executeUpdate();
            return true;
        } catch (SQLIntegrityConstraintViolationException taken) {
            return false;
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not store the answer", e);
        }
    }

    /**
     * Seals and stores an answer that nobody can be linked to: its identifier is random, it has neither author nor time, and
     * nothing leads from the token to it. Needs a running transaction.
     */
    public void storeAnonymous(UUID cycle, UUID subject, List<AnswerItem> items, String comment, String witness) {
        var id = new byte[16];
        RANDOM.nextBytes(id);
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "INSERT INTO survey_answer (cycle_id, subject_id, id, content) VALUES (?,?,?,?)")) {
            insert.setBytes(1, Ids.bytes(cycle));
            insert.setBytes(2, Ids.bytes(subject));
            insert.setBytes(3, id);
            insert.setBytes(
                    4,
                    keys.seal(cycle)
                            .seal(
                                    Ids.of(id),
                                    mapper.writeValueAsBytes(new AnswerContent(null, null, items, comment, witness))));
            insert.executeUpdate();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not store the answer", e);
        }
    }

    /** Whether tokens were issued for this subject in the task's village; says nothing about their use. */
    boolean surveyed(Task task) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT 1 FROM survey_batch b JOIN survey_token t"
                                + " ON t.batch_id = b.id WHERE b.cycle_id = ? AND b.village = ? AND t.subject_id = ? LIMIT 1")) {
            select.setBytes(1, Ids.bytes(task.cycleId()));
            select.setString(2, task.region());
            select.setBytes(3, Ids.bytes(task.subjectId()));
            try (var row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the survey", e);
        }
    }

    /** How far this account is with each of these tasks. */
    public Map<UUID, OwnState> states(String account, Collection<Task> tasks) {
        var states = new HashMap<UUID, OwnState>();
        tasks.forEach(t -> states.put(t.id(), OwnState.OPEN));
        try (var connection = database.getConnection()) {
            own(connection, "answer_draft", account, tasks).forEach(id -> states.put(id, OwnState.DRAFTED));
            own(connection, "sealed_answer", account, tasks).forEach(id -> states.put(id, OwnState.SUBMITTED));
            return states;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read own states", e);
        }
    }

    /** How far this account is with the task. */
    public OwnState state(String account, Task task) {
        return states(account, List.of(task)).get(task.id());
    }

    private Set<UUID> own(Connection connection, String table, String account, Collection<Task> tasks)
            throws SQLException {
        if (tasks.isEmpty()) {
            return Set.of();
        }
        var found = new HashSet<UUID>();
        try (var select = connection.prepareStatement("SELECT task_id FROM " + table
                + " WHERE (cycle_id, task_id) IN (" + "(?,?),".repeat(tasks.size() - 1) + "(?,?)) AND author_hash IN ("
                + "?,".repeat(tasks.size() - 1) + "?)")) {
            var i = 1;
            for (var task : tasks) {
                select.setBytes(i++, Ids.bytes(task.cycleId()));
                select.setBytes(i++, Ids.bytes(task.id()));
            }
            for (var task : tasks) {
                select.setBytes(i++, author(task.id(), account));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(Ids.of(row.getBytes(1)));
                }
            }
        }
        return found;
    }

    /** The account's own draft. */
    public Draft draft(String account, Task task) {
        return find(account, task).orElse(Draft.NONE);
    }

    private Optional<Draft> find(String account, Task task) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT content, version FROM answer_draft WHERE task_id = ? AND author_hash = ?")) {
            select.setBytes(1, Ids.bytes(task.id()));
            select.setBytes(2, author(task.id(), account));
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                var saved = mapper.readValue(cipher.decrypt(row.getBytes(1)), Draft.class);
                return Optional.of(new Draft(saved.items(), saved.comment(), saved.witness(), row.getLong(2)));
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not read the draft", e);
        }
    }

    /** Saves a draft over the one of version {@code draft.version() - 1}; false when that is not the present one. */
    boolean save(String account, Task task, Draft draft) {
        try (var connection = database.getConnection();
                var write = connection.prepareStatement(
                        draft.version() == 1
                                ? "INSERT IGNORE INTO answer_draft (content, version, cycle_id, task_id, author_hash)"
                                        + " VALUES (?,1,?,?,?)"
                                : "UPDATE answer_draft SET content = ?, version = version + 1"
                                        + " WHERE cycle_id = ? AND task_id = ? AND author_hash = ? AND version = ?")) {
            write.setBytes(1, cipher.encrypt(padded(mapper.writeValueAsString(draft))));
            write.setBytes(2, Ids.bytes(task.cycleId()));
            write.setBytes(3, Ids.bytes(task.id()));
            write.setBytes(4, author(task.id(), account));
            if (draft.version() > 1) {
                write.setLong(5, draft.version() - 1);
            }
            return write.executeUpdate() == 1;
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not save the draft", e);
        }
    }

    /** Removes the account's draft, if there is one. */
    void discard(String account, Task task) {
        try (var connection = database.getConnection();
                var delete =
                        connection.prepareStatement("DELETE FROM answer_draft WHERE task_id = ? AND author_hash = ?")) {
            delete.setBytes(1, Ids.bytes(task.id()));
            delete.setBytes(2, author(task.id(), account));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not remove the draft", e);
        }
    }

    /** An opened answer; {@code taskId} is the answer's own random identifier where a token gave it. */
    public record Revealed(UUID taskId, String path, AnswerContent content) {}

    /**
     * Opens the answers about these subjects: the reveal. For the scoring of a closed cycle, and nothing else.
     *
     * @return by subject, ordered by path and task
     */
    public Map<UUID, List<Revealed>> reveal(Seal.Opener opener, UUID cycle, Collection<UUID> subjects) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT t.subject_id, t.path, t.id, a.content"
                        + " FROM evaluation_task t JOIN sealed_answer a ON a.cycle_id = t.cycle_id AND a.task_id = t.id"
                        + " WHERE t.cycle_id = ? AND t.subject_id IN (" + "?,".repeat(subjects.size() - 1) + "?)"
                        + " UNION ALL SELECT subject_id, 'HOUSEHOLD', id, content FROM survey_answer"
                        + " WHERE cycle_id = ? AND subject_id IN (" + "?,".repeat(subjects.size() - 1) + "?)"
                        + " ORDER BY 1, 2, 3")) {
            var i = 1;
            for (var half = 0; half < 2; half++) {
                select.setBytes(i++, Ids.bytes(cycle));
                for (var subject : subjects) {
                    select.setBytes(i++, Ids.bytes(subject));
                }
            }
            var sealed = new ArrayList<Sealed>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    sealed.add(new Sealed(
                            Ids.of(row.getBytes(1)), row.getString(2), Ids.of(row.getBytes(3)), row.getBytes(4)));
                }
            }
            return sealed.parallelStream()
                    .map(answer -> Map.entry(answer.subject(), open(opener, answer)))
                    .collect(Collectors.groupingBy(
                            Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        } catch (SQLException e) {
            throw new IllegalStateException("could not reveal the answers", e);
        }
    }

    private record Sealed(UUID subject, String path, UUID task, byte[] content) {}

    private Revealed open(Seal.Opener opener, Sealed answer) {
        try {
            return new Revealed(
                    answer.task(),
                    answer.path(),
                    mapper.readValue(opener.open(answer.task(), answer.content()), AnswerContent.class));
        } catch (IOException e) {
            throw new IllegalStateException("could not read the answer to task " + answer.task(), e);
        }
    }

    /** Removes some of what was never submitted; returns how many. */
    public int discardDrafts(UUID cycle, int most) {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("DELETE FROM answer_draft WHERE cycle_id = ? LIMIT ?")) {
            delete.setBytes(1, Ids.bytes(cycle));
            delete.setInt(2, most);
            return delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not remove drafts", e);
        }
    }

    private byte[] author(UUID task, String account) {
        return hash.of("answer-author", task + ":" + account);
    }

    /** JSON with blanks behind, up to the next block, so that the size of a draft tells nothing. */
    private static String padded(String json) {
        var size = json.getBytes(StandardCharsets.UTF_8).length;
        return json + " ".repeat(Math.floorMod(-size, Seal.BLOCK));
    }
}
