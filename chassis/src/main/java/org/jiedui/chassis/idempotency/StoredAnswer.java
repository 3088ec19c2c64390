package org.jiedui.chassis.idempotency;

/**
 * The answer kept under a key.
 *
 * @param status HTTP status, 200–299
 * @param location header, or null
 * @param etag header, or null
 * @param body bytes of the body, empty when there was none
 */
@SuppressWarnings("ArrayRecordComponent")
record StoredAnswer(int status, String location, String etag, byte[] body) {}
