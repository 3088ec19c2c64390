package org.jiedui.household.registration;

import org.jiedui.chassis.pii.KeyedHash;

/**
 * Keyed hashes of a person's identity and phone, null for what is not known.
 */
@SuppressWarnings("ArrayRecordComponent")
record MemberHashes(byte[] identity, byte[] phone) {
    static MemberHashes of(MemberData data, KeyedHash hash) {
        return new MemberHashes(
                data.idNumber() == null ? null : identity(data.idType(), data.idNumber(), hash),
                data.phone() == null ? null : phone(data.phone(), hash));
    }

    /** A disability card's number begins with the resident number of the same person. */
    static byte[] identity(IdType type, String number, KeyedHash hash) {
        return switch (type) {
            case RESIDENT_ID -> hash.of("id-number", number);
            case DISABILITY_ID -> hash.of("id-number", number.substring(0, 18));
            case MILITARY_ID -> hash.of("military-id", number);
        };
    }

    static byte[] phone(String phone, KeyedHash hash) {
        return hash.of("phone", phone);
    }
}
