package org.jiedui.household.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.ExportKind;
import org.jiedui.household.HouseholdProblem;

/**
 * What other offices and systems want to have (HH-20, enter once, report many): a named order of our columns, each under
 * the title and in the codes of the receiver. For the whole deployment.
 */
@ApplicationScoped
public class OutwardTemplates {
    private static final TypeReference<List<Field>> FIELDS = new TypeReference<>() {};

    private final DataSource database;
    private final ObjectMapper mapper;
    private final TimeSource time;
    private final List<ExportKind> kinds;

    OutwardTemplates(DataSource database, ObjectMapper mapper, TimeSource time, @All List<ExportKind> kinds) {
        this.database = database;
        this.mapper = mapper;
        this.time = time;
        this.kinds = kinds;
    }

    /**
     * A column of the receiver's.
     *
     * @param field our column
     * @param header title of the receiver
     * @param system whose codes the cells are given in; null: ours
     */
    public record Field(String field, String header, String system) {}

    /** A template. */
    public record Template(String name, long version, String kind, String title, List<Field> columns) {}

    /** The kind of export of this name, or {@code UNKNOWN_EXPORT_KIND}. */
    public ExportKind kind(String name) {
        return kinds.stream()
                .filter(kind -> kind.kind().equals(name))
                .findFirst()
                .orElseThrow(HouseholdProblem.UNKNOWN_EXPORT_KIND::problem);
    }

    /** Templates by name. */
    public List<Template> page(String after, int limit) {
        return select("WHERE name > ? ORDER BY name LIMIT " + limit, after == null ? "" : after);
    }

    /** The template of a name. */
    public Optional<Template> find(String name) {
        return select("WHERE name = ?", name).stream().findFirst();
    }

    /** The template of a name, or {@code NOT_FOUND}. */
    public Template require(String name) {
        return find(name).orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** Keeps a new template; refuses a name that is taken, and columns that the kind does not have. */
    @Transactional
    public Template add(Caller caller, Template wanted) {
        check(wanted);
        if (find(wanted.name()).isPresent()) {
            throw HouseholdProblem.TEMPLATE_EXISTS.problem();
        }
        store(
                caller,
                wanted,
                "INSERT INTO outward_template (kind, title, columns, updated_by, updated_at, name, version)"
                        + " VALUES (?,?,?,?,?,?,0)");
        return require(wanted.name());
    }

    /** Replaces a template. */
    @Transactional
    public Template replace(Caller caller, Template wanted, LongConsumer precondition) {
        check(wanted);
        precondition.accept(require(wanted.name()).version());
        store(
                caller,
                wanted,
                "UPDATE outward_template SET kind = ?, title = ?, columns = ?, updated_by = ?, updated_at = ?,"
                        + " version = version + 1 WHERE name = ?");
        return require(wanted.name());
    }

    private void check(Template wanted) {
        var kind = kind(wanted.kind());
        var known = new HashSet<String>();
        kind.columns().all().forEach(column -> known.add(column.name()));
        var headers = new HashSet<String>();
        var violations = new ArrayList<Violation>();
        for (var i = 0; i < wanted.columns().size(); i++) {
            var column = wanted.columns().get(i);
            if (!known.contains(column.field())) {
                violations.add(new Violation("/columns/" + i + "/field", "UNKNOWN_FIELD", "没有这一列", "No such column"));
            } else if (column.system() != null && kind.codeList(column.field()) == null) {
                violations.add(new Violation(
                        "/columns/" + i + "/system", "NO_CODE_LIST", "该列不是代码", "The column holds no codes"));
            }
            if (!headers.add(column.header().toLowerCase(java.util.Locale.ROOT))) {
                violations.add(
                        new Violation("/columns/" + i + "/header", "DUPLICATE", "标题重复", "The title appears twice"));
            }
        }
        if (!violations.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST.violations(violations);
        }
    }

    private void store(Caller caller, Template wanted, String sql) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(sql)) {
            update.setString(1, wanted.kind());
            update.setString(2, wanted.title());
            update.setString(3, mapper.writeValueAsString(wanted.columns()));
            update.setString(4, caller.subject());
            update.setObject(5, time.now().atOffset(ZoneOffset.UTC).toLocalDateTime());
            update.setString(6, wanted.name());
            update.executeUpdate();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not write a template", e);
        }
    }

    private List<Template> select(String where, String value) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT name, version, kind, title, columns FROM outward_template " + where)) {
            select.setString(1, value);
            try (var row = select.executeQuery()) {
                var found = new ArrayList<Template>();
                while (row.next()) {
                    found.add(new Template(
                            row.getString(1),
                            row.getLong(2),
                            row.getString(3),
                            row.getString(4),
                            mapper.readValue(row.getString(5), FIELDS)));
                }
                return found;
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not read templates", e);
        }
    }
}
