package org.jiedui.evaluation.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.pii.PersonalDataCipher;
import org.jiedui.chassis.time.Ids;
import org.jiedui.evaluation.cycle.AssignmentPolicy;

/** The marks of a cycle's raters, kept encrypted while it is scored. */
@ApplicationScoped
public class CycleRaters {
    private final DataSource database;
    private final PersonalDataCipher cipher;
    private final ObjectMapper mapper;

    CycleRaters(DataSource database, PersonalDataCipher cipher, ObjectMapper mapper) {
        this.database = database;
        this.cipher = cipher;
        this.mapper = mapper;
    }

    /** Keeps them, over what was kept before. Needs a running transaction. */
    void keep(UUID cycle, RaterPolicy.Raters raters) {
        try (var connection = database.getConnection();
                var write = connection.prepareStatement("INSERT INTO cycle_rater (cycle_id, marks) VALUES (?, ?) AS new"
                        + " ON DUPLICATE KEY UPDATE marks = new.marks")) {
            write.setBytes(1, Ids.bytes(cycle));
            write.setBytes(2, cipher.encrypt(mapper.writeValueAsString(raters)));
            write.executeUpdate();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not keep the raters' marks", e);
        }
    }

    /** What was kept. */
    RaterPolicy.Raters kept(UUID cycle) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT marks FROM cycle_rater WHERE cycle_id = ?")) {
            select.setBytes(1, Ids.bytes(cycle));
            try (var row = select.executeQuery()) {
                return row.next()
                        ? mapper.readValue(cipher.decrypt(row.getBytes(1)), RaterPolicy.Raters.class)
                        : RaterPolicy.Raters.none(AssignmentPolicy.ONLY);
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not read the raters' marks", e);
        }
    }

    /** Forgets them: the traces have what follows from them. */
    void forget(UUID cycle) {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("DELETE FROM cycle_rater WHERE cycle_id = ?")) {
            delete.setBytes(1, Ids.bytes(cycle));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not forget the raters' marks", e);
        }
    }
}
