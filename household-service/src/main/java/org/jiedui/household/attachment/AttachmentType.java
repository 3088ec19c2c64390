package org.jiedui.household.attachment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types of files that are taken. */
public enum AttachmentType {
    PDF("application/pdf"),
    JPEG("image/jpeg"),
    PNG("image/png"),
    WEBP("image/webp"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String mediaType;

    AttachmentType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Media type without parameters. */
    public String mediaType() {
        return mediaType;
    }

    /** The type of a {@code Content-Type}, or empty for one that is not taken. */
    public static Optional<AttachmentType> of(String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        var essence = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equals(essence))
                .findFirst();
    }
}
