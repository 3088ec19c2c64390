package org.jiedui.evaluation.answer;

/** How far the caller is with a task of the caller's own; nobody else can ask. */
public enum OwnState {
    /** Nothing yet. */
    OPEN,
    /** The caller has a draft. */
    DRAFTED,
    /** The caller has submitted. */
    SUBMITTED
}
