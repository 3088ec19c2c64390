package org.jiedui.household.attachment.api;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.attachment.Attachment;
import org.jiedui.household.attachment.AttachmentOwner;

/** A file of a record, without its content. */
@Schema(
        name = "Attachment",
        examples =
                "{\"id\":\"0193b2c4-7e1a-7c30-8a55-3d5b2f7f0a11\",\"ownerKind\":\"VISIT\",\"ownerId\":\"0193b2c4-7e1a-7c30-8a55-3d5b2f7f0a12\",\"fileName\":\"院落.jpg\",\"mediaType\":\"image/jpeg\",\"size\":183042,\"sha256\":\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\",\"createdAt\":\"2026-11-21T08:30:00.000Z\",\"version\":1}")
public record AttachmentView(
        UUID id,
        AttachmentOwner ownerKind,
        UUID ownerId,
        @Schema(description = "long numbers are masked") String fileName,
        String mediaType,
        @Schema(description = "bytes") long size,
        @Schema(description = "of the content, hexadecimal") String sha256,
        String createdBy,
        Instant createdAt,
        long version) {
    static AttachmentView of(Attachment attachment) {
        return new AttachmentView(
                attachment.id(),
                attachment.ownerKind(),
                attachment.ownerId(),
                attachment.fileName(),
                attachment.mediaType(),
                attachment.size(),
                attachment.sha256(),
                attachment.createdBy(),
                attachment.createdAt(),
                attachment.version());
    }
}
