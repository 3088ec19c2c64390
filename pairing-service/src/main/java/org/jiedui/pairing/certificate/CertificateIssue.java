package org.jiedui.pairing.certificate;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.pii.KeyedHash;
import org.jiedui.chassis.time.TimeSource;

/**
 * Issues certificates: county, year and a running number without gaps, and five characters that follow from these by a
 * keyed hash, so that numbers cannot be guessed one from the other. Needs the transaction of the confirmation.
 */
@ApplicationScoped
public class CertificateIssue {
    private static final char[] ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ".toCharArray();

    private final DataSource database;
    private final CertificateRepository certificates;
    private final KeyedHash hash;
    private final TimeSource time;

    CertificateIssue(DataSource database, CertificateRepository certificates, KeyedHash hash, TimeSource time) {
        this.database = database;
        this.certificates = certificates;
        this.hash = hash;
        this.time = time;
    }

    /** Issues a certificate; returns its number, such as {@code 330523-2026-000017-K7QX3}. */
    public String issue(IssueCertificate issue) {
        var today = time.today();
        var county = (issue.region() + "000000").substring(0, 6);
        var base = "%s-%d-%06d".formatted(county, today.getYear(), next(county, today.getYear()));
        var number = base + "-" + suffix(base);
        certificates.persist(new Certificate(number, issue, today));
        return number;
    }

    /** The pairing ended, or its helper is gone: the certificate holds no longer from this day on, or already earlier. */
    public void end(UUID pairingId, LocalDate day) {
        certificates.find("pairingId", pairingId).firstResultOptional().ifPresent(certificate -> certificate.end(day));
    }

    /** The certificate of a pairing that goes on again holds again, until this day or for good. */
    public void reopen(UUID pairingId, LocalDate to) {
        certificates
                .find("pairingId", pairingId)
                .firstResultOptional()
                .ifPresent(certificate -> certificate.reopen(to));
    }

    private int next(String county, int year) {
        try (var connection = database.getConnection()) {
            try (var insert = connection.prepareStatement("INSERT INTO certificate_counter (county, year, last)"
                    + " VALUES (?,?,1) ON DUPLICATE KEY UPDATE last = last + 1")) {
                insert.setString(1, county);
                insert.setInt(2, year);
                insert.executeUpdate();
            }
            try (var select =
                    connection.prepareStatement("SELECT last FROM certificate_counter WHERE county = ? AND year = ?")) {
                select.setString(1, county);
                select.setInt(2, year);
                try (var row = select.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not count certificates", e);
        }
    }

    private String suffix(String base) {
        var bytes = hash.of("certificate", base);
        var suffix = new StringBuilder();
        for (var i = 0; i < 5; i++) {
            suffix.append(ALPHABET[bytes[i] & 31]);
        }
        return suffix.toString();
    }
}
