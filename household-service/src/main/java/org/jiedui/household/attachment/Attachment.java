package org.jiedui.household.attachment;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.time.Ids;

/** A file of a record: what is known of it; the bytes are in the {@link AttachmentStore}. */
@Entity
public class Attachment {
    @Id
    private UUID id;

    @Version
    private long version;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private AttachmentOwner ownerKind;

    private UUID ownerId;
    private String region;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private AttachmentState state;

    private String fileName;
    private String mediaType;
    private long size;
    private byte[] sha256;
    private String createdBy;
    private Instant createdAt;
    private Instant changedAt;

    protected Attachment() {}

    Attachment(Owners.Owner owner, String fileName, AttachmentType type, long reserved, String createdBy, Instant now) {
        this.id = Ids.next();
        this.ownerKind = owner.kind();
        this.ownerId = owner.id();
        this.region = owner.region();
        this.state = AttachmentState.UPLOADING;
        this.fileName = fileName;
        this.mediaType = type.mediaType();
        this.size = reserved;
        this.createdBy = createdBy;
        this.createdAt = now;
        this.changedAt = now;
    }

    void stored(long bytes, byte[] hash, Instant now) {
        if (state != AttachmentState.UPLOADING) {
            throw new IllegalStateException("the upload was taken for broken off");
        }
        state = AttachmentState.STORED;
        size = bytes;
        sha256 = hash;
        changedAt = now;
    }

    void delete(Instant now) {
        state = AttachmentState.DELETED;
        changedAt = now;
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Version. */
    public long version() {
        return version;
    }

    /** Kind of record. */
    public AttachmentOwner ownerKind() {
        return ownerKind;
    }

    /** The record. */
    public UUID ownerId() {
        return ownerId;
    }

    /** Village or division of the record. */
    public String region() {
        return region;
    }

    /** Where it stands. */
    public AttachmentState state() {
        return state;
    }

    /** Name of the file, long numbers masked. */
    public String fileName() {
        return fileName;
    }

    /** Checked media type. */
    public String mediaType() {
        return mediaType;
    }

    /** Bytes. */
    public long size() {
        return size;
    }

    /** Hash of the clear bytes, hexadecimal. */
    public String sha256() {
        return HexFormat.of().formatHex(sha256);
    }

    /** Account that uploaded it. */
    public String createdBy() {
        return createdBy;
    }

    /** When it was uploaded. */
    public Instant createdAt() {
        return createdAt;
    }
}
