package org.jiedui.pairing.certificate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;
import org.jiedui.chassis.pii.PersonalText;

/** The numbered appointment of a helper side, given when a pairing is confirmed (PA-17). */
@Entity
@Table(name = "certificate")
public class Certificate {
    @Id
    private String number;

    @Column(name = "pairing_id")
    private UUID pairingId;

    private String region;

    @Column(name = "programme_zh")
    private String programmeZh;

    @Column(name = "programme_en")
    private String programmeEn;

    private String role;

    private PersonalText name;

    private String unit;

    @Column(name = "issued_on")
    private LocalDate issuedOn;

    @Column(name = "valid_from")
    private LocalDate validFrom;

    @Column(name = "valid_to")
    private LocalDate validTo;

    @Column(name = "ended_on")
    private LocalDate endedOn;

    /** For Hibernate. */
    protected Certificate() {}

    Certificate(String number, IssueCertificate issue, LocalDate issuedOn) {
        this.number = number;
        this.pairingId = issue.pairingId();
        this.region = issue.region();
        this.programmeZh = issue.programmeZh();
        this.programmeEn = issue.programmeEn();
        this.role = issue.role();
        this.name = issue.name();
        this.unit = issue.unit();
        this.issuedOn = issuedOn;
        this.validFrom = issue.from();
        this.validTo = issue.to();
    }

    /** A helper who is gone is not appointed longer because the pairing was ended later. */
    void end(LocalDate day) {
        if (endedOn == null || day.isBefore(endedOn)) {
            endedOn = day;
        }
    }

    void reopen(LocalDate to) {
        endedOn = null;
        validTo = to;
    }

    /** Whether it holds on a day. */
    public boolean validOn(LocalDate day) {
        return !day.isBefore(validFrom)
                && (validTo == null || !day.isAfter(validTo))
                && (endedOn == null || day.isBefore(endedOn));
    }

    public String number() {
        return number;
    }

    public UUID pairingId() {
        return pairingId;
    }

    public String region() {
        return region;
    }

    public String programmeZh() {
        return programmeZh;
    }

    public String programmeEn() {
        return programmeEn;
    }

    public String role() {
        return role;
    }

    public PersonalText name() {
        return name;
    }

    public String unit() {
        return unit;
    }

    public LocalDate issuedOn() {
        return issuedOn;
    }

    public LocalDate validFrom() {
        return validFrom;
    }

    /** Last planned day, or null. */
    public LocalDate validTo() {
        return validTo;
    }

    /** First day no longer valid, or null. */
    public LocalDate endedOn() {
        return endedOn;
    }
}
