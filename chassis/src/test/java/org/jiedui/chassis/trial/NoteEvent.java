package org.jiedui.chassis.trial;

import java.util.UUID;
import org.jiedui.chassis.event.DomainEvent;

/** What the trial announces. */
public sealed interface NoteEvent extends DomainEvent {
    @Override
    default String topic() {
        return "jiedui.chassis.note";
    }

    /** A note was written. */
    record NoteWritten(UUID noteId, String region, int number) implements NoteEvent {
        @Override
        public UUID key() {
            return noteId;
        }
    }
}
