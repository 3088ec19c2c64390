package org.jiedui.notification.broadcast;

/** Whose decision a segment needs (NO-06). Pure. */
public final class ApprovalPolicy {
    private static final int PROVINCE_DIGITS = 2;

    private ApprovalPolicy() {}

    /** Whether only the province may approve: the segment is a whole province, whatever it is narrowed by. */
    public static boolean needsProvince(Segment segment) {
        return segment.region().length() <= PROVINCE_DIGITS;
    }
}
