package org.jiedui.pairing.matching;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;

/**
 * The latest published evaluation of each helper, from the evaluation service's events; a preference in the next matching
 * or an exclusion (EV-10). Older results never overwrite newer ones.
 */
@ApplicationScoped
public class Standing {
    /** Band that excludes from further pairings. */
    public static final String LOWEST_BAND = "UNQUALIFIED";

    private final DataSource database;

    Standing(DataSource database) {
        this.database = database;
    }

    /** Takes over a published result. */
    public void tell(UUID subject, BigDecimal score, String band, Instant at) {
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement("INSERT INTO standing (subject_id, score, band, as_of)"
                        + " VALUES (?,?,?,?) ON DUPLICATE KEY UPDATE"
                        + " score = IF(VALUES(as_of) >= as_of, VALUES(score), score),"
                        + " band = IF(VALUES(as_of) >= as_of, VALUES(band), band),"
                        + " as_of = GREATEST(VALUES(as_of), as_of)")) {
            upsert.setBytes(1, Ids.bytes(subject));
            upsert.setBigDecimal(2, score);
            upsert.setString(3, band);
            upsert.setObject(4, at.atOffset(ZoneOffset.UTC).toLocalDateTime());
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the result", e);
        }
    }
}
