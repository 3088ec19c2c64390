package org.jiedui.household.attachment;

/** Where an attachment stands. */
public enum AttachmentState {
    /** Its bytes are on their way; taken away when they do not arrive. */
    UPLOADING,
    /** Complete and checked. */
    STORED,
    /** Taken away; its bytes are gone or about to go. */
    DELETED
}
