package org.jiedui.evaluation.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jiedui.chassis.pii.PersonalDataCipher;
import org.jiedui.chassis.time.Ids;

/** The keys of cycles: the public half for sealing, the private half, itself encrypted, for the reveal only. */
@ApplicationScoped
public class CycleKeys {
    private static final int MOST_CACHED = 1000;

    private final DataSource database;
    private final PersonalDataCipher cipher;
    private final ConcurrentHashMap<UUID, Seal> seals = new ConcurrentHashMap<>();

    CycleKeys(DataSource database, PersonalDataCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    /** Makes the keys of a cycle, in its opening's transaction. */
    void make(UUID cycle) {
        var pair = Seal.newKeys();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "INSERT INTO cycle_key (cycle_id, public_key, private_key) VALUES (?, ?, ?)")) {
            insert.setBytes(1, Ids.bytes(cycle));
            insert.setBytes(2, pair.getPublic().getEncoded());
            insert.setBytes(
                    3,
                    cipher.encrypt(
                            Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not store the cycle's keys", e);
        }
    }

    /** What seals answers of the cycle. */
    public Seal seal(UUID cycle) {
        var known = seals.get(cycle);
        if (known == null) {
            if (seals.size() >= MOST_CACHED) {
                seals.clear();
            }
            known = new Seal(publicKey(cycle));
            seals.put(cycle, known);
        }
        return known;
    }

    /** What opens answers of the cycle. For the reveal, and nothing else. */
    public Seal.Opener opener(UUID cycle) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT public_key, private_key FROM cycle_key WHERE cycle_id = ?")) {
            select.setBytes(1, Ids.bytes(cycle));
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("cycle " + cycle + " has no keys");
                }
                return new Seal.Opener(row.getBytes(1), Base64.getDecoder().decode(cipher.decrypt(row.getBytes(2))));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the cycle's keys", e);
        }
    }

    private byte[] publicKey(UUID cycle) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT public_key FROM cycle_key WHERE cycle_id = ?")) {
            select.setBytes(1, Ids.bytes(cycle));
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("cycle " + cycle + " has no keys");
                }
                return row.getBytes(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the cycle's keys", e);
        }
    }
}
